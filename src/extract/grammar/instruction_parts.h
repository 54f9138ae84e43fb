// What the readers of wishes and of feedback share.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/mood.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// Whether `words` stand at `at`; `end` is the index behind them.
[[nodiscard]] bool sequence_at(TokenSpan tokens, std::size_t at, std::string_view words,
                               std::size_t& end);

// The words of a wish as they are told of the assistant and the user.
[[nodiscard]] std::string wish_words(TokenSpan tokens);

// "keep", "use", "answer": verbs whose wish about style lasts.
[[nodiscard]] bool standing_verb(std::string_view low);

// "your answers are too long", "no more bullet points", "temperatures in celsius".
[[nodiscard]] std::optional<Instruction> read_feedback(TokenSpan tokens);

}  // namespace mnestic::extract
