// Ridge regression: the linear map that comes nearest to given pairs of vectors without becoming
// large (Hoerl and Kennard, 1970).
//
// Thread safety: a free function.
#pragma once

#include <span>
#include <vector>

#include "mnestic/embed/embedder.h"

namespace mnestic::embed {

// The W that makes  sum |from[i] W - to[i]|^2 + penalty |W|^2  least; row by row, a row for each
// component of `from`. REQUIRES: as many `to`, at least one, each of one size; penalty > 0.
[[nodiscard]] std::vector<float> ridge(std::span<const Embedding> from,
                                       std::span<const Embedding> to, double penalty);

}  // namespace mnestic::embed
