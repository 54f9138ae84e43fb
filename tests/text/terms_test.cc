#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "mnestic/text/words.h"

namespace {

using mnestic::text::estimate_tokens;
using mnestic::text::index_terms;
using Terms = std::vector<std::string>;

bool share_a_term(const std::string& a, const std::string& b) {
  const Terms of_b = index_terms(b);
  for (const std::string& term : index_terms(a)) {
    if (std::find(of_b.begin(), of_b.end(), term) != of_b.end()) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("index_terms: table") {
  struct Case {
    std::string name;
    std::string text;
    Terms expected;
  };
  const std::vector<Case> cases = {
      {"story",
       "I use Shram and Magnet as productivity tools",
       {"use", "shram", "magnet", "product", "tool"}},
      {"repeats stay, in order", "tea tea coffee tea", {"tea", "tea", "coffe", "tea"}},
      {"negation stays", "I don't use it", {"don't", "use"}},
      {"all stopwords are kept", "Who is it?", {"who", "is", "it"}},
      {"compound gives parts", "gpt-5-mini", {"gpt-5-mini", "gpt", "5", "mini"}},
      {"stopword parts are dropped", "state-of-the-art", {"state-of-the-art", "state", "art"}},
      {"number stays whole", "version 3.5", {"version", "3.5"}},
      {"trailing signs stay whole", "C++ and C#", {"c++", "c#"}},
      {"file name", "node.js", {"node.j", "node", "js"}},
      {"initials", "the U.S.A. and USA", {"usa", "usa"}},
      {"elision", "l'amour we've O'Brien", {"l'amour", "amour", "o'brien", "brien"}},
      {"Han bigrams", "我喜欢咖啡", {"我喜", "喜欢", "欢咖", "咖啡"}},
      {"one Han letter", "我 x", {"我", "x"}},
      {"kana", "コーヒー", {"コー", "ーヒ", "ヒー"}},
      {"half-width kana meets full", "ｺｰﾋｰ", {"コー", "ーヒ", "ヒー"}},
      {"Hangul", "커피를 좋아", {"커피", "피를", "좋아"}},
      {"mixed", "Python用", {"python", "用"}},
      {"Thai clusters", "ที่นี่", {"ที่นี่"}},
      {"Arabic", "القهوة", {"القهوة"}},
      {"Hindi", "चाय पसंद", {"चाय", "पसंद"}},
      {"nothing", " ... ", {}},
      {"ligature of several words", "ﷺ", {"صلى", "الله", "عليه", "وسلم"}},
      {"accents", "Café CAFÉS", {"cafe", "cafe"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    std::string joined;
    for (const std::string& term : index_terms(c.text)) joined += term + "|";
    CAPTURE(joined);
    CHECK(index_terms(c.text) == c.expected);
  }
}

TEST_CASE("index_terms: a question meets its statement in many scripts") {
  CHECK(share_a_term("What are the productivity tools that I use",
                     "User uses Shram as a productivity tool"));
  CHECK(share_a_term("咖啡", "我喜欢喝咖啡"));
  CHECK(share_a_term("コーヒーは好き?", "私はコーヒーを飲む"));
  CHECK(share_a_term("커피", "저는 커피를 좋아합니다"));
  CHECK(share_a_term("กาแฟ", "ผมชอบดื่มกาแฟทุกวัน"));
  CHECK(share_a_term("القهوة", "أُحِبُّ القَهْوَة"));
  CHECK(share_a_term("πότε Αθηνα", "μένω στην ΑΘΉΝΑ"));
  CHECK(share_a_term("chai चाय", "मुझे चाय पसंद है"));
  CHECK_FALSE(share_a_term("coffee", "User likes tea"));
}

TEST_CASE("index_terms: a long text without blanks loses no bigram") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "咖啡";
  CHECK(index_terms(text).size() == 999);
}

TEST_CASE("index_terms: terms are never longer than a word may be") {
  for (const std::string& term :
       index_terms(std::string(1000, 'x') + " " + std::string(300, '-') + "a\u0301")) {
    CHECK(term.size() <= mnestic::text::kWordBytesMax);
    CHECK_FALSE(term.empty());
  }
}

TEST_CASE("estimate_tokens: at least a quarter of the bytes, and about what a vocabulary gives") {
  CHECK(estimate_tokens("") == 0);
  CHECK(estimate_tokens("a") == 1);
  CHECK(estimate_tokens(std::string(4000, 'a')) == 1000);
  CHECK(estimate_tokens("我喜欢咖啡") >= 5);
  const std::string plain = "User is allergic to shellfish and lives in Berlin since 2019.";
  CHECK(estimate_tokens(plain) >= plain.size() / 4);
  CHECK(estimate_tokens(plain) <= plain.size() / 3);
  CHECK(estimate_tokens("a b c d e f") == 6);
  CHECK(estimate_tokens("{\"a\":[1,2]}") >= 9);
}
