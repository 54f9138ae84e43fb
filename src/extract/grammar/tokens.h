// Tokens: a sentence cut into words and marks, with contractions taken apart ("don't" is do + not)
// and each token's place in the text kept.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::extract {

class WordSet;

enum class TokenKind : std::uint8_t { word, number, mark };

struct Token {
  std::string out;  // as written into a statement: contractions spelled out, else verbatim
  std::string low;  // lower case with a plain apostrophe, for comparing
  std::size_t begin = 0;
  std::size_t end = 0;
  TokenKind kind = TokenKind::word;
  bool space = false;    // a blank stood before it
  bool capital = false;  // starts with an upper-case letter
};

using Tokens = std::vector<Token>;
using TokenSpan = std::span<const Token>;

// `text` must outlive nothing: tokens own their words. Linear in the size.
[[nodiscard]] Tokens tokenize(std::string_view text);

// ASCII letters lowered, typographic apostrophes made plain; other bytes kept.
[[nodiscard]] std::string lower(std::string_view text);

// The tokens as text, with blanks where they stood.
[[nodiscard]] std::string join(TokenSpan tokens);

// A lower-case word that was not said, for putting sentences together.
[[nodiscard]] Token plain_word(std::string_view low, bool space = true);

// Whether one of the words is in `set`.
[[nodiscard]] bool has_any(TokenSpan tokens, const WordSet& set);

// A dash between words: an en or em dash, or a hyphen behind a blank.
[[nodiscard]] bool is_spaced_dash(const Token& token);

// Whether `words`, joined by single blanks, stand at `at`.
[[nodiscard]] bool sequence_at(TokenSpan tokens, std::size_t at, std::string_view words);

}  // namespace mnestic::extract
