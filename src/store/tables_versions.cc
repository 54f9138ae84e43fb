// Versions: the record, its header, and its entries in the by_* tables, always changed together.
#include <array>
#include <utility>

#include "header_block.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/header_blocks.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "wire.h"

namespace mnestic::store {
namespace {

constexpr std::array kEntryTables = {Table::by_time, Table::by_expiry, Table::by_hash,
                                     Table::by_kind, Table::by_chat};

Key version_key(UserNumber user, VersionNumber number) { return Key().u64(user).u64(number); }

Key hash_prefix(const KeyHasher& hasher, UserNumber user, std::string_view content) {
  return Key().u64(user).u64(hasher.hash64("content", normalised_content(content)));
}

using Entries = std::vector<DerivedEntry>;

bool holds(const Entries& entries, const DerivedEntry& wanted) {
  for (const auto& [table, key] : entries) {
    if (table == wanted.table && key == wanted.key) return true;
  }
  return false;
}

Result<void> put_header(WriteTxn& txn, UserNumber user, VersionNumber number,
                        const Header& header) {
  const Key key = version_key(user, number / kBlockSize);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::headers, key.view()));
  const std::string_view before = bytes.value_or(std::string_view());
  MNESTIC_TRY_ASSIGN(const HeaderBlock block, HeaderBlock::open(before));
  if (header.state == State::erased && block.count() <= number % kBlockSize) return {};
  std::string after = with_header(before, number % kBlockSize, header);
  if (!block.verify_checksum()) {
    if (header.state != State::erased) return damaged("A block of headers");
    // What is damaged must still be erasable, and must stay recognisable as damaged.
    after.replace(0, kHeaderBlockChecksumBytes, before.substr(0, kHeaderBlockChecksumBytes));
  }
  return txn.put(Table::headers, key.view(), after);
}

// For a record that cannot be read any more: looks at every entry of the user instead.
Result<void> sweep_entries(WriteTxn& txn, UserNumber user, VersionNumber number) {
  for (const Table table : kEntryTables) {
    std::vector<std::string> found;
    const Key ending = Key().u64(number);
    MNESTIC_TRY(scan_prefix(txn, table, Key().u64(user).view(),
                            [&](std::string_view key, std::string_view) -> Result<bool> {
                              if (key.ends_with(ending.view())) found.emplace_back(key);
                              return true;
                            }));
    for (const std::string& key : found) {
      MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(table, key));
    }
  }
  return {};
}

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
         byte == '\v';
}

}  // namespace

std::vector<DerivedEntry> derived_entries(const KeyHasher& hasher, UserNumber user,
                                          VersionNumber number, const VersionRecord& record) {
  const model::Memory& memory = record.memory;
  Entries entries;
  const auto add = [&entries](Table table, const Key& key) {
    entries.push_back({table, std::string(key.view())});
  };
  add(Table::by_time, Key().u64(user).time(memory.observed_at).u64(number));
  if (memory.expires_at != kForever) {
    add(Table::by_expiry, Key().u64(user).time(memory.expires_at).u64(number));
  }
  add(Table::by_hash, hash_prefix(hasher, user, memory.content).u64(number));
  add(Table::by_kind, Key().u64(user).u8(static_cast<std::uint8_t>(memory.kind)).u64(number));
  if (record.chat != 0) add(Table::by_chat, Key().u64(user).u32(record.chat).u64(number));
  return entries;
}

Header derived_header(const VersionRecord& record, std::uint32_t length_terms) {
  const model::Memory& memory = record.memory;
  Header header;
  header.state = record.now().state;
  header.kind = static_cast<std::uint8_t>(memory.kind);
  header.layer = memory.layer;
  header.first_version = memory.version == 1;
  header.length = length_terms;
  header.observed_at = memory.observed_at;
  header.valid_from = memory.valid_from;
  header.valid_to = record.now().valid_to;
  header.expires_at = memory.expires_at;
  header.recorded_at = record.spans.front().recorded_at;
  header.changed_at = record.now().recorded_at;
  header.chat = record.chat;
  return header;
}

Result<void> put_derived(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                         VersionNumber number, const VersionRecord& record,
                         std::uint32_t length_terms) {
  for (const auto& [table, key] : derived_entries(hasher, user, number, record)) {
    MNESTIC_TRY(txn.put(table, key, ""));
  }
  return put_header(txn, user, number, derived_header(record, length_terms));
}

Result<std::optional<VersionRecord>> get_version(const ReadTxn& txn, UserNumber user,
                                                 VersionNumber number) {
  const Key key = version_key(user, number);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::memories, key.view()));
  if (!bytes) return std::optional<VersionRecord>();
  MNESTIC_TRY_ASSIGN(VersionRecord record,
                     decode_version(*bytes, place_of(Table::memories, key.view())));
  return std::optional(std::move(record));
}

