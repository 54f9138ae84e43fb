#include <algorithm>
#include <bit>
#include <utility>

#include "mnestic/index/embeddings.h"
#include "mnestic/index/hnsw.h"
#include "mnestic/index/search.h"
#include "mnestic/store/keys.h"
#include "top_hits.h"
#include "vector_block.h"
#include "vector_scan.h"
#include "vector_table.h"

namespace mnestic::index {
namespace {

using store::Key;
using store::Table;

std::string key_of(UserNumber user, ModelNumber model, std::uint64_t block) {
  return std::string(Key().u64(user).u16(model).u64(block).view());
}

std::string erasures_key(UserNumber user) {
  return "erasures/" + std::string(Key().u64(user).view());
}

// So many vectors of a block's 64 have gaps between them.
constexpr int kScattered = 40;

constexpr std::size_t kGroup = 8;

struct WantedBlock {
  std::uint64_t number = 0;
  std::uint64_t wanted = 0;
  std::string_view value;
};

// Calls visit(Hit) for every allowed version with a vector, in order.
template <typename Visitor>
Result<void> scan(const store::ReadTxn& txn, const VectorQuery& query, Allowed& allowed,
                  Visitor&& visit) {
  MNESTIC_TRY_ASSIGN(const PreparedQuery prepared, prepare(query));
  const std::string prefix(Key().u64(query.user).u16(query.model).view());
  std::vector<WantedBlock> blocks;
  MNESTIC_TRY(store::scan_prefix(
      txn, Table::vectors, prefix,
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() != kVectorKeyBytes) return damaged_vectors();
        const std::uint64_t number = store::KeyReader(key.substr(prefix.size())).u64();
        if (number > UINT64_MAX / kVectorSlots) return damaged_vectors();
        const std::uint64_t mask = allowed.mask(number);
        if (mask != 0) blocks.push_back({.number = number, .wanted = mask, .value = value});
        return true;
      }));
  // Some blocks at a time: while one group is looked at, the memory brings the vectors of the next
  // and the heads of the one after.
  std::vector<VectorBlock> opened;
  std::vector<VectorBlock> next;
  for (std::size_t begin = 0; begin < blocks.size() + kGroup; begin += kGroup) {
    next.clear();
    const std::size_t end = std::min(begin + kGroup, blocks.size());
    for (std::size_t i = end; i < std::min(end + kGroup, blocks.size()); ++i)
      __builtin_prefetch(blocks[i].value.data());
    for (std::size_t i = begin; i < end; ++i) {
      MNESTIC_TRY_ASSIGN(const VectorBlock block,
                         VectorBlock::open(blocks[i].value, query.vector.size()));
      blocks[i].wanted &= block.present();
      // More of them lie side by side, where the processor looks ahead by itself.
      if (std::popcount(blocks[i].wanted) <= kScattered) block.prefetch(blocks[i].wanted);
      next.push_back(block);
    }
    for (std::size_t i = 0; i < opened.size(); ++i) {
      const WantedBlock& block = blocks[begin - kGroup + i];
      visit_block(prepared, opened[i], block.number, block.wanted, visit);
    }
    std::swap(opened, next);
  }
  return {};
}

}  // namespace

Result<std::uint64_t> count_erasures(const store::ReadTxn& txn, UserNumber user) {
  MNESTIC_TRY_ASSIGN(const auto count, txn.get(Table::meta, erasures_key(user)));
  return count ? store::KeyReader(*count).u64() : 0;
}

Result<void> put_vector(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                        VersionNumber number, std::span<const float> vector) {
  const NumberedVector one{.number = number, .vector = vector};
  return put_vectors(txn, user, model, std::span(&one, 1));
}

Result<void> put_vectors(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                         std::span<const NumberedVector> vectors) {
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    const VersionNumber number = vectors[i].number;
    MNESTIC_TRY_ASSIGN(Quantised quantised, quantise(vectors[i].vector));
    placed.push_back({.slot = number % kVectorSlots, .vector = std::move(quantised)});
    const std::uint64_t block = number / kVectorSlots;
    if (i + 1 < vectors.size() && vectors[i + 1].number / kVectorSlots == block) continue;
    const std::string key = key_of(user, model, block);
    MNESTIC_TRY_ASSIGN(const auto old, txn.get(Table::vectors, key));
    MNESTIC_TRY_ASSIGN(const std::string value,
                       with_vectors(old.value_or(std::string_view()), placed));
    MNESTIC_TRY(txn.put(Table::vectors, key, value));
    placed.clear();
  }
  return {};
}

