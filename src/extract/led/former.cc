// Former bonds: "Rajesh is my EX-business partner" against "User's business partner is Rajesh",
// "the divorce came through" against "User is married to Helen".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

bool is_of_user(const Fact& fact) {
  return fact.verb != 0 && !fact.parsed.negated && fact.parsed.tense == Tense::present &&
         fact.parsed.subject_terms.front() == "user";
}

// What somebody no longer is: "boss" of "my ex-boss", "my former boss"; empty for other words.
std::string former_role(const Tokens& tokens, std::size_t& at) {
  static const WordSet before("ex former old previous erstwhile one-time");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "my" && tokens[i].low != "our") continue;
    const std::string& next = tokens[i + 1].low;
    at = i;
    if (next.starts_with("ex-") && next.size() > 3) {
      // "my ex-business partner"
      const bool more = i + 2 < tokens.size() && is_telling(tokens[i + 2]);
      return more ? tokens[i + 2].low : next.substr(3);
    }
    if (!before.has(next)) continue;
    std::size_t noun = i + 2;
    while (noun + 1 < tokens.size() && is_telling(tokens[noun + 1]) && !tokens[noun + 1].capital) {
      ++noun;
    }
    if (noun < tokens.size()) return tokens[noun].low;
  }
  return {};
}

bool is_spouse(std::string_view role) {
  static const WordSet set("husband wife spouse partner girlfriend boyfriend fiance fiancee");
  return set.has(role);
}

// "Rajesh is my ex-business partner": the fact that he is the partner.
void read_former_role(const Tokens& segment, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  std::size_t at = 0;
  const std::string role = former_role(segment, at);
  if (role.empty() || at < 2) return;
  // The name before "is": "that's my ex-boss Tom" names behind.
  Tokens names;
  static const WordSet being("is 's was became now");
  bool is = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (segment[i].capital && segment[i].low != "i" && !is) names.push_back(segment[i]);
    is = is || being.has(segment[i].low);
  }
  if (names.empty() || !is) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact)) continue;
    const bool named = std::all_of(names.begin(), names.end(), [&](const Token& name) {
      return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                         [&](const Token& each) { return each.capital && each.low == name.low; });
    });
    static const WordSet bonds("be have date see");
    if (!named || !bonds.has(fact.parsed.verb)) continue;
    const bool same = std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                  [&](const Token& each) { return each.low == role; });
    const bool wed = is_spouse(role) &&
                     (fact.parsed.verb == "date" || fact.parsed.verb == "see" ||
                      speaks(fact.tokens, "married to|engaged to|dating|husband|wife|partner"));
    // What an ex-wife is or does is still so.
    const bool tells = fact.parsed.subject_terms.size() < 2 ||
                       std::any_of(fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                                   fact.tokens.end(), [&](const Token& each) {
                                     return each.capital && each.low == names.front().low;
                                   });
    if ((same || wed) && tells) touches.push_back({i, Touch::Way::yields, {}, "no longer so", {}});
  }
}

// "the divorce came through", "the decree absolute arrived"
void read_divorce(const Tokens& segment, const std::vector<Fact>& facts,
                  std::vector<Touch>& touches) {
  if (!speaks(segment, "divorce|decree absolute|annulment")) return;
  constexpr std::string_view kThrough =
      "came through|has come through|is through|went through|has gone through|is final|is "
      "finalised|"
      "is finalized|was finalised|was finalized|got finalised|finalised|finalized|is official|is "
      "done|is signed|was signed|signed|arrived|has arrived|is settled|granted";
  if (!speaks(segment, kThrough) || is_unsettled(segment, "not|never|when|after|before|once"))
    return;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    static const WordSet own("my our the");
    if (segment[i].low == "'s" || segment[i].low == "his" || segment[i].low == "her" ||
        segment[i].low == "their")
      return;
    if (is_kin(segment[i].low) && i > 0 && own.has(segment[i - 1].low)) return;
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    const bool wed = (fact.parsed.verb == "be" && speaks(fact.tokens, "married")) ||
                     (fact.parsed.verb == "have" && speaks(fact.tokens, "husband|wife"));
    const bool coming = speaks(fact.tokens, "getting divorced|separated|going through a divorce");
    if (wed || coming) touches.push_back({i, Touch::Way::ends, {}, "divorced", {}});
  }
}

}  // namespace

void read_led_former(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    read_former_role(segment, facts, touches);
    read_divorce(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
