// Cleared: what was held to be the cause is not, and what is: "turns out it isn't the prawns.
// Allergist reckons dust mites".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// What "it is not" is followed by: "prawns" of "it isn't the prawns after all".
Tokens cleared_in(const Tokens& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    static const WordSet being("is was were are");
    const bool it = (tokens[i].low == "it" || tokens[i].low == "that") &&
                    being.has(tokens[i + 1].low) && tokens[i + 2].low == "not";
    if (!it) continue;
    std::size_t end = i + 3;
    while (end < tokens.size() && tokens[end].kind != TokenKind::mark &&
           tokens[end].low != "after" && tokens[end].low != "but" && tokens[end].low != "at") {
      ++end;
    }
    return trimmed(part_of(tokens, i + 3, end));
  }
  return {};
}

// What is held to be it instead: "dust mites" of "allergist reckons dust mites".
Tokens found_in(const Tokens& tokens) {
  static const WordSet saying("reckons thinks says blames suspects");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool said = saying.has(tokens[i].low) && i > 0;
    const bool it = i + 2 < tokens.size() && tokens[i].low == "it" && is_be(tokens[i + 1].low) &&
                    tokens[i + 2].low != "not";
    if (!said && !it) continue;
    std::size_t end = i + (it ? 2 : 1);
    const std::size_t from = end;
    while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
    Tokens cause = trimmed(part_of(tokens, from, end));
    constexpr std::size_t kCauseTokensMax = 3;
    const bool thing =
        !cause.empty() && cause.size() <= kCauseTokensMax && !finite_verb_in(cause) &&
        std::none_of(cause.begin(), cause.end(), [](const Token& token) {
          return is_pronoun(token.low) || is_preposition(token.low) || is_adjective(token.low);
        });
    if (thing) return cause;
  }
  return {};
}

}  // namespace

void read_led_cleared(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  constexpr std::string_view kOpen = "maybe|might|hope|hoping|if|sure|could|perhaps|think it";
  if (said.question || speaks(said.tokens, kOpen)) return;
  const Tokens cleared = cleared_in(said.tokens);
  if (cleared.empty() || cleared.size() > 3) return;
  constexpr std::string_view kKnowing =
      "allergist|consultant|doctor|gp|specialist|dermatologist|nurse|test|tests|results|bloods|"
      "turns "
      "out|turned out|after all|dietitian";
  if (!speaks(said.whole, kKnowing) && !speaks(said.after, kKnowing) &&
      !speaks(said.before, kKnowing))
    return;
  Tokens cause = found_in(said.after);
  const bool after = !cause.empty();
  if (!after) {
    for (const Tokens& segment : said.segments) {
      if (cause.empty()) cause = found_in(segment);
    }
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const bool own = fact.verb != 0 && fact.parsed.subject == "user" && !fact.parsed.negated &&
                     speaks(fact.tokens, "allergic to|intolerant to|sensitive to|reacts to");
    const std::size_t at = own ? found_at(fact, cleared) : fact.tokens.size();
    if (at >= fact.tokens.size()) continue;
    Touch touch{i, Touch::Way::ends, {}, "not the cause", {}};
    if (!cause.empty()) {
      touch.way = Touch::Way::follows;
      touch.content = with_words(fact, at, at + cleared.size(), join(cause));
      touch.value = join(cause);
      touch.goes_on = after;
    }
    touches.push_back(std::move(touch));
  }
}

}  // namespace mnestic::extract
