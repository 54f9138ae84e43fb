// Clauses: a sentence cut where a new statement begins, each piece with whom it is about.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tokens.h"

namespace mnestic::extract {

enum class Person : std::uint8_t {
  speaker,  // I, we: the verb must be turned into the third person
  other,    // the verb already agrees
};

struct Subject {
  std::string text;  // "User", "User's nephew Kofi", "Edie"
  Person person = Person::speaker;
  bool plural = false;
  bool we = false;
  bool implied = false;  // not said: "can't swim"
  std::size_t end = 0;   // index of the first token behind it
};

// Whom pronouns mean, as far as the message has told.
struct Context {
  std::string person;  // for he and she
  std::string thing;   // for it: "User's car"
  std::string group;   // for they
  Subject last;        // of the clause before, for a verb that shares it
};

struct Clause {
  Subject subject;
  Tokens predicate;  // from the first adverb or verb on; a fragment's whole text when `fragment`
  bool fragment = false;  // no verb of its own: "root canal on Thursday"
  bool after_because = false;
};

// The subject that starts at `at`, when a finite verb follows it. `context` resolves pronouns.
[[nodiscard]] std::optional<Subject> read_clause_subject(TokenSpan tokens, std::size_t at,
                                                         const Context& context);

// Cuts `sentence` into clauses and updates `context`.
[[nodiscard]] std::vector<Clause> split_clauses(TokenSpan sentence, Context& context);

// The first finite verb of a predicate (adverbs and "not" before it skipped), or its size.
[[nodiscard]] std::size_t finite_verb_at(TokenSpan predicate);

}  // namespace mnestic::extract
