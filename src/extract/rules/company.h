// Company: a clause about no one's thing, in the sentence in which somebody just told of
// themselves: "I get cluster headaches and oxygen is the only thing that touches them".
//
// Thread safety: pure functions.
#pragma once

#include "grammar/clauses.h"

namespace mnestic::extract {

// Whether the clause tells what is so for its speaker rather than what one thinks of the world.
// REQUIRES: the clause stands behind one about the speaker, in a message of a line or two.
[[nodiscard]] bool keeps_company(const Clause& clause);

}  // namespace mnestic::extract
