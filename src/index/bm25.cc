#include <algorithm>
#include <cmath>
#include <map>

#include "mnestic/index/search.h"
#include "posting_list.h"
#include "terms.h"

namespace mnestic::index {
namespace {

using store::KeyHasher;
using store::UserCounters;
using store::WriteTxn;

constexpr std::string_view kTermDomain = "term";

}  // namespace

std::vector<Counted> count_terms(const KeyHasher& hasher, std::span<const std::string> terms) {
  std::vector<Counted> counted;
  std::map<std::uint64_t, std::size_t> place_of;
  for (const std::string& term : terms) {
    const std::uint64_t hash = hasher.hash64(kTermDomain, term);
    const auto [place, fresh] = place_of.try_emplace(hash, counted.size());
    if (fresh) counted.push_back({hash, 0});
    ++counted[place->second].count;
  }
  return counted;
}

std::vector<WeighedTerm> weigh_terms(const KeyHasher& hasher, std::span<const std::string> terms,
                                     std::span<const double> weights) {
  MNESTIC_ASSERT(weights.empty() || weights.size() == terms.size());
  std::vector<WeighedTerm> weighed;
  std::map<std::uint64_t, std::size_t> place_of;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::uint64_t hash = hasher.hash64(kTermDomain, terms[i]);
    const auto [place, fresh] = place_of.try_emplace(hash, weighed.size());
    if (fresh) weighed.push_back({hash, 0});
    weighed[place->second].weight += weights.empty() ? 1.0 : weights[i];
  }
  return weighed;
}

double inverse_frequency(std::uint64_t docs, double df) {
  const double n = std::max(static_cast<double>(docs), df);
  return std::log(1 + (n - df + 0.5) / (df + 0.5));
}

double mean_length_of(const UserCounters& counters) {
  if (counters.docs == 0 || counters.length_sum == 0) return 1.0;
  return static_cast<double>(counters.length_sum) / static_cast<double>(counters.docs);
}

Result<void> add_words(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                       VersionNumber number, std::span<const std::string> terms,
                       UserCounters& counters) {
  const std::uint32_t length = length_of(terms);
  for (const Counted& term : count_terms(hasher, terms)) {
    MNESTIC_TRY(add_posting(txn, {user, term.hash}, {number, term.count, length}));
  }
  ++counters.docs;
  counters.length_sum += length;
  return {};
}

Result<void> remove_words(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                          VersionNumber number, std::span<const std::string> terms,
                          UserCounters& counters) {
  for (const Counted& term : count_terms(hasher, terms)) {
    MNESTIC_TRY(remove_posting(txn, {user, term.hash}, number));
  }
  // Never below zero: taking out must work on a damaged index too, and a search copes with counts
  // that are too small.
  counters.docs -= std::min<std::uint64_t>(counters.docs, 1);
  counters.length_sum -= std::min<std::uint64_t>(counters.length_sum, terms.size());
  return {};
}

}  // namespace mnestic::index
