#include "selection.h"

#include <array>
#include <bit>

#include "mnestic/store/header_blocks.h"
#include "mnestic/store/tables.h"

namespace mnestic::memory {

using store::VersionNumber;

namespace {

// A chat that has no versions.
constexpr store::ChatNumber kNoChat = UINT32_MAX;

// By block, which versions have all of the tags; empty without tags.
Result<std::vector<std::uint64_t>> find_bits(const Scope& scope,
                                             const std::vector<std::string>& tags,
                                             std::uint64_t blocks) {
  std::vector<std::uint64_t> bits;
  if (tags.empty()) return bits;
  bits.resize(blocks);
  MNESTIC_TRY_ASSIGN(const auto numbers,
                     index::find_tagged(scope.txn, scope.hasher, scope.user, tags));
  for (const VersionNumber number : numbers) {
    const std::uint64_t block = number / store::kBlockSize;
    if (block < blocks) bits[block] |= 1ULL << (number % store::kBlockSize);
  }
  return bits;
}

}  // namespace

struct Selection::Conditions {
  static Result<Conditions> make(const Scope& scope, const Filter& filter, const View& view,
                                 std::span<const model::Status> statuses);

  const Scope& scope;
  const View& view;
  std::uint64_t kinds = ~0ULL;
  std::uint64_t layers = ~0ULL;
  std::uint64_t statuses = 0;
  Timestamp since = kBeginning;
  Timestamp until = kForever;
  std::optional<store::ChatNumber> chat;

  // Whether the version is none of the view's at all.
  [[nodiscard]] bool is_hidden(const store::Header& header) const {
    if (header.state == store::State::erased) return true;
    return view.known_at && header.recorded_at > *view.known_at;
  }

  // Whether the filter says no. Called for every version of the user: no Result, no copies.
  [[nodiscard]] bool refuses(const store::Header& header) const {
    if (header.kind >= model::kKindsMax || (kinds >> header.kind & 1U) == 0) return true;
    if ((layers >> static_cast<unsigned>(header.layer) & 1U) == 0) return true;
    if (header.observed_at < since || header.observed_at >= until) return true;
    return chat && header.chat != *chat;
  }

  // Whether the header still tells the standing at known_at; else the record must be asked.
  [[nodiscard]] bool is_told(const store::Header& header) const {
    return !view.known_at || header.changed_at <= *view.known_at;
  }

  [[nodiscard]] bool accepts(const std::optional<model::Status>& status) const {
    return status && (statuses >> static_cast<unsigned>(*status) & 1U) != 0;
  }

  [[nodiscard]] bool accepts(const store::Header& header) const {
    return accepts(status_of(Standing{.state = header.state,
                                      .valid_from = header.valid_from,
                                      .valid_to = header.valid_to,
                                      .expires_at = header.expires_at},
                             view, scope.now));
  }

