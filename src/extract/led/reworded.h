// Reworded: a sentence in the words that the readers led by known facts know: "Slack out, Teams in"
// as "Teams instead of Slack".
//
// Thread safety: pure functions.
#pragma once

#include <vector>

#include "grammar/tokens.h"
#include "led/parts.h"

namespace mnestic::extract {

// "badminton's done", "Kip's a retriever", "the doc's upped my dose": a verb that looks like a
// possession.
void say_being(Tokens& tokens);

// "Mar 3" as "3 March" where the facts say dates so.
void say_dates(const std::vector<Fact>& facts, Tokens& tokens);

// "Slack out, Teams in", "Teams has replaced Slack"; "a vet, technically, not a doctor" without
// what is said in passing.
void reword(Tokens& tokens);

}  // namespace mnestic::extract
