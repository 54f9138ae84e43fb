// Characters: code points out of bytes, and what each is good for in a word. Shared inside this
// room only.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mnestic::text {

// Stands for a byte that is no part of a character. Classified as a blank.
inline constexpr std::int32_t kBadByte = -1;

struct Character {
  std::int32_t code = kBadByte;
  std::size_t length = 1;  // in bytes
};
// The character that begins at `at`. REQUIRES: at < text.size().
[[nodiscard]] Character character_at(std::string_view text, std::size_t at);

enum class CharClass : std::uint8_t {
  other,     // punctuation, symbols, bad bytes
  blank,     // white space, line breaks and controls
  letter,    // letters and digits of scripts that put blanks between words
  unspaced,  // letters of scripts that do not: Han, kana, Hangul (for its endings), Thai, Lao,
             // Khmer, Myanmar
  mark,      // combining: belongs to the letter before
  joiner,    // invisible inside words: zero-width joiners, soft hyphen
};
[[nodiscard]] CharClass class_of(std::int32_t code);

[[nodiscard]] bool is_upper(std::int32_t code);
[[nodiscard]] bool is_lower(std::int32_t code);
[[nodiscard]] inline bool is_ascii_digit(std::int32_t code) { return code >= '0' && code <= '9'; }

// A maximal word before any cut. `unspaced` runs have to be cut into bigrams to be of use.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool unspaced = false;
};
[[nodiscard]] std::vector<Run> runs(std::string_view text);

}  // namespace mnestic::text
