// Echoes: "Yep, a Toyota. Yaris hybrid, the 2019 one": a sentence that only says again what is
// known, and a phrase behind it that says it more exactly.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool is_assent(const Token& token) {
  static const WordSet words("yes yep yeah yup aye right correct true indeed exactly sure");
  return words.has(token.low);
}

// What is said again: "two kids" of "Two kids, right."; empty where more is said, or no assent.
Tokens said_again(const Tokens& sentence) {
  static const WordSet idle("a an the my our well oh ok okay it is that i am have do still");
  constexpr std::size_t kEchoTokensMax = 9;
  if (sentence.size() > kEchoTokensMax) return {};
  // "Right, Norwich" opens another matter; "Norwich, right." does not.
  static const WordSet opening("right sure exactly indeed");
  if (sentence.empty() || opening.has(sentence.front().low)) return {};
  Tokens telling;
  bool assent = false;
  for (const Token& token : sentence) {
    assent = assent || is_assent(token);
    if (is_assent(token) || token.kind == TokenKind::mark || idle.has(token.low)) continue;
    if (token.low == "not" || token.low == "?" || is_auxiliary(token.low)) return {};
    telling.push_back(token);
  }
  return assent ? telling : Tokens();
}

// The only fact of which `words` are the value.
std::optional<std::size_t> fact_of(const Tokens& words, const std::vector<Fact>& facts) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated || fact.parsed.subject != "user") continue;
    const bool all = std::all_of(words.begin(), words.end(), [&](const Token& word) {
      return std::any_of(fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb),
                         fact.tokens.end(), [&](const Token& each) { return means(word, each); });
    });
    if (!all) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

// A phrase that can stand behind the fact, lower-case where it is no name; empty for a remark, a
// wish or a sentence.
Tokens detail_of(const Tokens& sentence) {
  constexpr std::size_t kDetailTokensMax = 14;
  Tokens detail = part_of(sentence, 0, text_end(sentence));
  static const WordSet remarks(
      "great good nice lovely best worst bad terrible amazing love long next same anyway thanks "
      "cheers please sorry any what how why when where so but and now then no never not more "
      "other another first second third thank well all");
  static const WordSet talk(
      "you your please thanks cheers this today tonight tomorrow yesterday though lol haha");
  static const WordSet joining("at in of for with near from");
  if (detail.empty() || detail.size() > kDetailTokensMax || remarks.has(detail[0].low) ||
      is_pronoun(detail[0].low) || is_adverb(detail[0].low) || has_any(detail, talk)) {
    return {};
  }
  if (is_preposition(detail[0].low) && !joining.has(detail[0].low)) return {};
  for (std::size_t i = 0; i < detail.size(); ++i) {
    static const WordSet relative("who that which");
    if (is_time_word(detail[i].low) || detail[i].low == "or") return {};
    const bool verb =
        is_auxiliary(detail[i].low) ||
        (is_verb(detail[i].low, kPast | kThird) && !detail[i].capital &&
         !is_verb(detail[i].low, kBase | kParticiple) && !detail[i].low.ends_with('s'));
    if (verb && (i == 0 || !relative.has(detail[i - 1].low))) return {};
    if (is_pronoun(detail[i].low) && !relative.has(detail[i].low) && detail[i].low != "one") {
      return {};
    }
  }
  // "Need a recipe"
  if (is_verb(detail[0].low, kBase) && detail.size() > 1 && is_determiner(detail[1].low)) return {};
  lower_start(detail);
  if (is_preposition(detail[0].low)) detail[0].out = detail[0].low;
  return detail;
}

void add(std::vector<Touch>& touches, std::size_t at, const Fact& fact, const Tokens& detail) {
  std::string content = fact.known->content;
  if (!is_preposition(detail.front().low)) content += ',';
  content += ' ';
  content += join(detail);
  touches.push_back(
      {at, Touch::Way::rewrites, std::move(content), "says it more exactly", std::string(kWhole)});
}

// Whether the phrase may belong to the fact: "Yes, vegetarian. Pasta with beans" orders, "Yes,
// Norwich. Two tickets" goes on.
bool belongs(const Tokens& detail, const Fact& fact) {
  const Token& last = fact.tokens.back();
  if (is_adjective(last.low)) return false;
  const bool linked = is_preposition(detail[0].low) || detail[0].low == "the";
  if (fact.parsed.slot == "home" && !linked) return false;
  // "Yes, Python. List comprehension" asks; "a Toyota. Yaris hybrid" names the model.
  static const WordSet having("drive have own ride keep wear fly sail");
  const Token& first = detail[0];
  const bool model = having.has(fact.parsed.verb) && first.capital && last.capital &&
                     verb_form(first.low) == nullptr;
  const bool people = std::any_of(detail.begin(), detail.end(), [](const Token& token) {
    return token.capital || token.low == "and";
  });
  const bool members = people && is_kin(last.low);
  if (!linked && !is_determiner(first.low) && !model && !members) return false;
  const bool counts = is_number_word(detail[0].low) || is_digits(detail[0].low);
  const bool counted = std::any_of(fact.tokens.begin(), fact.tokens.end(), [](const Token& token) {
    return is_number_word(token.low) || is_digits(token.low);
  });
  if (counts && !counted) return false;
  return std::any_of(detail.begin(), detail.end(), [&](const Token& token) {
    return is_telling(token) && std::none_of(fact.tokens.begin(), fact.tokens.end(),
                                             [&](const Token& each) { return means(token, each); });
  });
}

// "Yep, a Toyota, a Yaris hybrid": what is said again ends at a mark of the sentence itself.
bool read_in_one(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.whole.empty() || !is_assent(said.whole.front())) return false;
  const std::size_t end = text_end(said.whole);
  for (std::size_t i = 2; i + 1 < end; ++i) {
    const bool mark = said.whole[i].low == "," || said.whole[i].low == ":" ||
                      said.whole[i].low == "-" || is_spaced_dash(said.whole[i]);
    if (!mark) continue;
    const Tokens again = said_again(part_of(said.whole, 0, i));
    if (again.empty()) continue;
    const auto at = fact_of(again, facts);
    const Tokens detail = detail_of(part_of(said.whole, i + 1, said.whole.size()));
    if (!at || detail.empty() || !belongs(detail, facts[*at])) return false;
    add(touches, *at, facts[*at], detail);
    return true;
  }
  return false;
}

}  // namespace

void read_led_echoes(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  if (said.question || said.corrects || facts.empty()) return;
  const Tokens again = said_again(said.before);
  if (again.empty()) {
    read_in_one(said, facts, touches);
    return;
  }
  const auto at = fact_of(again, facts);
  const Tokens detail = at ? detail_of(said.whole) : Tokens();
  if (!detail.empty() && belongs(detail, facts[*at])) add(touches, *at, facts[*at], detail);
}

}  // namespace mnestic::extract
