// Typed access to the tables: numbers in, records out. One function an operation; none opens or
// ends a transaction. Errors everywhere: data_loss for values that cannot be decoded; what the
// store's get and put say.
//
// Thread safety: as the transaction given.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

// --- users and chats: opaque ids of 1 to kIdBytesMax bytes, interned as numbers
[[nodiscard]] Result<std::optional<UserNumber>> find_user(const ReadTxn& txn,
                                                          const KeyHasher& hasher,
                                                          std::string_view user_id);
[[nodiscard]] Result<UserNumber> intern_user(WriteTxn& txn, const KeyHasher& hasher,
                                             std::string_view user_id);
// Forgets the id itself (after the last of the user's entries is gone); the number is not used
// again.
[[nodiscard]] Result<void> erase_user(WriteTxn& txn, const KeyHasher& hasher,
                                      std::string_view user_id);

[[nodiscard]] Result<std::optional<ChatNumber>> find_chat(const ReadTxn& txn,
                                                          const KeyHasher& hasher, UserNumber user,
                                                          std::string_view chat_id);
[[nodiscard]] Result<ChatNumber> intern_chat(WriteTxn& txn, const KeyHasher& hasher,
                                             UserNumber user, std::string_view chat_id);
// Empty for 0 and for a chat that was erased. Errors: data_loss when the chat has no name at all.
[[nodiscard]] Result<std::string> chat_id_of(const ReadTxn& txn, UserNumber user, ChatNumber chat);
// Forgets the id. As long as memories say that they were said there, an empty name stays.
[[nodiscard]] Result<void> erase_chat(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                                      ChatNumber chat);

// --- chats and their messages
// Nothing when no message was ever put there.
[[nodiscard]] Result<std::optional<ChatRecord>> get_chat(const ReadTxn& txn, UserNumber user,
                                                         ChatNumber chat);
[[nodiscard]] Result<void> put_chat(WriteTxn& txn, UserNumber user, ChatNumber chat,
                                    const ChatRecord& record);
[[nodiscard]] Result<std::optional<MessageRecord>> get_message(const ReadTxn& txn, UserNumber user,
                                                               ChatNumber chat,
                                                               MessageNumber number);
[[nodiscard]] Result<void> put_message(WriteTxn& txn, UserNumber user, ChatNumber chat,
                                       MessageNumber number, const MessageRecord& record);
[[nodiscard]] Result<void> erase_message(WriteTxn& txn, UserNumber user, ChatNumber chat,
                                         MessageNumber number);
// The chat's record and every message; not its name.
[[nodiscard]] Result<void> erase_messages(WriteTxn& txn, UserNumber user, ChatNumber chat);

// In the order of their numbers; false ends the walk. The visitor must not write.
using ChatVisitor = std::function<Result<bool>(ChatNumber chat, const ChatRecord& record)>;
[[nodiscard]] Result<void> visit_chats(const ReadTxn& txn, UserNumber user,
                                       const ChatVisitor& visit);
using MessageVisitor =
    std::function<Result<bool>(MessageNumber number, const MessageRecord& record)>;
// From number `first` on.
[[nodiscard]] Result<void> visit_messages(const ReadTxn& txn, UserNumber user, ChatNumber chat,
                                          MessageNumber first, const MessageVisitor& visit);
// From the newest back to the oldest.
[[nodiscard]] Result<void> visit_messages_back(const ReadTxn& txn, UserNumber user, ChatNumber chat,
                                               const MessageVisitor& visit);

// --- counters
// All zero (next_chat 1) for a user without an entry.
[[nodiscard]] Result<UserCounters> get_counters(const ReadTxn& txn, UserNumber user);
[[nodiscard]] Result<void> put_counters(WriteTxn& txn, UserNumber user,
                                        const UserCounters& counters);

// --- versions
// Nothing when the number is free or erased.
[[nodiscard]] Result<std::optional<VersionRecord>> get_version(const ReadTxn& txn, UserNumber user,
                                                               VersionNumber number);
// Writes the record, its header and its entries in by_time, by_expiry, by_hash, by_kind and
// by_chat; an earlier record under the number is replaced and its entries with it. Does not touch
// words and vectors.
[[nodiscard]] Result<void> put_version(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                                       VersionNumber number, const VersionRecord& record,
                                       std::uint32_t length_terms);
// Removes all of that; the header stays as `erased`. Fine when there is none.
[[nodiscard]] Result<void> erase_version(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                                         VersionNumber number);

[[nodiscard]] Result<Header> get_header(const ReadTxn& txn, UserNumber user, VersionNumber number);
// The block with numbers block*64 .. block*64+63; empty when there is none. Lives as the
// transaction's views do.
[[nodiscard]] Result<HeaderBlock> get_header_block(const ReadTxn& txn, UserNumber user,
                                                   std::uint64_t block);
// How often headers were changed without a line of the log that tells of it, as by a repair. Who
// keeps something of headers and follows the log reads all of them again when this has moved.
[[nodiscard]] Result<std::uint64_t> header_epoch(const ReadTxn& txn);
[[nodiscard]] Result<void> raise_header_epoch(WriteTxn& txn);

// Numbers whose normalised_content() has the same hash as that of `content`, newest first, at most
// `limit_count`.
[[nodiscard]] Result<std::vector<VersionNumber>> find_by_hash(const ReadTxn& txn,
                                                              const KeyHasher& hasher,
                                                              UserNumber user,
                                                              std::string_view content,
                                                              std::size_t limit_count);
// ASCII letters in lower case, blanks (ASCII) unified and trimmed, one final stop dropped: what
// by_hash compares.
[[nodiscard]] std::string normalised_content(std::string_view content);

// --- ids
[[nodiscard]] Result<std::optional<IdRecord>> get_id(const ReadTxn& txn, const model::MemoryId& id);
[[nodiscard]] Result<void> put_id(WriteTxn& txn, const model::MemoryId& id, const IdRecord& record);

// --- changes
// Takes the next sequence of the store (1, 2, ...) without writing the record yet: spans name it.
[[nodiscard]] Result<std::uint64_t> next_change(WriteTxn& txn);
// Writes it under `sequence` and, for the user, in changes_by_user; may be called again to mend it.
[[nodiscard]] Result<void> put_change(WriteTxn& txn, std::uint64_t sequence,
                                      const ChangeRecord& record);
[[nodiscard]] Result<std::optional<ChangeRecord>> get_change(const ReadTxn& txn,
                                                             std::uint64_t sequence);
// The user's newest change before `before` (0: newest of all), or nothing.
[[nodiscard]] Result<std::optional<std::uint64_t>> change_before(const ReadTxn& txn,
                                                                 UserNumber user,
                                                                 std::uint64_t before);

// The user's oldest change that the log still has.
[[nodiscard]] Result<std::optional<std::uint64_t>> oldest_change(const ReadTxn& txn,
                                                                 UserNumber user);
// Takes the line out of the log; what the change did stays, as do the spans that name it.
[[nodiscard]] Result<void> erase_change(WriteTxn& txn, UserNumber user, std::uint64_t sequence);

// --- erasing
// Says that what this transaction deletes must leave no byte: Store::scrub() is due. The mark is
// durable with the transaction, so that a kill between the deletion and the scrub is noticed at the
// next start. scrub() clears it.
[[nodiscard]] Result<void> mark_scrub_needed(WriteTxn& txn);
[[nodiscard]] Result<bool> scrub_needed(const ReadTxn& txn);

}  // namespace mnestic::store
