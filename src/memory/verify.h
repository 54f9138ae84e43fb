// One user's part of the verification: what the records say that the other tables must hold.
//
// Thread safety: as the transaction given.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
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

// Whether what spans say was done stands in the user's log, as far as that goes back.
class SpanCheck {
 public:
  SpanCheck(const store::ReadTxn& txn, store::UserNumber user) : txn_(txn), user_(user) {}
  [[nodiscard]] Result<bool> is_logged(std::uint64_t change);
  // Counts one that does not.
  [[nodiscard]] Result<void> check(const store::Span& span);
  [[nodiscard]] std::uint64_t missing() const { return missing_; }

 private:
  const store::ReadTxn& txn_;
  store::UserNumber user_;
  std::optional<std::uint64_t> first_;
  std::uint64_t missing_ = 0;
};

// Entries that are in a table but not where a search looks for them: pages that lead there are
// damaged. Writing the file anew mends it, since that goes from entry to entry.
[[nodiscard]] Result<std::uint64_t> count_unreachable(const store::ReadTxn& txn);

// What all users have in common while they are checked.
struct Shared {
  VerifyReport report;
  IdSum ids;                  // what the versions say about ids
  index::CachedTexts cached;  // texts of the cache of which no version was seen yet
};

// Checks one user.
[[nodiscard]] Result<void> verify_user(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                       store::UserNumber user, Shared& shared);
// How many texts of each change are in the queue.
using QueuedTexts = std::map<std::uint64_t, std::uint64_t>;
// That part of it that looks at chats, messages and waiting texts; says what it found of those.
[[nodiscard]] Result<void> verify_chats(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                        store::UserNumber user,
                                        const std::set<store::ChatNumber>& named_by_memories,
                                        SpanCheck& spans, VerifyReport& report,
                                        QueuedTexts& queued);

}  // namespace mnestic::memory
