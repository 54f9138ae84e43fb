#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/text/words.h"

TEST_CASE("sentences: table") {
  struct Case {
    std::string name;
    std::string text;
    std::vector<std::string> expected;
  };
  const std::vector<Case> cases = {
      {"two", "I use Shram. I like tea!", {"I use Shram.", "I like tea!"}},
      {"lower case next", "i use shram. it's great", {"i use shram.", "it's great"}},
      {"no end", "  just this  ", {"just this"}},
      {"empty", "", {}},
      {"blanks only", " \n \t ", {}},
      {"line breaks", "one\ntwo\r\n\nthree", {"one", "two", "three"}},
      {"number", "It costs 3.5 euros. Fine.", {"It costs 3.5 euros.", "Fine."}},
      {"initials", "I met J. Smith. He is nice.", {"I met J. Smith.", "He is nice."}},
      {"two initials", "J. K. Rowling wrote it.", {"J. K. Rowling wrote it."}},
      {"letter at the end", "I take vitamin C. I like it.", {"I take vitamin C.", "I like it."}},
      {"title", "Dr. Miller and Mrs. Jones came. Ok.", {"Dr. Miller and Mrs. Jones came.", "Ok."}},
      {"e.g.", "Tools, e.g. Magnet, help. Yes.", {"Tools, e.g. Magnet, help.", "Yes."}},
      {"afternoon", "Meet at 5 p.m. Monday. Bye.", {"Meet at 5 p.m. Monday.", "Bye."}},
      {"afternoon ends", "It was 5 p.m. I left.", {"It was 5 p.m.", "I left."}},
      {"country", "I live in the U.S. My wife too.", {"I live in the U.S.", "My wife too."}},
      {"company", "I work at Acme Inc. as a cook.", {"I work at Acme Inc. as a cook."}},
      {"etc",
       "Tea, milk etc. and more. Magnet etc. Shram.",
       {"Tea, milk etc. and more.", "Magnet etc.", "Shram."}},
      {"No", "No. I don't.", {"No.", "I don't."}},
      {"No 5", "I wear No. 5 daily.", {"I wear No. 5 daily."}},
      {"month", "Born Jan. 5 in Rome. Really.", {"Born Jan. 5 in Rome.", "Really."}},
      {"list numbers", "1. Buy milk\n2. Call Bob", {"1. Buy milk", "2. Call Bob"}},
      {"year ends", "I moved in 2019. Then Rome.", {"I moved in 2019.", "Then Rome."}},
      {"address", "See example.com/a?b=c. Thanks", {"See example.com/a?b=c.", "Thanks"}},
      {"marks together", "What?! Really... yes", {"What?!", "Really... yes"}},
      {"trails off and ends", "Well... Magnet it is…", {"Well...", "Magnet it is…"}},
      {"quotes close", "He said \"I left.\" She stayed.", {"He said \"I left.\"", "She stayed."}},
      {"brackets close", "(I moved.) Then left.", {"(I moved.)", "Then left."}},
      {"Chinese", "我喜欢茶。你呢？好！", {"我喜欢茶。", "你呢？", "好！"}},
      {"Japanese quote", "「はい。」と言う。", {"「はい。」", "と言う。"}},
      {"Hindi", "मुझे चाय पसंद है। धन्यवाद।", {"मुझे चाय पसंद है।", "धन्यवाद।"}},
      {"Arabic", "كيف حالك؟ بخير.", {"كيف حالك؟", "بخير."}},
      {"bad bytes around", "\xFF one. \xC3", {"one."}},
      {"dots only", "...", {"..."}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    std::vector<std::string> found;
    for (const auto& range : mnestic::text::sentences(c.text)) {
      found.push_back(c.text.substr(range.begin, range.end - range.begin));
    }
    CHECK(found == c.expected);
  }
}
