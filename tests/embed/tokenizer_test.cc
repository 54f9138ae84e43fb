#include "tokenizer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/base/random.h"

namespace mnestic::embed {
namespace {

const std::vector<std::string_view> kTokens = {"[PAD]",  "[UNK]", "[CLS]", "[SEP]", "un", "##aff",
                                               "##able", "a",     "##a",   "cafe",  "!",  "我",
                                               "İ",      "i",     "##x",   "i̇"};

Tokenizer make(BertTextOptions options = {}) {
  auto tokenizer = Tokenizer::make(kTokens, "##", options);
  REQUIRE(tokenizer);
  return *std::move(tokenizer);
}

using Ids = std::vector<TokenId>;

TEST_CASE("tokenizer: the longest pieces first, and [UNK] when one is missing") {
  const Tokenizer tokenizer = make();
  CHECK(tokenizer.encode("unaffable", 16) == Ids{2, 4, 5, 6, 3});
  CHECK(tokenizer.encode("UNAFFABLE!", 16) == Ids{2, 4, 5, 6, 10, 3});
  CHECK(tokenizer.encode("unaffably", 16) == Ids{2, 1, 3});
  CHECK(tokenizer.encode("", 16) == Ids{2, 3});
}

TEST_CASE("tokenizer: accents, Han, controls, special tokens") {
  const Tokenizer tokenizer = make();
  CHECK(tokenizer.encode("Café cafe\u0301", 16) == Ids{2, 9, 9, 3});
  CHECK(tokenizer.encode("a我a", 16) == Ids{2, 7, 11, 7, 3});
  CHECK(tokenizer.encode("a\u200b\x01"
                         "a\u00a0a",
                         16) == Ids{2, 7, 8, 7, 3});
  CHECK(tokenizer.encode("a[SEP]a [PAD] [sep]", 32) == Ids{2, 7, 3, 7, 0, 1, 1, 1, 3});
  CHECK(tokenizer.encode("\xFF\xC3", 16) == Ids{2, 3});
  CHECK(make({.strip_accents = false}).encode("İ", 16) == Ids{2, 15, 3});
  CHECK(make({.lower_case = false, .strip_accents = false}).encode("İ", 16) == Ids{2, 12, 3});
  CHECK(make({.space_chinese = false}).encode("a我", 16) == Ids{2, 1, 3});
}

TEST_CASE("tokenizer: long words are unknown, long texts cut") {
  const Tokenizer tokenizer = make();
  CHECK(tokenizer.encode(std::string(100, 'a'), 256).size() == 102);
  CHECK(tokenizer.encode(std::string(101, 'a'), 256) == Ids{2, 1, 3});
  CHECK(tokenizer.encode("a a a a", 4) == Ids{2, 7, 7, 3});
  CHECK(tokenizer.encode("unaffable", 3) == Ids{2, 4, 3});
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a! ";
  CHECK(tokenizer.encode(text, 5000).size() == 2002);
}

TEST_CASE("tokenizer: any bytes give ids of the vocabulary") {
  const Tokenizer tokenizer = make();
  const auto random = seeded_random(2);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::uint64_t n = random->next_u64() % 80; n > 0; --n) {
      text += static_cast<char>(random->next_u64());
    }
    const auto ids = tokenizer.encode(text, 32);
    REQUIRE(ids.size() <= 32);
    REQUIRE(ids.front() == 2);
    REQUIRE(ids.back() == 3);
    for (const TokenId id : ids) REQUIRE((id >= 0 && id < 16));
  }
  CHECK_FALSE(Tokenizer::make({}, "##", {}));
  CHECK_FALSE(Tokenizer::make({"a", "b"}, "##", {}));
}

}  // namespace
}  // namespace mnestic::embed
