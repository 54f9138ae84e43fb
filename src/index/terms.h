// Terms and tags as the hashes that stand in keys.
//
// Thread safety: pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "mnestic/store/store.h"

namespace mnestic::index {

// Term hashes with how often each occurs, in the order of their first appearance: sums must not
// depend on the store's secret. Two words with one hash are one term.
struct Counted {
  std::uint64_t hash = 0;
  std::uint32_t count = 0;
};
[[nodiscard]] std::vector<Counted> count_terms(const store::KeyHasher& hasher,
                                               std::span<const std::string> terms);

// The length of a version, as postings keep it.
[[nodiscard]] inline std::uint32_t length_of(std::span<const std::string> terms) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(terms.size(), UINT32_MAX));
}

// Each tag once, as its hash.
[[nodiscard]] std::set<std::uint64_t> tag_hashes(const store::KeyHasher& hasher,
                                                 std::span<const std::string> tags);

}  // namespace mnestic::index
