// The checker of the index, for `doctor`: reads every block of words, tags and vectors and says
// which are damaged.
//
// Thread safety: as the transaction given. Reads the whole of two tables: not for the path of a
// request. A file that is damaged below the store's values may crash the reader: run it where that
// does no harm.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::index {

// Many postings as one number, whatever their order: equal sums mean, for all practical purposes,
// the same postings. Words and tags are summed alike.
struct PostingSum {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;

  // What add_words and add_tags write for a version.
  void add_words(const store::KeyHasher& hasher, store::VersionNumber number,
                 std::span<const std::string> terms);
  void add_tags(const store::KeyHasher& hasher, store::VersionNumber number,
                std::span<const std::string> tags);

  friend bool operator==(const PostingSum&, const PostingSum&) = default;
};

struct IndexReport {
  std::uint64_t posting_blocks = 0;
  std::uint64_t postings = 0;
  std::uint64_t vector_blocks = 0;
  std::uint64_t vectors = 0;
  std::uint64_t damaged_blocks = 0;
  PostingSum sum;  // of all sound blocks
  // One sentence for each of the first kDamageShownMax damaged blocks: table and user's number, no
  // words.
  std::vector<std::string> damage;
};
inline constexpr std::size_t kDamageShownMax = 20;

// Checksums, shapes, order within and across the blocks of a term. Damage is in the report; an
// Error means that the store itself could not be read.
[[nodiscard]] Result<IndexReport> check_index(const store::ReadTxn& txn);
// The same for one user's part.
[[nodiscard]] Result<IndexReport> check_index(const store::ReadTxn& txn, store::UserNumber user);

// What the cache of embeddings holds: of entries that are whole and in their place, the hash of the
// text. At most kCachePlaces a model.
struct CachedTexts {
  std::unordered_set<std::string> hashes;
  std::uint64_t entries = 0;
  std::uint64_t damaged = 0;

  // Takes out the one of this text, if it is there.
  void see(const store::KeyHasher& hasher, std::string_view text);
};
[[nodiscard]] Result<CachedTexts> check_cache(const store::ReadTxn& txn);
// Empties it; how many entries that were.
[[nodiscard]] Result<std::uint64_t> clear_cache(store::WriteTxn& txn);

// Entries of the registry of embedding models that are damaged, by their keys.
[[nodiscard]] Result<std::vector<std::string>> damaged_models(const store::ReadTxn& txn);
// Gives those a name that no model has: their vectors go when a model's are complete.
[[nodiscard]] Result<void> repair_models(store::WriteTxn& txn);

// For each number from 0, how many vectors (of whatever model) it has in sound blocks, as far as
// there are any.
[[nodiscard]] Result<std::vector<std::uint8_t>> count_vectors(const store::ReadTxn& txn,
                                                              store::UserNumber user);

// Removes the user's words and tags, and of the vectors the damaged blocks: for a repair, which
// writes them anew.
[[nodiscard]] Result<void> clear_for_repair(store::WriteTxn& txn, store::UserNumber user);

}  // namespace mnestic::index
