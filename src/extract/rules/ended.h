// Ended: the many ways to say that something of the speaker's is over ("Pilates is history", "gave
// the rabbits away", "off the antidepressants"), beside the plain changes of changes.h. What is
// found is a retraction of doing the thing ("User does Pilates"), or of suffering from it; which
// statements that means is retract.h's to say.
//
// Thread safety: pure functions.
#pragma once

#include <vector>

#include "grammar/clauses.h"
#include "rules/changes.h"

namespace mnestic::extract {

// What the clause ends; empty when it ends nothing.
[[nodiscard]] std::vector<Change> read_ended(const Clause& clause);

// "no need to mention the gym, my membership lapsed": where what makes it needless begins; 0
// without such words.
[[nodiscard]] std::size_t behind_waiver(TokenSpan tokens);

// "me and Dario" as "Dario and I"; other sentences as they are.
[[nodiscard]] Tokens myself_last(Tokens tokens);

// "dropped that" behind "Slack?": the pronoun at the end of a phrase is named by the topic.
void name_topic(TokenSpan topic, Clause& clause);

}  // namespace mnestic::extract
