// Replies: what somebody says back in a conversation ("I'll check those out", "it sounds great")
// and holds no longer than it; and plans that are only turned over ("I'm thinking of getting a
// dog").
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "grammar/clauses.h"

namespace mnestic::extract {

// Whether the clause answers what was said before rather than tells of its speaker.
[[nodiscard]] bool is_reply(const Clause& clause);

// "am thinking of getting a bike rack": the statement of it, kept as a goal that is not decided.
[[nodiscard]] std::optional<std::string> read_intent(const Clause& clause);

// "don't think the price and the colour are right": what is thought of is not so.
[[nodiscard]] bool denies_thought(const Clause& clause);

// "it took me 4 hours", "it was around $40" behind what was done: what that took.
[[nodiscard]] bool tells_measure(const Clause& clause);

// "the lender said I can borrow 350,000": where what concerns the speaker begins in the predicate;
// 0 without.
[[nodiscard]] std::size_t behind_saying(const Clause& clause);

// "Hello from Todmorden!": where one greets from; whether one is from there is not said. `begin`:
// where the greeting ends.
[[nodiscard]] bool greets_from(const Tokens& all, std::size_t begin);

// "might go by train, since I hate flying": the reason, which is so whatever comes of the rest;
// empty without one.
[[nodiscard]] TokenSpan reason_in(TokenSpan predicate);

}  // namespace mnestic::extract
