// Retract: which stored statements a retraction means. It may name the thing in other words than
// the statement does ("rehearsals" and "rehearses with a band"), but every word of it must be met:
// when unsure, nothing ends.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "relation/statement.h"

namespace mnestic::extract {

// Whether `fresh`, worded as if it were so, is the stored statement that is so no longer. Wide
// verbs reach further: "does X" ends whatever the person has, uses or does of X, "suffers from X"
// what they cannot have, "mentions X" all that is known of X.
[[nodiscard]] bool ends(const Parsed& stored, const Parsed& fresh);

// Nouns that are said of anything: "the keto thing", "the blood pressure tablets".
[[nodiscard]] bool is_vague_noun(std::string_view word);

// Whether `said` means the word `stored` of a statement: one stem, or a general word for it
// ("alcohol" for "wine").
[[nodiscard]] bool word_means(const Term& said, const Term& stored);

// Whether two words of statements have one stem: "rehearsals" and "rehearses". Names have none.
[[nodiscard]] bool akin(const Term& a, const Term& b);

}  // namespace mnestic::extract
