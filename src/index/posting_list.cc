#include "posting_list.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "mnestic/store/keys.h"

namespace mnestic::index {
namespace {

using store::Key;
using store::Table;
using store::VersionNumber;
using store::WriteTxn;

// A block below the first is joined with the one behind it when both together stay below the
// second.
constexpr std::size_t kSmallBlock = kPostingsPerBlockMax / 4;
constexpr std::size_t kJoinedBlockMax = kPostingsPerBlockMax * 3 / 4;
constexpr std::size_t kKeyBytes = 24;

struct Block {
  VersionNumber first = 0;
  std::string value;
  PostingSummary summary;
};

std::string key_of(const TermKey& term, VersionNumber first) {
  return std::string(Key().u64(term.user).u64(term.hash).u64(first).view());
}

// What the cursor stands on, when it is a block of the term.
Result<std::optional<Block>> block_here(const TermKey& term, const store::Cursor& cursor) {
  if (!cursor.key().starts_with(term_prefix(term))) return std::optional<Block>();
  const auto first = first_number_of(cursor.key());
  if (!first) return damaged_posting();
  MNESTIC_TRY_ASSIGN(const PostingSummary summary, read_summary(*first, cursor.value()));
  return std::optional<Block>(Block{*first, std::string(cursor.value()), summary});
}

// The block that would hold `number`: the last that begins at or before it.
Result<std::optional<Block>> block_before(const WriteTxn& txn, const TermKey& term,
                                          VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::postings));
  // A zero byte more: the first key past that of `number` itself.
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(key_of(term, number) + '\0'));
  if (!found) return std::optional<Block>();
  return block_here(term, *cursor);
}

// The first block that begins behind `number`.
Result<std::optional<Block>> block_after(const WriteTxn& txn, const TermKey& term,
                                         VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::postings));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(key_of(term, number) + '\0'));
  if (!found) return std::optional<Block>();
  return block_here(term, *cursor);
}

// The last block that begins before `number`.
Result<std::optional<Block>> block_ahead(const WriteTxn& txn, const TermKey& term,
                                         VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::postings));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(key_of(term, number)));
  if (!found) return std::optional<Block>();
  return block_here(term, *cursor);
}

Result<void> put_block(WriteTxn& txn, const TermKey& term, std::span<const Posting> postings) {
  return txn.put(Table::postings, key_of(term, postings.front().number), encode_postings(postings));
}

// Writes `postings` in place of the block that began at `old_first`, as two halves when they are
// too many.
Result<void> replace_block(WriteTxn& txn, const TermKey& term, VersionNumber old_first,
                           std::span<const Posting> postings) {
  if (postings.empty() || postings.front().number != old_first) {
    MNESTIC_TRY_ASSIGN(const bool erased, txn.erase(Table::postings, key_of(term, old_first)));
    if (!erased) return damaged_posting();
  }
  if (postings.empty()) return {};
  if (postings.size() <= kPostingsPerBlockMax) return put_block(txn, term, postings);
  const std::size_t half = postings.size() / 2;
  MNESTIC_TRY(put_block(txn, term, postings.first(half)));
  return put_block(txn, term, postings.subspan(half));
}

Result<void> insert_into(WriteTxn& txn, const TermKey& term, const Block& block,
                         const Posting& posting) {
  MNESTIC_TRY_ASSIGN(std::vector<Posting> postings, decode_postings(block.first, block.value));
  const auto place = std::lower_bound(
      postings.begin(), postings.end(), posting.number,
      [](const Posting& one, VersionNumber number) { return one.number < number; });
  if (place != postings.end() && place->number == posting.number) {
    return Error{ErrorCode::already_exists,
                 "the version is in the index already; take it out first"};
  }
  postings.insert(place, posting);
  return replace_block(txn, term, block.first, postings);
}

// Joins a small block with a neighbour, if both together leave room to grow. `first` is where the
// entry to be overwritten begins; the other's is erased.
Result<void> join(WriteTxn& txn, const TermKey& term, VersionNumber& first,
                  std::vector<Posting>& postings) {
  for (const bool behind : {true, false}) {
    MNESTIC_TRY_ASSIGN(const auto near, behind ? block_after(txn, term, postings.back().number)
                                               : block_ahead(txn, term, first));
    if (!near || postings.size() + near->summary.count > kJoinedBlockMax) continue;
    MNESTIC_TRY_ASSIGN(const auto others, decode_postings(near->first, near->value));
    MNESTIC_TRY_ASSIGN(const bool erased,
                       txn.erase(Table::postings, key_of(term, behind ? near->first : first)));
    if (!erased) return damaged_posting();
    postings.insert(behind ? postings.end() : postings.begin(), others.begin(), others.end());
    if (!behind) first = near->first;
    return {};
  }
  return {};
}

}  // namespace

std::string term_prefix(const TermKey& term) {
  return std::string(Key().u64(term.user).u64(term.hash).view());
}

std::optional<VersionNumber> first_number_of(std::string_view key) {
  if (key.size() != kKeyBytes) return std::nullopt;
  store::KeyReader reader(key.substr(16));
  return reader.u64();
}

Result<void> add_posting(WriteTxn& txn, const TermKey& term, const Posting& posting) {
  MNESTIC_TRY_ASSIGN(const auto before, block_before(txn, term, posting.number));
  if (before && posting.number <= before->summary.last)
    return insert_into(txn, term, *before, posting);
  if (before && before->summary.count < kPostingsPerBlockMax) {
    MNESTIC_TRY_ASSIGN(const std::string value,
                       append_posting(before->first, before->value, before->summary, posting));
    return txn.put(Table::postings, key_of(term, before->first), value);
  }
  if (!before) {
    // Only numbers that come out of order stand before every block.
    MNESTIC_TRY_ASSIGN(const auto after, block_after(txn, term, posting.number));
    if (after && after->summary.count < kPostingsPerBlockMax)
      return insert_into(txn, term, *after, posting);
  }
  return put_block(txn, term, std::span(&posting, 1));
}

Result<bool> remove_posting(WriteTxn& txn, const TermKey& term, VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const auto block, block_before(txn, term, number));
  if (!block || number > block->summary.last) return false;
  MNESTIC_TRY_ASSIGN(std::vector<Posting> postings, decode_postings(block->first, block->value));
  const auto removed =
      std::erase_if(postings, [&](const Posting& one) { return one.number == number; });
  if (removed == 0) return false;
  VersionNumber first = block->first;
  if (!postings.empty() && postings.size() < kSmallBlock) {
    MNESTIC_TRY(join(txn, term, first, postings));
  }
  MNESTIC_TRY(replace_block(txn, term, first, postings));
  return true;
}

}  // namespace mnestic::index
