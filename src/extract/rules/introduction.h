// Introductions: what people say of themselves without a verb, one thing behind the other: "I'm
// Seun, 34, product designer in Lagos, two flatmates, no car".
//
// Thread safety: pure functions.
#pragma once

#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// One sentence with its subject and verb for each thing said; none when the words are no
// introduction. `going_on`: the sentence before was one, so that less makes this one more of it.
// REQUIRES: no question, and the opening is stripped.
[[nodiscard]] std::vector<Tokens> read_introduction(const Tokens& sentence, bool going_on);

}  // namespace mnestic::extract
