#include "mnestic/index/check.h"

#include <bit>
#include <string_view>

#include "mnestic/store/keys.h"
#include "posting_list.h"
#include "vector_block.h"

namespace mnestic::index {
namespace {

using store::Table;

constexpr std::size_t kTermPrefixBytes = 16;
constexpr std::size_t kVectorKeyBytes = 18;

void note_damage(Table table, std::string_view key, IndexReport& report) {
  ++report.damaged_blocks;
  if (report.damage.size() >= kDamageShownMax) return;
  report.damage.push_back("a block of the table '" + std::string(store::to_string(table)) +
                          "' of user number " + std::to_string(store::KeyReader(key).u64()) +
                          " is damaged");
}

Result<void> check_postings(const store::ReadTxn& txn, IndexReport& report) {
  std::string term;
  bool has_last = false;  // of this term; `last` means nothing else
  store::VersionNumber last = 0;
  return store::scan_prefix(txn, Table::postings, "",
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
                              last = postings->back().number;
                              has_last = true;
                              return true;
                            });
}

Result<void> check_vectors(const store::ReadTxn& txn, IndexReport& report) {
  return store::scan_prefix(
      txn, Table::vectors, "", [&](std::string_view key, std::string_view value) -> Result<bool> {
        ++report.vector_blocks;
        const auto block = VectorBlock::open_any(value);
        if (key.size() != kVectorKeyBytes || !block || !block->checksum_holds()) {
          note_damage(Table::vectors, key, report);
          return true;
        }
        report.vectors += static_cast<std::uint64_t>(std::popcount(block->present()));
        return true;
      });
}

}  // namespace

Result<IndexReport> check_index(const store::ReadTxn& txn) {
  IndexReport report;
  MNESTIC_TRY(check_postings(txn, report));
  MNESTIC_TRY(check_vectors(txn, report));
  return report;
}

}  // namespace mnestic::index
