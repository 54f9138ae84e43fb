// Changes: clauses that end something or put one thing in another's place: "stopped", "gave up",
// "switched from X to Y", "no longer". Each gives retractions, worded as if they were so, and
// assertions.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/clauses.h"

namespace mnestic::extract {

struct Change {
  bool retract = false;
  std::string content;
};

// "dropped my phone", "closed the window": ends nothing that lasts, and is not worth keeping.
[[nodiscard]] bool is_mishap(const Tokens& predicate);

// What the clause ends or replaces; empty when it is an ordinary statement.
[[nodiscard]] std::vector<Change> read_changes(const Clause& clause);

// "the doctor took me off warfarin": what the speaker takes no longer, or takes from now on.
[[nodiscard]] std::optional<Change> read_treatment(const Clause& clause);

// "no longer a student", "not vegan any more": text without a verb that only ends something.
[[nodiscard]] bool says_no_longer(const Tokens& tokens);
// What such text, or "no more cello lessons", ends.
[[nodiscard]] std::vector<Change> read_fragment_change(const Tokens& tokens);

// "the Barclays savings one is closed now", "the trip to Rome is off": the end of something of the
// speaker's.
[[nodiscard]] std::vector<Change> read_foreign_change(const Clause& clause);

// "peanuts are fine, the test came back negative": an allergy that is none.
[[nodiscard]] std::optional<Change> read_tolerated(const Clause& clause, TokenSpan sentence);

// "forget my address", "forget that I live in Berlin", "scrap the diet".
struct Forgetting {
  bool found = false;
  std::vector<Change> objects;                   // retractions of things named
  std::size_t rest_begin = std::string::npos;    // where an ordinary statement goes on
  std::size_t clause_begin = std::string::npos;  // where a clause to be retracted begins
};
[[nodiscard]] Forgetting read_forget_wish(TokenSpan tokens);

}  // namespace mnestic::extract
