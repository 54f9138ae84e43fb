// Antecedents: what "it", "them" and "there" mean behind a verb, from the clause before.
//
// Thread safety: pure functions.
#pragma once

#include "grammar/clauses.h"

namespace mnestic::extract {

// "I hate pineapple on it" behind "I love pizza": "it" and "them" at the end of a phrase are named;
// "I ring him" behind "my brother works nights" too.
void name_object(const Clause& before, Clause& clause);

// "have been exploring that as well": of what, only the conversation knows.
[[nodiscard]] bool lacks_antecedent(const Clause& clause);

}  // namespace mnestic::extract
