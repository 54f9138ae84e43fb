// Open ends: what a sentence leaves open and the next one fills: a list that goes on ("I use vim
// and tmux. Emacs too"), a number of things that are named next ("I have two bikes. A ... and a
// ..."), a topic that is judged, a word of which more is said.
//
// Thread safety: none; one message is read by one reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/tokens.h"

namespace mnestic::extract {

class OpenEnds {
 public:
  // "... but a slow ghost story?" and then "yes": the statement; nothing for other words.
  [[nodiscard]] std::optional<std::string> read_verdict(const Tokens& tokens);

  // "A courtroom drama though?", "horror does nothing for me, but a slow ghost story?": the noun
  // awaits its verdict. Returns where what stands before it ends; the size for other questions.
  // `whole`: the question is no more than a noun.
  std::size_t await_from_question(TokenSpan tokens, bool whole);

  // "teacher, yeah" is noted, and "Physics, sixth form" behind it says more of it.
  struct Echo {
    bool noted = false;
    std::string narrowed;  // "It is teacher, Physics, not teacher"; empty without more
  };
  [[nodiscard]] Echo read_echo(TokenSpan tokens);

  // The sentences that `tokens` adds to what the sentence before told; none when they are no more
  // of it. `led`: "and", "plus" or "oh" stood before them.
  [[nodiscard]] std::vector<Tokens> go_on(const Tokens& tokens, bool led);
  // Notes the list that `sentence`, which was just told as `plain`, may go on with.
  void note_told(const std::vector<Tokens>& plain, TokenSpan sentence);

 private:
  Tokens verdict_;  // what "yes" or "no" is said of next
  Tokens echo_;
  Tokens lead_;           // "I use": what the next things are said with
  Tokens tail_;           // "for running": what is said of each of them behind it
  Tokens whole_;          // the sentence that counted people or animals, whose names may follow
  bool listed_ = false;   // there were several things already
  bool named_ = false;    // they were names
  bool counted_ = false;  // "three pairs": each of them may be told next
};

}  // namespace mnestic::extract
