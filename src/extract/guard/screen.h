// Screen: which parts of a message are the speaker's own plain statements. Code, quotations,
// markup, pasted text and whole messages that ask not to be kept are left out here, before any
// grammar.
//
// Thread safety: pure functions. Time is linear in the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

struct Sentence {
  std::size_t begin = 0;  // bytes of the message
  std::size_t end = 0;
  bool question = false;
};

// A name in quotation marks ("The Overstory"), the marks included.
struct Title {
  std::size_t begin = 0;  // bytes of the message
  std::size_t end = 0;
  std::size_t marks = 0;  // bytes of each quotation mark
};

struct Screened {
  std::string text;  // as long as the message; what is left out is blank
  std::vector<Sentence> sentences;
  std::vector<Title> titles;  // in order, not blank; none of them is cut by a sentence's end
  bool recalled = false;      // holds lines with ids of memories, which are left out
  std::string refused;        // why the message as a whole gives nothing; empty when it may
};

[[nodiscard]] Screened screen(std::string_view message);

// Leaves out the lines of two settings or more in a row, when one has a name as programs give them.
void blank_settings(std::string& text);

// A sentence with a secret in it ends behind it when another clause follows.
void cut_behind_secrets(std::string_view message, std::vector<Sentence>& sentences);

// The words of a sentence; none when it is in another language. A title is one word, between plain
// quotation marks in `out`.
[[nodiscard]] Tokens tokens_of(const Screened& screened, const Sentence& sentence);

}  // namespace mnestic::extract
