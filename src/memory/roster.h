// Roster: of one user who has many memories, what filters and surroundings read of every version
// that is active now, in columns. A process reads it from the headers once, and from then on only
// what the change log says has changed, so that a question need not look at a million headers.
//
// It says what the headers of the asking transaction say. A transaction that it cannot be brought
// to, because that is older or because the log no longer reaches back, gets another one.
//
// Thread safety: Rosters from any thread; a Roster that was handed out is not written any more.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <utility>
#include <vector>

#include "mnestic/base/result.h"
#include "surroundings.h"
#include "view.h"

namespace mnestic::memory {

class Roster {
 public:
  [[nodiscard]] static Result<std::shared_ptr<Roster>> read(const Scope& scope);
  explicit Roster(const store::UserCounters& counters);

  // What a transaction's headers are known by, beside the numbers given out.
  struct Place {
    std::uint64_t change = 0;  // the user's newest
    std::uint64_t epoch = 0;   // of what no change tells
    [[nodiscard]] static Result<Place> of(const Scope& scope);
    friend bool operator==(const Place&, const Place&) = default;
  };
  // Brings it up to the scope's transaction, which is at `place`, and time. False: it cannot be.
  [[nodiscard]] Result<bool> follow(const Scope& scope, const Place& place);
  // Whether it is at that transaction and time already.
  [[nodiscard]] bool is_at(const Scope& scope, const Place& place) const;
  // Whether it has left that transaction behind.
  [[nodiscard]] bool is_past(const Scope& scope, const Place& place) const;

  [[nodiscard]] Surroundings& around() { return around_; }
  [[nodiscard]] const Surroundings& around() const { return around_; }
  // By number, kind | layer << 6; of versions that are not active, anything.
  [[nodiscard]] std::span<const std::uint8_t> kinds() const { return kinds_; }
  static constexpr unsigned kLayerShift = 6;

 private:
  [[nodiscard]] Result<void> read_blocks(const Scope& scope, std::uint64_t first_block);
  [[nodiscard]] Result<void> look_at(const Scope& scope, store::VersionNumber number);
  void take(store::VersionNumber number, const store::Header& header, Timestamp now);

  Surroundings around_;
  std::vector<std::uint8_t> kinds_;
  store::VersionNumber numbers_ = 0;  // given out when it was last brought up
  Place place_;                       // likewise
  // When active ones end by themselves, the first on top; those that were ended otherwise, too.
  using Expiry = std::pair<Timestamp, store::VersionNumber>;
  std::priority_queue<Expiry, std::vector<Expiry>, std::greater<>> expiries_;
  Timestamp expired_to_ = kBeginning;  // the latest end that was seen to have come
};

class Rosters {
 public:
  // Kept are those of users with at least so many versions; of all users together not more than
  // the second number, but for the one that was asked for last.
  explicit Rosters(std::uint64_t versions_min, std::uint64_t kept_max = 2'000'000)
      : versions_min_(versions_min), kept_max_(kept_max) {}

  // Null for a user with fewer versions. Errors: data_loss.
  [[nodiscard]] Result<std::shared_ptr<Roster>> get(const Scope& scope);

 private:
  void make_room(store::UserNumber but);

  const std::uint64_t versions_min_;
  const std::uint64_t kept_max_;
  std::mutex mutex_;
  std::map<store::UserNumber, std::shared_ptr<Roster>> kept_;
};

}  // namespace mnestic::memory
