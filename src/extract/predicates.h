// Predicates: small tests and mends of what is said about a subject, before it is written down.
//
// Thread safety: pure functions.
#pragma once

#include "tokens.h"

namespace mnestic::extract {

// "couldn't do it": what was not done stands elsewhere.
[[nodiscard]] bool is_bare_failure(const Tokens& predicate);

// "I think I left the oven on": not worth keeping.
[[nodiscard]] bool is_faint_memory(const Tokens& predicate);

// "for eleven years now" without the "now".
void drop_idle_now(Tokens& part);

// "I left Google, I'm at Meta now": where one is now is where one works.
void name_employer(Tokens& part);

}  // namespace mnestic::extract
