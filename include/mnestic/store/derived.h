// Derived: what the tables besides `memories` must hold for a version, for the checker and the
// repair. Everything here follows from the record alone.
//
// Thread safety: pure functions; put_derived as its transaction.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

// A key with an empty value in one of the by_* tables.
struct DerivedEntry {
  Table table = Table::by_time;
  std::string key;
};
[[nodiscard]] std::vector<DerivedEntry> derived_entries(const KeyHasher& hasher, UserNumber user,
                                                        VersionNumber number,
                                                        const VersionRecord& record);
[[nodiscard]] Header derived_header(const VersionRecord& record, std::uint32_t length_terms);

// Writes the entries and the header, whatever is there. REQUIRES: the block of headers is sound or
// missing.
[[nodiscard]] Result<void> put_derived(WriteTxn& txn, const KeyHasher& hasher, UserNumber user,
                                       VersionNumber number, const VersionRecord& record,
                                       std::uint32_t length_terms);

// All names of one sort, by number, and how many entries are damaged: cannot be read, lie under
// another key than theirs, or lack their counterpart.
template <typename Number>
struct Names {
  std::vector<std::pair<Number, std::string>> names;
  std::uint64_t damaged = 0;
};
[[nodiscard]] Result<Names<UserNumber>> read_users(const ReadTxn& txn, const KeyHasher& hasher);
[[nodiscard]] Result<Names<ChatNumber>> read_chats(const ReadTxn& txn, const KeyHasher& hasher,
                                                   UserNumber user);
// Chats that something refers to.
struct ChatsInUse {
  std::set<ChatNumber> by_memories;
  std::set<ChatNumber> by_messages;
};
// Makes the names of chats whole, both ways. How many were lost: of those with messages, which get
// a new one, and of those that only memories refer to, which stay without.
[[nodiscard]] Result<std::uint64_t> repair_chats(WriteTxn& txn, const KeyHasher& hasher,
                                                 UserNumber user, const ChatsInUse& used);

// The numbers that the next user and the next change will get.
struct NextNumbers {
  UserNumber user = 1;
  std::uint64_t change = 1;
};
[[nodiscard]] Result<NextNumbers> next_numbers(const ReadTxn& txn);
// Puts both past everything that is there.
[[nodiscard]] Result<void> repair_next_numbers(WriteTxn& txn, const KeyHasher& hasher);

}  // namespace mnestic::store
