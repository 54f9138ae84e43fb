// Tables of names and counters: users, chats, counters, and the marks in meta.
#include <algorithm>

#include "meta_keys.h"
#include "mnestic/base/limits.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "record_codecs.h"
#include "tables_internal.h"
#include "wire.h"

namespace mnestic::store {
namespace {

// Two families of keys share chats_by_id.
constexpr std::uint8_t kChatByHash = 0;
constexpr std::uint8_t kChatByNumber = 1;

std::string_view view(const std::array<std::uint8_t, 16>& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Result<void> check_id(std::string_view what, std::string_view id) {
  if (!id.empty() && id.size() <= kIdBytesMax) return {};
  return invalid_argument("A " + std::string(what) + " has 1 to " + std::to_string(kIdBytesMax) +
                          " bytes, not " + std::to_string(id.size()) + ".");
}

std::string user_key(const KeyHasher& hasher, std::string_view user_id) {
  return std::string(view(hasher.hash128("user", user_id)));
}

std::string chat_key(const KeyHasher& hasher, UserNumber user, std::string_view chat_id) {
  const Key key = Key().u64(user).u8(kChatByHash).bytes(view(hasher.hash128("chat", chat_id)));
  return std::string(key.view());
}

Key chat_name_key(UserNumber user, ChatNumber chat) {
  return Key().u64(user).u8(kChatByNumber).u32(chat);
}

Result<std::optional<NameRecord>> get_name(const ReadTxn& txn, Table table, std::string_view key) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(table, key));
  if (!bytes) return std::optional<NameRecord>();
  MNESTIC_TRY_ASSIGN(NameRecord record, decode_name(*bytes));
  return std::optional<NameRecord>(std::move(record));
}

}  // namespace

std::string_view to_string(Table table) {
  switch (table) {
    case Table::meta:
      return "meta";
    case Table::users:
      return "users";
    case Table::counters:
      return "counters";
    case Table::memories:
      return "memories";
    case Table::ids:
      return "ids";
    case Table::headers:
      return "headers";
    case Table::vectors:
      return "vectors";
    case Table::postings:
      return "postings";
    case Table::by_time:
      return "by_time";
    case Table::by_expiry:
      return "by_expiry";
    case Table::by_hash:
      return "by_hash";
    case Table::by_kind:
      return "by_kind";
    case Table::by_chat:
      return "by_chat";
    case Table::chats_by_id:
      return "chats_by_id";
    case Table::changes:
      return "changes";
    case Table::changes_by_user:
      return "changes_by_user";
    case Table::chats:
      return "chats";
    case Table::messages:
      return "messages";
    case Table::cache:
      return "cache";
    case Table::queue:
      return "queue";
  }
  return "unknown";
}

Result<std::optional<std::uint64_t>> get_meta_number(const ReadTxn& txn, std::string_view name) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::meta, name));
  if (!bytes) return std::optional<std::uint64_t>();
  KeyReader reader(*bytes);
  const std::uint64_t number = reader.u64();
  if (!reader.ok() || !reader.rest().empty()) return damaged("A counter");
  return std::optional(number);
}

Result<void> put_meta_number(WriteTxn& txn, std::string_view name, std::uint64_t number) {
  return txn.put(Table::meta, name, Key().u64(number).view());
}

Result<std::optional<UserNumber>> find_user(const ReadTxn& txn, const KeyHasher& hasher,
                                            std::string_view user_id) {
  MNESTIC_TRY(check_id("user id", user_id));
  MNESTIC_TRY_ASSIGN(const auto record, get_name(txn, Table::users, user_key(hasher, user_id)));
  if (!record) return std::optional<UserNumber>();
  // Two ids with one hash of 128 secret bits do not happen; if they did, one would read the other's
  // memories.
  if (record->id != user_id) return damaged("A user");
  return std::optional<UserNumber>(record->number);
}

Result<UserNumber> intern_user(WriteTxn& txn, const KeyHasher& hasher, std::string_view user_id) {
  MNESTIC_TRY_ASSIGN(const auto known, find_user(txn, hasher, user_id));
  if (known) return *known;
  MNESTIC_TRY_ASSIGN(const auto next, get_meta_number(txn, kMetaNextUser));
  const UserNumber number = next.value_or(1);
  MNESTIC_TRY(put_meta_number(txn, kMetaNextUser, number + 1));
  const std::string record = encode(NameRecord{.number = number, .id = std::string(user_id)});
  MNESTIC_TRY(txn.put(Table::users, user_key(hasher, user_id), record));
  return number;
}

Result<void> erase_user(WriteTxn& txn, const KeyHasher& hasher, std::string_view user_id) {
  MNESTIC_TRY(check_id("user id", user_id));
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                     txn.erase(Table::users, user_key(hasher, user_id)));
  return {};
}

Result<std::optional<ChatNumber>> find_chat(const ReadTxn& txn, const KeyHasher& hasher,
                                            UserNumber user, std::string_view chat_id) {
  MNESTIC_TRY(check_id("chat id", chat_id));
  MNESTIC_TRY_ASSIGN(const auto record,
                     get_name(txn, Table::chats_by_id, chat_key(hasher, user, chat_id)));
  if (!record) return std::optional<ChatNumber>();
  return std::optional(static_cast<ChatNumber>(record->number));
}

