// VectorTable: where the vectors of one user and one model lie, by their version's number.
//
// Thread safety: may be read from several threads. Lifetime: until its transaction ends or writes.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "mnestic/index/search.h"
#include "vector_block.h"

namespace mnestic::index {

struct VectorPlace {
  const std::int8_t* components = nullptr;
  float scale = 0;
};

class VectorTable {
 public:
  // Looks at the head of every block. Errors: data_loss.
  [[nodiscard]] static Result<VectorTable> open(const store::ReadTxn& txn, UserNumber user,
                                                ModelNumber model, std::size_t dimension);

  [[nodiscard]] std::uint64_t blocks() const { return blocks_.size(); }
  // Null when there is none.
  [[nodiscard]] const VectorBlock* block(std::uint64_t number) const {
    return number < blocks_.size() && blocks_[number] ? &*blocks_[number] : nullptr;
  }
  [[nodiscard]] std::uint64_t present(std::uint64_t number) const {
    const VectorBlock* found = block(number);
    return found != nullptr ? found->present() : 0;
  }
  // No components when the version has no vector.
  [[nodiscard]] VectorPlace place(VersionNumber number) const {
    const VectorBlock* found = block(number / kVectorSlots);
    const std::size_t slot = number % kVectorSlots;
    if (found == nullptr || (found->present() >> slot & 1) == 0) return {};
    return {found->vectors() + slot * found->dimension(), found->scale(slot)};
  }

 private:
  std::vector<std::optional<VectorBlock>> blocks_;
};

// The same, each block looked up when it is first asked for: for looking at few of many.
class VectorPlaces {
 public:
  // Numbers asked for are below `blocks` * 64.
  VectorPlaces(const store::ReadTxn& txn, UserNumber user, ModelNumber model, std::size_t dimension,
               std::uint64_t blocks)
      : txn_(txn), user_(user), model_(model), dimension_(dimension), place_of_(blocks) {}

  // Null when there is none.
  [[nodiscard]] const VectorBlock* block(std::uint64_t number) {
    std::uint32_t& place = place_of_[number];
    if (place == 0) place = look_up(number);
    return place == kNone ? nullptr : &blocks_[place - 1];
  }
  [[nodiscard]] std::uint64_t present(std::uint64_t number) {
    const VectorBlock* found = block(number);
    return found != nullptr ? found->present() : 0;
  }
  [[nodiscard]] VectorPlace place(VersionNumber number) {
    if (number / kVectorSlots >= place_of_.size()) return {};
    const VectorBlock* found = block(number / kVectorSlots);
    const std::size_t slot = number % kVectorSlots;
    if (found == nullptr || (found->present() >> slot & 1) == 0) return {};
    return {found->vectors() + slot * found->dimension(), found->scale(slot)};
  }
  // Whether all that was asked for could be read: what could not is as if it were not there.
  [[nodiscard]] Result<void> state() const { return state_; }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  [[nodiscard]] std::uint32_t look_up(std::uint64_t number);

  const store::ReadTxn& txn_;
  UserNumber user_;
  ModelNumber model_;
  std::size_t dimension_;
  std::vector<std::uint32_t> place_of_;  // from 1; 0: not asked for yet
  std::deque<VectorBlock> blocks_;
  Result<void> state_;
};

}  // namespace mnestic::index
