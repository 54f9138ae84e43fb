// Store: a small transactional ordered key-value contract over named tables. The only durable
// truth. LMDB stands behind it (open_store), an in-memory twin in tests (make_memory_store); both
// pass the same contract tests.
//
// Thread safety: a Store may be used from any thread; a transaction and its cursors from the thread
// that began it only. Any number of readers run beside one writer, also across processes;
// begin_write() waits for its turn. A thread that writes must not ask for a second turn (asserted).
// Lifetime: transactions must end before their Store; views into a transaction live as noted on
// each method. Several Stores on one folder, in one or many processes, are fine; none survives a
// fork(). Limits: keys 1 to kKeyBytesMax bytes; values up to 1 GiB.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/random.h"
#include "mnestic/base/result.h"

namespace mnestic::store {

inline constexpr std::size_t kKeyBytesMax = 511;

// Keys and values of each are described in src/store/FORMAT.md. A table that an older program did
// not know is empty.
enum class Table : std::uint8_t {
  meta,
  users,
  counters,
  memories,
  ids,
  headers,
  vectors,
  postings,
  by_time,
  by_expiry,
  by_hash,
  by_kind,
  by_chat,
  chats_by_id,
  changes,
  changes_by_user,
  chats,
  messages,
  cache,
  queue,
};
inline constexpr std::size_t kTableCount = 20;
[[nodiscard]] std::string_view to_string(Table table);

// A position in one table, in ascending order of keys compared as unsigned bytes. Begins nowhere:
// seek first.
class Cursor {
 public:
  Cursor() = default;
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  virtual ~Cursor() = default;

  // Moves to the first entry with a key >= `key` (an empty key: the first entry of all). False:
  // there is none, and the cursor is nowhere.
  [[nodiscard]] virtual Result<bool> seek(std::string_view key) = 0;
  // Moves to the last entry with a key < `key`.
  [[nodiscard]] virtual Result<bool> seek_before(std::string_view key) = 0;
  // Neighbours. REQUIRES: the cursor is somewhere.
  [[nodiscard]] virtual Result<bool> next() = 0;
  [[nodiscard]] virtual Result<bool> prev() = 0;

  // Views that live until the transaction ends or writes, wherever the cursor moves. REQUIRES: the
  // cursor is somewhere.
  [[nodiscard]] virtual std::string_view key() const = 0;
  [[nodiscard]] virtual std::string_view value() const = 0;
};

// One consistent snapshot. Ends with the object. Keep it short: a reader that lingers keeps old
// pages alive.
class ReadTxn {
 public:
  ReadTxn() = default;
  ReadTxn(const ReadTxn&) = delete;
  ReadTxn& operator=(const ReadTxn&) = delete;
  virtual ~ReadTxn() = default;

  // The value under `key`, or nothing. The view lives until the transaction ends, or writes.
  // Errors: data_loss when the file is damaged, invalid_argument for an impossible key.
  [[nodiscard]] virtual Result<std::optional<std::string_view>> get(Table table,
                                                                    std::string_view key) const = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<Cursor>> cursor(Table table) const = 0;
};

// The one writer. Dropped without commit(): nothing happened. Sees its own writes; a write ends
// views and cursors.
class WriteTxn : public ReadTxn {
 public:
  // Errors: resource_exhausted when the map or the disk is full. After an error only dropping is
  // allowed.
  [[nodiscard]] virtual Result<void> put(Table table, std::string_view key,
                                         std::string_view value) = 0;
  // False when there was no such entry.
  [[nodiscard]] virtual Result<bool> erase(Table table, std::string_view key) = 0;
  // Makes all of it visible to every process, durable on return. The transaction is over, also on
  // error. Errors: resource_exhausted (disk full) or unavailable (I/O): nothing of it was kept.
  [[nodiscard]] virtual Result<void> commit() = 0;
};

// Turns ids and words into what may stand in keys: keyed hashes, so that no key holds what a person
// wrote. The secret is made with the store and lives in `meta`.
class KeyHasher {
 public:
  using Secret = std::array<std::uint8_t, 16>;
  explicit KeyHasher(const Secret& secret) : secret_(secret) {}

