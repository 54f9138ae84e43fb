// Next sentence: one that only goes on with what the sentence before has named or told: its time
// ("Jury service. Two weeks from 8 June."), an exception ("I eat everything. Except olives.").
//
// Thread safety: pure functions.
#pragma once

#include <string>

#include "grammar/tokens.h"

namespace mnestic::extract {

// The occasion that a sentence names without saying when it is ("Parents' evening clashes with the
// match"); empty when it names none.
[[nodiscard]] Tokens occasion_of(const Tokens& sentence);
// Whether the sentence is a time and nothing else: "Wednesday, six o'clock".
[[nodiscard]] bool is_time_only(const Tokens& sentence);
// "I have jury service, two weeks from 8 June".
[[nodiscard]] Tokens with_time(const Tokens& occasion, const Tokens& time);

// ", unless it is shoes": what the sentence leaves out of the statement before it; empty when it
// is no such exception.
[[nodiscard]] std::string exception_in(const Tokens& sentence);

}  // namespace mnestic::extract