Result<ChatNumber> intern_chat(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                               std::string_view chat_id) {
  MNESTIC_TRY_ASSIGN(const auto known, find_chat(txn, hasher, user, chat_id));
  if (known) return *known;
  MNESTIC_TRY_ASSIGN(UserCounters counters, get_counters(txn, user));
  const ChatNumber chat = counters.next_chat++;
  if (counters.next_chat == 0) {
    return Error{ErrorCode::resource_exhausted,
                 "This user has as many chats as the store can number."};
  }
  MNESTIC_TRY(put_counters(txn, user, counters));
  MNESTIC_TRY(txn.put(Table::chats_by_id, chat_key(hasher, user, chat_id),
                      encode(NameRecord{.number = chat, .id = {}})));
  MNESTIC_TRY(txn.put(Table::chats_by_id, chat_name_key(user, chat).view(),
                      encode(NameRecord{.number = chat, .id = std::string(chat_id)})));
  return chat;
}

Result<std::string> chat_id_of(const ReadTxn& txn, UserNumber user, ChatNumber chat) {
  if (chat == 0) return std::string();
  MNESTIC_TRY_ASSIGN(auto record,
                     get_name(txn, Table::chats_by_id, chat_name_key(user, chat).view()));
  if (!record) return std::string();
  if (record->number != chat) return damaged("The name of a chat");
  return std::move(record->id);
}

Result<void> erase_chat(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                        std::string_view chat_id) {
  MNESTIC_TRY_ASSIGN(const auto chat, find_chat(txn, hasher, user, chat_id));
  if (!chat) return {};
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool hash_was_there,
                     txn.erase(Table::chats_by_id, chat_key(hasher, user, chat_id)));
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool name_was_there,
                     txn.erase(Table::chats_by_id, chat_name_key(user, *chat).view()));
  return {};
}

Result<Names<UserNumber>> read_users(const ReadTxn& txn, const KeyHasher& hasher) {
  Names<UserNumber> users;
  MNESTIC_TRY(scan_prefix(txn, Table::users, "",
                          [&](std::string_view key, std::string_view value) -> Result<bool> {
                            auto record = decode_name(value);
                            if (record && key == user_key(hasher, record->id)) {
                              users.names.emplace_back(record->number, std::move(record->id));
                            } else {
                              ++users.damaged;
                            }
                            return true;
                          }));
  std::sort(users.names.begin(), users.names.end());
  return users;
}

Result<Names<ChatNumber>> read_chats(const ReadTxn& txn, const KeyHasher& hasher, UserNumber user) {
  Names<ChatNumber> chats;
  std::uint64_t hashes = 0;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    KeyReader reader(key.substr(sizeof(UserNumber)));
    if (reader.u8() == kChatByHash) {
      ++hashes;
      return true;
    }
    const ChatNumber chat = reader.u32();
    auto record = decode_name(value);
    if (!record || !reader.ok() || record->number != chat || record->id.empty()) {
      ++chats.damaged;
      return true;
    }
    const auto found = find_chat(txn, hasher, user, record->id);
    if (!found || *found != chat) ++chats.damaged;
    chats.names.emplace_back(chat, std::move(record->id));
    return true;
  };
  MNESTIC_TRY(scan_prefix(txn, Table::chats_by_id, Key().u64(user).view(), read));
  if (hashes > chats.names.size()) chats.damaged += hashes - chats.names.size();
  return chats;
}

Result<void> repair_chats(WriteTxn& txn, const KeyHasher& hasher, UserNumber user) {
  MNESTIC_TRY_ASSIGN(const auto chats, read_chats(txn, hasher, user));
  std::vector<std::string> hashes;
  const Key prefix = Key().u64(user).u8(kChatByHash);
  MNESTIC_TRY(scan_prefix(txn, Table::chats_by_id, prefix.view(),
                          [&](std::string_view key, std::string_view) -> Result<bool> {
                            hashes.emplace_back(key);
                            return true;
                          }));
  for (const std::string& key : hashes) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::chats_by_id, key));
  }
  for (const auto& [chat, id] : chats.names) {
    MNESTIC_TRY(txn.put(Table::chats_by_id, chat_key(hasher, user, id),
                        encode(NameRecord{.number = chat, .id = {}})));
  }
  return {};
}

Result<UserCounters> get_counters(const ReadTxn& txn, UserNumber user) {
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::counters, Key().u64(user).view()));
  if (!bytes) return UserCounters{};
  return decode_counters(*bytes);
}

Result<void> put_counters(WriteTxn& txn, UserNumber user, const UserCounters& counters) {
  return txn.put(Table::counters, Key().u64(user).view(), encode(counters));
}

Result<NextNumbers> next_numbers(const ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto user, get_meta_number(txn, kMetaNextUser));
  MNESTIC_TRY_ASSIGN(const auto change, get_meta_number(txn, kMetaNextChange));
  return NextNumbers{user.value_or(1), change.value_or(1)};
}

Result<void> repair_next_numbers(WriteTxn& txn, const KeyHasher& hasher) {
  NextNumbers next = next_numbers(txn).has_value() ? *next_numbers(txn) : NextNumbers{};
  MNESTIC_TRY_ASSIGN(const auto users, read_users(txn, hasher));
  if (!users.names.empty()) next.user = std::max(next.user, users.names.back().first + 1);
  // Data without a name keeps its number too.
  for (const Table table : {Table::memories, Table::changes}) {
    MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(table));
    MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(std::string(kKeyBytesMax, '\xff')));
    if (!found) continue;
    const std::uint64_t last = KeyReader(cursor->key()).u64();
    std::uint64_t& number = table == Table::memories ? next.user : next.change;
    number = std::max(number, last + 1);
  }
  MNESTIC_TRY(put_meta_number(txn, kMetaNextUser, next.user));
  return put_meta_number(txn, kMetaNextChange, next.change);
}

Result<void> mark_scrub_needed(WriteTxn& txn) { return txn.put(Table::meta, kMetaScrubNeeded, ""); }

Result<bool> scrub_needed(const ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto mark, txn.get(Table::meta, kMetaScrubNeeded));
  return mark.has_value();
}

}  // namespace mnestic::store
