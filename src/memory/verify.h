// One user's part of the verification: what the records say that the other tables must hold.
//
// Thread safety: as the transaction given.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/index/check.h"
#include "mnestic/memory/verify.h"
#include "mnestic/store/records.h"
#include "mnestic/store/tables.h"

namespace mnestic::memory {

// Says what is wrong: in truth, or in what follows from it.
class Findings {
 public:
  explicit Findings(VerifyReport& report) : report_(report) {}
  void lost(std::string sentence) { note(report_.lost, std::move(sentence)); }
  void repairable(std::string sentence) { note(report_.repairable, std::move(sentence)); }

 private:
  void note(std::uint64_t& count, std::string sentence) {
    ++count;
    if (report_.findings.size() < kFindingsShownMax) {
      report_.findings.push_back(std::move(sentence));
    }
  }
  VerifyReport& report_;
};

// Every sound version of a user, in ascending order of numbers; `damaged` for the others.
using VersionVisitor =
    std::function<Result<void>(store::VersionNumber number, const store::VersionRecord& record)>;
[[nodiscard]] Result<std::uint64_t> visit_versions(const store::ReadTxn& txn,
                                                   store::UserNumber user,
                                                   const VersionVisitor& visit);

// The smallest number of a user above `after` (or of all) in any table whose keys begin with users.
[[nodiscard]] Result<std::optional<store::UserNumber>> next_user(
    const store::ReadTxn& txn, std::optional<store::UserNumber> after);

// Ids lead to versions and back: both sides as sums that must be equal.
struct IdSum {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  void add(const model::MemoryId& id, store::UserNumber user, store::VersionNumber number,
           std::uint64_t place);
  friend bool operator==(const IdSum&, const IdSum&) = default;
};

// Checks one user; adds what the versions say about ids to `ids`.
[[nodiscard]] Result<void> verify_user(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                       store::UserNumber user, VerifyReport& report, IdSum& ids);

}  // namespace mnestic::memory