  [[nodiscard]] Result<bool> accepts_record(VersionNumber number) const {
    MNESTIC_TRY_ASSIGN(const auto record, store::get_version(scope.txn, scope.user, number));
    return record && accepts(status_of(*record, view, scope.now));
  }
};

Result<Selection::Conditions> Selection::Conditions::make(const Scope& scope, const Filter& filter,
                                                          const View& view,
                                                          std::span<const model::Status> statuses) {
  Conditions conditions{.scope = scope, .view = view};
  if (!filter.kinds.empty()) {
    conditions.kinds = 0;
    for (const auto kind : filter.kinds) conditions.kinds |= 1ULL << static_cast<unsigned>(kind);
  }
  if (!filter.layers.empty()) {
    conditions.layers = 0;
    for (const auto layer : filter.layers)
      conditions.layers |= 1ULL << static_cast<unsigned>(layer);
  }
  for (const auto status : statuses) conditions.statuses |= 1ULL << static_cast<unsigned>(status);
  if (filter.since) conditions.since = *filter.since;
  if (filter.until) conditions.until = *filter.until;
  if (filter.chat_id) {
    MNESTIC_TRY_ASSIGN(conditions.chat,
                       store::find_chat(scope.txn, scope.hasher, scope.user, *filter.chat_id));
    // Never heard of: nothing was said there.
    if (!conditions.chat) conditions.chat = kNoChat;
  }
  return conditions;
}

Result<std::unique_ptr<Selection>> Selection::make(const Scope& scope, const Filter& filter,
                                                   const View& view,
                                                   std::span<const model::Status> statuses,
                                                   Surroundings* around) {
  auto selection = std::make_unique<Selection>();
  MNESTIC_TRY_ASSIGN(const auto conditions, Conditions::make(scope, filter, view, statuses));
  const std::uint64_t blocks =
      (scope.counters.next_number + store::kBlockSize - 1) / store::kBlockSize;
  MNESTIC_TRY_ASSIGN(const auto tagged, find_bits(scope, filter.tags, blocks));
  selection->masks_.resize(blocks);
  MNESTIC_TRY(selection->select(conditions, tagged, around));
  return selection;
}

Result<std::unique_ptr<Selection>> Selection::make(const Scope& scope, const Filter& filter,
                                                   const Roster& roster) {
  auto selection = std::make_unique<Selection>();
  const auto shown = roster.around().masks();
  selection->masks_.assign(shown.begin(), shown.end());
  if (!filter.tags.empty()) {
    MNESTIC_TRY_ASSIGN(const auto tagged, find_bits(scope, filter.tags, shown.size()));
    for (std::size_t block = 0; block < tagged.size(); ++block)
      selection->masks_[block] &= tagged[block];
  }
  const View now;
  MNESTIC_TRY_ASSIGN(const auto conditions, Conditions::make(scope, filter, now, {}));
  selection->select(conditions, roster);
  for (const std::uint64_t mask : selection->masks_)
    selection->count_ += static_cast<std::uint64_t>(std::popcount(mask));
  return selection;
}

// One condition after the other, each over a column of its own.
void Selection::select(const Conditions& conditions, const Roster& roster) {
  const auto keep = [this](const auto& column, const auto& accepts) {
    for (std::uint64_t block = 0; block < masks_.size(); ++block) {
      if (masks_[block] == 0) continue;
      const auto* values = column.data() + block * store::kBlockSize;
      std::uint64_t mask = 0;
      for (std::uint64_t slot = 0; slot < store::kBlockSize; ++slot)
        mask |= static_cast<std::uint64_t>(accepts(values[slot])) << slot;
      masks_[block] &= mask;
    }
  };
  if (conditions.kinds != ~0ULL || conditions.layers != ~0ULL) {
    std::array<bool, 256> accepted{};
    for (unsigned value = 0; value < accepted.size(); ++value) {
      const unsigned kind = value & ((1U << Roster::kLayerShift) - 1);
      accepted[value] = (conditions.kinds >> kind & 1U) != 0 &&
                        (conditions.layers >> (value >> Roster::kLayerShift) & 1U) != 0;
    }
    keep(roster.kinds(), [&](std::uint8_t value) { return accepted[value]; });
  }
  if (conditions.since != kBeginning || conditions.until != kForever) {
    keep(roster.around().observed_at(), [&](Timestamp time) {
      return static_cast<unsigned>(time >= conditions.since) &
             static_cast<unsigned>(time < conditions.until);
    });
  }
  if (conditions.chat) {
    keep(roster.around().chats(), [&](store::ChatNumber chat) { return chat == *conditions.chat; });
  }
}

Result<void> Selection::select(const Conditions& conditions,
                               const std::vector<std::uint64_t>& tagged, Surroundings* around) {
  const Scope& scope = conditions.scope;
  MNESTIC_TRY_ASSIGN(const auto blocks,
                     store::HeaderBlocks::find(scope.txn, scope.user, 0, masks_.size()));
  for (std::uint64_t block = 0; block < masks_.size(); ++block) {
    const std::uint64_t wanted = tagged.empty() ? ~0ULL : tagged[block];
    if (wanted == 0 && around == nullptr) continue;
    MNESTIC_TRY_ASSIGN(const auto headers, blocks.at(block));
    std::uint64_t mask = 0;
    for (std::uint64_t slot = 0; slot < headers.count(); ++slot) {
      const store::Header header = headers.at(slot);
      if (conditions.is_hidden(header)) continue;
      const bool refused = (wanted >> slot & 1U) == 0 || conditions.refuses(header);
      if (refused && around == nullptr) continue;
      const VersionNumber number = block * store::kBlockSize + slot;
      bool accepted = conditions.is_told(header) && conditions.accepts(header);
      if (!conditions.is_told(header)) {
        MNESTIC_TRY_ASSIGN(accepted, conditions.accepts_record(number));
      }
      if (!accepted) continue;
      if (around != nullptr) around->add(number, header);
      if (!refused) mask |= 1ULL << slot;
    }
    masks_[block] = mask;
    count_ += static_cast<std::uint64_t>(std::popcount(mask));
  }
  if (around != nullptr) around->finish();
  return {};
}

std::vector<VersionNumber> Selection::numbers() const {
  std::vector<VersionNumber> out;
  out.reserve(count_);
  for (std::uint64_t block = 0; block < masks_.size(); ++block) {
    for (std::uint64_t mask = masks_[block]; mask != 0; mask &= mask - 1) {
      out.push_back(block * store::kBlockSize + static_cast<std::uint64_t>(std::countr_zero(mask)));
    }
  }
  return out;
}

}  // namespace mnestic::memory
