// Pieces that the readers of fragments share.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/mood.h"
#include "grammar/tokens.h"

namespace mnestic::extract {

// The words as said of the user.
[[nodiscard]] std::string rest_of(TokenSpan tokens);
// "Interview with ..." inside a sentence is "interview with ..."; "MRI" stays.
[[nodiscard]] std::string lowered_start(std::string text);
[[nodiscard]] std::string with_article(TokenSpan tokens);
[[nodiscard]] bool is_condition(std::string_view low);

// What a person who tells of an illness takes and has; false, and no reading, for other words.
[[nodiscard]] bool read_medication(TokenSpan tokens, std::vector<FragmentReading>& readings);
[[nodiscard]] bool read_remedy(TokenSpan tokens, std::vector<FragmentReading>& readings);
[[nodiscard]] bool read_aid(TokenSpan tokens, std::vector<FragmentReading>& readings);

}  // namespace mnestic::extract
