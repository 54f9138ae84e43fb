#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/base/utf8.h"
#include "mnestic/text/words.h"

namespace {

using namespace std::string_literals;
using mnestic::text::fold;
using mnestic::text::is_stopword;
using mnestic::text::stem;

}  // namespace

TEST_CASE("fold: table of scripts") {
  struct Case {
    std::string name;
    std::string text;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"ASCII", "CAFE bar 42!", "cafe bar 42!"},
      {"composed", "Café", "cafe"},
      {"decomposed", "Cafe\u0301", "cafe"},
      {"sharp s", "Straße STRASSE ẞ", "strasse strasse ss"},
      {"umlauts", "Größe ÄÖÜ", "grosse aou"},
      {"Turkish dots", "İstanbul Diyarbakır", "istanbul diyarbakir"},
      {"strokes and ligatures", "Łódź Søren Æther Œuvre đ Þór", "lodz soren aether oeuvre d thor"},
      {"Vietnamese", "Nguyễn Phở Đà", "nguyen pho da"},
      {"Greek", "Αθήνα ΣΊΣΥΦΟΣ σίσυφος", "αθηνα σισυφοσ σισυφοσ"},
      {"Cyrillic", "Ёлка МОСКВА йод", "елка москва иод"},
      {"compatibility forms", "ﬁne ２０２６ Ｆｕｌｌ x²", "fine 2026 full x2"},
      {"half-width kana", "ｺｰﾋｰ ｶﾞ", "コーヒー ガ"},
      {"voiced kana stay", "がぎぐ パ", "がぎぐ パ"},
      {"Hangul stays in syllables", "한국어 커피", "한국어 커피"},
      {"Hangul from jamo", "\u1112\u1161\u11AB", "한"},
      {"Indic marks stay", "हिन्दी தமிழ் বাংলা", "हिन्दी தமிழ் বাংলা"},
      {"Thai marks stay", "น้ำ ที่", fold("น้ำ ที่")},
      {"Arabic points go, letters stay", "مُحَمَّد أحمد آب ـعـ", "محمد أحمد آب ع"},
      {"Hebrew points go", "שָׁלוֹם", "שלום"},
      {"Arabic ligature", "ﷲ ﻻ", "الله لا"},
      {"typographic signs", "don’t pre\u2010war", "don't pre-war"},
      {"ignorable", "soft\u00ADhyphen می\u200Cخواهم ❤\uFE0F", "softhyphen میخواهم ❤"},
      {"no-break space", "a\u00A0b", "a b"},
      {"bad byte is a space", "a\xFFÉ\xC3", "a e "},
      {"emoji stays", "😀", "😀"},
      {"empty", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(fold(c.text) == c.expected);
  }
  CHECK(fold("น้ำ").find("\u0E49") != std::string::npos);
}

TEST_CASE("fold: folding twice changes nothing, for every character") {
  std::size_t failures = 0;
  std::string first_failure;
  for (char32_t code = 1; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    if (code < 0x80) {
      text += static_cast<char>(code);
    } else if (code < 0x800) {
      text += static_cast<char>(0xC0 | (code >> 6));
      text += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
      text += static_cast<char>(0xE0 | (code >> 12));
      text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | (code >> 18));
      text += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
      text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
    }
    const std::string once = fold(text);
    if (!mnestic::is_valid_utf8(once) || fold(once) != once) {
      if (failures++ == 0) first_failure = std::to_string(static_cast<unsigned>(code));
    }
  }
  CAPTURE(first_failure);
  CHECK(failures == 0);
}

TEST_CASE("stem: English endings meet, other words stay") {
  CHECK(stem("lives") == stem("living"));
  CHECK(stem("tools") == stem("tool"));
  CHECK(stem("user's") == stem("users"));
  CHECK(stem("москва") == "москва");
  CHECK(stem("c++") == "c++");
  CHECK(stem("") == "");
  const std::string long_word(5000, 's');
  CHECK(stem(long_word) == long_word);
}

TEST_CASE("stopwords: function words are, negations and months are not") {
  for (const char* word : {"the", "is", "my", "i", "i'm", "and", "of", "it's"}) {
    CAPTURE(word);
    CHECK(is_stopword(word));
  }
  for (const char* word :
       {"not", "no", "never", "don't", "isn't", "without", "cannot", "may", "use", "", "zebra"}) {
    CAPTURE(word);
    CHECK_FALSE(is_stopword(word));
  }
}
