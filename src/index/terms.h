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

#include "mnestic/store/records.h"
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

// The same with their weights summed, one a term or none.
struct WeighedTerm {
  std::uint64_t hash = 0;
  double weight = 0;
};
[[nodiscard]] std::vector<WeighedTerm> weigh_terms(const store::KeyHasher& hasher,
                                                   std::span<const std::string> terms,
                                                   std::span<const double> weights);

// How rare a term is that `df` of `docs` texts hold.
[[nodiscard]] double inverse_frequency(std::uint64_t docs, double df);
[[nodiscard]] double mean_length_of(const store::UserCounters& counters);

// The length of a version, as postings keep it.
[[nodiscard]] inline std::uint32_t length_of(std::span<const std::string> terms) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(terms.size(), UINT32_MAX));
}

// Each tag once, as its hash.
[[nodiscard]] std::set<std::uint64_t> tag_hashes(const store::KeyHasher& hasher,
                                                 std::span<const std::string> tags);

}  // namespace mnestic::index
