#include <algorithm>

#include "mnestic/index/search.h"
#include "posting_list.h"
#include "terms.h"

namespace mnestic::index {
namespace {

// Visits the postings of a term in order. Errors: data_loss for damage, which a number past the
// last one given out is too.
template <typename Visitor>
Result<void> visit_postings(const store::ReadTxn& txn, const TermKey& term,
                            VersionNumber next_number, Visitor&& visit) {
  return visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
    MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(first, value));
    bool possible = summary.last < next_number;
    const bool whole = for_each_posting(first, value, [&](const Posting& posting) {
      possible = possible && posting.number <= summary.last;
      if (possible) visit(posting);
    });
    return whole && possible ? Result<void>() : Result<void>(damaged_posting());
  });
}

// The part of a score that does not depend on the term.
class Saturation {
 public:
  Saturation(const Bm25& bm25, double mean_length)
      : bm25_(bm25), norm_per_term_(bm25.k1 * bm25.b / mean_length) {}
  [[nodiscard]] double of(std::uint32_t tf, std::uint32_t length) const {
    return tf * (bm25_.k1 + 1) / (tf + bm25_.k1 * (1 - bm25_.b) + norm_per_term_ * length);
  }

 private:
  Bm25 bm25_;
  double norm_per_term_;
};

// How many versions hold a term.
Result<std::uint64_t> document_frequency(const store::ReadTxn& txn, const TermKey& term) {
  std::uint64_t df = 0;
  MNESTIC_TRY(
      visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
        MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(first, value));
        df += summary.count;
        return {};
      }));
  return df;
}

VersionNumber whole_blocks(VersionNumber count) {
  return (count + store::kBlockSize - 1) / store::kBlockSize * store::kBlockSize;
}

}  // namespace

Result<TextScores> score_words(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                               const WordQuery& query) {
  const store::UserCounters& counters = query.counters;
  const Saturation saturation(query.bm25, mean_length_of(counters));
  TextScores found{.scores = Numbered(whole_blocks(counters.next_number), 0.0F)};
  for (const WeighedTerm& term : weigh_terms(hasher, query.terms, query.weights)) {
    const TermKey key{query.user, term.hash};
    MNESTIC_TRY_ASSIGN(const std::uint64_t df, document_frequency(txn, key));
    const double weight = term.weight * inverse_frequency(counters.docs, static_cast<double>(df));
    found.attainable += weight;
    MNESTIC_TRY(visit_postings(txn, key, counters.next_number, [&](const Posting& posting) {
      found.scores.set(posting.number) +=
          static_cast<float>(weight * saturation.of(posting.tf, posting.length));
    }));
  }
  return found;
}

Result<TextScores> score_windows(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                 const WordQuery& query, const Windows& windows) {
  const std::size_t count = windows.before.size();
  MNESTIC_ASSERT(windows.after.size() == count && windows.lengths.size() == count);
  MNESTIC_ASSERT(count >= query.counters.next_number);
  TextScores found{.scores = Numbered(count, 0.0F)};
  const Saturation saturation(query.bm25, std::max(windows.mean_length, 1.0));
  std::vector<std::uint32_t> frequency(count, 0);
  std::vector<std::uint32_t> touched;
  const auto touch = [&](std::uint32_t number, std::uint32_t tf) {
    if (frequency[number] == 0) touched.push_back(number);
    frequency[number] += tf;
  };
  for (const WeighedTerm& term : weigh_terms(hasher, query.terms, query.weights)) {
    MNESTIC_TRY(visit_postings(txn, {query.user, term.hash}, query.counters.next_number,
                               [&](const Posting& posting) {
                                 const auto number = static_cast<std::uint32_t>(posting.number);
                                 const std::uint32_t before = windows.before[number];
                                 const std::uint32_t after = windows.after[number];
                                 touch(number, posting.tf);
                                 if (before != number) touch(before, posting.tf);
                                 if (after != number) touch(after, posting.tf);
                               }));
    const double weight =
        term.weight * inverse_frequency(query.counters.docs, static_cast<double>(touched.size()));
    found.attainable += weight;
    for (const std::uint32_t number : touched) {
      const std::uint32_t before = windows.before[number];
      const std::uint32_t after = windows.after[number];
      std::uint32_t length = windows.lengths[number];
      if (before != number) length += windows.lengths[before];
      if (after != number) length += windows.lengths[after];
      found.scores.set(number) +=
          static_cast<float>(weight * saturation.of(frequency[number], length));
      frequency[number] = 0;
    }
    touched.clear();
  }
  return found;
}

}  // namespace mnestic::index
