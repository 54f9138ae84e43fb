// What a query clearly means, for forgetting it.
//
// Thread safety: pure functions of their transaction.
#pragma once

#include <vector>

#include "mnestic/memory/engine.h"
#include "mnestic/memory/graphs.h"
#include "query.h"
#include "roster.h"
#include "view.h"

namespace mnestic::memory {

// What a process keeps of users with very many memories.
struct Kept {
  const Many& many;
  Rosters& rosters;
  Graphs& graphs;
};

// The active memories that the query clearly means: at least that close to it, and by their own
// content: a word that stands only in the quote they were learnt from means some other memory.
// REQUIRES: the scope's transaction has written nothing of the user's memories yet.
[[nodiscard]] Result<std::vector<store::VersionNumber>> clearly_meant(const Scope& scope,
                                                                      const PreparedQuery& query,
                                                                      double closeness_min,
                                                                      const Kept& kept);

}  // namespace mnestic::memory
