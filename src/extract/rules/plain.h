// Plain: sentences whose shape hides who does what ("What I hate is ...", "Allergies: ...",
// "My sister, who lives in Rome, ..."), put into plain order so that one grammar reads them all.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// "neither of us wants a DJ": "we do not want a DJ".
[[nodiscard]] Tokens speaking_for_all(Tokens tokens);

// The sentences that say the same in plain order; the sentence itself when it is plain already.
[[nodiscard]] std::vector<Tokens> in_plain_order(const Tokens& sentence);

// "Olives? Hate them.", "Favourite authors? Ishiguro.": the second sentence with the topic that the
// first one names put into it; nothing when the two do not belong together.
[[nodiscard]] std::optional<Tokens> with_topic(TokenSpan topic, const Tokens& comment);

// "Instruments in the house? A piano and two ukuleles": one sentence for each thing; none when the
// words behind the question are no list of such things.
[[nodiscard]] std::vector<Tokens> answers_to(TokenSpan topic, const Tokens& comment);

// The sentence without its opening, which ends before `begin`, as most people would say it.
[[nodiscard]] Tokens in_usual_words(const Tokens& all, std::size_t begin, Tokens tokens);

}  // namespace mnestic::extract
