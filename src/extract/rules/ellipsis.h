// Ellipsis: what people leave out because the words before tell it ("but my brother isn't", "I
// hate pineapple on it"), put back so that each statement stands alone.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grammar/clauses.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// "isn't", "does too" behind "am allergic to nuts": the clause gets the predicate of the one
// before. False when it has none of its own and none can be lent: it says nothing.
[[nodiscard]] bool complete_elided(const Clause& before, Clause& clause);

// "just wanted to let you know that ...": where the statement proper begins; 0 without such words.
[[nodiscard]] std::size_t behind_announcement(TokenSpan tokens);

// "I'm pretty sure I ...", "I've noticed that I ...": where what one is sure of begins; 0 without
// such words.
[[nodiscard]] std::size_t behind_assurance(TokenSpan tokens);

// What is only thought may be left open, and is kept as such: "may" for "might".
[[nodiscard]] Tokens as_thought(TokenSpan tokens);

// "we broke up, Sam and I" as "Sam and I broke up"; other sentences as they are.
[[nodiscard]] Tokens subject_first(Tokens tokens);

// "and so does my wife", "nor does my wife": "and my wife does too", "and my wife does not either".
[[nodiscard]] Tokens agreement_in_order(Tokens tokens);

// "neither my wife nor I eat meat": one denying sentence for each; empty for other sentences.
[[nodiscard]] std::vector<Tokens> part_neither(TokenSpan tokens);

// "I said Thursday not Tuesday": "It is Thursday, not Tuesday".
[[nodiscard]] std::optional<std::string> read_said(TokenSpan tokens);

// "it's type 2 diabetes, to be precise", "it's Katarzyna with a K": see corrected().
[[nodiscard]] std::optional<std::string> read_detail(TokenSpan tokens);

// "Berlin, yes - Neukoelln to be exact": "It is Neukoelln, Berlin, not Berlin".
[[nodiscard]] std::optional<std::string> read_narrowed(TokenSpan tokens);

// "User's trip is in May now, not April": cuts off what was wrong and returns "It is May, not
// April"; empty, and `content` as it is, when both sides are not of a kind.
[[nodiscard]] std::string wrong_before(std::string& content);

// "was" alone behind a statement that something is so: the statement in the past tense.
[[nodiscard]] std::optional<std::string> past_echo(TokenSpan tokens, const std::string& statement);

}  // namespace mnestic::extract
