// Switched: what came of what was waited for, or was done so far, told by what it is now: "switched
// banks - Starling now", "we finally got the allotment", "dry since New Year".
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

// "switched banks - Starling now", "changed gyms, it's PureGym now": the name that the fact has for
// it makes room.
void read_switched(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  static const WordSet verbs("switched changed swapped moved");
  if (said.segments.size() < 2 || owner_of(said.segments[0]) != Owner::speaker) return;
  const Tokens& first = said.segments[0];
  std::size_t verb = 0;
  while (verb < first.size() && !verbs.has(first[verb].low)) ++verb;
  constexpr std::size_t kNounTokensMax = 3;
  const Tokens noun = part_of(first, verb + 1, first.size());
  if (verb > 2 || noun.empty() || noun.size() > kNounTokensMax) return;
  Tokens fresh;
  for (const Value& value : values_in(said.segments[1], 0)) {
    if (value.sort == Sort::name && fresh.empty())
      fresh = part_of(said.segments[1], value.begin, value.end);
  }
  const bool now = speaks(said.tokens, "now|from now on|these days|instead") ||
                   said.segments[1].size() <= fresh.size() + 3;
  if (fresh.empty() || !now) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact)) continue;
    const bool same = std::all_of(noun.begin(), noun.end(), [&](const Token& word) {
      return !is_telling(word) ||
             std::any_of(fact.tokens.begin() + 1, fact.tokens.end(), [&](const Token& each) {
               return means(word, each) || lemma_of(each.low) == canonical_word(word.low);
             });
    });
    const std::vector<Value> values = values_in(fact.tokens, fact.verb + 1);
    const auto name = std::find_if(values.begin(), values.end(),
                                   [](const Value& value) { return value.sort == Sort::name; });
    if (!same || name == values.end()) continue;
    touches.push_back({i, Touch::Way::follows,
                       with_words(fact, name->begin, name->end, join(fresh)), "has changed",
                       join(fresh)});
    return;
  }
}

// "we finally got the allotment" of who waits for one.
void read_got(const Tokens& segment, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kWaiting =
      "waiting list for|waiting for|wait for|applied for|on the list for|hoping for|looking for";
  if (owner_of(segment) != Owner::speaker || is_unsettled(segment, "not|never|yet|still")) return;
  static const WordSet getting("got given offered allocated approved");
  std::size_t verb = 0;
  while (verb < segment.size() && !getting.has(segment[verb].low)) ++verb;
  if (verb + 1 >= segment.size()) return;
  std::size_t end = verb + 1;
  while (end < segment.size() && !is_preposition(segment[end].low)) ++end;
  Tokens thing;
  for (const Token& token : part_of(segment, verb + 1, end)) {
    if (is_telling(token) && !is_adverb(token.low)) thing.push_back(token);
  }
  for (std::size_t i = 0; i < facts.size() && !thing.empty(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || !speaks(fact.tokens, kWaiting)) continue;
    const bool all = std::all_of(thing.begin(), thing.end(), [&](const Token& word) {
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (all) touches.push_back({i, Touch::Way::ends, {}, "came of it", {}});
  }
}

// "dry since New Year", "been sober for a year", "off the booze now": against what one drinks.
void read_dry(const Tokens& segment, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kDry =
      "dry since|dry for|sober since|sober for|sober now|teetotal now|teetotal since|gone teetotal|"
      "off the booze|off the drink|off the sauce|on the wagon|stopped drinking|quit drinking|gave "
      "up drinking|alcohol-free since|alcohol-free now";
  if (!speaks(segment, kDry) || is_unsettled(segment, "not|never|weather|skin|hair")) return;
  if (owner_of(segment) == Owner::other || owner_of(segment) == Owner::thing) return;
  static const WordSet drinks(
      "beer wine whisky whiskey gin vodka cider cocktail rum ale lager prosecco alcohol pint stout "
      "sherry champagne bourbon tequila drink");
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (!is_of_user(fact) || fact.parsed.subject != "user") continue;
    const bool drinking = fact.parsed.verb == "drink" || fact.parsed.verb == "have";
    const bool alcohol =
        std::any_of(fact.tokens.begin() + 2, fact.tokens.end(),
                    [&](const Token& token) { return drinks.has(canonical_word(token.low)); });
    if (drinking && alcohol) touches.push_back({i, Touch::Way::ends, {}, "no longer so", {}});
  }
}

// "my parents live with me, not the other way round": the fact with the same words the other way.
void read_turned_round(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  constexpr std::string_view kOther =
      "not the other way round|not the other way around|not the other way about|not vice versa";
  if (!speaks(said.tokens, kOther) || said.segments.empty()) return;
  const Tokens& segment = said.segments[0];
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0) continue;
    bool any = false;
    const bool all = std::all_of(segment.begin(), segment.end(), [&](const Token& word) {
      if (!is_telling(word)) return true;
      any = true;
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(), [&](const Token& each) {
        return means(word, each) || same_word(word, each);
      });
    });
    if (any && all) touches.push_back({i, Touch::Way::yields, {}, "corrects it", {}});
  }
}

}  // namespace

void read_led_switched(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (said.question) return;
  read_switched(said, facts, touches);
  read_turned_round(said, facts, touches);
  for (const Tokens& segment : said.segments) {
    read_got(segment, facts, touches);
    read_dry(segment, facts, touches);
  }
}

}  // namespace mnestic::extract
