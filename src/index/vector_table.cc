#include "vector_table.h"

#include "mnestic/store/keys.h"

namespace mnestic::index {
namespace {

constexpr std::uint64_t kBlocksMax = std::uint64_t{1} << 26;

}  // namespace

Result<VectorTable> VectorTable::open(const store::ReadTxn& txn, UserNumber user, ModelNumber model,
                                      std::size_t dimension) {
  VectorTable table;
  const std::string prefix(store::Key().u64(user).u16(model).view());
  MNESTIC_TRY(store::scan_prefix(
      txn, store::Table::vectors, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() != kVectorKeyBytes) return damaged_vectors();
        const std::uint64_t number = store::KeyReader(key.substr(prefix.size())).u64();
        // A key that was damaged may name any block; there are not so many versions.
        if (number >= kBlocksMax) return damaged_vectors();
        MNESTIC_TRY_ASSIGN(const VectorBlock block, VectorBlock::open(value, dimension));
        table.blocks_.resize(number + 1);
        table.blocks_[number] = block;
        return true;
      }));
  return table;
}

std::uint32_t VectorPlaces::look_up(std::uint64_t number) {
  const store::Key key = store::Key().u64(user_).u16(model_).u64(number);
  const auto value = txn_.get(store::Table::vectors, key.view());
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
