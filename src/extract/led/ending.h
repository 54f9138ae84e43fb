// What in a clause says that something ends, whatever it is that ends.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>

#include <string>
#include "grammar/tokens.h"

#include "led/parts.h"

namespace mnestic::extract {

struct End {
  bool ended = false;
  bool denied = false;  // "not giving up"
  bool heals = false;
  bool tastes = false;    // "gone off mushrooms": liked no longer
  bool unsaid = false;    // "I never said I was ..."
  bool idiom = false;     // "put it behind me", "gave it the boot": says nothing but the end
  bool self = false;      // "I wouldn't call myself a runner": what one is or does
  bool by_any = false;    // done to what is the speaker's, by whomever
  bool before = false;    // the thing stands before the words
  std::size_t begin = 0;  // of the words of ending
  std::size_t end = 0;
  std::size_t stop = std::string::npos;  // where the thing behind them ends: "cut Spotify loose"
};

// The first words of ending in the segment, or an End that is neither ended nor denied.
[[nodiscard]] End find_end(const Tokens& segment);

// An idiom of ending that find_end() does not know ("the band breathed its last"): it asks for it.
[[nodiscard]] End find_farewell(const Tokens& tokens);

// Whether what ends in that segment of `said` has only done so this time, or is one of many.
[[nodiscard]] bool is_passing(const Said& said, const Tokens& segment, const End& end);

// "no longer need the crutches at home but I still use them outside"
[[nodiscard]] bool goes_on_partly(const Said& said, const Tokens& ended);
// Whether what ends is a machine that died: "the boiler died" is about a repair.
[[nodiscard]] bool is_broken_only(const Fact& fact, const Tokens& segment, const End& end);

}  // namespace mnestic::extract
