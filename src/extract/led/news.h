// News: what a sentence must be so that what it tells may end what is known of the speaker.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "grammar/tokens.h"
#include "led/parts.h"

namespace mnestic::extract {

// Where one of the phrases, parted by bars, begins; the size without it.
[[nodiscard]] std::size_t begin_of(const Tokens& tokens, std::string_view phrases);
// "2015", of the last century or this one.
[[nodiscard]] bool is_year(const Token& token);
// Whether a year is named: what was then is no news.
[[nodiscard]] bool names_year(const Tokens& segment);
// Whether what `segment` tells up to `until` may be the speaker's own news: nobody else is named.
[[nodiscard]] bool is_own_news(const Tokens& segment, std::size_t until);
// Whether it has not come about yet, or is no more than talk.
[[nodiscard]] bool is_open_news(const Said& said, const Tokens& segment);
// Whether the fact is about the user, or a thing or the spouse of theirs, as of now.
[[nodiscard]] bool is_of_user_now(const Fact& fact);

}  // namespace mnestic::extract
