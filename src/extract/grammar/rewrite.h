// Rewrite: the speaker's words as a statement in the third person.
//
// Thread safety: pure functions.
#pragma once

#include <string>

#include "grammar/clauses.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// "am a nurse" -> "is a nurse" for a speaker; "my" -> "their"; "me" -> "User". Marks at the end are
// dropped.
[[nodiscard]] std::string third_person_predicate(const Subject& subject, TokenSpan predicate);

// Words that are not a clause's core ("my car", "with me"): pronouns turned, verbs left alone.
[[nodiscard]] std::string turned(const Subject& subject, TokenSpan tokens);

// "User" + "uses Magnet": one blank between, first letter upper case, no mark at the end.
[[nodiscard]] std::string statement(std::string_view subject, std::string_view predicate);

// Whether the statement says something: "User will", "User will a note" lack their verb.
[[nodiscard]] bool is_whole(std::string_view statement);

// "uses" for "User", "use" for "User's parents": the present of `lemma` that agrees.
[[nodiscard]] std::string agreeing(const Subject& subject, std::string_view lemma);

}  // namespace mnestic::extract
