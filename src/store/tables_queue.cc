// The queue of texts that wait for a model.
#include "mnestic/store/keys.h"
#include "mnestic/store/queue.h"
#include "wire.h"

namespace mnestic::store {
namespace {

Key key_of(const QueuePlace& place) {
  return Key().u64(place.user).u64(place.change).u32(place.index);
}

Result<void> visit_prefix(const ReadTxn& txn, std::string_view prefix, const QueueVisitor& visit) {
  return scan_prefix(txn, Table::queue, prefix,
                     [&](std::string_view key, std::string_view value) -> Result<bool> {
                       KeyReader reader(key);
                       QueuePlace place;
                       place.user = reader.u64();
                       place.change = reader.u64();
                       place.index = reader.u32();
                       if (!reader.ok() || !reader.rest().empty()) {
                         return damaged("The key of a waiting text");
                       }
                       MNESTIC_TRY_ASSIGN(const QueueRecord record,
                                          decode_queued(value, place_of(Table::queue, key)));
                       return visit(place, record);
                     });
}

}  // namespace

Result<std::optional<QueueRecord>> get_queued(const ReadTxn& txn, const QueuePlace& place) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::queue, key_of(place).view()));
  if (!bytes) return std::optional<QueueRecord>();
  MNESTIC_TRY_ASSIGN(QueueRecord record,
                     decode_queued(*bytes, place_of(Table::queue, key_of(place).view())));
  return std::optional(std::move(record));
}

Result<void> put_queued(WriteTxn& txn, const QueuePlace& place, const QueueRecord& record) {
  const Key key = key_of(place);
  return txn.put(Table::queue, key.view(), encode(record, place_of(Table::queue, key.view())));
}

Result<void> erase_queued(WriteTxn& txn, const QueuePlace& place) {
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                     txn.erase(Table::queue, key_of(place).view()));
  return {};
}

Result<void> visit_queue(const ReadTxn& txn, const QueueVisitor& visit) {
  return visit_prefix(txn, "", visit);
}

Result<void> visit_queue_of(const ReadTxn& txn, UserNumber user, const QueueVisitor& visit) {
  return visit_prefix(txn, Key().u64(user).view(), visit);
}

}  // namespace mnestic::store
