// Pieces that the readers of introductions share.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "grammar/tokens.h"
#include "rules/introduction.h"

namespace mnestic::extract {

// A word for what somebody is or does.
[[nodiscard]] bool is_role(std::string_view low);
// "two", "no", "a", "3": what a noun is counted with.
[[nodiscard]] bool is_count(const Token& token);
// Without the capital that the first word has from the start of a sentence.
[[nodiscard]] Tokens lowered(Tokens piece);
// "two slipped discs", "nut allergy", "bad back".
[[nodiscard]] std::optional<SelfSaid> read_own_ailment(const Tokens& piece);

}  // namespace mnestic::extract
