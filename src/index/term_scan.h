// TermScan: what one term of a query gives to the score of each version that holds it. Knows of
// every block of postings the most that a version in it can get, and reads a block only when asked.
//
// Shares are whole numbers of small steps, so that their sum is the same in whatever order they are
// added.
//
// Thread safety: one thread. Lifetime: until its transaction ends or writes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mnestic/index/search.h"
#include "posting_list.h"

namespace mnestic::index {

using Share = std::uint64_t;
inline constexpr double kSharesPerPoint = 4'294'967'296.0;  // 2^32

// The part of a posting's score that does not depend on the term; small frequencies and lengths,
// nearly all, come out of a table.
class Saturation {
 public:
  Saturation(const Bm25& bm25, double mean_length);
  [[nodiscard]] double of(std::uint32_t tf, std::uint32_t length) const {
    if (tf <= kTfMax && length < kLengthMax) return table_[(tf - 1) * kLengthMax + length];
    return compute(tf, length);
  }

 private:
  static constexpr std::uint32_t kTfMax = 2;
  static constexpr std::uint32_t kLengthMax = 64;

  [[nodiscard]] double compute(std::uint32_t tf, std::uint32_t length) const;

  Bm25 bm25_;
  double mean_length_;
  std::array<double, kTfMax * kLengthMax> table_{};
};

class TermScan {
 public:
  // Looks at the summary of every block. Errors: data_loss for a damaged block and for a number
  // that is not below `next_number`.
  [[nodiscard]] static Result<TermScan> open(const store::ReadTxn& txn, const TermKey& term,
                                             VersionNumber next_number);

  // How many versions hold the term.
  [[nodiscard]] std::uint64_t df() const { return df_; }
  // To be said before the rest is asked. `saturation` must outlive the scan.
  void weigh(double weight, const Saturation& saturation);

  // The most that a version with a number from begin to end - 1 can get; 0: none has the term.
  // Ranges must come from the highest down.
  [[nodiscard]] Share bound(VersionNumber begin, VersionNumber end);
  // Adds the shares of that same range to sums[number - begin]. Errors: data_loss.
  [[nodiscard]] Result<void> add(VersionNumber begin, VersionNumber end, std::span<Share> sums);
  // That of one version; quick when the next one asked for is in the same block.
  [[nodiscard]] Result<Share> share_of(VersionNumber number);
  // The same without keeping the block; 0 where it is damaged.
  [[nodiscard]] Share peek(VersionNumber number) const {
    const Posting found = posting_of(number);
    return found.tf == 0 ? 0 : share(found.tf, found.length);
  }
  // A frequency of 0: the version does not hold the term.
  [[nodiscard]] Posting posting_of(VersionNumber number) const;
  // Ranges may begin at the highest again.
  void rewind() { end_ = blocks_.size(); }

 private:
  struct Block {
    VersionNumber first = 0;
    VersionNumber last = 0;
    std::uint32_t max_tf = 0;
    std::uint32_t min_length = 0;
    Share bound = 0;
    std::string_view value;
  };

  [[nodiscard]] Share share(std::uint32_t tf, std::uint32_t length) const {
    // By way of a signed number: processors convert those.
    return static_cast<Share>(static_cast<std::int64_t>(weight_ * saturation_->of(tf, length)));
  }
  // The last block that begins at or before `number`, or blocks_.size().
  [[nodiscard]] std::size_t block_of(VersionNumber number) const;
  // Reads a block into numbers_ and shares_.
  [[nodiscard]] Result<void> read(std::size_t block);

  std::vector<Block> blocks_;
  std::uint64_t df_ = 0;
  double weight_ = 0;  // in steps
  const Saturation* saturation_ = nullptr;
  std::size_t end_ = 0;  // the blocks before it begin before the end of the last range
  std::size_t read_ = SIZE_MAX;
  std::vector<VersionNumber> numbers_;
  std::vector<Share> shares_;
};

}  // namespace mnestic::index
