// Chats and their messages.
#include <limits>
#include <vector>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "wire.h"

namespace mnestic::store {
namespace {

Key chat_key(UserNumber user, ChatNumber chat) { return Key().u64(user).u32(chat); }
Key message_key(UserNumber user, ChatNumber chat, MessageNumber number) {
  return Key().u64(user).u32(chat).u32(number);
}

// The number that ends a key behind `prefix`.
Result<std::uint32_t> last_number(std::string_view key, const Key& prefix) {
  KeyReader reader(key.substr(prefix.view().size()));
  const std::uint32_t number = reader.u32();
  if (!reader.ok() || !reader.rest().empty()) return damaged("The key of a chat");
  return number;
}

enum class Direction { forward, back };

// From where the cursor is, as long as keys begin with `prefix`.
template <typename Decode, typename Visitor>
Result<void> walk(Table table, Cursor& cursor, bool found, Direction direction, const Key& prefix,
                  Decode decode, const Visitor& visit) {
  while (found && cursor.key().starts_with(prefix.view())) {
    MNESTIC_TRY_ASSIGN(const std::uint32_t number, last_number(cursor.key(), prefix));
    MNESTIC_TRY_ASSIGN(const auto record, decode(cursor.value(), place_of(table, cursor.key())));
    MNESTIC_TRY_ASSIGN(const bool go_on, visit(number, record));
    if (!go_on) return {};
    MNESTIC_TRY_ASSIGN(found, direction == Direction::forward ? cursor.next() : cursor.prev());
  }
  return {};
}

}  // namespace

Result<std::optional<ChatRecord>> get_chat(const ReadTxn& txn, UserNumber user, ChatNumber chat) {
  const Key key = chat_key(user, chat);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::chats, key.view()));
  if (!bytes) return std::optional<ChatRecord>();
  MNESTIC_TRY_ASSIGN(ChatRecord record, decode_chat(*bytes, place_of(Table::chats, key.view())));
  return std::optional(std::move(record));
}

Result<void> put_chat(WriteTxn& txn, UserNumber user, ChatNumber chat, const ChatRecord& record) {
  const Key key = chat_key(user, chat);
  return txn.put(Table::chats, key.view(), encode(record, place_of(Table::chats, key.view())));
}

Result<std::optional<MessageRecord>> get_message(const ReadTxn& txn, UserNumber user,
                                                 ChatNumber chat, MessageNumber number) {
  const Key key = message_key(user, chat, number);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::messages, key.view()));
  if (!bytes) return std::optional<MessageRecord>();
  MNESTIC_TRY_ASSIGN(MessageRecord record,
                     decode_message(*bytes, place_of(Table::messages, key.view())));
  return std::optional(std::move(record));
}

Result<void> put_message(WriteTxn& txn, UserNumber user, ChatNumber chat, MessageNumber number,
                         const MessageRecord& record) {
  const Key key = message_key(user, chat, number);
  return txn.put(Table::messages, key.view(),
                 encode(record, place_of(Table::messages, key.view())));
}

Result<void> erase_message(WriteTxn& txn, UserNumber user, ChatNumber chat, MessageNumber number) {
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                     txn.erase(Table::messages, message_key(user, chat, number).view()));
  return {};
}

Result<void> erase_messages(WriteTxn& txn, UserNumber user, ChatNumber chat) {
  // Keys alone: what is damaged must still be erasable.
  std::vector<std::string> keys;
  MNESTIC_TRY(scan_prefix(txn, Table::messages, chat_key(user, chat).view(),
                          [&](std::string_view key, std::string_view) -> Result<bool> {
                            keys.emplace_back(key);
                            return true;
                          }));
  for (const std::string& key : keys) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::messages, key));
  }
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                     txn.erase(Table::chats, chat_key(user, chat).view()));
  return {};
}

Result<void> visit_chats(const ReadTxn& txn, UserNumber user, const ChatVisitor& visit) {
  const Key prefix = Key().u64(user);
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::chats));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(prefix.view()));
  return walk(Table::chats, *cursor, found, Direction::forward, prefix, decode_chat, visit);
}

Result<void> visit_messages(const ReadTxn& txn, UserNumber user, ChatNumber chat,
                            MessageNumber first, const MessageVisitor& visit) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::messages));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(message_key(user, chat, first).view()));
  return walk(Table::messages, *cursor, found, Direction::forward, chat_key(user, chat),
              decode_message, visit);
}

Result<void> visit_messages_back(const ReadTxn& txn, UserNumber user, ChatNumber chat,
                                 const MessageVisitor& visit) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::messages));
  // One byte longer than any key of the chat, and above all of them.
  const Key end =
      Key().bytes(chat_key(user, chat).view()).u32(std::numeric_limits<MessageNumber>::max()).u8(0);
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(end.view()));
  return walk(Table::messages, *cursor, found, Direction::back, chat_key(user, chat),
              decode_message, visit);
}

}  // namespace mnestic::store
