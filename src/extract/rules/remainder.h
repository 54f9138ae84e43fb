// Remainder: the parts of a sentence without subject and verb that no rule has accounted for
// ("ex-Navy, submarines, so ...", "metformin since spring"). What plainly tells of the speaker is
// kept as a statement of its own; what merely goes on is kept with what it goes on from.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "grammar/mood.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// `told`: what the sentence has given so far. `own`: the message speaks of its speaker elsewhere.
// REQUIRES: the sentence is no question, request or supposition, and its opening is stripped.
[[nodiscard]] std::vector<FragmentReading> read_remainder(TokenSpan sentence,
                                                          const std::vector<std::string>& told,
                                                          bool own);

}  // namespace mnestic::extract
