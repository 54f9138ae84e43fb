// Search: the two ways to find a user's versions, by words and by vectors, and how their scores are
// brought together. Everything lives in the store and changes in the caller's transaction; nothing
// is kept in memory between calls.
//
// Thread safety: as the transaction given. Ties are broken by the higher number: the newer version
// first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::index {

using store::UserNumber;
using store::VersionNumber;

// Which versions may be found. Asked once for each block of 64 numbers, in no special order.
class Allowed {
 public:
  Allowed() = default;
  Allowed(const Allowed&) = delete;
  Allowed& operator=(const Allowed&) = delete;
  virtual ~Allowed() = default;

  // Bit i stands for the number block * 64 + i.
  [[nodiscard]] virtual std::uint64_t mask(std::uint64_t block) = 0;
};

struct Hit {
  VersionNumber number = 0;
  double score = 0;
};

// --- words: BM25 over postings ---
//
// score(d) = sum over query terms of idf(t) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / mean
// length)), idf(t) = ln(1 + (docs - df + 0.5) / (df + 0.5)) (Robertson and Zaragoza, 2009). A term
// asked twice counts twice.
struct Bm25 {
  // REQUIRES: k1 >= 0, 0 <= b <= 1.
  double k1 = 0.9;
  double b = 0.4;
};

// Adds a version's terms (repeats count as frequency) and counts it in `counters`. Numbers must
// come in growing order for speed, but any order is right. Does not touch counters.next_number,
// which must be past every number indexed when a search begins. Errors: already_exists when the
// number is indexed under one of the terms (drop the transaction).
[[nodiscard]] Result<void> add_words(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                     UserNumber user, VersionNumber number,
                                     std::span<const std::string> terms,
                                     store::UserCounters& counters);
// Takes them out again: `terms` are the same as were added. A term that is not there is passed
// over, so that erasing works on an index that lost a part. Errors: data_loss for a damaged block.
[[nodiscard]] Result<void> remove_words(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                        UserNumber user, VersionNumber number,
                                        std::span<const std::string> terms,
                                        store::UserCounters& counters);

struct WordQuery {
  UserNumber user = 0;
  std::span<const std::string> terms;
  store::UserCounters counters;
  Bm25 bm25;
  std::size_t limit_count = 200;
};

// The best matches, and the score of any other version for the same query. Lives until the
// transaction that it was found in ends or writes.
class WordMatches {
 public:
  using ScoreOf = std::function<double(VersionNumber)>;

  WordMatches() = default;
  WordMatches(std::vector<Hit> best, ScoreOf score_of, double attainable = 0)
      : best_(std::move(best)), score_of_(std::move(score_of)), attainable_(attainable) {}

  // At most limit_count allowed versions with at least one term, best first.
  [[nodiscard]] const std::vector<Hit>& best() const { return best_; }
  // The same number as in best(), looked up: reads one block of postings for each term. 0 for a
  // version without any of the terms. Not filtered.
  [[nodiscard]] double score_of(VersionNumber number) const {
    return score_of_ ? score_of_(number) : 0.0;
  }
  // The sum of the terms' idf: what a version of mean length gets that holds each term as often as
  // the query asks. More is possible, for short texts and repeated words. Words that no version
  // holds count too. 0 for a query without terms.
  [[nodiscard]] double attainable() const { return attainable_; }

 private:
  std::vector<Hit> best_;
  ScoreOf score_of_;
  double attainable_ = 0;
};
// Finds what an evaluation of every posting would find, but reads only the blocks that can matter:
// damage elsewhere goes unnoticed. Scores are summed in steps of 2^-32 (a version's share of each
// term is rounded down), so equal texts have equal scores.
[[nodiscard]] Result<WordMatches> search_words(const store::ReadTxn& txn,
                                               const store::KeyHasher& hasher,
                                               const WordQuery& query, Allowed& allowed);

