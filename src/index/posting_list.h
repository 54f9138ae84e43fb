// The postings of one term of one user, over all their blocks in the table `postings`.
//
//   key = user(8) term-hash(8) first-number(8), big-endian
//
// Thread safety: as the transaction given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/store.h"
#include "posting_block.h"

namespace mnestic::index {

struct TermKey {
  store::UserNumber user = 0;
  std::uint64_t hash = 0;
};

// Puts a posting in its place: at the end of the last block in the common case; a full block in the
// middle is split. Errors: already_exists when the number has a posting already; data_loss for
// damaged blocks.
[[nodiscard]] Result<void> add_posting(store::WriteTxn& txn, const TermKey& term,
                                       const Posting& posting);
// False when there was none. Blocks that became small are joined.
[[nodiscard]] Result<bool> remove_posting(store::WriteTxn& txn, const TermKey& term,
                                          store::VersionNumber number);

// Visits the blocks of a term in order: visit(first number, value) -> Result<void>.
template <typename Visitor>
[[nodiscard]] Result<void> visit_blocks(const store::ReadTxn& txn, const TermKey& term,
                                        Visitor&& visit);

// The first number out of a key; nothing when the key is not one of `postings`.
[[nodiscard]] std::optional<store::VersionNumber> first_number_of(std::string_view key);
[[nodiscard]] std::string term_prefix(const TermKey& term);

template <typename Visitor>
Result<void> visit_blocks(const store::ReadTxn& txn, const TermKey& term, Visitor&& visit) {
  return store::scan_prefix(txn, store::Table::postings, term_prefix(term),
                            [&](std::string_view key, std::string_view value) -> Result<bool> {
                              const auto first = first_number_of(key);
                              if (!first) return damaged_posting();
                              MNESTIC_TRY(visit(*first, value));
                              return true;
                            });
}

}  // namespace mnestic::index
