// What the readers of a clause's kind and of passing remarks share.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "grammar/tokens.h"

namespace mnestic::extract {

// The main verb's lemma and the index behind it; auxiliaries, adverbs and "not" skipped.
[[nodiscard]] std::string main_lemma(const Tokens& tokens, std::size_t& behind);
[[nodiscard]] bool has_time(const Tokens& tokens);
// The token at `i` in lower case; empty behind the end.
[[nodiscard]] std::string_view next_low(const Tokens& tokens, std::size_t i);
[[nodiscard]] bool has_word(const Tokens& tokens, std::string_view low);

}  // namespace mnestic::extract
