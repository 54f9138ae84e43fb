// What a query clearly means, for forgetting it.
//
// Thread safety: pure functions of their transaction.
#pragma once

#include <vector>

#include "query.h"
#include "view.h"

namespace mnestic::memory {

// The active memories that the query clearly means: at least that relevant, and by their own
// content: a word that stands only in the quote they were learnt from means some other memory.
[[nodiscard]] Result<std::vector<store::VersionNumber>> clearly_meant(const Scope& scope,
                                                                      const PreparedQuery& query,
                                                                      double relevance_min);

}  // namespace mnestic::memory
