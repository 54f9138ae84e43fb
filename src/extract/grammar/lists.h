// Lists: "Shram and Magnet as productivity tools" -> one predicate for each item, what stands
// around them kept.
//
// Thread safety: pure functions.
#pragma once

#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// The predicate once for each item of the list in it; itself alone when there is none that can be
// parted safely.
[[nodiscard]] std::vector<Tokens> part_list(const Tokens& predicate);

// "am 29, from Lagos, married": each quality behind a form of "be" on its own.
[[nodiscard]] std::vector<Tokens> part_qualities(const Tokens& predicate);

// Counted names ("two cats, Biscuit and Gravy") parted into `parts`; false when the predicate holds
// none.
[[nodiscard]] bool part_names(const Tokens& predicate, std::vector<Tokens>& parts);

// Whether the "and" at `at` joins the parts of one measure: "an hour and ten minutes", "six and a
// half".
[[nodiscard]] bool joins_measure(TokenSpan tokens, std::size_t at);

}  // namespace mnestic::extract
