// Pieces that the readers of changes share.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/clauses.h"
#include "rules/changes.h"

namespace mnestic::extract {

// The main verb of a predicate.
struct Core {
  std::size_t verb = 0;  // its index
  std::string lemma;
  bool negated = false;
};
[[nodiscard]] Core core_of(const Tokens& tokens);

// The tokens [from, to), as far as there are any.
[[nodiscard]] Tokens part_of(const Tokens& tokens, std::size_t from, std::size_t to);
// The index of the first token `low` from `from` on, or the size.
[[nodiscard]] std::size_t find_word(const Tokens& tokens, std::string_view low,
                                    std::size_t from = 0);
[[nodiscard]] bool word_is(const Tokens& tokens, std::size_t i, std::string_view low);
// "switched from X to Y", "swapped X for Y", "replaced X with Y", "moved from X to Y".
[[nodiscard]] bool read_exchange(const Clause& clause, const Core& core,
                                 std::vector<Change>& changes);
// Where the object ends: "Magnet ages ago", "sugar last year", "Magnet because it was slow".
[[nodiscard]] std::size_t object_end(const Tokens& tokens, std::size_t from);
// A retraction for each item of the object: verb + object.
void end_objects(const Subject& subject, std::string_view lemma, const Tokens& object,
                 std::vector<Change>& changes);

}  // namespace mnestic::extract
