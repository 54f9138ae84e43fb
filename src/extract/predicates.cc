#include "predicates.h"

#include <algorithm>

#include "clauses.h"
#include "lexicon.h"

namespace mnestic::extract {

bool is_bare_failure(const Tokens& predicate) {
  static const WordSet failing("can could did");
  static const WordSet vague("it that this so");
  std::size_t end = predicate.size();
  while (end > 0 && predicate[end - 1].kind == TokenKind::mark) --end;
  return end >= 4 && end <= 5 && failing.has(predicate[0].low) && predicate[1].low == "not" &&
         vague.has(predicate[end - 1].low);
}

bool is_faint_memory(const Tokens& predicate) {
  const std::size_t verb = finite_verb_at(predicate);
  if (verb >= predicate.size() || is_auxiliary(predicate[verb].low)) return false;
  return is_verb(predicate[verb].low, kPast) && !is_verb(predicate[verb].low, kBase) &&
         std::none_of(predicate.begin(), predicate.end(),
                      [](const Token& token) { return is_time_word(token.low); });
}

void drop_idle_now(Tokens& part) {
  static const WordSet spans("year years month months week weeks day days decade decades ages");
  const std::size_t n = part.size();
  const bool lasting =
      std::any_of(part.begin(), part.end(), [](const Token& token) { return token.low == "for"; });
  if (lasting && n > 2 && part[n - 1].low == "now" && spans.has(part[n - 2].low)) part.pop_back();
}

void name_employer(Tokens& part) {
  if (part.size() < 3 || !is_be(part[0].low) || is_verb(part[1].low, kGerund)) return;
  if ((part[1].low != "at" && part[1].low != "with") || !part[2].capital) return;
  part[0].out = part[0].low = "works";
  while (part.back().low == "now" || part.back().kind == TokenKind::mark) part.pop_back();
}

}  // namespace mnestic::extract
