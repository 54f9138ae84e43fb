#include "verify.h"

#include <algorithm>

#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"

namespace mnestic::memory {
namespace {

using store::Key;
using store::KeyReader;
using store::Table;
using store::UserNumber;

Result<bool> has_entries(const store::ReadTxn& txn, Table table, UserNumber user) {
  bool found = false;
  MNESTIC_TRY(store::scan_prefix(txn, table, Key().u64(user).view(),
                                 [&](std::string_view, std::string_view) -> Result<bool> {
                                   found = true;
                                   return false;
                                 }));
  return found;
}

// The names: each once, below the next number, and one for each user who has memories.
Result<std::vector<UserNumber>> verify_names(const store::ReadTxn& txn,
                                             const store::KeyHasher& hasher, VerifyReport& report) {
  Findings findings(report);
  MNESTIC_TRY_ASSIGN(const auto users, store::read_users(txn, hasher));
  report.users = users.names.size();
  if (users.damaged > 0) {
    findings.lost(std::to_string(users.damaged) + " names of users cannot be read");
  }
  std::vector<UserNumber> numbers;
  for (const auto& [number, id] : users.names) {
    if (!numbers.empty() && numbers.back() == number) {
      findings.lost("two users have the number " + std::to_string(number));
    }
    numbers.push_back(number);
  }
  MNESTIC_TRY_ASSIGN(const auto next, store::next_numbers(txn));
  if (!numbers.empty() && next.user <= numbers.back()) {
    findings.repairable("the number of the next user is taken");
  }
  return numbers;
}

Result<void> verify_ids(const store::ReadTxn& txn, const IdSum& wanted, VerifyReport& report) {
  Findings findings(report);
  IdSum found;
  std::uint64_t damaged = 0;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto record = store::decode_id(value, store::place_of(Table::ids, key));
    model::MemoryId id;
    if (!record || key.size() != id.bytes.size()) {
      ++damaged;
      return true;
    }
    std::copy(key.begin(), key.end(), id.bytes.begin());
    std::uint64_t place = 0;
    bool current = record->chain.empty();
    for (const auto number : record->chain) {
      if (report.lost > 0 && !store::get_version(txn, record->user, number)) {
        ++place;  // counted as damaged already, and the id goes on leading there
        current = true;
        continue;
      }
      found.add(id, record->user, number, ++place);
      current = current || number == record->current;
    }
    if (!current) ++damaged;
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::ids, "", read));
  if (damaged > 0) findings.repairable(std::to_string(damaged) + " ids cannot be read");
  if (!(found == wanted)) findings.repairable("the table 'ids' does not fit the memories");
  return {};
}

// The log as a whole: each line in its user's list, below the next number.
Result<void> verify_log(const store::ReadTxn& txn, VerifyReport& report) {
  Findings findings(report);
  std::uint64_t lines = 0;
  std::uint64_t damaged = 0;
  std::uint64_t unlisted = 0;
  std::uint64_t last = 0;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    KeyReader reader(key);
    last = reader.u64();
    const auto change = store::decode_change(value, store::place_of(Table::changes, key));
    ++lines;
    if (!change || !reader.ok() || !reader.rest().empty()) {
      ++damaged;
      return true;
    }
    MNESTIC_TRY_ASSIGN(const auto listed,
                       txn.get(Table::changes_by_user, Key().u64(change->user).u64(last).view()));
    if (!listed) ++unlisted;
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::changes, "", read));
  if (damaged > 0) {
    findings.lost(std::to_string(damaged) + " lines of the change log cannot be read");
  }
  if (unlisted > 0) {
    findings.repairable(std::to_string(unlisted) +
                        " lines of the change log are missing in the table 'changes_by_user'");
  }
  MNESTIC_TRY_ASSIGN(const auto next, store::next_numbers(txn));
  if (lines > 0 && next.change <= last) {
    findings.repairable("the number of the next change is taken");
  }
  return {};
}

}  // namespace

Result<std::uint64_t> count_unreachable(const store::ReadTxn& txn) {
  std::uint64_t unreachable = 0;
  for (std::size_t i = 0; i < store::kTableCount; ++i) {
    const auto table = static_cast<Table>(i);
    std::string last;
    const auto look = [&](std::string_view key, std::string_view value) -> Result<bool> {
      const auto found = txn.get(table, key);
      if (key <= last || !found || !*found || **found != value) ++unreachable;
      last = key;
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn, table, "", look));
  }
  return unreachable;
}

Result<VerifyReport> verify(const store::ReadTxn& txn, const store::KeyHasher& hasher) {
  Shared shared;
  VerifyReport& report = shared.report;
  Findings findings(report);
  MNESTIC_TRY_ASSIGN(const std::uint64_t unreachable, count_unreachable(txn));
  if (unreachable > 0) {
    findings.repairable(std::to_string(unreachable) +
                        " entries are there but cannot be found: the file's pages are damaged");
  }
  MNESTIC_TRY_ASSIGN(const auto named, verify_names(txn, hasher, report));
  MNESTIC_TRY_ASSIGN(shared.cached, index::check_cache(txn));
  report.cached = shared.cached.entries;
  MNESTIC_TRY_ASSIGN(const auto models, index::damaged_models(txn));
  if (!models.empty()) findings.repairable("the registry of embedding models is damaged");
  MNESTIC_TRY_ASSIGN(auto user, next_user(txn, std::nullopt));
  while (user) {
    MNESTIC_TRY(verify_user(txn, hasher, *user, shared));
    bool has_data = false;
    for (const Table table : {Table::memories, Table::messages, Table::queue}) {
      MNESTIC_TRY_ASSIGN(const bool here, has_entries(txn, table, *user));
      has_data = has_data || here;
    }
    if (has_data && !std::binary_search(named.begin(), named.end(), *user)) {
      findings.lost("user number " + std::to_string(*user) + " has memories but no name");
    }
    MNESTIC_TRY_ASSIGN(user, next_user(txn, user));
  }
  if (shared.cached.damaged > 0) {
    findings.repairable(std::to_string(shared.cached.damaged) +
                        " embeddings in the cache are damaged");
  }
  if (!shared.cached.hashes.empty() && report.lost == 0) {
    findings.repairable(std::to_string(shared.cached.hashes.size()) +
                        " embeddings in the cache are of texts that no memory has");
  }
  MNESTIC_TRY(verify_ids(txn, shared.ids, report));
  MNESTIC_TRY(verify_log(txn, report));
  return report;
}

}  // namespace mnestic::memory
