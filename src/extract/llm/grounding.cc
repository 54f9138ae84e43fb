#include "llm/grounding.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "mnestic/text/words.h"
#include "relation/statement.h"

namespace mnestic::extract {
namespace {

std::string comparable(std::string_view folded) { return text::stem(canonical_word(folded)); }

bool holds_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
}

std::string_view without_possessive(std::string_view word) {
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s", "'"}) {
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

}  // namespace

void WordsSaid::add(std::string_view text) {
  for (const text::Word& each : text::words(text)) {
    const std::string folded = text::fold(text.substr(each.begin, each.end - each.begin));
    const std::string_view bare = without_possessive(folded);
    words_.insert(comparable(bare));
    words_.insert(std::string(bare));
    // "gpt-5-mini", "3.5": the parts count too.
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= bare.size(); ++i) {
      const bool joint =
          i == bare.size() || std::string_view("-'._/").find(bare[i]) != std::string_view::npos;
      if (!joint) continue;
      if (i > begin) words_.insert(comparable(bare.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
}

bool WordsSaid::has(std::string_view folded_word) const {
  const std::string_view bare = without_possessive(folded_word);
  return words_.contains(bare) || words_.contains(comparable(bare));
}

bool is_grounded(std::string_view statement, const WordsSaid& own, const WordsSaid& around) {
  bool shared = false;
  bool first = true;
  for (const text::Word& each : text::words(statement)) {
    const std::string_view written = statement.substr(each.begin, each.end - each.begin);
    const std::string folded = text::fold(written);
    const std::string_view bare = without_possessive(folded);
    const bool opening = std::exchange(first, false);
    if (bare == "user") continue;
    const bool capital = std::isupper(static_cast<unsigned char>(written.front())) != 0;
    const bool certain = holds_digit(bare) || (capital && !opening);
    if (certain && !around.has(bare)) return false;
    if (!text::is_stopword(bare)) shared = shared || own.has(bare);
  }
  return shared;
}

}  // namespace mnestic::extract
