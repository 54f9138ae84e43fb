#include "mnestic/index/check.h"
#include "mnestic/index/embeddings.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string_view>

#include "mnestic/index/search.h"
#include "mnestic/store/keys.h"
#include "posting_list.h"
#include "terms.h"
#include "vector_block.h"

namespace mnestic::index {
namespace {

using store::Table;

constexpr std::size_t kTermPrefixBytes = 16;
constexpr std::uint64_t kBlocksMax = std::uint64_t{1} << 26;

void note_damage(Table table, std::string_view key, IndexReport& report) {
  ++report.damaged_blocks;
  if (report.damage.size() >= kDamageShownMax) return;
  report.damage.push_back("a block of the table '" + std::string(store::to_string(table)) +
                          "' of user number " + std::to_string(store::KeyReader(key).u64()) +
                          " is damaged");
}

std::uint64_t digest(std::uint64_t hash, const Posting& posting) {
  std::string bytes;
  append_le(bytes, hash);
  append_le(bytes, std::uint64_t{posting.number});
  append_le(bytes, posting.tf);
  append_le(bytes, posting.length);
  return std::hash<std::string_view>{}(bytes);
}

void add(PostingSum& sum, std::uint64_t digest) {
  ++sum.count;
  sum.sum += digest;
}

std::uint64_t hash_of_key(std::string_view key) {
  store::KeyReader reader(key);
  (void)reader.u64();  // the user
  return reader.u64();
}

Result<void> check_postings(const store::ReadTxn& txn, std::string_view prefix,
                            IndexReport& report) {
  std::string term;
  bool has_last = false;  // of this term; `last` means nothing else
  store::VersionNumber last = 0;
  return store::scan_prefix(txn, Table::postings, prefix,
                            [&](std::string_view key, std::string_view value) -> Result<bool> {
                              ++report.posting_blocks;
                              has_last = has_last && key.substr(0, kTermPrefixBytes) == term;
                              term = key.substr(0, kTermPrefixBytes);
                              const auto first = first_number_of(key);
                              const bool in_order = first && (!has_last || *first > last);
                              const auto postings = decode_postings(first.value_or(0), value);
                              if (!in_order || !postings) {
                                note_damage(Table::postings, key, report);
                                return true;
                              }
                              report.postings += postings->size();
                              const std::uint64_t hash = hash_of_key(key);
                              for (const Posting& posting : *postings) {
                                add(report.sum, digest(hash, posting));
                              }
                              last = postings->back().number;
                              has_last = true;
                              return true;
                            });
}

// REQUIRES: the key of a block of vectors, as long as those are.
std::uint64_t number_of_block(std::string_view key) {
  return store::KeyReader(key.substr(kVectorKeyBytes - sizeof(std::uint64_t))).u64();
}

// Whether a block of vectors can be searched: whole, and of a model that the store knows.
bool is_sound(std::string_view key, const Result<VectorBlock>& block,
              const std::vector<ModelNumber>& known) {
  if (key.size() != kVectorKeyBytes || !block || !block->checksum_holds()) return false;
  // A key that was damaged may name any block; there are not so many versions.
  if (number_of_block(key) > kBlocksMax) return false;
  const ModelNumber model = store::KeyReader(key.substr(sizeof(store::UserNumber))).u16();
  return std::find(known.begin(), known.end(), model) != known.end();
}

Result<void> check_vectors(const store::ReadTxn& txn, std::string_view prefix,
                           IndexReport& report) {
  MNESTIC_TRY_ASSIGN(const auto known, models(txn));
  return store::scan_prefix(txn, Table::vectors, prefix,
                            [&](std::string_view key, std::string_view value) -> Result<bool> {
                              ++report.vector_blocks;
                              const auto block = VectorBlock::open_any(value);
                              if (!is_sound(key, block, known)) {
                                note_damage(Table::vectors, key, report);
                                return true;
                              }
                              report.vectors +=
                                  static_cast<std::uint64_t>(std::popcount(block->present()));
                              return true;
                            });
}

Result<IndexReport> check(const store::ReadTxn& txn, std::string_view prefix) {
  IndexReport report;
  MNESTIC_TRY(check_postings(txn, prefix, report));
  MNESTIC_TRY(check_vectors(txn, prefix, report));
  return report;
}

Result<void> erase_all(store::WriteTxn& txn, Table table, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) MNESTIC_TRY(txn.erase(table, key));
  return {};
}

}  // namespace

void PostingSum::add_words(const store::KeyHasher& hasher, store::VersionNumber number,
                           std::span<const std::string> terms) {
  for (const Counted& term : count_terms(hasher, terms)) {
    const Posting posting{number, term.count, length_of(terms)};
    add(*this, digest(term.hash, posting));
  }
}

void PostingSum::add_tags(const store::KeyHasher& hasher, store::VersionNumber number,
                          std::span<const std::string> tags) {
  for (const std::uint64_t hash : tag_hashes(hasher, tags)) {
    add(*this, digest(hash, {number, 1, 0}));
  }
}

Result<IndexReport> check_index(const store::ReadTxn& txn) { return check(txn, ""); }

Result<IndexReport> check_index(const store::ReadTxn& txn, store::UserNumber user) {
  return check(txn, store::Key().u64(user).view());
}

Result<std::vector<std::uint8_t>> count_vectors(const store::ReadTxn& txn, store::UserNumber user) {
  MNESTIC_TRY_ASSIGN(const auto known, models(txn));
  std::vector<std::uint8_t> counts;
  const auto count = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto block = VectorBlock::open_any(value);
    if (!is_sound(key, block, known)) return true;
    const std::uint64_t first = number_of_block(key) * kVectorSlots;
    for (std::uint64_t rest = block->present(); rest != 0; rest &= rest - 1) {
      const std::uint64_t number = first + static_cast<unsigned>(std::countr_zero(rest));
      if (counts.size() <= number) counts.resize(number + 1);
      ++counts[number];
    }
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::vectors, store::Key().u64(user).view(), count));
  return counts;
}

Result<void> clear_for_repair(store::WriteTxn& txn, store::UserNumber user) {
  const store::Key prefix = store::Key().u64(user);
  std::vector<std::string> postings;
  MNESTIC_TRY(store::scan_prefix(txn, Table::postings, prefix.view(),
                                 [&](std::string_view key, std::string_view) -> Result<bool> {
                                   postings.emplace_back(key);
                                   return true;
                                 }));
  MNESTIC_TRY(erase_all(txn, Table::postings, postings));
  MNESTIC_TRY_ASSIGN(const auto known, models(txn));
  for (const ModelNumber model : known) MNESTIC_TRY(set_complete_to(txn, model, 0));
  std::vector<std::string> vectors;
  MNESTIC_TRY(store::scan_prefix(txn, Table::vectors, prefix.view(),
                                 [&](std::string_view key, std::string_view value) -> Result<bool> {
                                   if (!is_sound(key, VectorBlock::open_any(value), known)) {
                                     vectors.emplace_back(key);
                                   }
                                   return true;
                                 }));
  return erase_all(txn, Table::vectors, vectors);
}

}  // namespace mnestic::index
