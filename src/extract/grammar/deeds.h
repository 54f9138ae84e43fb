// Deeds in lists: "want to learn Spanish and visit Peru", "do some research and read reviews". What
// somebody does has a verb and its object; a list of such is not cut as a list of things is.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// Tokens [begin, end) of a predicate.
struct ItemSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// "using", also of verbs that the lexicon lacks; not "thing" or "king".
[[nodiscard]] bool is_gerund(const Token& token);

// The predicate once for each deed when the items behind the first are deeds; itself alone when
// deeds and things are mixed; nothing when all are things. `items` are at least two, in order, and
// lie in `predicate`; the first begins behind what the grammar takes for its verb.
[[nodiscard]] std::optional<std::vector<Tokens>> part_deeds(const Tokens& predicate,
                                                            const std::vector<ItemSpan>& items);

}  // namespace mnestic::extract
