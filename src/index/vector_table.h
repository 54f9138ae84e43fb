// VectorTable: where the vectors of one user and one model lie, by their version's number.
//
// Thread safety: may be read from several threads. Lifetime: until its transaction ends or writes.
#pragma once

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

}  // namespace mnestic::index
