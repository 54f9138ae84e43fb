#include "vector_table.h"

#include "mnestic/store/keys.h"

namespace mnestic::index {
namespace {

constexpr std::uint64_t kBlocksMax = std::uint64_t{1} << 26;

}  // namespace

Result<VectorTable> VectorTable::open(const store::ReadTxn& txn, UserNumber user, ModelNumber model,
                                      std::size_t dimension) {
  VectorTable table;
  table.dimension_ = dimension;
  const std::string prefix(store::Key().u64(user).u16(model).view());
  MNESTIC_TRY(store::scan_prefix(
      txn, store::Table::vectors, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() != kVectorKeyBytes) return damaged_vectors();
        const std::uint64_t number = store::KeyReader(key.substr(prefix.size())).u64();
        // A key that was damaged may name any block; there are not so many versions.
        if (number >= kBlocksMax) return damaged_vectors();
        MNESTIC_TRY_ASSIGN(const VectorBlock block, VectorBlock::open(value, dimension));
        table.present_.resize(number + 1);
        table.vectors_.resize(number + 1);
        table.scales_.resize((number + 1) * kVectorSlots);
        table.present_[number] = block.present();
        table.vectors_[number] = block.vectors();
        for (std::size_t slot = 0; slot < block.slots(); ++slot)
          table.scales_[number * kVectorSlots + slot] = block.scale(slot);
        return true;
      }));
  return table;
}

Result<void> VectorPlaces::find_all() {
  values_.resize(place_of_.size());
  const std::string prefix(store::Key().u64(user_).u16(model_).view());
  MNESTIC_TRY(store::scan_prefix(txn_, store::Table::vectors, prefix,
                                 [&](std::string_view key, std::string_view value) -> Result<bool> {
                                   if (key.size() != kVectorKeyBytes) return damaged_vectors();
                                   const std::uint64_t number =
                                       store::KeyReader(key.substr(prefix.size())).u64();
                                   if (number < values_.size()) values_[number] = value;
                                   return true;
                                 }));
  found_all_ = true;
  return {};
}

Result<std::optional<std::string_view>> VectorPlaces::value_of(std::uint64_t number) const {
  if (!found_all_) {
    const store::Key key = store::Key().u64(user_).u16(model_).u64(number);
    return txn_.get(store::Table::vectors, key.view());
  }
  if (values_[number].empty()) return std::optional<std::string_view>();
  return std::optional<std::string_view>(values_[number]);
}

std::uint32_t VectorPlaces::look_up(std::uint64_t number) {
  const auto value = value_of(number);
  if (!value) {
    state_ = value.error();
    return kNone;
  }
  if (!*value) return kNone;
  auto block = VectorBlock::open(**value, dimension_);
  if (!block) {
    state_ = block.error();
    return kNone;
  }
  blocks_.push_back(*block);
  return static_cast<std::uint32_t>(blocks_.size());
}

}  // namespace mnestic::index
