// Fates of stored facts: whether what somebody says ends one or leaves it alone, table by table.
#pragma once

#include <vector>

#include "tests/support/engine_fixture.h"

namespace mnestic::testing {

struct Fate {
  const char* known;
  const char* said;
};

// Beside each fact stands one that no message touches.
inline void check_fates(const std::vector<Fate>& fates, bool ends) {
  for (const Fate& fate : fates) {
    CAPTURE(fate.known);
    CAPTURE(fate.said);
    EngineFixture memory;
    memory.tell({fate.known, "User has a red bicycle"});
    memory.say(fate.said);
    CHECK(memory.knows(fate.known) != ends);
    CHECK(memory.knows("User has a red bicycle"));
  }
}

inline void check_ended(const std::vector<Fate>& fates) { check_fates(fates, true); }
inline void check_kept(const std::vector<Fate>& fates) { check_fates(fates, false); }

}  // namespace mnestic::testing
