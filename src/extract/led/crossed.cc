// Two facts that were told the wrong way round, and a value of a row that is another now: "you've
// got it backwards: I teach the piano and learn the cello", "Ollie's moved up to the under-12s".
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

struct Deed {
  std::string verb;
  std::size_t begin = 0;  // of the object in the fact
  std::size_t end = 0;
};

// "teaches the cello": the verb and its object; none where there is more.
std::optional<Deed> deed_of(const Fact& fact) {
  constexpr std::size_t kObjectTokensMax = 4;
  if (fact.verb == 0 || fact.parsed.negated) return std::nullopt;
  Deed deed;
  std::size_t at = fact.verb;
  if (is_be(fact.tokens[at].low) && at + 1 < fact.tokens.size() &&
      is_verb(fact.tokens[at + 1].low, kGerund)) {
    deed.verb = base_of_gerund(fact.tokens[++at].low);
  } else {
    deed.verb = lemma_of(fact.tokens[at].low);
  }
  ++at;
  while (at < fact.tokens.size() &&
         (is_determiner(fact.tokens[at].low) || is_preposition(fact.tokens[at].low))) {
    ++at;
  }
  deed.begin = at;
  deed.end = fact.tokens.size();
  if (deed.begin >= deed.end || deed.end - deed.begin > kObjectTokensMax) return std::nullopt;
  const bool plain = std::all_of(
      fact.tokens.begin() + static_cast<std::ptrdiff_t>(at), fact.tokens.end(),
      [](const Token& token) { return is_telling(token) && token.kind != TokenKind::mark; });
  return plain ? std::optional<Deed>(deed) : std::nullopt;
}

// Whether the words say that what `verb` is done to is the object of `fact`.
bool says(const Tokens& tokens, const std::string& verb, const Fact& fact, const Deed& object,
          const std::string& other) {
  constexpr std::size_t kReach = 5;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (lemma_of(tokens[i].low) != verb) continue;
    for (std::size_t k = i + 1; k < tokens.size() && k <= i + kReach; ++k) {
      if (lemma_of(tokens[k].low) == other) break;
      if (same_word(tokens[k], fact.tokens[object.end - 1])) return true;
    }
  }
  return false;
}

constexpr std::string_view kCrossed =
    "backwards|other way round|other way around|other way about|wrong way round|wrong way "
    "around|wrong way about|back to front|mixed up|mixed them up|mixed those up|mix up|swapped "
    "them|swapped those|swapped it|vice versa|muddled";

}  // namespace

void read_led_crossed(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  const bool cued = speaks(said.tokens, kCrossed) || speaks(said.before, kCrossed);
  if (said.question || (!cued && !said.corrects)) return;
  for (std::size_t a = 0; a < facts.size(); ++a) {
    const auto one = deed_of(facts[a]);
    if (!one) continue;
    for (std::size_t b = a + 1; b < facts.size(); ++b) {
      const auto other = deed_of(facts[b]);
      const bool pair = other && facts[a].parsed.subject == facts[b].parsed.subject &&
                        one->verb != other->verb &&
                        !same_word(facts[a].tokens[one->end - 1], facts[b].tokens[other->end - 1]);
      if (!pair) continue;
      // That they are crossed goes for the other too when only one of them is named.
      const bool first = says(said.tokens, one->verb, facts[b], *other, other->verb);
      const bool second = says(said.tokens, other->verb, facts[a], *one, one->verb);
      if (cued ? !first && !second : !first || !second) continue;
      const auto give = [&](std::size_t to, const Deed& place, std::size_t from,
                            const Deed& object) {
        const std::string value = join(part_of(facts[from].tokens, object.begin, object.end));
        touches.push_back({to, Touch::Way::rewrites,
                           with_words(facts[to], place.begin, place.end, value), "corrects it",
                           value});
      };
      give(a, *one, b, *other);
      give(b, *other, a, *one);
      return;
    }
  }
}

namespace {

// "under-12s", "Year 6", "U12": a place in a row that goes by numbers.
struct Rung {
  std::string row;
  std::string number;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Rung> rungs_in(const Tokens& tokens, std::size_t from) {
  static const WordSet rows("year grade level class form set division stage band key-stage");
  std::vector<Rung> rungs;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::size_t digit = low.find_first_of("0123456789");
    const std::size_t behind =
        std::min(low.find_first_not_of("0123456789", std::min(digit, low.size())), low.size());
    if (tokens[i].kind == TokenKind::word && digit != std::string::npos && digit > 0 &&
        behind - digit < 3) {
      rungs.push_back({low.substr(0, digit), low.substr(digit, behind - digit), i, i + 1});
    } else if (rows.has(low) && i + 1 < tokens.size() &&
               (tokens[i + 1].kind == TokenKind::number || is_number_word(tokens[i + 1].low)) &&
               tokens[i + 1].low.size() < 6) {
      rungs.push_back({low, canonical_word(tokens[i + 1].low), i, i + 2});
    } else if (low == "under" && i + 1 < tokens.size() && tokens[i + 1].kind == TokenKind::number) {
      rungs.push_back({"under-", tokens[i + 1].low.substr(0, 2), i, i + 2});
    }
  }
  return rungs;
}

}  // namespace

void read_led_rungs(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kMoved =
      "moved up|gone up|moving up|goes up|went up|moved to|moved into|gone into|promoted "
      "to|started "
      "in|started|starts|is in|is now in|is at|now in|up to|passed|on to|i am on|made it to";
  constexpr std::string_view kOpen =
      "if|might|maybe|perhaps|next|hope|hopes|wants|want|will|would|could|should|not|never|soon";
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (!speaks(segment, kMoved) || speaks(segment, kOpen)) continue;
    const std::vector<Rung> now = rungs_in(segment, 0);
    if (now.size() != 1) continue;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const Fact& fact = facts[i];
      if (fact.verb == 0 || fact.parsed.negated || fact.parsed.tense != Tense::present) continue;
      const bool own = fact.parsed.subject == "user";
      if (own ? owner_of(segment) != Owner::speaker : !may_be_about(segment, fact)) continue;
      const std::vector<Rung> was = rungs_in(fact.tokens, fact.verb);
      if (was.size() != 1 || was[0].row != now[0].row || was[0].number == now[0].number) continue;
      // "coaches the under-10s" is of others.
      static const WordSet of_others("teach coach manage run train lead referee");
      if (of_others.has(fact.parsed.verb) && !speaks(segment, "coaching|teaching|coach|teach"))
        continue;
      const std::string value = join(part_of(segment, now[0].begin, now[0].end));
      touches.push_back({i, Touch::Way::follows, with_words(fact, was[0].begin, was[0].end, value),
                         "has changed", value});
    }
  }
}

}  // namespace mnestic::extract
