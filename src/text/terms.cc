#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "characters.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/words.h"

namespace mnestic::text {
namespace {

// The shortest tail behind an apostrophe that is a word of its own: "o'brien", "l'amour", but not
// "we've".
constexpr std::size_t kElisionTailBytesMin = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_separator(std::string_view word, std::size_t at) {
  const char c = word[at];
  if (c == '-' || c == '_') return true;
  // "C++11" has parts, "C++" has none.
  if (c == '+' || c == '#') return word.find_first_not_of("+#", at) != std::string_view::npos;
  // A dot between digits is a number's own.
  return c == '.' &&
         !(at > 0 && at + 1 < word.size() && is_digit(word[at - 1]) && is_digit(word[at + 1]));
}

std::vector<std::string_view> parts_of(std::string_view word) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= word.size(); ++at) {
    if (at < word.size() && !is_separator(word, at)) continue;
    if (at > begin) parts.push_back(word.substr(begin, at - begin));
    begin = at + 1;
  }
  return parts;
}

// "u.s.a" is written "USA" as well.
std::string joined_initials(std::string_view word, const std::vector<std::string_view>& parts) {
  const bool dotted = parts.size() > 1 && word.find_first_of("-_+#") == std::string_view::npos;
  if (!dotted) return {};
  std::string joined;
  for (const std::string_view part : parts) {
    if (utf8_prefix(part, 4).size() != part.size()) return {};
    const Character only = character_at(part, 0);
    if (only.length != part.size() || is_ascii_digit(only.code)) return {};
    joined += part;
  }
  return joined;
}

// Collects terms; the words that were dropped for meaning nothing are kept aside for a text of
// nothing else.
class TermCollector {
 public:
  void add_word(std::string_view word) {
    const std::vector<std::string_view> parts = parts_of(word);
    if (std::string joined = joined_initials(word, parts); !joined.empty()) {
      terms_.push_back(std::move(joined));
      return;
    }
    add_simple(word);
    if (parts.size() > 1) {
      for (const std::string_view part : parts) add_simple(part);
    }
    const std::size_t apostrophe = word.find('\'');
    if (apostrophe != std::string_view::npos && word.size() - apostrophe > kElisionTailBytesMin) {
      add_simple(word.substr(apostrophe + 1));
    }
  }

  // Overlapping pairs of letters, each with its marks; a letter alone gives itself.
  void add_unspaced(std::string_view run) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < run.size();) {
      const Character character = character_at(run, at);
      if (class_of(character.code) != CharClass::mark || starts.empty()) starts.push_back(at);
      at += character.length;
    }
    const auto begin_of = [&](std::size_t i) { return i < starts.size() ? starts[i] : run.size(); };
    const std::size_t pairs = std::max<std::size_t>(starts.size(), 2) - 1;
    for (std::size_t i = 0; i < pairs; ++i) {
      const std::string_view pair = run.substr(begin_of(i), begin_of(i + 2) - begin_of(i));
      terms_.emplace_back(utf8_prefix(pair, kWordBytesMax));
    }
  }

  std::vector<std::string> take() && { return std::move(terms_.empty() ? dropped_ : terms_); }

 private:
  void add_simple(std::string_view word) {
    auto& list = is_stopword(word) ? dropped_ : terms_;
    list.push_back(stem(word));
  }

  std::vector<std::string> terms_;
  std::vector<std::string> dropped_;
};

}  // namespace

std::vector<std::string> index_terms(std::string_view text) {
  // Folded as a whole first: a single character may unfold into several words.
  const std::string folded = fold(text);
  const std::string_view view = folded;
  TermCollector collector;
  for (const Run& run : runs(view)) {
    const std::string_view word = view.substr(run.begin, run.end - run.begin);
    if (run.unspaced) {
      collector.add_unspaced(word);
    } else {
      collector.add_word(utf8_prefix(word, kWordBytesMax));
    }
  }
  return std::move(collector).take();
}

std::size_t estimate_tokens(std::string_view text) {
  // Word pieces of a byte-pair vocabulary: about six letters of a Latin word, three digits, one
  // sign, one CJK letter.
  constexpr std::size_t kLettersPerToken = 6;
  constexpr std::size_t kDigitsPerToken = 3;
  std::size_t tokens = 0;
  std::size_t letters = 0;
  std::size_t digits = 0;
  const auto close_run = [&] {
    tokens += (letters + kLettersPerToken - 1) / kLettersPerToken;
    tokens += (digits + kDigitsPerToken - 1) / kDigitsPerToken;
    letters = 0;
    digits = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    at += character.length;
    if (is_ascii_digit(character.code)) {
      ++digits;
    } else if (character.length <= 2 && class_of(character.code) == CharClass::letter) {
      letters += character.length;
    } else if (class_of(character.code) == CharClass::blank && character.code != kBadByte) {
      close_run();
    } else {
      close_run();
      tokens += std::max<std::size_t>(character.length, 2) - 1 - (character.length == 3 ? 1 : 0);
    }
  }
  close_run();
  return std::max(tokens, (text.size() + 3) / 4);
}

}  // namespace mnestic::text
