// Made-up facts that look like real ones: seeded, all different, of many words.
#pragma once

#include <cstdint>
#include <string>

namespace mnestic::bench {

// The fact of that number; equal numbers give equal facts, different ones different.
[[nodiscard]] std::string fact_of(std::uint64_t number);

// A question that the fact of that number answers, in other words where there are some.
[[nodiscard]] std::string question_of(std::uint64_t number);
// When it was said, as in RFC 3339: one every 200 seconds since 2020.
[[nodiscard]] std::string time_of(std::uint64_t number);

}  // namespace mnestic::bench
