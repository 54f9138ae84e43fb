// What the exact scan and the graph share: a query made ready, and the cosines of a block.
//
// Thread safety: pure functions and a value type.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "dot.h"
#include "mnestic/index/search.h"
#include "top_hits.h"
#include "vector_block.h"

namespace mnestic::index {

[[nodiscard]] inline double cosine_of(std::int32_t dot, float query_scale, float scale) {
  const double cosine =
      static_cast<double>(dot) * static_cast<double>(query_scale) * static_cast<double>(scale);
  // Damaged scales may be anything.
  return cosine >= -1.0 ? std::min(cosine, 1.0) : -1.0;
}

struct PreparedQuery {
  DotQuery dot;
  float scale;
};
[[nodiscard]] inline Result<PreparedQuery> prepare(const VectorQuery& query) {
  MNESTIC_TRY_ASSIGN(const Quantised quantised, quantise(query.vector));
  return PreparedQuery{DotQuery(quantised.components), quantised.scale};
}

// Calls visit(Hit) for the vectors of a block that `wanted` names, in order. REQUIRES: all of them
// are present.
template <typename Visitor>
void visit_block(const PreparedQuery& query, const VectorBlock& block, std::uint64_t number,
                 std::uint64_t wanted, Visitor&& visit) {
  std::array<std::int32_t, kVectorSlots> dots;
  dot_variants().front().function(query.dot, block.vectors(), wanted, dots);
  for (; wanted != 0; wanted &= wanted - 1) {
    const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
    visit(Hit{number * kVectorSlots + slot, cosine_of(dots[slot], query.scale, block.scale(slot))});
  }
}

inline void offer_block(const PreparedQuery& query, const VectorBlock& block, std::uint64_t number,
                        std::uint64_t wanted, TopHits& top) {
  visit_block(query, block, number, wanted, [&](const Hit& hit) { top.offer(hit); });
}

}  // namespace mnestic::index
