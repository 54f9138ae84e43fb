// Values told without what they are of: "the 21st of June" of the wedding in June, "she's nine now"
// of the one daughter whose age is known, "sorry, I meant 3.30" of the one time that is known.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

bool holds_only(const Tokens& tokens, const Value& value) {
  static const WordSet idle(
      "sorry meant actually wait oops i the it is was that on at in of by make no to be exact btw "
      "way precisely put just really well make sure");
  return std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    const auto at = static_cast<std::size_t>(&token - tokens.data());
    return (at >= value.begin && at < value.end) || token.kind == TokenKind::mark ||
           idle.has(token.low);
  });
}

// "the 21st of June, put it in pen": the day of what is known to be in June.
bool read_day_in_month(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  const Tokens& first = said.segments.front();
  const std::vector<Value> values = values_in(first, 0);
  if (values.size() != 1 || values[0].sort != Sort::date || !holds_only(first, values[0]))
    return false;
  const std::string month = values[0].norm.substr(values[0].norm.find(' ') + 1);
  std::optional<std::size_t> found;
  Value place;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (const Value& old : values_in(facts[i].tokens, facts[i].verb)) {
      if (facts[i].verb == 0 || old.sort != Sort::month || old.norm != month) continue;
      if (found) return false;  // which is meant is not said
      found = i;
      place = old;
    }
  }
  if (!found) return false;
  const Fact& fact = facts[*found];
  const std::size_t digits = values[0].norm.find(' ');
  std::string day = values[0].norm.substr(0, digits);
  day.resize(std::min(day.find_first_not_of("0123456789"), day.size()));
  const bool in = place.begin > 0 && fact.tokens[place.begin - 1].low == "in";
  const std::string words = std::string(in ? "on " : "") + day + " " + fact.tokens[place.begin].out;
  touches.push_back({*found, Touch::Way::rewrites,
                     with_words(fact, in ? place.begin - 1 : place.begin, place.end, words),
                     "says it more exactly", std::string(kWhole)});
  return true;
}

// "she's nine, had her birthday last week": of the one person of whom "she" can be said and whose
// age is known.
bool read_age_of(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.segments.front();
  if (t.size() < 3 || (t[0].low != "he" && t[0].low != "she")) return false;
  std::size_t at = t[1].low == "is" ? 2 : 0;
  if (t[1].low == "has" && t[2].low == "turned") at = 3;
  if (t[1].low == "turned") at = 2;
  while (at != 0 && at < t.size() && is_adverb(t[at].low)) ++at;
  const bool number =
      at != 0 && at < t.size() && (t[at].kind == TokenKind::number || is_number_word(t[at].low));
  static const WordSet closing("now years today last already");
  if (!number || (at + 1 < t.size() && !closing.has(t[at + 1].low) &&
                  t[at + 1].kind != TokenKind::mark && !is_time_word(t[at + 1].low))) {
    return false;
  }
  std::optional<std::size_t> found;
  Value place;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const bool person =
        fact.verb > 1 && is_be(fact.tokens[fact.verb].low) &&
        fact.parsed.subject_terms.size() > 1 &&
        std::any_of(fact.parsed.subject_terms.begin(), fact.parsed.subject_terms.end(), is_kin);
    const std::string who = fact.known->content.substr(0, fact.tokens[fact.verb].begin);
    if (!person || !fits_pronoun(who, t[0].low)) continue;
    const std::vector<Value> values = values_in(fact.tokens, fact.verb);
    if (values.size() != 1 || values[0].sort != Sort::number || fact.verb + 1 != values[0].begin)
      continue;
    if (found) return false;
    found = i;
    place = values[0];
  }
  // Another "she" of another age is somebody else.
  constexpr int kYearsOnMax = 2;
  const std::string now = canonical_word(t[at].low);
  int age = 0;
  int before = 0;
  std::from_chars(now.data(), now.data() + now.size(), age);
  std::from_chars(place.norm.data(), place.norm.data() + place.norm.size(), before);
  if (!found || age == 0 || before == 0) return false;
  const int on = age - before;
  if (on == 0 || ((on < 0 || on > kYearsOnMax) && !said.corrects)) return false;
  touches.push_back({*found, Touch::Way::follows,
                     with_words(facts[*found], place.begin, place.end, t[at].out), "has changed",
                     t[at].out});
  return true;
}

// "sorry I meant 3.30", "1983 actually": takes the place of the one value of its kind.
bool read_bare_value(const Said& said, const std::vector<Fact>& facts,
                     std::vector<Touch>& touches) {
  const Tokens& first = said.segments.front();
  const bool closes = first.size() < 4 && first.back().low == "actually";
  if (!said.corrects && !closes) return false;
  const std::vector<Value> values = values_in(first, 0);
  if (values.size() != 1 || !holds_only(first, values[0])) return false;
  static const auto timed = [](Sort sort) {
    return sort == Sort::clock || sort == Sort::year || sort == Sort::date ||
           sort == Sort::weekday || sort == Sort::ordinal_day;
  };
  if (!timed(values[0].sort)) return false;
  std::optional<std::size_t> found;
  Value place;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (const Value& old : values_in(facts[i].tokens, facts[i].verb)) {
      if (facts[i].verb == 0 || !alike(old, values[0])) continue;
      if (found || old.norm == values[0].norm) return false;  // which is meant is not said
      found = i;
      place = old;
    }
  }
  if (!found) return false;
  const std::string words = fitted(facts[*found], place, first, values[0]);
  touches.push_back({*found, Touch::Way::rewrites,
                     with_words(facts[*found], place.begin, place.end, words), "corrects it",
                     words});
  return true;
}

}  // namespace

void read_led_narrowed(const Said& said, const std::vector<Fact>& facts,
                       std::vector<Touch>& touches) {
  if (said.question || said.segments.empty() || said.segments.front().empty()) return;
  if (read_day_in_month(said, facts, touches) || read_age_of(said, facts, touches)) return;
  read_bare_value(said, facts, touches);
}

}  // namespace mnestic::extract
