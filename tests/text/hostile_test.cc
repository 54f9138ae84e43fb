#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "mnestic/base/random.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/time.h"
#include "mnestic/text/words.h"

namespace {

using namespace mnestic;

// Bytes that meet the edges often: half of them from pieces that mean something to the functions
// under test.
std::string random_bytes(RandomSource& random) {
  static const std::vector<std::string> kPieces = {
      ".",      "'",      "-",    "+",    "#",    "_",    "e.g.", "\u0301", "한",   "咖", "ที่",
      "\u200D", "\u00AD", "\xF0", "\xE0", "\xC3", "\xED", "2026", "-11-",   "T10:", "İ",  "ß",
      "ﷺ",      "…",      "。",   "\n",   " ",    "Dr",   "J.",   "\uFDFA", "\xFF", "a"};
  std::string text;
  const std::uint64_t size = random.next_u64() % 24;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::uint64_t bits = random.next_u64();
    if (bits % 2 == 0) {
      text += kPieces[(bits >> 8) % kPieces.size()];
    } else {
      text += static_cast<char>(bits >> 32);
    }
  }
  return text;
}

void check_ranges(const std::string& text, const std::vector<text::Word>& ranges) {
  std::size_t before = 0;
  for (const text::Word& range : ranges) {
    REQUIRE(range.begin >= before);
    REQUIRE(range.begin < range.end);
    REQUIRE(range.end <= text.size());
    before = range.end;
  }
}

}  // namespace

TEST_CASE("hostile: 100,000 random texts neither crash nor break a promise") {
  const auto random = seeded_random(20261120);
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = random_bytes(*random);
    CAPTURE(i);
    check_ranges(text, text::words(text));
    for (const text::Word& word : text::words(text)) {
      REQUIRE(is_valid_utf8(text.substr(word.begin, word.end - word.begin)));
      REQUIRE(word.end - word.begin <= text::kWordBytesMax);
    }
    check_ranges(text, text::sentences(text));
    const std::string folded = text::fold(text);
    REQUIRE(is_valid_utf8(folded));
    const auto terms = text::index_terms(text);
    for (const std::string& term : terms) {
      REQUIRE_FALSE(term.empty());
      REQUIRE(is_valid_utf8(term));
      REQUIRE(term.size() <= text::kWordBytesMax);
    }
    REQUIRE(terms == text::index_terms(folded));
    REQUIRE(text::estimate_tokens(text) >= (text.size() + 3) / 4);
    (void)text::parse_time(text, text);  // any answer will do; it must be one
    (void)text::stem(text);
  }
}

TEST_CASE("hostile: a megabyte of one thing takes no longer than its size asks") {
  for (const std::string piece :
       {".", "'", "a.", "a ", ". ", "\xFF", "+", "咖", "\u0301", "e.g. ", "\n", "\"", "a\u200D"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    text += 'x';
    CHECK(text::words(text).size() <= text.size());
    CHECK(text::sentences(text).size() <= text.size());
    CHECK(text::index_terms(text).size() <= 2 * text.size());
  }
}
