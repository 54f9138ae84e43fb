// Reembedder: gives every version a vector of the current model, batch by batch, and then drops the
// user's vectors of other models. What lacks one is read off the store each time, so a kill at any
// moment costs one batch.
//
// In `meta`, "embedding model" is the name of the model that the store was claimed for last.
//
// Thread safety: one thread at a time. Lifetime: the parts outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "mnestic/memory/engine.h"
#include "mnestic/store/lease.h"
#include "view.h"

namespace mnestic::memory {

class Reembedder {
 public:
  explicit Reembedder(const EngineParts& parts) : parts_(parts) {}
  Reembedder(const Reembedder&) = delete;
  Reembedder& operator=(const Reembedder&) = delete;
  ~Reembedder() = default;

  // See Engine::reembed_some().
  [[nodiscard]] Result<ReembedState> step();

  // The same for one user, who is the caller's to name: claims the store for this model.
  // `embedded` grows by the versions that got a vector.
  [[nodiscard]] Result<ReembedState> step_for(store::UserNumber user, std::uint64_t& embedded);

 private:
  // Users still to be looked at, and where to begin with the first of them: what comes before has
  // vectors. Of very many users a part at a time, so that a process does not grow with them.
  struct Plan {
    std::deque<store::UserNumber> users;
    std::uint64_t first_block = 0;
    std::optional<store::UserNumber> more_from;  // of a look at everybody: who comes behind
  };
  struct Item {
    store::UserNumber user = 0;
    store::VersionNumber number = 0;
  };
  // Versions without a vector, of as many users as fit.
  struct Batch {
    std::vector<Item> items;
    std::vector<std::string> contents;  // of the items
    std::size_t users_done = 0;         // whose last missing version is among the items
    std::uint64_t next_block = 0;       // of the user behind those
    bool drops = false;                 // a user that is done has vectors of other models
  };

  [[nodiscard]] Result<bool> claim(bool by_request);
  [[nodiscard]] Result<ReembedState> make_plan();
  [[nodiscard]] static Result<void> plan_from(const store::ReadTxn& txn, store::UserNumber first,
                                              std::size_t users_max, Plan& plan);
  [[nodiscard]] Result<ReembedState> work(Plan& plan, std::uint64_t& embedded);
  [[nodiscard]] Result<Batch> gather(const Plan& plan) const;
  [[nodiscard]] Result<void> gather_user(const store::ReadTxn& txn, store::UserNumber user,
                                         std::uint64_t first_block, Batch& batch) const;
  [[nodiscard]] Result<bool> hold();
  [[nodiscard]] Result<std::uint64_t> write(const Batch& batch, Plan& plan,
                                            const std::vector<embed::Embedding>& vectors);
  [[nodiscard]] Result<void> finish();

  const EngineParts& parts_;
  std::optional<store::LeaseOwner> owner_;  // chosen when there is something to do
  bool claimed_ = false;                    // once a process: what starts later decides
  Plan plan_;
  bool has_plan_ = false;
  std::uint64_t commit_seen_ = 0;  // of the store, when there was last nothing to do
  std::uint64_t complete_to_ = 0;  // the newest change that was seen to
  std::uint64_t planned_to_ = 0;   // what that will be after the plan
  std::uint64_t embedded_ = 0;     // by the plan
};

// How many of the user's versions have a vector of each model: those that have some, and the
// current one.
[[nodiscard]] Result<std::vector<ModelCoverage>> coverage_of(const EngineParts& parts,
                                                             const Scope& scope);

}  // namespace mnestic::memory
