#include <algorithm>
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
