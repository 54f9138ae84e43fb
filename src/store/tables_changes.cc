// Ids and the change log.
#include <limits>

#include "meta_keys.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "tables_internal.h"
#include "wire.h"

namespace mnestic::store {
namespace {

std::string_view id_key(const model::MemoryId& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

// The change that the cursor is at, if it is one of the user's.
Result<std::optional<std::uint64_t>> sequence_at(const Cursor& cursor, bool found,
                                                 UserNumber user) {
  if (!found || !cursor.key().starts_with(Key().u64(user).view())) {
    return std::optional<std::uint64_t>();
  }
  KeyReader reader(cursor.key().substr(8));
  const std::uint64_t sequence = reader.u64();
  if (!reader.ok() || !reader.rest().empty()) return damaged("A change");
  return std::optional(sequence);
}

}  // namespace

Result<std::optional<IdRecord>> get_id(const ReadTxn& txn, const model::MemoryId& id) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::ids, id_key(id)));
  if (!bytes) return std::optional<IdRecord>();
  MNESTIC_TRY_ASSIGN(IdRecord record, decode_id(*bytes, place_of(Table::ids, id_key(id))));
  return std::optional(std::move(record));
}

Result<void> put_id(WriteTxn& txn, const model::MemoryId& id, const IdRecord& record) {
  return txn.put(Table::ids, id_key(id), encode(record, place_of(Table::ids, id_key(id))));
}

Result<std::uint64_t> next_change(WriteTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto next, get_meta_number(txn, kMetaNextChange));
  const std::uint64_t sequence = next.value_or(1);
  // A number that was damaged must not lead over a line that is there.
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::changes));
  MNESTIC_TRY_ASSIGN(const bool later, cursor->seek(Key().u64(sequence).view()));
  if (later) return damaged("The number of the next change");
  MNESTIC_TRY(put_meta_number(txn, kMetaNextChange, sequence + 1));
  return sequence;
}

Result<void> put_change(WriteTxn& txn, std::uint64_t sequence, const ChangeRecord& record) {
  const Key key = Key().u64(sequence);
  MNESTIC_TRY(
      txn.put(Table::changes, key.view(), encode(record, place_of(Table::changes, key.view()))));
  return txn.put(Table::changes_by_user, Key().u64(record.user).u64(sequence).view(), "");
}

Result<std::optional<ChangeRecord>> get_change(const ReadTxn& txn, std::uint64_t sequence) {
  const Key key = Key().u64(sequence);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::changes, key.view()));
  if (!bytes) return std::optional<ChangeRecord>();
  MNESTIC_TRY_ASSIGN(ChangeRecord record,
                     decode_change(*bytes, place_of(Table::changes, key.view())));
  return std::optional(std::move(record));
}

Result<std::optional<std::uint64_t>> change_before(const ReadTxn& txn, UserNumber user,
                                                   std::uint64_t before) {
  // No sequence reaches the greatest number, so that nothing is missed by ending before it.
  const std::uint64_t end = before == 0 ? std::numeric_limits<std::uint64_t>::max() : before;
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::changes_by_user));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(Key().u64(user).u64(end).view()));
  return sequence_at(*cursor, found, user);
}

Result<std::optional<std::uint64_t>> oldest_change(const ReadTxn& txn, UserNumber user) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::changes_by_user));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(Key().u64(user).view()));
  return sequence_at(*cursor, found, user);
}

Result<void> erase_change(WriteTxn& txn, UserNumber user, std::uint64_t sequence) {
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool line_was_there,
                     txn.erase(Table::changes, Key().u64(sequence).view()));
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool entry_was_there,
                     txn.erase(Table::changes_by_user, Key().u64(user).u64(sequence).view()));
  return {};
}

}  // namespace mnestic::store
