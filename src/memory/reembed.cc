#include "reembed.h"

#include <algorithm>
#include <bit>
#include <set>
#include <string>
#include <utility>

#include "embedding.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"

namespace mnestic::memory {
namespace {

using index::ModelNumber;
using store::Table;
using store::UserNumber;

constexpr std::string_view kClaimKey = "embedding model";
constexpr std::string_view kLeaseName = "reembed";
// Longer than a batch of a local model takes; a holder that died is followed after as long.
constexpr std::chrono::milliseconds kLeaseLength{10'000};
constexpr std::size_t kBatchItemsMax = 256;
constexpr std::size_t kUsersLookedAtMax = 1'000;  // between two looks at the rest of the world
constexpr std::size_t kBlocksDroppedMax = 256;    // in one transaction
// Changes that brought their vectors along are not worth a commit to say so.
constexpr std::uint64_t kChangesUnmarkedMax = 1'000;

Result<std::uint64_t> newest_change(const store::ReadTxn& txn) {
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::changes));
  MNESTIC_TRY_ASSIGN(const bool found, cursor->seek_before(store::Key().u64(UINT64_MAX).view()));
  return found ? store::KeyReader(cursor->key()).u64() : 0;
}

// Who wrote after the change `seen`, which becomes the last one that was looked at.
Result<std::set<UserNumber>> users_since(const store::ReadTxn& txn, std::size_t users_max,
                                         std::uint64_t& seen) {
  std::set<UserNumber> users;
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::changes));
  MNESTIC_TRY_ASSIGN(bool found, cursor->seek(store::Key().u64(seen + 1).view()));
  while (found && users.size() < users_max) {
    MNESTIC_TRY_ASSIGN(const auto change, store::decode_change(cursor->value()));
    users.insert(change.user);
    seen = store::KeyReader(cursor->key()).u64();
    MNESTIC_TRY_ASSIGN(found, cursor->next());
  }
  return users;
}

// Bit i: the block's i-th version is there, in whatever state.
Result<std::uint64_t> live_mask(const store::ReadTxn& txn, UserNumber user, std::uint64_t block) {
  MNESTIC_TRY_ASSIGN(const auto headers, store::get_header_block(txn, user, block));
  std::uint64_t mask = 0;
  for (std::uint64_t slot = 0; slot < headers.count(); ++slot) {
    if (headers.at(slot).state != store::State::erased) mask |= 1ULL << slot;
  }
  return mask;
}

std::uint64_t blocks_of(const store::UserCounters& counters) {
  return (counters.next_number + store::kBlockSize - 1) / store::kBlockSize;
}

std::uint64_t at_or_none(const std::vector<std::uint64_t>& masks, std::uint64_t block) {
  return block < masks.size() ? masks[block] : 0;
}

Result<std::optional<ModelNumber>> own_model(const store::ReadTxn& txn, const EngineParts& parts) {
  return index::find_model(txn, parts.embedder.name(), parts.embedder.dimension());
}

Result<bool> is_ours(const store::ReadTxn& txn, const EngineParts& parts) {
  MNESTIC_TRY_ASSIGN(const auto name, txn.get(Table::meta, kClaimKey));
  return name == parts.embedder.name();
}

}  // namespace

Result<std::vector<ModelCoverage>> coverage_of(const EngineParts& parts, const Scope& scope) {
  std::vector<ModelCoverage> out;
  MNESTIC_TRY_ASSIGN(const auto known, index::known_models(scope.txn));
  bool current_known = false;
  for (const index::KnownModel& model : known) {
    MNESTIC_TRY_ASSIGN(const auto masks, index::vector_masks(scope.txn, scope.user, model.number));
    const bool current = model.name == parts.embedder.name();
    current_known = current_known || current;
    if (masks.empty() && !current) continue;
    ModelCoverage coverage{.name = model.name, .current = current};
    for (std::uint64_t block = 0; block < masks.size(); ++block) {
      MNESTIC_TRY_ASSIGN(const std::uint64_t live, live_mask(scope.txn, scope.user, block));
      coverage.embedded += static_cast<std::uint64_t>(std::popcount(live & masks[block]));
    }
    out.push_back(std::move(coverage));
  }
  if (!current_known) {
    out.push_back({.name = std::string(parts.embedder.name()), .current = true});
  }
  return out;
}

Result<bool> Reembedder::claim(bool by_request) {
  bool free = false;
  {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY_ASSIGN(const bool ours, is_ours(*txn, parts_));
    if (ours) claimed_ = true;
    if (ours) return true;
    MNESTIC_TRY_ASSIGN(const auto name, txn->get(Table::meta, kClaimKey));
    free = !name.has_value();
  }
  const bool may = by_request || free || (parts_.claims_store && !claimed_);
  if (!may) return false;
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_write());
  MNESTIC_TRY(txn->put(Table::meta, kClaimKey, parts_.embedder.name()));
  MNESTIC_TRY(txn->commit());
  claimed_ = true;
  return true;
}