// --- scores of all versions at once: for rankings that look at more than the best ---
//
// `weights`, one a term or none: one with a weight of 2 counts as if asked twice. Filters nothing.
struct TextScores {
  // By number, for whole blocks of numbers; 0 without any of the terms.
  std::vector<float> scores;
  double attainable = 0;  // as WordMatches::attainable()
};
[[nodiscard]] Result<TextScores> score_words(const store::ReadTxn& txn,
                                             const store::KeyHasher& hasher, const WordQuery& query,
                                             std::span<const double> weights);

// A turn of a conversation is often understood only with those around it: "Yes, on Tuesday!" A
// window is a version, the one before and the one after as one text: frequencies and lengths are
// those of the whole, a term's document frequency counts the windows that hold it.
struct Windows {
  // By number, each for at least counters.next_number versions. Neighbours are numbers, a version's
  // own where there is none; of a version that must not be found by others, too.
  std::span<const std::uint32_t> before;
  std::span<const std::uint32_t> after;
  std::span<const std::uint32_t> lengths;  // in terms, of the version alone
  double mean_length = 1;                  // of the windows
};
// As many scores as windows.
[[nodiscard]] Result<TextScores> score_windows(const store::ReadTxn& txn,
                                               const store::KeyHasher& hasher,
                                               const WordQuery& query,
                                               std::span<const double> weights,
                                               const Windows& windows);

// --- tags: postings without scores ---

[[nodiscard]] Result<void> add_tags(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                    UserNumber user, VersionNumber number,
                                    std::span<const std::string> tags);
[[nodiscard]] Result<void> remove_tags(store::WriteTxn& txn, const store::KeyHasher& hasher,
                                       UserNumber user, VersionNumber number,
                                       std::span<const std::string> tags);
// Versions that carry all of `tags` (exact bytes), ascending. REQUIRES: tags not empty.
[[nodiscard]] Result<std::vector<VersionNumber>> find_tagged(const store::ReadTxn& txn,
                                                             const store::KeyHasher& hasher,
                                                             UserNumber user,
                                                             std::span<const std::string> tags);

// --- vectors: int8 with one scale each, in blocks of 64, scanned where they lie ---

using ModelNumber = std::uint16_t;
inline constexpr std::size_t kDimensionMax = 8'192;

// Vectors of different models never meet. Errors: failed_precondition when the name is known with
// another dimension.
[[nodiscard]] Result<std::optional<ModelNumber>> find_model(const store::ReadTxn& txn,
                                                            std::string_view name,
                                                            std::size_t dimension);
[[nodiscard]] Result<ModelNumber> intern_model(store::WriteTxn& txn, std::string_view name,
                                               std::size_t dimension);

// The numbers of all models that the store has seen.
[[nodiscard]] Result<std::vector<ModelNumber>> models(const store::ReadTxn& txn);

// Writes or overwrites. Kept is the direction, in steps of 1/127 of the largest component. An
// all-zero vector is stored and has similarity 0 to everything. Errors: invalid_argument for
// components that are no numbers and for a dimension of 0 or above kDimensionMax; data_loss when
// the block is damaged.
[[nodiscard]] Result<void> put_vector(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                                      VersionNumber number, std::span<const float> vector);
// Zeroes the slot. Fine when there is none.
[[nodiscard]] Result<void> erase_vector(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                                        VersionNumber number);

struct VectorQuery {
  UserNumber user = 0;
  ModelNumber model = 0;
  std::span<const float> vector;  // unit length
  std::size_t limit_count = 200;
};
// Exact over the quantised vectors: the allowed versions nearest by cosine (-1..1), best first.
[[nodiscard]] Result<std::vector<Hit>> search_vectors(const store::ReadTxn& txn,
                                                      const VectorQuery& query, Allowed& allowed);
// The cosine of every allowed version, by number, the same that search_vectors gives: `count` of
// them, kNoCosine where there is no vector or none was asked for.
inline constexpr float kNoCosine = -2.0F;
[[nodiscard]] Result<std::vector<float>> cosines(const store::ReadTxn& txn,
                                                 const VectorQuery& query, Allowed& allowed,
                                                 std::size_t count);

}  // namespace mnestic::index
