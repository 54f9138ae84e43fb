// Changes: clauses that end something or put one thing in another's place: "stopped", "gave up",
// "switched from X to Y", "no longer". Each gives retractions, worded as if they were so, and
// assertions.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "clauses.h"

namespace mnestic::extract {

struct Change {
  bool retract = false;
  std::string content;
};

// What the clause ends or replaces; empty when it is an ordinary statement.
[[nodiscard]] std::vector<Change> read_changes(const Clause& clause);

}  // namespace mnestic::extract
