#include "term_scan.h"

#include <algorithm>

namespace mnestic::index {

Saturation::Saturation(const Bm25& bm25, double mean_length)
    : bm25_(bm25), mean_length_(mean_length) {
  for (std::uint32_t tf = 1; tf <= kTfMax; ++tf) {
    for (std::uint32_t length = 0; length < kLengthMax; ++length) {
      table_[(tf - 1) * kLengthMax + length] = compute(tf, length);
    }
  }
}

double Saturation::compute(std::uint32_t tf, std::uint32_t length) const {
  const double norm = 1 - bm25_.b + bm25_.b * length / mean_length_;
  return tf * (bm25_.k1 + 1) / (tf + bm25_.k1 * norm);
}

Result<TermScan> TermScan::open(const store::ReadTxn& txn, const TermKey& term,
                                VersionNumber next_number) {
  TermScan scan;
  MNESTIC_TRY(
      visit_blocks(txn, term, [&](VersionNumber first, std::string_view value) -> Result<void> {
        MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(first, value));
        // Numbers are given out before they are indexed: one past the end is damage.
        const bool in_order = scan.blocks_.empty() || first > scan.blocks_.back().last;
        if (!in_order || summary.last >= next_number) return damaged_posting();
        scan.blocks_.push_back({.first = first,
                                .last = summary.last,
                                .max_tf = summary.max_tf,
                                .min_length = summary.min_length,
                                .value = value});
        scan.df_ += summary.count;
        return {};
      }));
  scan.end_ = scan.blocks_.size();
  return scan;
}

void TermScan::weigh(double weight, const Saturation& saturation) {
  weight_ = weight * kSharesPerPoint;
  saturation_ = &saturation;
  // One step more: the floating-point formula may not grow as evenly as the true one.
  for (Block& block : blocks_) block.bound = share(block.max_tf, block.min_length) + 1;
}

Share TermScan::bound(VersionNumber begin, VersionNumber end) {
  while (end_ > 0 && blocks_[end_ - 1].first >= end) --end_;
  Share most = 0;
  for (std::size_t i = end_; i-- > 0 && blocks_[i].last >= begin;) {
    most = std::max(most, blocks_[i].bound);
  }
  return most;
}

Result<void> TermScan::add(VersionNumber begin, VersionNumber end, std::span<Share> sums) {
  for (std::size_t i = end_; i-- > 0 && blocks_[i].last >= begin;) {
    MNESTIC_TRY(read(i));
    const auto from = std::lower_bound(numbers_.begin(), numbers_.end(), begin);
    auto at = static_cast<std::size_t>(from - numbers_.begin());
    for (; at < numbers_.size() && numbers_[at] < end; ++at) {
      sums[numbers_[at] - begin] += shares_[at];
    }
  }
  return {};
}

Result<Share> TermScan::share_of(VersionNumber number) {
  const std::size_t block = block_of(number);
  if (block == blocks_.size() || number > blocks_[block].last) return Share{0};
  MNESTIC_TRY(read(block));
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), number);
  if (found == numbers_.end() || *found != number) return Share{0};
  return shares_[static_cast<std::size_t>(found - numbers_.begin())];
}

Posting TermScan::posting_of(VersionNumber number) const {
  Posting found{.number = number, .tf = 0};
  const std::size_t block = block_of(number);
  if (block == blocks_.size() || number > blocks_[block].last) return found;
  const auto look = [&](const Posting& posting) {
    if (posting.number == number) found = posting;
    return posting.number < number;
  };
  // Damage before it: as if it were not there.
  (void)for_each_posting(blocks_[block].first, blocks_[block].value, look);
  return found;
}

std::size_t TermScan::block_of(VersionNumber number) const {
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), number,
                       [](VersionNumber n, const Block& block) { return n < block.first; });
  return after == blocks_.begin() ? blocks_.size()
                                  : static_cast<std::size_t>(after - blocks_.begin()) - 1;
}

Result<void> TermScan::read(std::size_t block) {
  if (block == read_) return {};
  read_ = SIZE_MAX;
  numbers_.clear();
  shares_.clear();
  const bool whole =
      for_each_posting(blocks_[block].first, blocks_[block].value, [&](const Posting& posting) {
        numbers_.push_back(posting.number);
        shares_.push_back(share(posting.tf, posting.length));
      });
  if (!whole || numbers_.back() > blocks_[block].last) return damaged_posting();
  read_ = block;
  return {};
}

}  // namespace mnestic::index
