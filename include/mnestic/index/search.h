// Search: the two ways to find a user's versions, by words and by vectors, and how their scores are
// brought together. Everything lives in the store and changes in the caller's transaction; nothing
// is kept in memory between calls.
//
// Thread safety: as the transaction given. Ties are broken by the higher number: the newer version
// first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
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
  virtual ~Allowed() = default;

  // Bit i stands for the number block * 64 + i.
  [[nodiscard]] virtual std::uint64_t mask(std::uint64_t block) = 0;

 protected:
  Allowed(const Allowed&) = default;
  Allowed& operator=(const Allowed&) = default;
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
  std::span<const double> weights;  // one a term or none: 2 counts as if asked twice
};

// How turns of conversations stand together, on average.
struct WindowShape {
  double mean_length = 1;  // of a window, in terms
  double mean_turns = 1;   // in a window
};

// One query's words, opened once and asked several times. Lives until the transaction that it was
// opened in ends or writes.
class WordSearch {
 public:
  // Reads the summary of every block of the terms' postings. Errors: data_loss.
  [[nodiscard]] static Result<WordSearch> open(const store::ReadTxn& txn,
                                               const store::KeyHasher& hasher,
                                               const WordQuery& query);
  WordSearch(WordSearch&& other) noexcept;
  WordSearch& operator=(WordSearch&& other) noexcept;
  ~WordSearch();

  // At most `limit_count` allowed versions with at least one term, best first. Finds what an
  // evaluation of every posting would find, but reads only the blocks that can matter: damage
  // elsewhere goes unnoticed. Scores are summed in steps of 2^-32 (a version's share of each term
  // is rounded down), so equal texts have equal scores.
  [[nodiscard]] Result<std::vector<Hit>> best(std::size_t limit_count, Allowed& allowed);
  // The same number as in best(), looked up: reads one block of postings for each term. 0 for a
  // version without any of the terms. Not filtered.
  [[nodiscard]] double score_of(VersionNumber number) const;
  // The score of a version, the one before and the one after as one text of `length` terms, as
  // score_windows gives it, but that how many windows hold a term is not counted: it is reckoned,
  // as if the turns that hold it lay anywhere.
  [[nodiscard]] double window_score_of(std::span<const VersionNumber> turns, std::uint32_t length,
                                       const WindowShape& shape) const;
  // The sum of the terms' idf: what a version of mean length gets that holds each term as often as
  // the query asks. More is possible, for short texts and repeated words. Words that no version
  // holds count too. 0 for a query without terms.
  [[nodiscard]] double attainable() const;
  [[nodiscard]] double window_attainable(const WindowShape& shape) const;

 private:
  struct Terms;
  explicit WordSearch(std::unique_ptr<Terms> terms);

  std::unique_ptr<Terms> terms_;
};
// The best query.limit_count.
[[nodiscard]] Result<std::vector<Hit>> search_words(const store::ReadTxn& txn,
                                                    const store::KeyHasher& hasher,
                                                    const WordQuery& query, Allowed& allowed);

// --- scores of all versions at once: for rankings that look at more than the best ---

// A value for each of `size` numbers. Kept in blocks of 64: where nothing was set, none is kept.
class Numbered {
 public:
  Numbered() = default;
  Numbered(std::size_t size, float unset)
      : size_(size), unset_(unset), block_of_((size + store::kBlockSize - 1) / store::kBlockSize) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // REQUIRES, here and below: number < size().
  [[nodiscard]] float operator[](VersionNumber number) const {
    const std::uint32_t block = block_of_[number / store::kBlockSize];
    return block == 0 ? unset_ : values_[at(block, number)];
  }
  [[nodiscard]] float& set(VersionNumber number) {
    std::uint32_t& block = block_of_[number / store::kBlockSize];
    if (block == 0) {
      values_.resize(values_.size() + store::kBlockSize, unset_);
      block = static_cast<std::uint32_t>(values_.size() / store::kBlockSize);
    }
    return values_[at(block, number)];
  }

 private:
  [[nodiscard]] static std::size_t at(std::uint32_t block, VersionNumber number) {
    return (block - 1) * store::kBlockSize + number % store::kBlockSize;
  }

  std::size_t size_ = 0;
  float unset_ = 0;
  std::vector<std::uint32_t> block_of_;  // from 1; 0: none
  std::vector<float> values_;
};

// Filters nothing.
struct TextScores {
  Numbered scores;        // for whole blocks of numbers; 0 without any of the terms
  double attainable = 0;  // as WordSearch::attainable()
};
[[nodiscard]] Result<TextScores> score_words(const store::ReadTxn& txn,
                                             const store::KeyHasher& hasher,
                                             const WordQuery& query);

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
                                               const WordQuery& query, const Windows& windows);

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
[[nodiscard]] Result<Numbered> cosines(const store::ReadTxn& txn, const VectorQuery& query,
                                       Allowed& allowed, std::size_t count);
// The same for some.
[[nodiscard]] Result<Numbered> cosines_of(const store::ReadTxn& txn, const VectorQuery& query,
                                          std::span<const VersionNumber> numbers,
                                          std::size_t count);

}  // namespace mnestic::index
