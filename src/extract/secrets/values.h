// What announced secrets look like: whether a value of some kind stands at a word, and where it
// ends.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "secrets/announcement.h"
#include "secrets/words.h"

namespace mnestic::extract {

struct Found {
  Piece place;
  std::size_t last = 0;  // index of its last word
};

// How the words before lead to the value.
struct Lead {
  bool linked = false;  // by "is", ":" and the like
  bool marked = false;  // by ":" or "="
  bool next = false;    // it stands directly behind what announces it
};

// The value of that kind at words[k]; nothing when it is none.
[[nodiscard]] std::optional<Found> value_at(std::string_view text, const Words& words,
                                            std::size_t k, Value value, Lead lead);

// "(it) is my dog's name, Rufusbear": behind the comma, when words[k] begins such a description.
[[nodiscard]] std::optional<Found> described_value(std::string_view text, const Words& words,
                                                   std::size_t k);

// The whole quotation around words[k], or the word.
[[nodiscard]] Piece whole_value(std::string_view text, const Word& word);

// Directly behind its name: "password 'bananacustard'", and on a line of a form the last word.
[[nodiscard]] bool stands_as_value(std::string_view text, const Words& words, std::size_t k);

// By itself, without words that lead to it: "X is my password", "4821, the PIN".
[[nodiscard]] bool stands_alone(const Words& words, std::size_t k, Value value);

}  // namespace mnestic::extract
