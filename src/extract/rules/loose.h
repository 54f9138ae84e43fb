// Loose: sentences that no rule of the grammar could take apart, though they tell of the speaker.
// They are kept whole and nearly in their own words rather than lost; what does not clearly tell of
// the speaker's life is left.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/tokens.h"

namespace mnestic::extract {

struct Loose {
  Tokens full;          // with the subject put in that was left out: "my", "I", "I am"
  std::string content;  // the statement about the user, for where the grammar fails on `full` too
};

// The sentence as said of the user; nothing for questions, requests, exclamations, words to the
// assistant, and what is only so at this moment.
// REQUIRES: the sentence is no question and its opening is stripped.
[[nodiscard]] std::optional<Loose> read_loosely(TokenSpan tokens);

// Nouns that are the speaker's own without "my", what one has one of: kids, landlord, rent,
// surname.
[[nodiscard]] bool is_personal_noun(std::string_view low);

}  // namespace mnestic::extract
