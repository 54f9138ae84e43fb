#include "mnestic/text/words.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace std::string_literals;
using mnestic::text::Word;
using mnestic::text::words;

std::vector<std::string> texts_of(const std::string& text, const std::vector<Word>& ranges) {
  std::vector<std::string> found;
  found.reserve(ranges.size());
  for (const Word& range : ranges)
    found.push_back(text.substr(range.begin, range.end - range.begin));
  return found;
}

struct Case {
  std::string name;
  std::string text;
  std::vector<std::string> expected;
};

}  // namespace

TEST_CASE("words: table of scripts and signs") {
  const std::vector<Case> cases = {
      {"plain", "I use Shram, and Magnet!", {"I", "use", "Shram", "and", "Magnet"}},
      {"empty", "", {}},
      {"only signs", " -- ... !? ", {}},
      {"apostrophe inside", "don't O'Brien", {"don't", "O'Brien"}},
      {"typographic apostrophe", "don’t", {"don’t"}},
      {"quotes are not part", "'quoted' dogs' \"x\"", {"quoted", "dogs", "x"}},
      {"hyphen",
       "gpt-5-mini well-known -dash- a--b",
       {"gpt-5-mini", "well-known", "dash", "a", "b"}},
      {"dot", "3.5 node.js end. e.g. U.S.A.", {"3.5", "node.js", "end", "e.g", "U.S.A"}},
      {"plus and hash",
       "C++, C# and C++11 a+b +49 #tag",
       {"C++", "C#", "and", "C++11", "a+b", "49", "tag"}},
      {"no more than two", "a+++b C###", {"a++", "b", "C##"}},
      {"underscore", "snake_case __init__", {"snake_case", "init"}},
      {"mail and address",
       "bob@example.com https://a.de/x",
       {"bob", "example.com", "https", "a.de", "x"}},
      {"combining mark", "Cafe\u0301 x", {"Cafe\u0301", "x"}},
      {"mark without letter", "❤\uFE0F ok", {"ok"}},
      {"German", "Größe Straße", {"Größe", "Straße"}},
      {"Greek and Cyrillic", "Αθήνα, Москва", {"Αθήνα", "Москва"}},
      {"Arabic", "أحب القهوة، كثيرا", {"أحب", "القهوة", "كثيرا"}},
      {"Persian with joiner", "می\u200Cخواهم", {"می\u200Cخواهم"}},
      {"joiner at the end", "می\u200C x", {"می", "x"}},
      {"Hindi", "मुझे चाय पसंद है।", {"मुझे", "चाय", "पसंद", "है"}},
      {"Tamil", "எனக்கு காபி", {"எனக்கு", "காபி"}},
      {"Hebrew", "אני גר בחיפה", {"אני", "גר", "בחיפה"}},
      {"Thai in one run", "ผมชอบกาแฟ มาก", {"ผมชอบกาแฟ", "มาก"}},
      {"Chinese", "我喜欢咖啡。", {"我喜欢咖啡"}},
      {"Japanese beside Latin", "私はPythonを使う", {"私は", "Python", "を使う"}},
      {"Korean", "나는 커피를", {"나는", "커피를"}},
      {"digits beside Han", "3月10日", {"3", "月", "10", "日"}},
      {"bad byte is a blank", "a\xFF"s + "b \xC3", {"a", "b"}},
      {"NUL is a blank", "a\0b"s, {"a", "b"}},
      {"surrogate bytes are blanks", "a\xED\xA0\x80z", {"a", "z"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(texts_of(c.text, words(c.text)) == c.expected);
  }
}

TEST_CASE("words: a word past the limit is cut between characters, its rest is no word") {
  const std::string cut = std::string(127, 'a') + "é" + "tail next";
  CHECK(texts_of(cut, words(cut)) == std::vector<std::string>{std::string(127, 'a'), "next"});
}

TEST_CASE("words: a long run without blanks goes on in pieces and loses nothing") {
  std::string run;
  for (int i = 0; i < 100; ++i) run += "咖";
  std::string joined;
  for (const std::string& piece : texts_of(run, words(run))) {
    CHECK(piece.size() <= mnestic::text::kWordBytesMax);
    joined += piece;
  }
  CHECK(joined == run);
}