Result<void> erase_vector(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                          VersionNumber number) {
  const std::string key = key_of(user, model, number / kVectorSlots);
  MNESTIC_TRY_ASSIGN(const auto old, txn.get(Table::vectors, key));
  if (!old) return {};
  MNESTIC_TRY_ASSIGN(const std::string block, without_vector(*old, number % kVectorSlots));
  MNESTIC_TRY_ASSIGN(const std::uint64_t erasures, count_erasures(txn, user));
  MNESTIC_TRY(txn.put(Table::meta, erasures_key(user), Key().u64(erasures + 1).view()));
  if (!block.empty()) return txn.put(Table::vectors, key, block);
  MNESTIC_TRY(txn.erase(Table::vectors, key));
  return {};
}

Result<std::vector<Hit>> search_vectors(const store::ReadTxn& txn, const VectorQuery& query,
                                        Allowed& allowed) {
  TopHits top(query.limit_count);
  MNESTIC_TRY(scan(txn, query, allowed, [&](const Hit& hit) { top.offer(hit); }));
  return std::move(top).take();
}

Result<Numbered> cosines(const store::ReadTxn& txn, const VectorQuery& query, Allowed& allowed,
                         std::size_t count) {
  Numbered found(count, kNoCosine);
  MNESTIC_TRY(scan(txn, query, allowed, [&](const Hit& hit) {
    if (hit.number < count) found.set(hit.number) = static_cast<float>(hit.score);
  }));
  return found;
}

Result<Numbered> cosines_of(const store::ReadTxn& txn, const VectorQuery& query,
                            std::span<const VersionNumber> numbers, std::size_t count) {
  MNESTIC_TRY_ASSIGN(const PreparedQuery prepared, prepare(query));
  VectorPlaces places(txn, query.user, query.model, query.vector.size(),
                      (count + kVectorSlots - 1) / kVectorSlots);
  Numbered found(count, kNoCosine);
  for (const VersionNumber number : numbers) {
    if (number >= count) continue;
    const VectorBlock* block = places.block(number / kVectorSlots);
    const std::uint64_t bit = 1ULL << (number % kVectorSlots);
    if (block == nullptr || (block->present() & bit) == 0) continue;
    visit_block(prepared, *block, number / kVectorSlots, bit,
                [&](const Hit& hit) { found.set(number) = static_cast<float>(hit.score); });
  }
  MNESTIC_TRY(places.state());
  return found;
}

Result<bool> has_vectors(const store::ReadTxn& txn, UserNumber user, ModelNumber model) {
  bool found = false;
  MNESTIC_TRY(store::scan_prefix(txn, Table::vectors, Key().u64(user).u16(model).view(),
                                 [&](std::string_view, std::string_view) -> Result<bool> {
                                   found = true;
                                   return false;
                                 }));
  return found;
}

Result<std::vector<std::uint64_t>> vector_masks(const store::ReadTxn& txn, UserNumber user,
                                                ModelNumber model) {
  std::vector<std::uint64_t> masks;
  MNESTIC_TRY(store::scan_prefix(
      txn, Table::vectors, Key().u64(user).u16(model).view(),
      [&](std::string_view key, std::string_view value) -> Result<bool> {
        if (key.size() != kVectorKeyBytes) return damaged_vectors();
        const std::uint64_t block = store::KeyReader(key.substr(10)).u64();
        // A key that was damaged may name any block; there are not so many versions.
        constexpr std::uint64_t kBlocksMax = 1ULL << 32U;
        if (block > kBlocksMax) return damaged_vectors();
        MNESTIC_TRY_ASSIGN(const VectorBlock found, VectorBlock::open_any(value));
        masks.resize(block + 1);
        masks[block] = found.present();
        return true;
      }));
  return masks;
}

Result<std::vector<std::int8_t>> vector_of(const store::ReadTxn& txn, UserNumber user,
                                           VersionNumber number, const KnownModel& model) {
  std::vector<std::int8_t> none;
  const Key key = Key().u64(user).u16(model.number).u64(number / kVectorSlots);
  MNESTIC_TRY_ASSIGN(const auto value, txn.get(Table::vectors, key.view()));
  if (!value) return none;
  const auto block = VectorBlock::open(*value, model.dimension);
  const std::uint64_t slot = number % kVectorSlots;
  if (!block || !block->checksum_holds() || (block->present() >> slot & 1U) == 0) return none;
  const std::int8_t* const first = block->vectors() + slot * model.dimension;
  return std::vector<std::int8_t>(first, first + model.dimension);
}

Result<std::size_t> drop_vectors(store::WriteTxn& txn, UserNumber user, ModelNumber model,
                                 std::size_t blocks_max) {
  std::vector<std::string> keys;
  MNESTIC_TRY(store::scan_prefix(txn, Table::vectors, Key().u64(user).u16(model).view(),
                                 [&](std::string_view key, std::string_view) -> Result<bool> {
                                   if (keys.size() < blocks_max) keys.emplace_back(key);
                                   return keys.size() < blocks_max;
                                 }));
  for (const std::string& key : keys) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::vectors, key));
  }
  if (!keys.empty()) MNESTIC_TRY(set_complete_to(txn, model, 0));
  return keys.size();
}

}  // namespace mnestic::index
