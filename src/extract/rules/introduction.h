// Introductions: what people say of themselves without a verb, one thing behind the other: "I'm
// Seun, 34, product designer in Lagos, two flatmates, no car".
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// A thing said of oneself without a verb: "vegan" as "I am vegan", "two cats" as "I have two cats".
struct SelfSaid {
  Tokens sentence;
  bool sure = false;  // tells that its speaker speaks of themselves
};
// `guess`: a word that is only built as roles are ("sommelier") will do.
[[nodiscard]] std::optional<SelfSaid> read_self_said(const Tokens& piece, bool guess);
// The pieces between commas from `from` on, with brackets kept whole and without "and" ahead.
[[nodiscard]] std::vector<Tokens> self_pieces(const Tokens& sentence, std::size_t from);

// One sentence with its subject and verb for each thing said; none when the words are no
// introduction. `going_on`: the sentence before was one, so that less makes this one more of it.
// REQUIRES: no question, and the opening is stripped.
[[nodiscard]] std::vector<Tokens> read_introduction(const Tokens& sentence, bool going_on);

}  // namespace mnestic::extract
