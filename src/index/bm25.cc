#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

#include "mnestic/index/search.h"
#include "posting_list.h"
#include "top_hits.h"

namespace mnestic::index {
namespace {

using store::KeyHasher;
using store::ReadTxn;
using store::UserCounters;
using store::WriteTxn;

constexpr std::string_view kTermDomain = "term";

// Term hashes with how often each occurs, in the order of their first appearance: sums must not
// depend on the store's secret. Two words with one hash are one term.
struct Counted {
  std::uint64_t hash = 0;
  std::uint32_t count = 0;
};
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

Result<void> accumulate(const ReadTxn& txn, const TermKey& term, double weight,
                        const Saturation& saturation, std::vector<float>& scores) {
  return visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
    PostingReader reader(first, value);
    for (Posting posting; reader.next(posting);) {
      // Numbers are given out before they are indexed: one past the end is damage.
      if (posting.number >= scores.size()) return damaged_posting();
      scores[posting.number] +=
          static_cast<float>(weight * saturation.of(posting.tf, posting.length));
    }
    return reader.ok() ? Result<void>() : Result<void>(damaged_posting());
  });
}

std::vector<Hit> best_of(const std::vector<float>& scores, std::size_t limit_count,
                         Allowed& allowed) {
  TopHits top(limit_count);
  for (std::size_t begin = 0; begin < scores.size(); begin += store::kBlockSize) {
    const std::size_t end = std::min<std::size_t>(begin + store::kBlockSize, scores.size());
    std::uint64_t matched = 0;
    for (std::size_t i = begin; i < end; ++i)
      matched |= static_cast<std::uint64_t>(scores[i] > 0) << (i - begin);
    if (matched == 0) continue;
    matched &= allowed.mask(begin / store::kBlockSize);
    for (; matched != 0; matched &= matched - 1) {
      const std::size_t number = begin + static_cast<std::size_t>(std::countr_zero(matched));
      top.offer({number, static_cast<double>(scores[number])});
    }
  }
  return std::move(top).take();
}

}  // namespace

Result<void> add_words(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                       VersionNumber number, std::span<const std::string> terms,
                       UserCounters& counters) {
  const auto length = static_cast<std::uint32_t>(std::min<std::size_t>(terms.size(), UINT32_MAX));
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
    if (scores.empty()) scores.resize(counters.next_number, 0.0F);
    MNESTIC_TRY(accumulate(txn, key, weight, saturation, scores));
  }
  std::vector<Hit> best = best_of(scores, query.limit_count, allowed);
  return WordMatches(std::move(best), std::move(scores), attainable);
}

}  // namespace mnestic::index
