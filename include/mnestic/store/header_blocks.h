// HeaderBlocks: the headers of one user, for looking at all of them in order. Where each block lies
// is found in one pass over the keys, and the memory is asked for a block before its turn: that,
// not the looking, is what a million headers cost.
//
// Thread safety: one thread. Lifetime: until its transaction ends or writes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

class HeaderBlocks {
 public:
  // Those of the numbers from first_block * 64 to blocks * 64 - 1. Errors: data_loss.
  [[nodiscard]] static Result<HeaderBlocks> find(const ReadTxn& txn, UserNumber user,
                                                 std::uint64_t first_block, std::uint64_t blocks);
  // As get_header_block(). REQUIRES: first_block <= block < blocks.
  [[nodiscard]] Result<HeaderBlock> at(std::uint64_t block) const {
    const std::size_t place = block - first_block_;
    if (place + 1 < values_.size()) ask_for(values_[place + 1]);
    return HeaderBlock::open(values_[place]);
  }

 private:
  // The beginning: what follows it the processor expects by itself.
  static void ask_for(std::string_view value) {
    constexpr std::size_t kLineBytes = 64;
    constexpr std::size_t kAhead = 16 * kLineBytes;
    for (std::size_t at = 0; at < kAhead && at < value.size(); at += kLineBytes)
      __builtin_prefetch(value.data() + at);
  }

  std::uint64_t first_block_ = 0;
  std::vector<std::string_view> values_;  // empty: there is none
};

}  // namespace mnestic::store
