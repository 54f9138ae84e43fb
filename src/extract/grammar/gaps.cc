#include "grammar/gaps.h"

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
bool is_joint(const Token& token) {
  static const WordSet set(", ; and but so plus though although while whereas & also then yet ( )");
  return set.has(token.low) || is_spaced_dash(token) || token.low == ":";
}

std::optional<Subject> gapped_subject(TokenSpan tokens, std::size_t at) {
  // "Mum lives in Hove, dad in Crewe"
  const bool bare = is_bare_kin(tokens[at].low) && at + 2 < tokens.size() && at > 0 &&
                    tokens[at - 1].low != "and" && is_preposition(tokens[at + 1].low);
  const std::size_t noun = bare ? at : at + 1;
  if (at + 2 >= tokens.size() || (!bare && tokens[at].low != "my") || !is_kin(tokens[noun].low)) {
    return std::nullopt;
  }
  std::size_t end = noun + 1;
  if (tokens[end].capital && end + 1 < tokens.size() && is_determiner(tokens[end + 1].low)) ++end;
  const bool place = is_preposition(tokens[end].low) && end + 1 < tokens.size();
  if (!is_determiner(tokens[end].low) && !tokens[end].capital && !place) return std::nullopt;
  for (std::size_t i = end; i < tokens.size() && !is_joint(tokens[i]); ++i) {
    if (is_auxiliary(tokens[i].low)) return std::nullopt;
  }
  Subject subject;
  subject.person = Person::other;
  subject.end = end;
  subject.text = "User's " + join(tokens.subspan(noun, end - noun));
  return subject;
}

void borrow_verb(const Tokens& before, Clause& clause) {
  const std::size_t verb = finite_verb_at(before);
  if (verb >= before.size()) return;
  Token token = before[verb];
  const bool many = clause.subject.plural;
  static const WordSet being("am is are");
  if (being.has(token.low)) {
    token.out = token.low = many ? "are" : "is";
  } else if (token.low == "was" || token.low == "were") {
    token.out = token.low = many ? "were" : "was";
  } else if (is_verb(token.low, kBase) || is_verb(token.low, kThird)) {
    token.out = token.low = many ? lemma_of(token.low) : third_person(lemma_of(token.low));
  }
  token.space = true;
  Tokens lent = {token};
  // "I'm allergic to nuts and my son to eggs": "is allergic to eggs".
  constexpr std::size_t kLentTokensMax = 4;
  for (std::size_t i = verb + 1; i < before.size() && i <= verb + kLentTokensMax; ++i) {
    if (before[i].kind == TokenKind::mark) break;
    if (before[i].low != clause.predicate.front().low) continue;
    lent.insert(lent.end(), before.begin() + static_cast<std::ptrdiff_t>(verb) + 1,
                before.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  clause.predicate.insert(clause.predicate.begin(), lent.begin(), lent.end());
}

}  // namespace mnestic::extract
