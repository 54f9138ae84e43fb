// VectorTable: where the vectors of one user and one model lie, by their version's number.
//
// Thread safety: may be read from several threads. Lifetime: until its transaction ends or writes.
#pragma once

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "mnestic/index/search.h"
#include "vector_block.h"

namespace mnestic::index {

struct VectorPlace {
  const std::int8_t* components = nullptr;
  float scale = 0;
};

// For looking at all again and again: the scales are copied, since they lie apart from the vectors,
// and what is not in a cache is what the time goes to.
class VectorTable {
 public:
  // Looks at the head of every block. Errors: data_loss.
  [[nodiscard]] static Result<VectorTable> open(const store::ReadTxn& txn, UserNumber user,
                                                ModelNumber model, std::size_t dimension);

  [[nodiscard]] std::uint64_t blocks() const { return present_.size(); }
  [[nodiscard]] std::uint64_t present(std::uint64_t number) const {
    return number < present_.size() ? present_[number] : 0;
  }
  // No components when the version has no vector.
  [[nodiscard]] VectorPlace place(VersionNumber number) const {
    const std::uint64_t block = number / kVectorSlots;
    const std::size_t slot = number % kVectorSlots;
    if ((present(block) >> slot & 1) == 0) return {};
    return {vectors_[block] + slot * dimension_, scales_[number]};
  }

 private:
  std::size_t dimension_ = 0;
  std::vector<std::uint64_t> present_;       // by block
  std::vector<const std::int8_t*> vectors_;  // by block
  std::vector<float> scales_;                // by number
};

struct SlotPlace {
  const VectorBlock* block = nullptr;
  std::size_t slot = 0;
};

// The same for looking at few of many: a block is opened when it is first asked for.
class VectorPlaces {
 public:
  // Numbers asked for are below `blocks` * 64. Each block is looked up when it is asked for.
  VectorPlaces(const store::ReadTxn& txn, UserNumber user, ModelNumber model, std::size_t dimension,
               std::uint64_t blocks)
      : txn_(txn), user_(user), model_(model), dimension_(dimension), place_of_(blocks) {}
  // Finds out where all blocks lie, without reading any, in one pass over the keys: quicker than
  // looking up many of them. Errors: data_loss.
  [[nodiscard]] Result<void> find_all();

  // Null when there is none.
  [[nodiscard]] const VectorBlock* block(std::uint64_t number) {
    std::uint32_t& place = place_of_[number];
    if (place == 0) place = look_up(number);
    return place == kNone ? nullptr : &blocks_[place - 1];
  }
  // Asks the memory for the head of a version's block, to be opened soon: after find_all.
  void prefetch(VersionNumber number) const {
    const std::uint64_t block = number / kVectorSlots;
    if (block < values_.size() && place_of_[block] == 0) __builtin_prefetch(values_[block].data());
  }
  [[nodiscard]] std::uint64_t present(std::uint64_t number) {
    const VectorBlock* found = block(number);
    return found != nullptr ? found->present() : 0;
  }
  // Where it lies, nothing of it read yet: null when the version has no vector.
  [[nodiscard]] SlotPlace place(VersionNumber number) {
    if (number / kVectorSlots >= place_of_.size()) return {};
    const VectorBlock* found = block(number / kVectorSlots);
    const std::size_t slot = number % kVectorSlots;
    if (found == nullptr || (found->present() >> slot & 1) == 0) return {};
    return {found, slot};
  }
  // Whether all that was asked for could be read: what could not is as if it were not there.
  [[nodiscard]] Result<void> state() const { return state_; }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  [[nodiscard]] std::uint32_t look_up(std::uint64_t number);
  [[nodiscard]] Result<std::optional<std::string_view>> value_of(std::uint64_t number) const;

  const store::ReadTxn& txn_;
  UserNumber user_;
  ModelNumber model_;
  std::size_t dimension_;
  std::vector<std::uint32_t> place_of_;  // from 1; 0: not asked for yet
  bool found_all_ = false;
  std::vector<std::string_view> values_;  // by block, when all were found
  std::deque<VectorBlock> blocks_;
  Result<void> state_;
};

}  // namespace mnestic::index
