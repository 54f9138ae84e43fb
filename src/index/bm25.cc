#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "mnestic/index/search.h"
#include "posting_list.h"
#include "terms.h"
#include "top_hits.h"

namespace mnestic::index {
namespace {

using store::KeyHasher;
using store::ReadTxn;
using store::UserCounters;
using store::WriteTxn;

constexpr std::string_view kTermDomain = "term";

// The share of one posting, with what is the same for a whole query taken out; small frequencies
// and lengths, nearly all, come out of a table.
class Saturation {
 public:
  Saturation(const Bm25& bm25, double mean_length) : bm25_(bm25), mean_length_(mean_length) {
    for (std::uint32_t tf = 1; tf <= kTfMax; ++tf) {
      for (std::uint32_t length = 0; length < kLengthMax; ++length) {
        table_[(tf - 1) * kLengthMax + length] = compute(tf, length);
      }
    }
  }
  [[nodiscard]] double of(std::uint32_t tf, std::uint32_t length) const {
    if (tf <= kTfMax && length < kLengthMax) return table_[(tf - 1) * kLengthMax + length];
    return compute(tf, length);
  }

 private:
  static constexpr std::uint32_t kTfMax = 2;
  static constexpr std::uint32_t kLengthMax = 64;

  [[nodiscard]] double compute(std::uint32_t tf, std::uint32_t length) const {
    const double norm = 1 - bm25_.b + bm25_.b * length / mean_length_;
    return tf * (bm25_.k1 + 1) / (tf + bm25_.k1 * norm);
  }

  Bm25 bm25_;
  double mean_length_;
  std::array<double, kTfMax * kLengthMax> table_{};
};

double idf(std::uint64_t docs, std::uint64_t df) {
  const auto n = static_cast<double>(std::max(docs, df));
  const auto f = static_cast<double>(df);
  return std::log(1 + (n - f + 0.5) / (f + 0.5));
}

Result<std::uint64_t> document_frequency(const ReadTxn& txn, const TermKey& term) {
  std::uint64_t df = 0;
  MNESTIC_TRY(
      visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
        MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(first, value));
        df += summary.count;
        return {};
      }));
  return df;
}

// Adds one term's shares. `scores` has room for `next_number` versions and is padded to whole
// blocks.
Result<void> accumulate(const ReadTxn& txn, const TermKey& term, double weight,
                        const Saturation& saturation, VersionNumber next_number,
                        std::vector<float>& scores) {
  return visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
    // Numbers are given out before they are indexed: one past the end is damage.
    MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(first, value));
    bool possible = summary.last < next_number;
    const bool whole = for_each_posting(first, value, [&](const Posting& posting) {
      possible = possible && posting.number <= summary.last;
      if (!possible) return;
      scores[posting.number] +=
          static_cast<float>(weight * saturation.of(posting.tf, posting.length));
    });
    return whole && possible ? Result<void>() : Result<void>(damaged_posting());
  });
}

VersionNumber whole_blocks(VersionNumber count) {
  return (count + store::kBlockSize - 1) / store::kBlockSize * store::kBlockSize;
}

bool any_positive(const float* scores) {
  // Scores are never negative: a block without a match is all zero bits. No branch inside: this
  // runs over every number of the user.
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < store::kBlockSize; ++i)
    bits |= std::bit_cast<std::uint32_t>(scores[i]);
  return bits != 0;
}

// REQUIRES: scores in whole blocks.
std::vector<Hit> best_of(const std::vector<float>& scores, std::size_t limit_count,
                         Allowed& allowed) {
  TopHits top(limit_count);
  // From the newest on: among equals, those that come later then never push out those before.
  for (std::size_t block = scores.size() / store::kBlockSize; block-- > 0;) {
    const std::size_t begin = block * store::kBlockSize;
    if (!any_positive(scores.data() + begin)) continue;
    std::uint64_t wanted = allowed.mask(block);
    while (wanted != 0) {
      const auto slot = static_cast<std::size_t>(63 - std::countl_zero(wanted));
      wanted &= ~(1ULL << slot);
      const float score = scores[begin + slot];
      if (score > 0) top.offer({begin + slot, static_cast<double>(score)});
    }
  }
  return std::move(top).take();
}

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

Result<WordMatches> search_words(const ReadTxn& txn, const KeyHasher& hasher,
                                 const WordQuery& query, Allowed& allowed) {
  const UserCounters& counters = query.counters;
  const double mean_length =
      counters.docs == 0 || counters.length_sum == 0
          ? 1.0
          : static_cast<double>(counters.length_sum) / static_cast<double>(counters.docs);
  const Saturation saturation(query.bm25, mean_length);
  std::vector<float> scores;
  double attainable = 0;
  for (const Counted& term : count_terms(hasher, query.terms)) {
    const TermKey key{query.user, term.hash};
    MNESTIC_TRY_ASSIGN(const std::uint64_t df, document_frequency(txn, key));
    const double weight = term.count * idf(counters.docs, df);
    attainable += weight;
    if (df == 0) continue;
    // Made late: most questions of a stranger's words need none.
    if (scores.empty()) scores.resize(whole_blocks(counters.next_number), 0.0F);
    MNESTIC_TRY(accumulate(txn, key, weight, saturation, counters.next_number, scores));
  }
  std::vector<Hit> best = best_of(scores, query.limit_count, allowed);
  return WordMatches(std::move(best), std::move(scores), attainable);
}

}  // namespace mnestic::index
