// Shared verbs: "I sew and bake bread", "I came, saw and left": whether a verb behind a joint
// begins a clause of its own whose subject is that of the clause before.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>

#include "grammar/clauses.h"

namespace mnestic::extract {

// "do you", "are they": an auxiliary before its subject.
[[nodiscard]] bool is_question_order(TokenSpan tokens, std::size_t at);

// Whether a verb phrase that shares `last`, the subject before, starts at `at`.
[[nodiscard]] bool starts_shared_verb(TokenSpan tokens, std::size_t at, const Subject& last);

}  // namespace mnestic::extract
