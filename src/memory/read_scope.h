// ReadScope: one user's data in one snapshot, for the reading verbs.
//
// Thread safety: one thread. Lifetime: short; ends with the request.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "mnestic/memory/engine.h"
#include "mnestic/store/tables.h"
#include "view.h"

namespace mnestic::memory {

struct ReadScope {
  std::unique_ptr<store::ReadTxn> txn;
  std::optional<Scope> scope;  // nothing for a user of whom nothing was ever stored

  [[nodiscard]] static Result<ReadScope> open(const EngineParts& parts, std::string_view user_id);
};

// The id's entry when it is this user's and not erased. Errors: not_found.
[[nodiscard]] Result<store::IdRecord> find_id(const Scope& scope, const model::MemoryId& id);
[[nodiscard]] Error no_such_memory(const model::MemoryId& id);

// A version that the store says exists, and that is what filters were told of it: a damaged file
// can hold an older state of a record, which is sound in itself. Errors: data_loss when it does
// not.
[[nodiscard]] Result<store::VersionRecord> version_at(const Scope& scope,
                                                      store::VersionNumber number);

}  // namespace mnestic::memory
