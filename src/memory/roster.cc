#include "roster.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "mnestic/store/header_blocks.h"
#include "mnestic/store/tables.h"

namespace mnestic::memory {

using store::VersionNumber;

namespace {

bool is_active(const store::Header& header, Timestamp now) {
  const Standing standing{.state = header.state,
                          .valid_from = header.valid_from,
                          .valid_to = header.valid_to,
                          .expires_at = header.expires_at};
  return status_of(standing, {}, now) == model::Status::active;
}

}  // namespace

Result<Roster::Place> Roster::Place::of(const Scope& scope) {
  MNESTIC_TRY_ASSIGN(const auto newest, store::change_before(scope.txn, scope.user, 0));
  MNESTIC_TRY_ASSIGN(const std::uint64_t epoch, store::header_epoch(scope.txn));
  return Place{.change = newest.value_or(0), .epoch = epoch};
}

Roster::Roster(const store::UserCounters& counters)
    : around_(counters, Surroundings::Times::kept), kinds_(around_.size()) {}

Result<std::shared_ptr<Roster>> Roster::read(const Scope& scope) {
  auto roster = std::make_shared<Roster>(scope.counters);
  MNESTIC_TRY_ASSIGN(roster->place_, Place::of(scope));
  MNESTIC_TRY(roster->read_blocks(scope, 0));
  roster->around_.finish();
  return roster;
}

bool Roster::is_at(const Scope& scope, const Place& place) const {
  const bool none_ends = expiries_.empty() || expiries_.top().first > scope.now;
  return place_ == place && numbers_ == scope.counters.next_number && none_ends &&
         scope.now >= expired_to_;
}

bool Roster::is_past(const Scope& scope, const Place& place) const {
  return place.change < place_.change || place.epoch < place_.epoch ||
         scope.counters.next_number < numbers_;
}

void Roster::take(VersionNumber number, const store::Header& header, Timestamp now) {
  const bool was = (around_.mask(number / store::kBlockSize) >> (number % store::kBlockSize) & 1U);
  const bool is = is_active(header, now);
  if (header.state == store::State::active && header.expires_at <= now)
    expired_to_ = std::max(expired_to_, header.expires_at);
  if (was == is) return;
  if (!is) return around_.remove(number);
  around_.add(number, header);
  kinds_[number] =
      static_cast<std::uint8_t>(header.kind | static_cast<unsigned>(header.layer) << kLayerShift);
  if (header.expires_at != kForever) expiries_.emplace(header.expires_at, number);
}

// The numbers from the first block on that were not there before.
Result<void> Roster::read_blocks(const Scope& scope, std::uint64_t first_block) {
  MNESTIC_TRY_ASSIGN(const auto blocks, store::HeaderBlocks::find(scope.txn, scope.user,
                                                                  first_block, around_.blocks()));
  for (std::uint64_t block = first_block; block < around_.blocks(); ++block) {
    MNESTIC_TRY_ASSIGN(const auto headers, blocks.at(block));
    for (std::uint64_t slot = 0; slot < headers.count(); ++slot) {
      const VersionNumber number = block * store::kBlockSize + slot;
      if (number < numbers_) continue;
      const store::Header header = headers.at(slot);
      // Kinds of newer programs have no bit in a filter; nothing shows them.
      if (header.kind < model::kKindsMax) take(number, header, scope.now);
    }
  }
  numbers_ = scope.counters.next_number;
  return {};
}

Result<void> Roster::look_at(const Scope& scope, VersionNumber number) {
  if (number >= numbers_) return {};
  MNESTIC_TRY_ASSIGN(const auto header, store::get_header(scope.txn, scope.user, number));
  if (header.kind < model::kKindsMax) take(number, header, scope.now);
  return {};
}

Result<bool> Roster::follow(const Scope& scope, const Place& place) {
  if (is_at(scope, place)) return true;
  if (is_past(scope, place) || scope.now < expired_to_) return false;
  if (place.epoch != place_.epoch) return false;
  // A log that lost its line was trimmed, and other lines may have gone unseen.
  if (place_.change != 0) {
    MNESTIC_TRY_ASSIGN(const auto known, store::get_change(scope.txn, place_.change));
    if (!known) return false;
  } else if (place.change != 0) {
    return false;
  }
  const std::uint64_t first_block = numbers_ / store::kBlockSize;
  if (scope.counters.next_number > numbers_) {
    around_.grow(scope.counters);
    kinds_.resize(around_.size());
    MNESTIC_TRY(read_blocks(scope, first_block));
  }
  for (std::optional<std::uint64_t> change = place.change; change && *change > place_.change;) {
    MNESTIC_TRY_ASSIGN(const auto record, store::get_change(scope.txn, *change));
    if (!record) return false;
    for (const store::ChangeEntry& entry : record->entries)
      MNESTIC_TRY(look_at(scope, entry.number));
    MNESTIC_TRY_ASSIGN(change, store::change_before(scope.txn, scope.user, *change));
  }
  place_ = place;
  while (!expiries_.empty() && expiries_.top().first <= scope.now) {
    const VersionNumber number = expiries_.top().second;
    expiries_.pop();
    MNESTIC_TRY(look_at(scope, number));
  }
  around_.finish();
  return true;
}

Result<std::shared_ptr<Roster>> Rosters::get(const Scope& scope) {
  if (scope.counters.next_number < versions_min_) return std::shared_ptr<Roster>();
  const std::lock_guard lock(mutex_);
  std::shared_ptr<Roster>& kept = kept_[scope.user];
  if (kept != nullptr) {
    MNESTIC_TRY_ASSIGN(const auto place, Roster::Place::of(scope));
    if (kept->is_at(scope, place)) return kept;
    // A question that began before another one's, and ends after it.
    if (kept->is_past(scope, place)) return Roster::read(scope);
    // Others may be reading it.
    auto next = kept.use_count() > 1 ? std::make_shared<Roster>(*kept) : std::move(kept);
    kept.reset();
    MNESTIC_TRY_ASSIGN(const bool followed, next->follow(scope, place));
    if (followed) return kept = std::move(next);
  }
  MNESTIC_TRY_ASSIGN(auto fresh, Roster::read(scope));
  kept = fresh;
  make_room(scope.user);
  return fresh;
}

void Rosters::make_room(store::UserNumber but) {
  std::uint64_t versions = 0;
  for (const auto& [user, roster] : kept_) versions += roster->around().size();
  for (auto each = kept_.begin(); each != kept_.end() && versions > kept_max_;) {
    if (each->first == but) {
      ++each;
      continue;
    }
    versions -= each->second->around().size();
    each = kept_.erase(each);
  }
}

}  // namespace mnestic::memory
