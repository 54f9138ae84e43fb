// Of a person: the sentence behind one about somebody is about them when it has no subject of its
// own: "My flatmate is moving out. Vegan, works nights", "My parents live in Split. Both retired".
//
// Thread safety: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

// Whether `subject` ("User's flatmate Aoife") names a person or an animal of whom more may be said.
[[nodiscard]] bool is_person_of_user(std::string_view subject);

// One sentence about the person for each thing that `sentence` says of them; none when it has a
// subject of its own, or may as well be about the speaker.
[[nodiscard]] std::vector<Tokens> read_more_of(std::string_view subject, bool plural,
                                               const Tokens& sentence);

}  // namespace mnestic::extract
