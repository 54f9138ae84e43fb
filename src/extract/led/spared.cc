// Spared: what words of ending leave as it was. An episode of long ago, one issue of a daily thing,
// somebody of the family, another thing of the name ("the Mustang. The Fender one").
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/news.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// "Back in 2015", "Ten years ago", "When I was 22", "At uni": what opens the sentence is long past.
bool opens_long_ago(const Tokens& tokens) {
  static const WordSet ages("teens twenties thirties forties fifties youth childhood");
  static const WordSet learned("uni university college school");
  constexpr std::size_t kReach = 6;
  const std::size_t end = std::min(tokens.size(), kReach);
  if (tokens[0].low == "at" && end > 1 && learned.has(tokens[1].low)) return true;
  const bool back = tokens[0].low == "back" || (end > 1 && tokens[0].low == "once");
  for (std::size_t i = 0; i < end; ++i) {
    if (tokens[i].kind == TokenKind::mark) return false;
    if (is_pronoun(tokens[i].low) && tokens[0].low != "when") return false;
    const bool in = i > 0 && tokens[i - 1].low == "in";
    if (in && is_year(tokens[i])) return back || i == 1;
    if (ages.has(tokens[i].low)) return true;
    if (i > 0 && tokens[i].low == "ago") {
      static const WordSet long_spans("years decades ages");
      return long_spans.has(tokens[i - 1].low);
    }
  }
  if (sequence_at(tokens, 0, "as a kid") || sequence_at(tokens, 0, "as a child") ||
      sequence_at(tokens, 0, "as a student") || sequence_at(tokens, 0, "as a teenager")) {
    return true;
  }
  const bool when = sequence_at(tokens, back ? 1 : 0, "when i was") ||
                    sequence_at(tokens, back ? 1 : 0, "when we were");
  return when && !speaks(TokenSpan(tokens).first(end), "in hospital|pregnant|ill|away");
}

// "back in 2019, lasted nine days", "in 2015 and again in 2018".
bool names_long_ago(const Tokens& tokens) {
  if (speaks(tokens, "back in the day|once upon a time|in a past life|in another life"))
    return true;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (sequence_at(tokens, i, "back in") && is_year(tokens[i + 2])) return true;
  }
  return false;
}

// "today's crossword", "Sunday's game", "this week's Economist": one of those that come again.
bool is_issue(const Tokens& tokens) {
  static const WordSet times(
      "today tonight yesterday morning afternoon evening night week month lunchtime monday tuesday "
      "wednesday thursday friday saturday sunday weekend");
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!times.has(tokens[i].low) || tokens[i + 1].low != "'s") continue;
    // "today's the day"
    if (!is_determiner(tokens[i + 2].low) && is_telling(tokens[i + 2])) return true;
  }
  return false;
}

constexpr std::string_view kDying =
    "died|dead|die|passed|pass|death|funeral|lost|killed|late|buried|gone|rest in peace|rip|"
    "miscarried|stillborn|laid to rest|last breath";

// The bond by which the fact introduces somebody: "daughter" of "has a daughter called Isla"; empty
// when it introduces nobody.
std::string_view introduced(const Fact& fact) {
  const bool names = speaks(fact.tokens, "called|named") || fact.parsed.verb == "be";
  if (!names || fact.verb == 0) return {};
  // "User is a doctor" tells what the user is.
  const bool own = fact.parsed.verb == "be" && fact.parsed.subject_terms.size() == 1;
  if (own && !speaks(fact.tokens, "called|named")) return {};
  for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
    const std::string& low = fact.tokens[i].low;
    if (is_kin(low) && !is_group(low)) return low;
    if (fact.tokens[i].low == "with" || fact.tokens[i].low == "and") return {};
  }
  return {};
}

// Whether the fact introduces one of the family whom only death takes.
bool is_of_family(const Fact& fact) {
  const std::string_view bond = introduced(fact);
  static const WordSet chosen(
      "wife husband spouse partner girlfriend boyfriend fiancé fiancée fiance fiancee ex hubby "
      "friend friends mate colleague flatmate housemate roommate lodger tenant neighbour "
      "neighbor boss manager");
  if (bond.empty() || chosen.has(bond)) return false;
  return fact.parsed.subject_terms.front() == "user";
}

// "finished the olives" is not said of a cat called Olive.
bool is_common_word_for(const Said& said, const Fact& fact) {
  for (std::size_t i = 1; i + 1 < fact.tokens.size(); ++i) {
    if (fact.tokens[i].low != "called" && fact.tokens[i].low != "named") continue;
    const Token& name = fact.tokens[i + 1];
    bool common = false;
    for (std::size_t k = 1; k < said.tokens.size(); ++k) {
      if (!same_word(said.tokens[k], name) && canonical_word(said.tokens[k].low) != name.low)
        continue;
      if (said.tokens[k].capital) return false;
      common = common || (is_determiner(said.tokens[k - 1].low) && said.tokens[k].low != name.low);
    }
    return common;
  }
  return false;
}

}  // namespace

bool is_bygone(const Said& said) {
  if (said.tokens.size() < 4 || said.question) return false;
  constexpr std::string_view kForGood =
      "since|never again|for good|never looked back|never went back|never gone back|have not|"
      "still do not|ever again";
  if (speaks(said.tokens, kForGood) || speaks(said.after, kForGood)) return false;
  if (opens_long_ago(said.tokens)) return true;
  // "my vegan phase at school lasted a week"
  if (speaks(said.tokens, "phase|lasted") &&
      speaks(said.tokens,
             "at school|at uni|at university|at college|as a kid|as a child|as a "
             "teenager|in my teens|in my twenties|when i was")) {
    return true;
  }
  return names_long_ago(said.tokens) && speaks(said.tokens, "once|for a|lasted|then|before");
}

bool is_one_issue(const Tokens& segment) {
  if (is_issue(segment)) return true;
  // "binned the Guardian from Saturday"
  static const WordSet throwing("binned chucked threw thrown recycled tossed");
  static const WordSet days(
      "monday tuesday wednesday thursday friday saturday sunday yesterday last");
  bool thrown = false;
  for (std::size_t i = 0; i + 1 < segment.size(); ++i) {
    thrown = thrown || throwing.has(segment[i].low);
    if (thrown && segment[i].low == "from" && days.has(segment[i + 1].low)) return true;
  }
  return false;
}

bool is_left_alone(const Said& said, const Fact& fact) {
  if (is_of_family(fact) && !speaks(said.tokens, kDying)) return true;
  if (is_common_word_for(said, fact)) return true;
  // "the Fender one", "the pedal car one the kids had": another than the fact tells of.
  const auto other = [&](TokenSpan tokens) {
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i].low != "one" && tokens[i].low != "ones") continue;
      bool any = false;
      bool held = false;
      for (std::size_t k = i; k-- > 0 && i - k < 4 && is_telling(tokens[k]);) {
        static const WordSet vague("old big small little good bad first last other new red black");
        any = any || !vague.has(tokens[k].low);
        held = held || std::any_of(fact.tokens.begin() + static_cast<std::ptrdiff_t>(fact.verb) + 1,
                                   fact.tokens.end(),
                                   [&](const Token& each) { return means(tokens[k], each); });
        if (k > 0 && tokens[k - 1].low == "the") return any && !held;
      }
    }
    return false;
  };
  return other(said.after) || std::any_of(said.segments.begin() + 1, said.segments.end(),
                                          [&](const Tokens& segment) { return other(segment); });
}

}  // namespace mnestic::extract
