// Tongues: whether a sentence is in another language than English, which the rules do not read: out
// of "me piden el DNI" they would make a fact about nobody.
//
// Thread safety: pure functions.
#pragma once

#include "grammar/tokens.h"

namespace mnestic::extract {

// By its small words: two of other languages at least, more of them than of English, and no English
// verb beside them. "I love tacos al pastor" is English.
[[nodiscard]] bool is_other_tongue(const Tokens& tokens);

}  // namespace mnestic::extract
