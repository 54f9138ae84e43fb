// No end: what sounds like the end of something and is none. "dropped my coffee on the floor", "the
// gym was closed on Monday", "I should stop smoking".
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>

#include "grammar/tokens.h"

namespace mnestic::extract {

// "for now", "temporarily", "for the weekend": what has stopped will go on.
[[nodiscard]] bool is_for_a_while(TokenSpan tokens);

// "cancelled the gym today", "the 7:15 was cancelled this morning": one time of many. Not what is
// an appointment itself, or a contract.
[[nodiscard]] bool is_one_time(TokenSpan tokens);

// Whether the verb at `verb` only tells where a thing got to: "left my bike at the station",
// "dropped it on the floor", "dropped the car off".
[[nodiscard]] bool is_put_somewhere(TokenSpan tokens, std::size_t verb);

// "moved the piano from Ghent to Bruges": whether a thing is brought from where "from" at `from`
// says.
[[nodiscard]] bool is_carried(TokenSpan tokens, std::size_t from);

// Whether the verb at `verb` is only wished, advised or refused: "should stop", "would never sell".
[[nodiscard]] bool is_not_done(TokenSpan tokens, std::size_t verb);

// "the old Guardian issues", "the padel match": copies or rounds of what one has, not the thing.
[[nodiscard]] bool is_one_of_many(TokenSpan thing);

// "the oat milk is sold out", "no more eggs in the house": what will be bought again.
[[nodiscard]] bool is_supply(TokenSpan tokens);

// "the account of my late mother", "my mum's account": whose it is that is named from `from` on.
[[nodiscard]] bool is_anothers(TokenSpan tokens, std::size_t from);

}  // namespace mnestic::extract