Result<void> Reembedder::plan_from(const store::ReadTxn& txn, UserNumber first,
                                   std::size_t users_max, Plan& plan) {
  plan = {};
  MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(Table::counters));
  MNESTIC_TRY_ASSIGN(bool found, cursor->seek(store::Key().u64(first).view()));
  while (found) {
    const UserNumber user = store::KeyReader(cursor->key()).u64();
    if (plan.users.size() == users_max) {
      plan.more_from = user;
      return {};
    }
    plan.users.push_back(user);
    MNESTIC_TRY_ASSIGN(found, cursor->next());
  }
  return {};
}

Result<ReembedState> Reembedder::make_plan() {
  const std::uint64_t commit = parts_.store.last_commit();
  if (commit == commit_seen_) return ReembedState::idle;
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
  MNESTIC_TRY_ASSIGN(planned_to_, newest_change(*txn));
  MNESTIC_TRY_ASSIGN(const auto model, own_model(*txn, parts_));
  std::uint64_t marked = 0;
  if (model) {
    MNESTIC_TRY_ASSIGN(marked, index::complete_to(*txn, *model));
  }
  // Without a mark vectors were dropped, and what this process saw to before counts no more.
  complete_to_ = marked == 0 ? 0 : std::max(marked, complete_to_);
  if (planned_to_ <= complete_to_) {
    commit_seen_ = commit;
    return ReembedState::idle;
  }
  plan_ = {};
  if (complete_to_ == 0) {
    MNESTIC_TRY(plan_from(*txn, 0, parts_.many.users_a_plan, plan_));
  } else {
    planned_to_ = complete_to_;
    MNESTIC_TRY_ASSIGN(const auto users, users_since(*txn, parts_.many.users_a_plan, planned_to_));
    plan_.users.assign(users.begin(), users.end());
  }
  embedded_ = 0;
  has_plan_ = true;
  return ReembedState::more;
}

Result<void> Reembedder::gather_user(const store::ReadTxn& txn, UserNumber user,
                                     std::uint64_t first_block, Batch& batch) const {
  MNESTIC_TRY_ASSIGN(const auto counters, store::get_counters(txn, user));
  MNESTIC_TRY_ASSIGN(const auto model, own_model(txn, parts_));
  std::vector<std::uint64_t> masks;
  if (model) {
    MNESTIC_TRY_ASSIGN(masks, index::vector_masks(txn, user, *model));
  }
  for (std::uint64_t block = first_block; block < blocks_of(counters); ++block) {
    batch.next_block = block;
    MNESTIC_TRY_ASSIGN(const std::uint64_t live, live_mask(txn, user, block));
    for (std::uint64_t rest = live & ~at_or_none(masks, block); rest != 0; rest &= rest - 1) {
      if (batch.items.size() == kBatchItemsMax) return {};
      const auto number =
          block * store::kBlockSize + static_cast<std::uint64_t>(std::countr_zero(rest));
      MNESTIC_TRY_ASSIGN(auto record, store::get_version(txn, user, number));
      if (!record) continue;
      batch.items.push_back({.user = user, .number = number});
      batch.contents.push_back(std::move(record->memory.content));
    }
  }
  ++batch.users_done;
  batch.next_block = 0;
  MNESTIC_TRY_ASSIGN(const auto known, index::models(txn));
  for (const ModelNumber other : known) {
    if (other == model || batch.drops) continue;
    MNESTIC_TRY_ASSIGN(batch.drops, index::has_vectors(txn, user, other));
  }
  return {};
}

Result<Reembedder::Batch> Reembedder::gather(const Plan& plan) const {
  Batch batch;
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
  for (const UserNumber user : plan.users) {
    const std::size_t done = batch.users_done;
    MNESTIC_TRY(gather_user(*txn, user, done == 0 ? plan.first_block : 0, batch));
    if (batch.users_done == done || batch.users_done == kUsersLookedAtMax) break;
  }
  return batch;
}

Result<bool> Reembedder::hold() {
  const Timestamp now = parts_.clock.now();
  if (!owner_) owner_ = store::make_lease_owner(parts_.random);
  {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY_ASSIGN(const bool free,
                       store::may_hold_lease(*txn, kLeaseName, *owner_, now, kLeaseLength));
    if (!free) return false;
  }
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_write());
  MNESTIC_TRY_ASSIGN(const bool held,
                     store::hold_lease(*txn, kLeaseName, *owner_, now, kLeaseLength));
  MNESTIC_TRY(txn->commit());
  return held;
}

