// Classify: which kind of memory a statement is, and how sure and how important.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "grammar/clauses.h"
#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

// "recipe", "regex", "summary": what people ask an assistant for.
[[nodiscard]] bool is_asked_thing(std::string_view low);

// Sets kind, layer, confidence, importance and origin of `candidate` from its wording.
void classify(const Clause& clause, Candidate& candidate);
void set_kind(Candidate& candidate, std::string_view kind);

// "this printer", "the function": what lies before the speaker, or the work at hand.
[[nodiscard]] bool is_of_the_moment(std::string_view subject);

// Whether a clause of the speaker is a passing remark that is not worth keeping ("I'm starving", "I
// have a question").
[[nodiscard]] bool is_passing(const Clause& clause);

}  // namespace mnestic::extract
