#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "characters.h"
#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

// How far back an abbreviation is looked for.
constexpr std::size_t kAbbreviationBytesMax = 12;

// Never the last word of a sentence.
constexpr std::array<std::string_view, 26> kTitles = {
    "approx", "ca", "capt", "cf", "col", "dr", "e.g",  "fig", "gen", "gov", "hon", "i.e", "lt",
    "messrs", "mr", "mrs",  "ms", "mt",  "pp", "prof", "rep", "rev", "sen", "sgt", "st",  "vs"};
static_assert(std::is_sorted(kTitles.begin(), kTitles.end()));

// The last word of a sentence only when a new one plainly begins.
constexpr std::array<std::string_view, 27> kAbbreviations = {
    "apr", "aug", "ave", "blvd", "co",  "corp", "dec", "dept", "est",
    "feb", "inc", "jan", "jr",   "jul", "jun",  "ltd", "mar",  "max",
    "min", "nov", "oct", "rd",   "sep", "sept", "sq",  "sr",   "vol"};
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

bool is_line_break(std::int32_t code) {
  return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

// Marks that end a sentence wherever they stand.
bool ends_anywhere(std::int32_t code) {
  return code == 0x3002 || code == 0xFF01 || code == 0xFF1F || code == 0xFF61 || code == 0xFF0E ||
         code == 0x0964 || code == 0x0965 || code == 0x061F || code == 0x06D4;
}

// Marks that end a sentence before a blank or the end.
bool ends_before_blank(std::int32_t code) {
  return code == '!' || code == '?' || code == 0x2026 || code == '.';
}

bool is_closing(std::int32_t code) {
  return code == '"' || code == '\'' || code == ')' || code == ']' || code == '}' ||
         code == 0x2019 || code == 0x201D || code == 0xBB || code == 0x203A || code == 0x300D ||
         code == 0x300F || code == 0xFF09 || code == 0x3011;
}

std::int32_t code_at(std::string_view text, std::size_t at) {
  return at < text.size() ? character_at(text, at).code : 0;
}

bool is_blank_at(std::string_view text, std::size_t at) {
  return at >= text.size() || class_of(code_at(text, at)) == CharClass::blank;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_line_break(code_at(text, at)) && is_blank_at(text, at)) {
    at += character_at(text, at).length;
  }
  return at;
}

// The ASCII letters, digits and dots right before `dot`, lower case; empty when longer than any
// abbreviation.
std::string token_before(std::string_view text, std::size_t begin, std::size_t dot) {
  std::size_t at = dot;
  while (at > begin && (class_of(static_cast<unsigned char>(text[at - 1])) == CharClass::letter ||
                        text[at - 1] == '.' || static_cast<unsigned char>(text[at - 1]) >= 0x80)) {
    --at;
    if (dot - at > kAbbreviationBytesMax) return {};
  }
  return fold(text.substr(at, dot - at));
}

// Whether what stands at `at` can only be the beginning of a sentence: a capitalised function word.
bool plainly_begins(std::string_view text, std::size_t at) {
  if (!is_upper(code_at(text, at))) return false;
  std::size_t end = at;
  while (end < text.size() && end - at < kAbbreviationBytesMax &&
         (class_of(code_at(text, end)) == CharClass::letter || text[end] == '\'')) {
    end += character_at(text, end).length;
  }
  return is_stopword(fold(text.substr(at, end - at)));
}

// Whether the single dot at `dot` of the sentence from `begin` belongs to its word. `next` is what
// follows the blanks.
bool dot_belongs_to_word(std::string_view text, std::size_t begin, std::size_t dot,
                         std::size_t next) {
  if (next >= text.size() || is_line_break(code_at(text, next))) return false;
  const std::string token = token_before(text, begin, dot);
  if (token.empty()) return false;
  if (holds(kTitles, token)) return true;
  // "1. Buy milk", the number of a list.
  const bool number =
      std::all_of(token.begin(), token.end(), [](char c) { return is_ascii_digit(c); });
  if (number) return begin + token.size() == dot;
  if (token == "no") return is_ascii_digit(code_at(text, next));
  if (token == "etc") return !is_upper(code_at(text, next));
  const bool initial = token.size() == 1 && is_upper(static_cast<unsigned char>(text[dot - 1]));
  const bool dotted = token.size() > 1 && token.find('.') != std::string::npos &&
                      token.front() != '.' && token.find('.') < 3 && !is_ascii_digit(token.front());
  if (!initial && !dotted && !holds(kAbbreviations, token)) return false;
  return !plainly_begins(text, next);
}

struct Mark {
  bool ends = false;  // the sentence
  std::size_t end =
      0;  // past the marks, and past what closes behind them when they end the sentence
};

// What the mark at `at` does to the sentence from `begin`. Nothing when there is no mark: `end` is
// `at`.
Mark mark_at(std::string_view text, std::size_t begin, std::size_t at) {
  const std::int32_t code = code_at(text, at);
  const auto is_mark_at = [&](std::size_t i) {
    return i < text.size() &&
           (ends_anywhere(code_at(text, i)) || ends_before_blank(code_at(text, i)));
  };
  std::size_t marks_end = at;
  std::size_t marks = 0;
  while (is_mark_at(marks_end)) {
    marks_end += character_at(text, marks_end).length;
    ++marks;
  }
  if (marks == 0) return {false, at};
  std::size_t end = marks_end;
  while (end < text.size() && is_closing(code_at(text, end))) end += character_at(text, end).length;
  if (ends_anywhere(code)) return {true, end};
  if (!is_blank_at(text, end)) return {false, marks_end};
  const std::size_t next = skip_blanks(text, end);
  const bool trails_off = code == 0x2026 || (code == '.' && marks > 1);
  if (trails_off && is_lower(code_at(text, next))) return {false, marks_end};
  if (code == '.' && marks == 1 && dot_belongs_to_word(text, begin, at, next))
    return {false, marks_end};
  return {true, end};
}

void push_trimmed(std::string_view text, std::size_t begin, std::size_t end,
                  std::vector<Word>& found) {
  std::size_t first = end;
  std::size_t last = begin;
  for (std::size_t at = begin; at < end;) {
    const Character character = character_at(text, at);
    if (class_of(character.code) != CharClass::blank) {
      first = std::min(first, at);
      last = at + character.length;
    }
    at += character.length;
  }
  if (first < last) found.push_back({first, last});
}

}  // namespace

std::vector<Word> sentences(std::string_view text) {
  std::vector<Word> found;
  std::size_t begin = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    if (is_line_break(character.code)) {
      push_trimmed(text, begin, at, found);
      at += character.length;
      begin = at;
      continue;
    }
    // Leading blanks do not count: a list number is looked for at the first letter.
    if (at == begin && class_of(character.code) == CharClass::blank) {
      at += character.length;
      begin = at;
      continue;
    }
    const Mark mark = mark_at(text, begin, at);
    at = std::max(mark.end, at + character.length);
    if (mark.ends) {
      push_trimmed(text, begin, at, found);
      begin = at;
    }
  }
  push_trimmed(text, begin, text.size(), found);
  return found;
}

}  // namespace mnestic::text
