#include "mnestic/text/words.h"

#include <algorithm>

#include "characters.h"
#include "mnestic/base/utf8.h"

namespace mnestic::text {
namespace {

// Kept when a letter or digit stands on both sides: "don't", "gpt-5-mini", "3.5", "snake_case",
// "a+b".
bool joins_inside(std::int32_t code) {
  return code == '\'' || code == 0x2019 || code == '-' || code == 0x2010 || code == 0x2011 ||
         code == '.' || code == '_' || code == '+' || code == '#';
}

// Kept at the end of a word as well, at most two of them: "C++", "C#", "Google+".
bool joins_at_end(std::int32_t code) { return code == '+' || code == '#'; }

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && class_of(character_at(text, at).code) == CharClass::letter;
}

// The end of what follows a letter at `at`: `at` itself, or past the joining signs that belong to
// the word.
std::size_t past_joiners(std::string_view text, std::size_t at) {
  const Character sign = character_at(text, at);
  if (!joins_inside(sign.code)) return at;
  std::size_t end = at + sign.length;
  if (joins_at_end(sign.code)) {
    if (end < text.size() && text[end] == text[at]) ++end;
    return end;
  }
  return is_letter_at(text, end) ? end : at;
}

std::size_t run_end(std::string_view text, std::size_t begin, CharClass kind) {
  std::size_t at = begin;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    const CharClass found = class_of(character.code);
    if (found == kind || found == CharClass::mark) {
      at += character.length;
      continue;
    }
    if (found == CharClass::joiner) {
      // Belongs to the word only when the word goes on behind it.
      const std::size_t after = at + character.length;
      if (after >= text.size()) break;
      const CharClass next = class_of(character_at(text, after).code);
      if (next != kind && next != CharClass::mark) break;
      at = after;
      continue;
    }
    if (kind != CharClass::letter) break;
    const std::size_t after = past_joiners(text, at);
    if (after == at) break;
    at = after;
    if (joins_at_end(static_cast<unsigned char>(text[at - 1])) && !is_letter_at(text, at)) break;
  }
  return at;
}

}  // namespace

std::vector<Run> runs(std::string_view text) {
  std::vector<Run> found;
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    const CharClass kind = class_of(character.code);
    if (kind != CharClass::letter && kind != CharClass::unspaced) {
      at += character.length;
      continue;
    }
    const std::size_t end = run_end(text, at, kind);
    found.push_back({at, end, kind == CharClass::unspaced});
    at = end;
  }
  return found;
}

std::vector<Word> words(std::string_view text) {
  std::vector<Word> found;
  for (const Run& run : runs(text)) {
    std::size_t begin = run.begin;
    while (begin < run.end) {
      const std::size_t size =
          utf8_prefix(text.substr(begin, run.end - begin), kWordBytesMax).size();
      found.push_back({begin, begin + size});
      // What a writer ran together past the limit is noise; a script without blanks just goes on.
      if (!run.unspaced) break;
      begin += size;
    }
  }
  return found;
}

}  // namespace mnestic::text
