// Predicates: small tests and mends of what is said about a subject, before it is written down.
//
// Thread safety: pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/tokens.h"
#include "guard/screen.h"
#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

// "couldn't do it": what was not done stands elsewhere.
[[nodiscard]] bool is_bare_failure(const Tokens& predicate);

// "I think I left the oven on": not worth keeping.
[[nodiscard]] bool is_faint_memory(const Tokens& predicate);

// ", name's Robin" behind "my daughter's partner ...": the name of the one spoken of.
void own_attribute(const Clause& before, Clause& clause);

// "always have": says no more than the clause before.
[[nodiscard]] bool only_echoes(const Tokens& predicate);

// Whether somebody or something does or is something: "window seats make me nervous".
[[nodiscard]] bool finite_clause_in(TokenSpan tokens);

// "the club's in Cardiff", "supervisor is Dr Okonjo", "topic is peat bogs": told beside what the
// speaker says of themselves, and of a kind that people have one of.
[[nodiscard]] bool is_affair_of_speaker(const Clause& clause);

// "I have 3 apples and eat one. How many are left?"
[[nodiscard]] bool poses_sum(const Screened& screened);

// "am 42" of "I'm not 42", when `next` says what is so instead; else empty.
[[nodiscard]] Tokens replaced_by(const Clause& clause, const Clause& next);

// "am cutting out sugar": said of the speaker, and going on.
[[nodiscard]] bool is_under_way(const Clause& clause);

// "I am also a nurse" without the word that only links it to what was said before.
[[nodiscard]] Tokens without_linking(Tokens sentence);

// "for eleven years now" without the "now".
void drop_idle_now(Tokens& part);

// "My kids are Ana and Ben": each statement is about one of them, "One of User's kids is Ana".
void name_one_of(Subject& subject, Tokens& part);

// "I left Google, I'm at Meta now": where one is now is where one works.
void name_employer(Tokens& part);

// "User's sister is a nurse": told of somebody close to the user.
[[nodiscard]] bool is_about_kin(std::string_view content);

// "I have 3 apples and eat one, how many are left?" is a sum.
[[nodiscard]] bool asks_amount(TokenSpan tokens);

// "User's passport" of a message that says when it expires: what "it" means there though a secret
// stands between; empty for other messages.
[[nodiscard]] std::string document_in(TokenSpan message);

// Whether there are statements, and all of them are about `who`.
[[nodiscard]] bool all_about(std::span<const Candidate> told, const std::string& who);

}  // namespace mnestic::extract
