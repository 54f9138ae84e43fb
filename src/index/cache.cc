// The cache of embeddings: model(2) place(4) → the text's hash128, then a vector block of one slot.
//
// The hash is keyed, as everywhere, so that an entry does not say what text it is for.

#include <algorithm>
#include <array>

#include "codec.h"
#include "mnestic/index/check.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/store/keys.h"
#include "vector_block.h"

namespace mnestic::index {
namespace {

using store::KeyHasher;
using store::Table;

constexpr std::string_view kDomain = "cache";
using TextHash = std::array<std::uint8_t, 16>;

std::string_view bytes_of(const TextHash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string key_of(ModelNumber model, const TextHash& hash) {
  const auto place = load_le<std::uint32_t>(bytes_of(hash).data()) % kCachePlaces;
  return std::string(store::Key().u16(model).u32(place).view());
}

}  // namespace

Result<void> put_cached(store::WriteTxn& txn, const KeyHasher& hasher, ModelNumber model,
                        std::string_view text, std::span<const float> vector) {
  const TextHash hash = hasher.hash128(kDomain, text);
  MNESTIC_TRY_ASSIGN(Quantised quantised, quantise(vector));
  const Placed placed{.slot = 0, .vector = std::move(quantised)};
  MNESTIC_TRY_ASSIGN(const std::string block, with_vectors("", std::span(&placed, 1)));
  return txn.put(Table::cache, key_of(model, hash), std::string(bytes_of(hash)) + block);
}

Result<std::optional<std::vector<float>>> find_cached(const store::ReadTxn& txn,
                                                      const KeyHasher& hasher, ModelNumber model,
                                                      std::string_view text) {
  const TextHash hash = hasher.hash128(kDomain, text);
  MNESTIC_TRY_ASSIGN(const auto value, txn.get(Table::cache, key_of(model, hash)));
  std::optional<std::vector<float>> none;
  if (!value || !value->starts_with(bytes_of(hash))) return none;
  const auto block = VectorBlock::open_any(value->substr(hash.size()));
  // Damage costs asking again, nothing more.
  if (!block || block->slots() != 1 || !block->checksum_holds()) return none;
  std::vector<float> vector;
  vector.reserve(block->dimension());
  for (std::size_t i = 0; i < block->dimension(); ++i) {
    vector.push_back(static_cast<float>(block->vectors()[i]) * block->scale(0));
  }
  return std::optional(std::move(vector));
}

void CachedTexts::see(const KeyHasher& hasher, std::string_view text) {
  if (!hashes.empty()) hashes.erase(std::string(bytes_of(hasher.hash128(kDomain, text))));
}

Result<CachedTexts> check_cache(const store::ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto known, models(txn));
  CachedTexts texts;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    ++texts.entries;
    TextHash hash{};
    bool sound = value.size() > hash.size();
    if (sound) std::copy_n(value.begin(), hash.size(), hash.begin());
    const ModelNumber model = store::KeyReader(key).u16();
    sound = sound && key == key_of(model, hash) &&
            std::find(known.begin(), known.end(), model) != known.end();
    const auto block = VectorBlock::open_any(sound ? value.substr(hash.size()) : value);
    if (sound && block && block->slots() == 1 && block->checksum_holds()) {
      texts.hashes.emplace(bytes_of(hash));
    } else {
      ++texts.damaged;
    }
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::cache, "", read));
  return texts;
}

Result<std::uint64_t> clear_cache(store::WriteTxn& txn) {
  std::vector<std::string> keys;
  MNESTIC_TRY(store::scan_prefix(txn, Table::cache, "",
                                 [&](std::string_view key, std::string_view) -> Result<bool> {
                                   keys.emplace_back(key);
                                   return true;
                                 }));
  for (const std::string& key : keys) MNESTIC_TRY(txn.erase(Table::cache, key));
  return keys.size();
}

Result<void> erase_cached(store::WriteTxn& txn, const KeyHasher& hasher, std::string_view text) {
  const TextHash hash = hasher.hash128(kDomain, text);
  MNESTIC_TRY_ASSIGN(const auto known, models(txn));
  for (const ModelNumber model : known) {
    const std::string key = key_of(model, hash);
    MNESTIC_TRY_ASSIGN(const auto value, txn.get(Table::cache, key));
    if (!value || !value->starts_with(bytes_of(hash))) continue;
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::cache, key));
  }
  return {};
}

}  // namespace mnestic::index
