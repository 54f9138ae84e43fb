// A thing of the user's that is another one now, named behind it: "finally upgraded the phone,
// Pixel 9", "new laptop: a Framework", "moved the car insurance over to Direct Line".
#include <algorithm>
#include <optional>
#include <string>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// "User's phone is an iPhone", "User's car insurance is with Aviva": where the value begins; 0 for
// other facts.
std::size_t value_of(const Fact& fact) {
  constexpr std::size_t kValueTokensMax = 5;
  if (fact.verb < 2 || fact.parsed.negated || fact.parsed.tense != Tense::present) return 0;
  if (!is_be(fact.tokens[fact.verb].low) || fact.parsed.subject_terms.front() != "user") return 0;
  std::size_t at = fact.verb + 1;
  static const WordSet lead("a an the with at from by on");
  while (at < fact.tokens.size() && lead.has(fact.tokens[at].low)) ++at;
  const bool named = at < fact.tokens.size() && fact.tokens.size() - at <= kValueTokensMax &&
                     std::any_of(fact.tokens.begin() + static_cast<std::ptrdiff_t>(at),
                                 fact.tokens.end(), [](const Token& token) {
                                   return token.capital || token.out != token.low;  // "iPhone"
                                 });
  return named ? at : 0;
}

// Whether all words of what the fact is about ("phone", "car insurance") stand in [from, to).
bool names_thing(const Fact& fact, const Tokens& tokens, std::size_t from, std::size_t to) {
  bool any = false;
  for (std::size_t i = 1; i < fact.verb; ++i) {
    if (!is_telling(fact.tokens[i])) continue;
    any = true;
    const bool held = std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                                  tokens.begin() + static_cast<std::ptrdiff_t>(to),
                                  [&](const Token& token) { return means(token, fact.tokens[i]); });
    if (!held || is_kin(fact.tokens[i].low)) return false;
  }
  return any;
}

// "Pixel 9", "a Framework": the name from `at` on; empty when more is told there.
Tokens name_from(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t kNameTokensMax = 4;
  static const WordSet lead("a an the it is its so to");
  while (at < tokens.size() && lead.has(tokens[at].low)) ++at;
  std::size_t end = at;
  while (end < tokens.size() && (tokens[end].capital || tokens[end].kind == TokenKind::number))
    ++end;
  static const WordSet closing(
      "now instead last this at from and but because yesterday today in on");
  const bool closed =
      end >= tokens.size() || tokens[end].kind == TokenKind::mark || closing.has(tokens[end].low);
  if (end == at || end > at + kNameTokensMax || !closed || !tokens[at].capital) return {};
  return part_of(tokens, at, end);
}

// Where words begin that say that the thing is another one now; the size without.
std::size_t renewal_at(const Tokens& tokens) {
  static const WordSet verbs("upgrade replace swap switch change move renew trade");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool done = verbs.has(lemma_of(tokens[i].low)) && is_verb(tokens[i].low, kPast);
    const bool fresh =
        tokens[i].low == "new" && (i == 0 || tokens[i - 1].low == "a" ||
                                   tokens[i - 1].low == "my" || tokens[i - 1].low == "got");
    if (done || fresh) return i;
  }
  return tokens.size();
}

}  // namespace

void read_led_renewed(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  constexpr std::string_view kOpen =
      "if|might|maybe|perhaps|want|wants|will|would|could|should|not|never|thinking|hope|need";
  const Tokens& t = said.tokens;
  if (said.question || speaks(t, kOpen)) return;
  if (t.empty() || owner_of(said.segments.front()) == Owner::other) return;
  const std::size_t at = renewal_at(t);
  if (at >= t.size()) return;
  const bool moved = lemma_of(t[at].low) == "move";
  // Where the value begins: behind a mark, or behind "to".
  for (std::size_t i = at + 2; i + 1 < t.size(); ++i) {
    static const WordSet marks(", : - (");
    const bool behind = marks.has(t[i].low) || t[i].low == "to" || t[i].low == "for" ||
                        t[i].low == "is" || t[i].low == "'s";
    if (!behind) continue;
    const Tokens name = name_from(t, i + 1);
    if (name.empty()) continue;
    std::optional<std::size_t> found;
    for (std::size_t k = 0; k < facts.size(); ++k) {
      const std::size_t value = value_of(facts[k]);
      if (value == 0 || !names_thing(facts[k], t, at, i)) continue;
      // "a new phone case, Spigen" is no new phone.
      static const WordSet particles("over in out up again now finally");
      std::size_t head = i - 1;
      while (head > at && particles.has(t[head].low)) --head;
      const Token& noun = facts[k].tokens[facts[k].verb - 1];
      if (!means(t[head], noun)) continue;
      // "moved the car to Elm Street" tells where it stands, not what it is.
      if (moved && facts[k].tokens[value - 1].low != "with") continue;
      if (found_at(facts[k], name) < facts[k].tokens.size()) return;
      if (found) return;  // which is meant is not said
      found = k;
    }
    if (!found) return;
    const Fact& fact = facts[*found];
    touches.push_back({*found, Touch::Way::follows,
                       with_words(fact, value_of(fact), fact.tokens.size(), join(name)),
                       "has changed", kWhole.data()});
    return;
  }
}

}  // namespace mnestic::extract
