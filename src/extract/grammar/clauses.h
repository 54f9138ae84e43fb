// Clauses: a sentence cut where a new statement begins, each piece with whom it is about.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grammar/tokens.h"

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
  bool foreign = false;  // not known to be the speaker's: "light themes"
  bool it = false;       // "it", "that": what it means is taken from the context
  std::size_t end = 0;   // index of the first token behind it
};

// Whom pronouns mean, as far as the message has told.
struct Context {
  std::string person;   // for he and she
  std::string thing;    // for it: "User's car"
  std::string group;    // for they
  std::string names;    // " Kofi Winston ": names heard so far
  bool people = false;  // the message speaks of people or animals close to the speaker
  Subject last;         // of the clause before, for a verb that shares it
};

struct Clause {
  Subject subject;
  Tokens predicate;  // from the first adverb or verb on; a fragment's whole text when `fragment`
  Tokens lead;       // said before the subject, belongs behind the predicate: "on Mondays"
  bool fragment = false;     // no verb of its own: "root canal on Thursday"
  bool consequence = false;  // joined by "so" or ";" to what the speaker said of themselves
};

// The subject that starts at `at`, when a finite verb follows it. `context` resolves pronouns.
[[nodiscard]] std::optional<Subject> read_clause_subject(TokenSpan tokens, std::size_t at,
                                                         const Context& context);

// Cuts `sentence` into clauses and updates `context`.
[[nodiscard]] std::vector<Clause> split_clauses(TokenSpan sentence, Context& context);

// Notes whom and what `tokens` name, for the pronouns that follow; reads no clause.
void note_objects(TokenSpan tokens, Context& context);

// "so don't suggest anything before noon": a wish to the assistant behind a statement.
[[nodiscard]] bool starts_order(TokenSpan tokens, std::size_t at);

// "epilepsy diagnosed in 2019": a condition that begins a statement of its own.
[[nodiscard]] bool starts_condition(TokenSpan tokens, std::size_t at);

// The index behind adverbs and "not" from `at` on.
[[nodiscard]] std::size_t skip_adverbs(TokenSpan tokens, std::size_t at);

// A verb form that agrees with a subject in the third person: "my sister plays", "my parents live".
[[nodiscard]] bool agrees(const Token& token, bool plural);

// Whether the words speak of the speaker: me, my, I, us ...
[[nodiscard]] bool mentions_speaker(TokenSpan tokens);

// The first finite verb of a predicate (adverbs and "not" before it skipped), or its size.
[[nodiscard]] std::size_t finite_verb_at(TokenSpan predicate);

}  // namespace mnestic::extract
