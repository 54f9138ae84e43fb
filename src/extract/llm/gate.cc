// The gate: which turns of a conversation are not worth a model's time. It knows what is surely
// nothing (greetings, thanks, applause, questions without the speaker in them) and lets everything
// else through.
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "mnestic/extract/model.h"
#include "mnestic/text/words.h"

namespace mnestic::extract {
namespace {

// Words of somebody who speaks of themselves or wants something kept.
const WordSet& speaker() {
  static const WordSet words(
      "i i'm i've i'd i'll im ive my me mine myself we we're we've we'd we'll us our ours "
      "remember always never please prefer");
  return words;
}

// What only opens a sentence.
const WordSet& openers() {
  static const WordSet words(
      "wow woah whoa oh ah aw aww hmm haha lol hi hey hello ok okay yes yeah yep no nope sure "
      "right "
      "there all everyone well so and but thanks thank thx cheers congrats congratulations");
  return words;
}

// What a remark about the other, or about what they said, begins with.
const WordSet& applause() {
  static const WordSet words(
      "cool nice good great awesome amazing lovely sweet super perfect excellent wonderful "
      "fantastic incredible impressive absolutely definitely totally exactly indeed agreed true "
      "sounds looks seems that that's it's you you're your you've you'll glad happy what how keep "
      "take have bye goodbye see for");
  return words;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool may_hold_something(std::string_view sentence) {
  std::string opening;  // the first word that is more than an opener
  bool named = false;   // a name or a number
  for (const text::Word& each : text::words(sentence)) {
    const std::string_view written = sentence.substr(each.begin, each.end - each.begin);
    const std::string word = text::fold(written);
    if (speaker().has(word)) return true;
    const char first = written.front();
    const bool telling =
        (first >= 'A' && first <= 'Z' && !opening.empty()) || (first >= '0' && first <= '9');
    named = named || telling;
    if (opening.empty() && !openers().has(word)) opening = word;
  }
  if (opening.empty() || sentence.ends_with('?')) return false;
  return named || !applause().has(opening);
}

// Typographic apostrophes as typewriters write them, so that "I’m" is "I'm".
std::string plain_apostrophes(std::string_view content) {
  std::string out(content);
  for (std::size_t at = 0; (at = out.find("\xE2\x80\x99", at)) != std::string::npos;) {
    out.replace(at, 3, 1, '\'');
  }
  return out;
}

}  // namespace

bool worth_asking(std::string_view content) {
  const std::string plain = plain_apostrophes(content);
  // The word lists are English; what looks like another language always passes.
  if (!is_ascii(plain)) {
    const auto odd = std::count_if(plain.begin(), plain.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0xC3; });
    const bool letters = std::any_of(plain.begin(), plain.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= 0xC3 && byte < 0xE2;
    });
    if (letters || odd > 8) return true;
  }
  for (const text::Word& sentence : text::sentences(plain)) {
    const std::string_view words =
        std::string_view(plain).substr(sentence.begin, sentence.end - sentence.begin);
    if (may_hold_something(words)) return true;
  }
  return false;
}

}  // namespace mnestic::extract