  // SipHash-2-4 with 64 and 128 bits of `domain`, a zero byte, `bytes`. Domains keep uses apart
  // ("term", "tag" ...).
  [[nodiscard]] std::uint64_t hash64(std::string_view domain, std::string_view bytes) const;
  [[nodiscard]] std::array<std::uint8_t, 16> hash128(std::string_view domain,
                                                     std::string_view bytes) const;

  [[nodiscard]] const Secret& secret() const { return secret_; }

 private:
  Secret secret_;
};

struct StoreInfo {
  std::filesystem::path folder;  // empty for the in-memory twin
  std::uint64_t size_bytes = 0;  // of the files
  std::uint32_t format_version = 0;
  std::array<std::uint64_t, kTableCount> entries{};
};

// Who waits for a rewrite: asked whether to stop, and told how far it is, now and then.
struct RewriteWatch {
  std::function<bool()> cancelled;
  std::function<void(std::uint64_t entries_done, std::uint64_t entries_total)> progress;
};

class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  [[nodiscard]] virtual Result<std::unique_ptr<ReadTxn>> begin_read() const = 0;
  // Waits for other writers, also those of other processes. A writer that was killed leaves nothing
  // behind.
  [[nodiscard]] virtual Result<std::unique_ptr<WriteTxn>> begin_write() = 0;

  // Grows with every commit of any process, also across a scrub by another one; read from shared
  // memory, never from the disk. Same number: nothing was committed in between.
  [[nodiscard]] virtual std::uint64_t last_commit() const = 0;
  [[nodiscard]] virtual const KeyHasher& hasher() const = 0;
  [[nodiscard]] virtual Result<StoreInfo> info() const = 0;

  // Leaves no byte of anything that is not in a table now: rewrites the store entry by entry into a
  // fresh file, switches every process over and removes the old file. Readers go on throughout;
  // writers wait. Cost: one pass over the store. Idempotent; a kill at any point leaves the old or
  // the new store whole, and the next open finishes the removal. Errors: cancelled, with
  // the old store as it was; once the switch has begun, `watch` is asked no more.
  [[nodiscard]] virtual Result<void> scrub_watched(const RewriteWatch& watch) = 0;
  [[nodiscard]] Result<void> scrub() { return scrub_watched({}); }
};

struct OpenOptions {
  std::filesystem::path folder;               // made (0700) when missing, with its parents
  std::uint64_t map_size_bytes = 1ULL << 40;  // address space, not disk; the store's size limit
  bool create = true;                         // false: a missing store is not_found
};

// Errors: failed_precondition when the folder cannot be used (not a folder, not writable, not a
// store, made by a newer version), each naming the folder and what to do; data_loss when the file
// is damaged; resource_exhausted. Nothing in the folder is touched on error.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const OpenOptions& options,
                                                        RandomSource& random);

// A store in memory with the same contract, for tests. Readers see the snapshot of their beginning.
[[nodiscard]] std::unique_ptr<Store> make_memory_store(RandomSource& random);

// Visits every entry whose key begins with `prefix`, in order: visit(key, value) -> Result<bool>,
// false ends it. The visitor must not write.
template <typename Visitor>
[[nodiscard]] Result<void> scan_prefix(const ReadTxn& txn, Table table, std::string_view prefix,
                                       Visitor&& visit) {
  MNESTIC_TRY_ASSIGN(auto cursor, txn.cursor(table));
  MNESTIC_TRY_ASSIGN(bool found, cursor->seek(prefix));
  while (found && cursor->key().starts_with(prefix)) {
    MNESTIC_TRY_ASSIGN(const bool go_on, visit(cursor->key(), cursor->value()));
    if (!go_on) break;
    MNESTIC_TRY_ASSIGN(found, cursor->next());
  }
  return {};
}

}  // namespace mnestic::store