Result<void> put_version(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                         VersionNumber number, const VersionRecord& record,
                         std::uint32_t length_terms) {
  MNESTIC_TRY_ASSIGN(const auto before, get_version(txn, user, number));
  const Entries old_entries = before ? derived_entries(hasher, user, number, *before) : Entries();
  const Entries new_entries = derived_entries(hasher, user, number, record);
  for (const auto& entry : old_entries) {
    if (holds(new_entries, entry)) continue;
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(entry.table, entry.key));
  }
  for (const auto& entry : new_entries) {
    if (holds(old_entries, entry)) continue;
    MNESTIC_TRY(txn.put(entry.table, entry.key, ""));
  }
  const Key key = version_key(user, number);
  MNESTIC_TRY(
      txn.put(Table::memories, key.view(), encode(record, place_of(Table::memories, key.view()))));
  return put_header(txn, user, number, derived_header(record, length_terms));
}

Result<void> erase_version(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                           VersionNumber number) {
  const auto before = get_version(txn, user, number);
  if (!before && before.error().code != ErrorCode::data_loss) return before.error();
  if (!before) {
    // What is damaged must still be erasable.
    MNESTIC_TRY(sweep_entries(txn, user, number));
  } else if (*before) {
    for (const auto& [table, key] : derived_entries(hasher, user, number, **before)) {
      MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(table, key));
    }
  }
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                     txn.erase(Table::memories, version_key(user, number).view()));
  return put_header(txn, user, number, Header{});
}

Result<Header> get_header(const ReadTxn& txn, UserNumber user, VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const HeaderBlock block, get_header_block(txn, user, number / kBlockSize));
  return block.at(number % kBlockSize);
}

Result<HeaderBlock> get_header_block(const ReadTxn& txn, UserNumber user, std::uint64_t block) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::headers, version_key(user, block).view()));
  return HeaderBlock::open(bytes.value_or(std::string_view()));
}

Result<HeaderBlocks> HeaderBlocks::find(const ReadTxn& txn, UserNumber user,
                                        std::uint64_t first_block, std::uint64_t blocks) {
  HeaderBlocks found;
  found.first_block_ = first_block;
  if (first_block >= blocks) return found;
  found.values_.resize(blocks - first_block);
  const Key prefix = Key().u64(user);
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::headers));
  MNESTIC_TRY_ASSIGN(bool there, cursor->seek(version_key(user, first_block).view()));
  while (there && cursor->key().starts_with(prefix.view())) {
    KeyReader reader(cursor->key().substr(sizeof(UserNumber)));
    const std::uint64_t block = reader.u64();
    if (!reader.ok() || !reader.rest().empty()) return damaged("The key of a block of headers");
    if (block >= blocks) break;
    found.values_[block - first_block] = cursor->value();
    MNESTIC_TRY_ASSIGN(there, cursor->next());
  }
  return found;
}

Result<std::vector<VersionNumber>> find_by_hash(const ReadTxn& txn, const KeyHasher& hasher,
                                                UserNumber user, std::string_view content,
                                                std::size_t limit_count) {
  std::vector<VersionNumber> numbers;
  if (limit_count == 0) return numbers;
  const Key prefix = hash_prefix(hasher, user, content);
  // One byte longer than any key with this prefix, and above all of them.
  const Key end = Key().bytes(prefix.view()).u64(~std::uint64_t{0}).u8(0);
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::by_hash));
  MNESTIC_TRY_ASSIGN(bool found, cursor->seek_before(end.view()));
  while (found && cursor->key().starts_with(prefix.view()) && numbers.size() < limit_count) {
    KeyReader reader(cursor->key().substr(prefix.view().size()));
    numbers.push_back(reader.u64());
    if (!reader.ok() || !reader.rest().empty()) return damaged("An entry of by_hash");
    MNESTIC_TRY_ASSIGN(found, cursor->prev());
  }
  return numbers;
}

std::string normalised_content(std::string_view content) {
  std::string normal;
  normal.reserve(content.size());
  for (const char byte : content) {
    if (is_blank(byte)) {
      if (!normal.empty() && normal.back() != ' ') normal.push_back(' ');
    } else {
      normal.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte);
    }
  }
  const auto drop_blank = [&normal] {
    if (!normal.empty() && normal.back() == ' ') normal.pop_back();
  };
  drop_blank();
  if (!normal.empty() && normal.back() == '.') normal.pop_back();
  drop_blank();
  return normal;
}

}  // namespace mnestic::store
