// The checker of the index, for `doctor`: reads every block of words, tags and vectors and says
// which are damaged.
//
// Thread safety: as the transaction given. Reads the whole of two tables: not for the path of a
// request. A file that is damaged below the store's values may crash the reader: run it where that
// does no harm.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::index {

struct IndexReport {
  std::uint64_t posting_blocks = 0;
  std::uint64_t postings = 0;
  std::uint64_t vector_blocks = 0;
  std::uint64_t vectors = 0;
  std::uint64_t damaged_blocks = 0;
  // One sentence for each of the first kDamageShownMax damaged blocks: table and user's number, no
  // words.
  std::vector<std::string> damage;
};
inline constexpr std::size_t kDamageShownMax = 20;

// Checksums, shapes, order within and across the blocks of a term. Damage is in the report; an
// Error means that the store itself could not be read.
[[nodiscard]] Result<IndexReport> check_index(const store::ReadTxn& txn);

}  // namespace mnestic::index
