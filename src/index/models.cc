// The registry of embedding models in `meta`: "model/" + name → number(2) dimension(4) check(4),
// little-endian; the check, which older entries lack, is over name and number and dimension.
// "vectors complete/" + its number → the newest change seen to (8,
// little-endian).

#include <algorithm>

#include "codec.h"
#include "mnestic/index/check.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/index/search.h"

namespace mnestic::index {
namespace {

using store::Table;

constexpr std::string_view kPrefix = "model/";
constexpr std::size_t kEntryBytes = 6;
constexpr std::size_t kCheckBytes = 4;
constexpr std::size_t kNameBytesMax = 256;

struct Entry {
  ModelNumber number = 0;
  std::uint32_t dimension = 0;
};

std::uint32_t check_of(std::string_view key, std::string_view bytes) {
  return store::place_of(Table::meta, std::string(key) + std::string(bytes.substr(0, kEntryBytes)));
}

std::string encode(std::string_view key, const Entry& entry) {
  std::string bytes;
  append_le(bytes, entry.number);
  append_le(bytes, entry.dimension);
  append_le(bytes, check_of(key, bytes));
  return bytes;
}

Result<Entry> decode(std::string_view key, std::string_view bytes) {
  const bool unchecked = bytes.size() == kEntryBytes;
  const bool whole = bytes.size() == kEntryBytes + kCheckBytes &&
                     load_le<std::uint32_t>(bytes.data() + kEntryBytes) == check_of(key, bytes);
  if (!unchecked && !whole) {
    return data_loss("the registry of embedding models is damaged; run `mnestic doctor`");
  }
  return Entry{load_le<std::uint16_t>(bytes.data()), load_le<std::uint32_t>(bytes.data() + 2)};
}

std::string key_of(std::string_view name) { return std::string(kPrefix) + std::string(name); }

std::string complete_key(ModelNumber model) { return "vectors complete/" + std::to_string(model); }

}  // namespace

Result<std::optional<ModelNumber>> find_model(const store::ReadTxn& txn, std::string_view name,
                                              std::size_t dimension) {
  if (name.empty() || name.size() > kNameBytesMax) {
    return invalid_argument("an embedding model's name has from 1 to 256 bytes");
  }
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::meta, key_of(name)));
  if (!bytes) return std::optional<ModelNumber>();
  MNESTIC_TRY_ASSIGN(const Entry entry, decode(key_of(name), *bytes));
  if (entry.dimension != dimension) {
    return failed_precondition("the store knows the embedding model '" + std::string(name) +
                               "' with " + std::to_string(entry.dimension) + " dimensions, not " +
                               std::to_string(dimension) + "; give the changed model another name");
  }
  return std::optional<ModelNumber>(entry.number);
}

Result<ModelNumber> intern_model(store::WriteTxn& txn, std::string_view name,
                                 std::size_t dimension) {
  if (dimension == 0 || dimension > kDimensionMax) {
    return invalid_argument("an embedding model has from 1 to " + std::to_string(kDimensionMax) +
                            " dimensions");
  }
  MNESTIC_TRY_ASSIGN(const auto known, find_model(txn, name, dimension));
  if (known) return *known;
  std::uint32_t next = 0;
  MNESTIC_TRY(store::scan_prefix(txn, Table::meta, kPrefix,
                                 [&](std::string_view key, std::string_view bytes) -> Result<bool> {
                                   MNESTIC_TRY_ASSIGN(const Entry entry, decode(key, bytes));
                                   next = std::max(next, std::uint32_t{entry.number} + 1);
                                   return true;
                                 }));
  if (next > UINT16_MAX) {
    return Error{ErrorCode::resource_exhausted,
                 "the store has seen 65,536 embedding models and takes no more"};
  }
  const Entry fresh{static_cast<std::uint16_t>(next), static_cast<std::uint32_t>(dimension)};
  const std::string key = key_of(name);
  MNESTIC_TRY(txn.put(Table::meta, key, encode(key, fresh)));
  return static_cast<ModelNumber>(next);
}

Result<std::vector<KnownModel>> known_models(const store::ReadTxn& txn) {
  std::vector<KnownModel> out;
  MNESTIC_TRY(store::scan_prefix(txn, Table::meta, kPrefix,
                                 [&](std::string_view key, std::string_view bytes) -> Result<bool> {
                                   const auto entry = decode(key, bytes);
                                   if (!entry) return true;  // the checker tells of it
                                   out.push_back({.number = entry->number,
                                                  .name = std::string(key.substr(kPrefix.size())),
                                                  .dimension = entry->dimension});
                                   return true;
                                 }));
  return out;
}

Result<std::vector<std::string>> damaged_models(const store::ReadTxn& txn) {
  std::vector<std::string> keys;
  MNESTIC_TRY(store::scan_prefix(txn, Table::meta, kPrefix,
                                 [&](std::string_view key, std::string_view bytes) -> Result<bool> {
                                   if (!decode(key, bytes)) keys.emplace_back(key);
                                   return true;
                                 }));
  return keys;
}

Result<void> repair_models(store::WriteTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto keys, damaged_models(txn));
  for (const std::string& key : keys) {
    MNESTIC_TRY_ASSIGN(const auto value, txn.get(Table::meta, key));
    const std::string bytes(value.value_or(std::string_view()));
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::meta, key));
    if (bytes.size() < kEntryBytes) continue;
    // Nobody else may get the number as long as there may be vectors of it.
    const Entry entry{load_le<std::uint16_t>(bytes.data()),
                      load_le<std::uint32_t>(bytes.data() + 2)};
    const std::string lost = key_of("lost " + std::to_string(entry.number));
    MNESTIC_TRY(txn.put(Table::meta, lost, encode(lost, entry)));
  }
  return {};
}

Result<std::uint64_t> complete_to(const store::ReadTxn& txn, ModelNumber model) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::meta, complete_key(model)));
  if (!bytes || bytes->size() != sizeof(std::uint64_t)) return std::uint64_t{0};
  return load_le<std::uint64_t>(bytes->data());
}

Result<void> set_complete_to(store::WriteTxn& txn, ModelNumber model, std::uint64_t change) {
  if (change == 0) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                       txn.erase(Table::meta, complete_key(model)));
    return {};
  }
  std::string bytes;
  append_le(bytes, change);
  return txn.put(Table::meta, complete_key(model), bytes);
}

Result<std::vector<ModelNumber>> models(const store::ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto known, known_models(txn));
  std::vector<ModelNumber> out;
  out.reserve(known.size());
  for (const KnownModel& model : known) out.push_back(model.number);
  return out;
}

}  // namespace mnestic::index
