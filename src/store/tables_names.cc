// Tables of names and counters: users, chats, counters, and the marks in meta.
#include <algorithm>
#include <map>

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
  MNESTIC_TRY_ASSIGN(NameRecord record, decode_name(*bytes, place_of(table, key)));
  return std::optional<NameRecord>(std::move(record));
}

Result<void> put_name(WriteTxn& txn, Table table, std::string_view key, const NameRecord& record) {
  return txn.put(table, key, encode(record, place_of(table, key)));
}

Result<bool> is_empty(const ReadTxn& txn, Table table, std::string_view prefix) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(table));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(prefix));
  return !found || !cursor->key().starts_with(prefix);
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
  // A number that was damaged must not lead to another person's memories.
  MNESTIC_TRY_ASSIGN(const bool is_free, is_empty(txn, Table::counters, Key().u64(number).view()));
  if (!is_free) return damaged("The number of the next user");
  MNESTIC_TRY(put_meta_number(txn, kMetaNextUser, number + 1));
  MNESTIC_TRY(put_name(txn, Table::users, user_key(hasher, user_id),
                       {.number = number, .id = std::string(user_id)}));
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
  MNESTIC_TRY(put_name(txn, Table::chats_by_id, chat_key(hasher, user, chat_id),
                       {.number = chat, .id = {}}));
  MNESTIC_TRY(put_name(txn, Table::chats_by_id, chat_name_key(user, chat).view(),
                       {.number = chat, .id = std::string(chat_id)}));
  return chat;
}

Result<std::string> chat_id_of(const ReadTxn& txn, UserNumber user, ChatNumber chat) {
  if (chat == 0) return std::string();
  MNESTIC_TRY_ASSIGN(auto record,
                     get_name(txn, Table::chats_by_id, chat_name_key(user, chat).view()));
  // One that was erased has an empty name as long as a memory says that it came from there.
  if (!record || record->number != chat) return damaged("The name of a chat");
  return std::move(record->id);
}

Result<void> erase_chat(WriteTxn& txn, const KeyHasher& hasher, UserNumber user, ChatNumber chat) {
  const Key name_key = chat_name_key(user, chat);
  const auto name = get_name(txn, Table::chats_by_id, name_key.view());
  if (!name && name.error().code != ErrorCode::data_loss) return name.error();
  if (name && *name && !(**name).id.empty()) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool hash_was_there,
                       txn.erase(Table::chats_by_id, chat_key(hasher, user, (**name).id)));
  }
  MNESTIC_TRY_ASSIGN(const bool is_unused,
                     is_empty(txn, Table::by_chat, Key().u64(user).u32(chat).view()));
  if (!is_unused) {
    return put_name(txn, Table::chats_by_id, name_key.view(), {.number = chat, .id = {}});
  }
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool name_was_there,
                     txn.erase(Table::chats_by_id, name_key.view()));
  return {};
}

Result<Names<UserNumber>> read_users(const ReadTxn& txn, const KeyHasher& hasher) {
  Names<UserNumber> users;
  MNESTIC_TRY(scan_prefix(txn, Table::users, "",
                          [&](std::string_view key, std::string_view value) -> Result<bool> {
                            auto record = decode_name(value, place_of(Table::users, key));
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
    auto record = decode_name(value, place_of(Table::chats_by_id, key));
    if (!record || !reader.ok() || record->number != chat) {
      ++chats.damaged;
      return true;
    }
    if (record->id.empty()) return true;  // erased
    const auto found = find_chat(txn, hasher, user, record->id);
    if (!found || *found != chat) ++chats.damaged;
    chats.names.emplace_back(chat, std::move(record->id));
    return true;
  };
  MNESTIC_TRY(scan_prefix(txn, Table::chats_by_id, Key().u64(user).view(), read));
  if (hashes > chats.names.size()) chats.damaged += hashes - chats.names.size();
  return chats;
}

namespace {

// The names that can still be read, by number, wherever they lie; what lies in its own place wins.
// Empty ones are of chats that were erased.
Result<std::map<ChatNumber, std::string>> salvage_names(const ReadTxn& txn, UserNumber user,
                                                        std::vector<std::string>& keys) {
  std::map<ChatNumber, std::string> names;
  const std::size_t name_key_bytes = chat_name_key(0, 0).view().size();
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    keys.emplace_back(key);
    if (key.size() != name_key_bytes) return true;  // leads from a hash to a number
    auto record = decode_name(value);
    if (!record) return true;
    const auto chat = static_cast<ChatNumber>(record->number);
    const bool in_place = key == chat_name_key(user, chat).view() &&
                          decode_name(value, place_of(Table::chats_by_id, key)).has_value();
    if (in_place) {
      names[chat] = std::move(record->id);
    } else {
      names.try_emplace(chat, std::move(record->id));
    }
    return true;
  };
  MNESTIC_TRY(scan_prefix(txn, Table::chats_by_id, Key().u64(user).view(), read));
  return names;
}

}  // namespace

Result<std::uint64_t> repair_chats(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                                   const ChatsInUse& used) {
  std::vector<std::string> keys;
  MNESTIC_TRY_ASSIGN(auto names, salvage_names(txn, user, keys));
  std::uint64_t lost = 0;
  for (const ChatNumber chat : used.by_messages) {
    std::string& name = names[chat];
    if (!name.empty()) continue;
    name = "recovered chat " + std::to_string(chat);
    ++lost;
  }
  for (const ChatNumber chat : used.by_memories) {
    if (names.try_emplace(chat).second) ++lost;
  }
  for (const std::string& key : keys) {
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::chats_by_id, key));
  }
  for (const auto& [chat, id] : names) {
    MNESTIC_TRY(put_name(txn, Table::chats_by_id, chat_name_key(user, chat).view(),
                         {.number = chat, .id = id}));
    if (id.empty()) continue;
    MNESTIC_TRY(
        put_name(txn, Table::chats_by_id, chat_key(hasher, user, id), {.number = chat, .id = {}}));
  }
  return lost;
}

Result<UserCounters> get_counters(const ReadTxn& txn, UserNumber user) {
  const Key key = Key().u64(user);
  MNESTIC_TRY_ASSIGN(const auto bytes, txn.get(Table::counters, key.view()));
  if (bytes) return decode_counters(*bytes, place_of(Table::counters, key.view()));
  // Counting from 0 again would write over what is there.
  MNESTIC_TRY_ASSIGN(const bool is_new, is_empty(txn, Table::headers, key.view()));
  if (!is_new) return damaged("A user's counters");
  return UserCounters{};
}

Result<void> put_counters(WriteTxn& txn, UserNumber user, const UserCounters& counters) {
  const Key key = Key().u64(user);
  return txn.put(Table::counters, key.view(),
                 encode(counters, place_of(Table::counters, key.view())));
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

Result<std::uint64_t> header_epoch(const ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto epoch, get_meta_number(txn, kMetaHeaderEpoch));
  return epoch.value_or(0);
}

Result<void> raise_header_epoch(WriteTxn& txn) {
  MNESTIC_TRY_ASSIGN(const std::uint64_t epoch, header_epoch(txn));
  return put_meta_number(txn, kMetaHeaderEpoch, epoch + 1);
}

Result<void> mark_scrub_needed(WriteTxn& txn) { return txn.put(Table::meta, kMetaScrubNeeded, ""); }

Result<bool> scrub_needed(const ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto mark, txn.get(Table::meta, kMetaScrubNeeded));
  return mark.has_value();
}

}  // namespace mnestic::store
