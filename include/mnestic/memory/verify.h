// Verify: every table of the store against every other, and the repair of what can be derived.
// Records (memories, change log, names) are the truth; everything else follows from them.
//
// Thread safety: pure functions over the transaction or store given. Cost: one pass over the store,
// in memory what one user has. A file that is damaged below the store's values may crash the
// reader: run it in a process of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/store/store.h"

namespace mnestic::memory {

struct VerifyReport {
  std::uint64_t users = 0;
  std::uint64_t versions = 0;
  std::uint64_t changes = 0;
  std::uint64_t postings = 0;
  std::uint64_t vectors = 0;
  std::uint64_t chats = 0;
  std::uint64_t messages = 0;
  std::uint64_t queued = 0;  // texts that wait for a model, are dead or were withdrawn
  std::uint64_t cached = 0;  // embeddings in the cache
  // No damage: versions that have no vector yet, since the model was away or is new.
  std::uint64_t without_vector = 0;
  // Damage in truth: only a backup has it.
  std::uint64_t lost = 0;
  // Damage in what is derived: repair() makes it anew.
  std::uint64_t repairable = 0;
  // One sentence each for the first kFindingsShownMax; numbers of users, no words.
  std::vector<std::string> findings;

  [[nodiscard]] bool well() const { return lost == 0 && repairable == 0; }
};
inline constexpr std::size_t kFindingsShownMax = 20;

// Damage is in the report; an Error means that the store itself could not be read.
[[nodiscard]] Result<VerifyReport> verify(const store::ReadTxn& txn,
                                          const store::KeyHasher& hasher);

struct RepairReport {
  std::uint64_t unreachable = 0;  // entries that are found again, since the file was written anew
  std::uint64_t users = 0;        // whose derived tables were made anew
  std::uint64_t versions = 0;     // that were indexed again
  std::uint64_t vectors = 0;      // that were made again
  std::uint64_t ids = 0;          // whose entries were written anew or emptied
  std::uint64_t log_lines = 0;    // of users' logs that were added or taken out
  std::uint64_t chats = 0;        // that were summed up again
  // Chats whose names were lost: those with messages got a new one, the others stay without.
  std::uint64_t chats_renamed = 0;
  std::uint64_t cached_dropped = 0;  // the cache of embeddings, which makes itself anew
  // Lines of the change log that cannot be read: left out of the user's log, so that they are in
  // nobody's way; what they did cannot be undone any more.
  std::uint64_t changes_left_out = 0;
};
// Makes the derived tables of every user with damage anew, one durable transaction a user. Touches
// no record. Errors: what the store and the embedder say; users done so far stay repaired.
[[nodiscard]] Result<RepairReport> repair(store::Store& store, const embed::Embedder& embedder);

}  // namespace mnestic::memory
