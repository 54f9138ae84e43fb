// Alarms that were false: "false alarm about the penicillin allergy", "the pregnancy turned out to
// be a false alarm": what was believed of somebody was never so.
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// What the alarm was about; empty for other words.
Tokens feared(const Tokens& tokens) {
  static const WordSet links("about on with over regarding re for");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool alarm =
        sequence_at(tokens, i, "false alarm") || sequence_at(tokens, i, "false alarms");
    const bool misread = tokens[i].low == "misdiagnosis" || tokens[i].low == "misdiagnosed";
    if (!alarm && !misread) continue;
    const std::size_t behind = i + (alarm ? 2 : 1);
    if (behind < tokens.size() && links.has(tokens[behind].low)) {
      std::size_t end = behind + 1;
      while (end < tokens.size() && tokens[end].kind == TokenKind::word) ++end;
      return part_of(tokens, behind + 1, end);
    }
    std::size_t be = 0;
    while (be < i && !is_be(tokens[be].low) && tokens[be].low != "turned" &&
           tokens[be].low != "turns" && tokens[be].low != "'s" && tokens[be].low != "proved") {
      ++be;
    }
    if (be == i || be == 0) return {};
    // "turns out the allergy was a false alarm"
    const std::size_t begin = tokens[0].low == "turns" ? 2 : 0;
    return part_of(tokens, begin, be);
  }
  return {};
}

// One word, or two of one root: allergy and allergic, diabetes and diabetic.
bool is_akin(const Token& said, const Token& stored) {
  constexpr std::size_t kRootBytes = 6;
  if (means(said, stored)) return true;
  return said.low.size() >= kRootBytes && stored.low.size() >= kRootBytes &&
         said.low.compare(0, kRootBytes, stored.low, 0, kRootBytes) == 0;
}

}  // namespace

void read_led_alarms(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question || is_unsettled(said.tokens, "if|hope|hoping|not a false alarm")) return;
  Tokens thing;
  static const WordSet vague("thing scare business stuff issue diagnosis situation whole news");
  for (const Token& token : feared(said.tokens)) {
    if (is_telling(token) && !vague.has(token.low)) thing.push_back(token);
  }
  constexpr std::size_t kThingTokensMax = 4;
  if (thing.empty() || thing.size() > kThingTokensMax) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated || !may_be_about(said.tokens, fact)) continue;
    const bool all = std::all_of(thing.begin(), thing.end(), [&](const Token& word) {
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return is_akin(word, each); });
    });
    if (all) touches.push_back({i, Touch::Way::ends, {}, "was never so", "*"});
  }
}

}  // namespace mnestic::extract
