// Items: the things of a list that has no verb of its own ("a Fiat for town, a Volvo for the dogs
// and an old Defender nobody drives").
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// The things from `from` on, each without the clause that tells more of it and without words in
// passing; empty when one of the pieces is no thing.
[[nodiscard]] std::vector<Tokens> items_of(const Tokens& tokens, std::size_t from);

// Takes "too", "as well" and what is said in passing ("sadly") off the end, "oh", "and" and "plus"
// off the start; true when there were words that add to a list.
bool drop_more(Tokens& tokens);

// The capital that the first thing has from the start of its sentence, taken away when the others
// are no names. `named`: those told before were.
void lower_first(std::vector<Tokens>& items, bool named);

// The words up to the first thing of a sentence about the speaker: "I use" of "I use vim and tmux",
// "one of my bands is" of "one of my bands is Low". Empty when no thing follows.
[[nodiscard]] Tokens lead_of(const Tokens& sentence);
// "three pairs", "a couple of bikes" at `at`: a number of things that are told next. The index of
// the noun, 0 for others.
[[nodiscard]] std::size_t counted_noun(const Tokens& sentence, std::size_t at);
// What each of the counted things is said with: "I am allergic to" behind "I have two allergies".
[[nodiscard]] Tokens lead_of_each(const Tokens& lead, const Token& noun);

// Whether one of the words before `end` adds to what was said: "oh and", "plus".
[[nodiscard]] bool adds_more(const Tokens& tokens, std::size_t end);

}  // namespace mnestic::extract
