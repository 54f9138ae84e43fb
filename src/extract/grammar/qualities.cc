// Qualities: what one is, one thing behind the other ("27 weeks pregnant and allergic to
// penicillin", "Femke, 52, a notary").
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/lists.h"
#include "grammar/tokens.h"

namespace mnestic::extract {
namespace {

bool joins_two(const Tokens& tokens) {
  static const WordSet joins("and & plus nor");
  return has_any(tokens, joins);
}

bool is_said_of_people(TokenSpan tokens, std::size_t at) {
  static const WordSet others("from based born raised allergic engaged pregnant");
  const Token& token = tokens[at];
  if (token.low == "been" || token.low == "done") return false;
  // ", confirmed by biopsy", ", found out at 35": of what was said before.
  static const WordSet learnt("found confirmed discovered");
  if (learnt.has(token.low)) return false;
  return !token.capital && (others.has(token.low) || is_adjective(token.low) ||
                            (is_verb(token.low, kParticiple) && !is_verb(token.low, kBase)));
}

// "27 weeks pregnant and allergic to penicillin", "born in Lagos and raised in Rome": the index of
// the "and" between two qualities of which the second has a complement; 0 without one.
std::size_t and_between_qualities(const Tokens& predicate) {
  std::size_t found = 0;
  for (std::size_t i = 2; i + 3 < predicate.size(); ++i) {
    if (predicate[i].low != "and") continue;
    const bool complement = is_preposition(predicate[i + 2].low);
    if (found != 0 || !complement || !is_said_of_people(predicate, i + 1)) return 0;
    found = i;
  }
  return found;
}

// ", product manager at a startup" behind a name or an age: how one earns one's living.
bool names_role(TokenSpan tokens, std::size_t at) {
  static const WordSet employed("at for");
  constexpr std::size_t kWordsMax = 4;
  if (is_verb(tokens[at].low, kGerund)) return false;  // ", aiming for 30k"
  for (std::size_t i = at; i < tokens.size() && i <= at + kWordsMax; ++i) {
    if (i > at && employed.has(tokens[i].low)) return true;
    if (tokens[i].kind != TokenKind::word || tokens[i].capital || is_preposition(tokens[i].low) ||
        is_determiner(tokens[i].low)) {
      return false;
    }
  }
  return false;
}

}  // namespace

std::vector<Tokens> part_qualities(const Tokens& predicate) {
  if (predicate.empty() || !is_be(predicate.front().low)) return {predicate};
  std::vector<Tokens> parts(1);
  if (const std::size_t both = and_between_qualities(predicate); both != 0) {
    const auto at = predicate.begin() + static_cast<std::ptrdiff_t>(both);
    parts = part_qualities(Tokens(predicate.begin(), at));
    parts.push_back({predicate.front()});
    parts.back().insert(parts.back().end(), at + 1, predicate.end());
    return parts;
  }
  for (std::size_t i = 0; i < predicate.size(); ++i) {
    const bool comma = predicate[i].low == "," && i + 1 < predicate.size();
    const std::string_view next = comma ? std::string_view(predicate[i + 1].low) : "";
    const bool age = comma && predicate[i + 1].kind == TokenKind::number &&
                     predicate[i + 1].low.size() < 3 && !is_time_word(predicate[i - 1].low) &&
                     (i + 2 >= predicate.size() || predicate[i + 2].low == ",");
    // "am Femke, 52, a notary": behind a name or an age.
    const bool role = (next == "a" || next == "an") && parts.back().size() > 1 &&
                      (parts.back()[1].capital || parts.back()[1].kind == TokenKind::number);
    const bool titled = comma && !role && parts.back().size() > 1 &&
                        (parts.back()[1].capital || parts.back()[1].kind == TokenKind::number) &&
                        names_role(predicate, i + 1);
    if (comma && (age || role || titled || is_said_of_people(predicate, i + 1))) {
      parts.push_back({predicate.front()});
      if (titled) parts.back().push_back(plain_word("a"));
      continue;
    }
    // "on the fourth floor, no lift"
    static const WordSet idle("contest question doubt problem exceptions exception worries less");
    const bool placed =
        i > 1 && (is_preposition(predicate[1].low) || is_adjective(predicate[1].low));
    if (comma && next == "no" && placed && !idle.has(predicate.back().low) &&
        i + 3 >= predicate.size() && i + 2 < predicate.size()) {
      parts.push_back({plain_word(predicate.front().low == "is" ? "has" : "have")});
      continue;
    }
    parts.back().push_back(predicate[i]);
  }
  // "tall, dark and Irish" is one list for part_list.
  if (joins_two(predicate)) return {predicate};
  return parts;
}

}  // namespace mnestic::extract
