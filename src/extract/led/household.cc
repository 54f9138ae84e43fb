// Households: whom one lives with now, against whom one was said to live with: "I live alone now",
// "it's just me and Dad since the funeral".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// Whether the fact tells with whom, or that alone, the user lives.
bool is_household(const Fact& fact) {
  if (fact.verb == 0 || fact.parsed.negated || fact.parsed.tense != Tense::present) return false;
  if (fact.parsed.subject != "user") return false;
  if (fact.parsed.verb == "live")
    return speaks(fact.tokens, "lives with|alone|on their own|by themselves");
  const bool shares = fact.parsed.verb == "share" && speaks(fact.tokens, "with");
  return shares && speaks(fact.tokens, "flat|house|apartment|room|place|home");
}

constexpr std::string_view kAlone =
    "live alone|living alone|live by myself|living by myself|live on my own|living on my own|"
    "living solo|live solo|have the place to myself|have the house to myself|have the flat to "
    "myself|"
    "it is just me|it is only me|home alone for good|rattling around the house alone";
constexpr std::string_view kTogether =
    "live with|living with|live only with|live just with|moved in with|it is just me and|it is "
    "only me and|it is now just me and|"
    "just the two of us|just the three of us|just the four of us";
constexpr std::string_view kNow =
    "now|these days|nowadays|since|just|only|again|back|from now on|finally|moved in|as of|"
    "anymore|any more";
constexpr std::string_view kPassing =
    "tonight|this weekend|this week|today|for the weekend|for a while|for now|until|till|for a "
    "week|"
    "for the summer|on holiday|used "
    "to|not|never|want|wants|hope|might|would|could|if|when|was|were|"
    "thinking";

// "saw them live with the band": no way of living.
bool is_performed(const Tokens& tokens) {
  static const WordSet before("i we just only now still currently am are been and also again");
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low == "live" && !before.has(tokens[i - 1].low)) return true;
  }
  return false;
}

// The words that tell whom the segment lives with.
Tokens people_in(const Tokens& tokens) {
  Tokens people;
  for (const Token& token : tokens) {
    if (is_kin(token.low) || is_bare_kin(token.low) || is_pet(token.low) || token.capital)
      people.push_back(token);
  }
  return people;
}

}  // namespace

void read_led_household(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches) {
  if (said.question) return;
  const bool alone = speaks(said.tokens, kAlone);
  const bool together = speaks(said.tokens, kTogether) && !is_performed(said.tokens);
  if ((!alone && !together) || !speaks(said.tokens, kNow) || speaks(said.tokens, kPassing)) return;
  if (owner_of(said.tokens) == Owner::other) return;
  const Tokens people = people_in(said.tokens);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_household(fact)) continue;
    // Who lived with Dad and still does has lost nobody, unless others were named.
    const bool same = std::any_of(people.begin(), people.end(), [&](const Token& who) {
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return each.low == who.low; });
    });
    if (same && !speaks(fact.tokens, "and|both")) continue;
    touches.push_back({i, Touch::Way::yields, {}, "has changed", {}});
  }
}

}  // namespace mnestic::extract
