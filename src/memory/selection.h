// Selection: the versions that a filter, a view and a set of statuses let through, as bits per
// block of 64 numbers.
//
// Thread safety: one thread. Lifetime: the scope outlives it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "mnestic/index/search.h"
#include "roster.h"
#include "surroundings.h"
#include "view.h"

namespace mnestic::memory {

// No filter.
class Everything final : public index::Allowed {
 public:
  [[nodiscard]] std::uint64_t mask(std::uint64_t) override { return ~0ULL; }
};

class Selection final : public index::Allowed {
 public:
  // Lets nothing through.
  Selection() = default;
  // Looks at every header of the user once (60 bytes each); at records only for versions that
  // changed after known_at. `around` is told of every version that view and statuses show, whatever
  // the filter says of it.
  [[nodiscard]] static Result<std::unique_ptr<Selection>> make(
      const Scope& scope, const Filter& filter, const View& view,
      std::span<const model::Status> statuses, Surroundings* around = nullptr);
  // What is active now, out of columns: a byte or two a version.
  [[nodiscard]] static Result<std::unique_ptr<Selection>> make(const Scope& scope,
                                                               const Filter& filter,
                                                               const Roster& roster);

  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks_.size() ? masks_[block] : 0;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  // Ascending.
  [[nodiscard]] std::vector<store::VersionNumber> numbers() const;

 private:
  struct Conditions;
  void select(const Conditions& conditions, const Roster& roster);
  [[nodiscard]] Result<void> select(const Conditions& conditions,
                                    const std::vector<std::uint64_t>& tagged, Surroundings* around);

  std::vector<std::uint64_t> masks_;
  std::uint64_t count_ = 0;
};

}  // namespace mnestic::memory
