// The words of a text as the finders of announced secrets see them.
//
// Thread safety: pure functions. Time is linear in the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "secrets/secrets.h"

namespace mnestic::extract {

struct Word {
  std::string low;        // lower case, marks at both ends gone; empty for a piece of marks alone
  std::size_t begin = 0;  // bytes of the text; of the word without those marks
  std::size_t end = 0;
  std::string_view marks_after;  // what was cut at the end: ":", ",", "."
  bool ends_line = false;
  bool opened = false;  // a bracket or a quotation mark stood before it
};
using Words = std::vector<Word>;

// "pin=1234" is two words, "the pin's 1234" four; so are the parts of markup.
[[nodiscard]] Words words_of(std::string_view text);

[[nodiscard]] std::size_t digits_in(std::string_view word);
// Digits, and the "#" or "*" of a keypad.
[[nodiscard]] bool is_bare_number(std::string_view word);
// Of mail or the web.
[[nodiscard]] bool is_address(std::string_view word);
// Letters with a digit or a sign among them: what people make passwords of, and no word, no
// address.
[[nodiscard]] bool is_made_up(std::string_view word);
// "Zt9kQ4mWx2", "Liverpool2Barca0corner": upper case, lower case and digits, changing several
// times.
[[nodiscard]] bool is_random(std::string_view original);
[[nodiscard]] bool ends_sentence(const Word& word);
// Nothing of the clause follows words[i]: a mark, the end, "and", "but".
[[nodiscard]] bool ends_clause(const Words& words, std::size_t i);
// "is", "are", "=", "to": what leads from the name of a thing to its value, in several languages.
[[nodiscard]] bool links_to_value(std::string_view low);
[[nodiscard]] bool is_quoted(std::string_view text, const Word& word);

// A number in groups: "0 7 1 9", "2 77 01 75 261 401 49", "four eight two one", "3, 8, 8 and 1".
struct Group {
  std::size_t last = 0;  // index of its last word
  std::string digits;    // letters among them too
};
// The group that begins at words[i]; without digits when none does.
[[nodiscard]] Group group_at(const Words& words, std::size_t i);

}  // namespace mnestic::extract
