// First person: "User does not eat meat" as the person would say it: "I do not eat meat".
//
// Facts speak of their owner as User. A small encoder has met that word as somebody at a computer,
// and "I" in what people say of themselves, which is what facts were made of and what questions are
// about. Measured: tests/bench/RESULTS.md.
//
// Only what is embedded is put so; it need not be perfect English. Other texts stay as they are.
//
// Thread safety: free functions.
#pragma once

#include <string>
#include <string_view>

namespace mnestic::text {

[[nodiscard]] std::string in_first_person(std::string_view text);

}  // namespace mnestic::text