// The batch's vectors, and what the users that are done lose for them. Written even when the lease
// ran out meanwhile: a vector too many harms nobody, one thrown away was paid for.
Result<std::uint64_t> Reembedder::write(const Batch& batch, Plan& plan,
                                        const std::vector<embed::Embedding>& vectors) {
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_write());
  MNESTIC_TRY_ASSIGN(const bool ours, is_ours(*txn, parts_));
  if (!ours) return std::uint64_t{0};
  const Timestamp now = parts_.clock.now();
  MNESTIC_TRY(store::hold_lease(*txn, kLeaseName, *owner_, now, kLeaseLength));
  MNESTIC_TRY_ASSIGN(const ModelNumber model, index::intern_model(*txn, parts_.embedder.name(),
                                                                  parts_.embedder.dimension()));
  std::uint64_t written = 0;
  bool all = true;
  for (std::size_t begin = 0; begin < batch.items.size();) {
    const UserNumber user = batch.items[begin].user;
    std::vector<index::NumberedVector> of_user;
    std::size_t i = begin;
    for (; i < batch.items.size() && batch.items[i].user == user; ++i) {
      all = all && !vectors[i].empty();
      if (vectors[i].empty()) continue;
      // Erased meanwhile: nothing of it may come back.
      MNESTIC_TRY_ASSIGN(const auto header, store::get_header(*txn, user, batch.items[i].number));
      if (header.state == store::State::erased) continue;
      of_user.push_back({.number = batch.items[i].number, .vector = vectors[i]});
      if (!parts_.embedder.is_remote()) continue;
      MNESTIC_TRY(
          index::put_cached(*txn, parts_.store.hasher(), model, batch.contents[i], vectors[i]));
    }
    MNESTIC_TRY(index::put_vectors(*txn, user, model, of_user));
    written += of_user.size();
    begin = i;
  }
  std::size_t users_done = all ? batch.users_done : 0;
  MNESTIC_TRY_ASSIGN(const auto known, index::models(*txn));
  std::size_t blocks_left = kBlocksDroppedMax;
  for (std::size_t i = 0; i < users_done && batch.drops; ++i) {
    for (const ModelNumber other : known) {
      if (other == model) continue;
      MNESTIC_TRY_ASSIGN(const std::size_t dropped,
                         index::drop_vectors(*txn, plan.users[i], other, blocks_left));
      blocks_left -= dropped;
      if (blocks_left == 0) users_done = i;  // looked at again for the rest
      if (blocks_left == 0) break;
    }
  }
  MNESTIC_TRY(txn->commit());
  const auto done = static_cast<std::ptrdiff_t>(users_done);
  plan.users.erase(plan.users.begin(), plan.users.begin() + done);
  if (users_done == batch.users_done) {
    plan.first_block = all ? batch.next_block : 0;
  } else {
    plan.first_block = 0;
  }
  return written;
}

Result<ReembedState> Reembedder::work(Plan& plan, std::uint64_t& embedded) {
  MNESTIC_TRY_ASSIGN(const Batch batch, gather(plan));
  if (batch.items.empty() && !batch.drops) {
    plan.users.erase(plan.users.begin(),
                     plan.users.begin() + static_cast<std::ptrdiff_t>(batch.users_done));
    plan.first_block = batch.next_block;
    return ReembedState::more;
  }
  MNESTIC_TRY_ASSIGN(const bool held, hold());
  if (!held) return ReembedState::busy;
  const Embedded made = embed_contents(parts_, batch.contents);
  MNESTIC_TRY_ASSIGN(const std::uint64_t written, write(batch, plan, made.vectors));
  embedded += written;
  if (!made.problem.empty()) return Error{ErrorCode::unavailable, made.problem};
  return ReembedState::more;
}

// Says that everything up to the plan's change has been seen to, and lets others have the lease.
Result<void> Reembedder::finish() {
  has_plan_ = false;
  const bool worth_it =
      complete_to_ == 0 || embedded_ > 0 || planned_to_ - complete_to_ > kChangesUnmarkedMax;
  complete_to_ = planned_to_;
  if (!worth_it) return {};
  MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_write());
  MNESTIC_TRY_ASSIGN(const bool ours, is_ours(*txn, parts_));
  if (!ours) return {};
  MNESTIC_TRY_ASSIGN(const ModelNumber model, index::intern_model(*txn, parts_.embedder.name(),
                                                                  parts_.embedder.dimension()));
  MNESTIC_TRY(index::set_complete_to(*txn, model, planned_to_));
  if (owner_) MNESTIC_TRY(store::end_lease(*txn, kLeaseName, *owner_));
  return txn->commit();
}

Result<ReembedState> Reembedder::step() {
  MNESTIC_TRY_ASSIGN(const bool ours, claim(false));
  if (!ours) return ReembedState::busy;
  if (!has_plan_) {
    MNESTIC_TRY_ASSIGN(const ReembedState state, make_plan());
    if (state != ReembedState::more) return state;
  }
  if (plan_.users.empty() && plan_.more_from) {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY(plan_from(*txn, *plan_.more_from, parts_.many.users_a_plan, plan_));
    if (!plan_.users.empty()) return ReembedState::more;
  }
  if (plan_.users.empty()) {
    MNESTIC_TRY(finish());
    return ReembedState::more;
  }
  return work(plan_, embedded_);
}

Result<ReembedState> Reembedder::step_for(UserNumber user, std::uint64_t& embedded) {
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool ours, claim(true));
  Plan plan{.users = {user}};
  MNESTIC_TRY_ASSIGN(const ReembedState state, work(plan, embedded));
  if (state == ReembedState::more && plan.users.empty()) return ReembedState::idle;
  return state;
}

}  // namespace mnestic::memory
