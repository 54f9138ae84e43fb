#include "rules/company.h"

#include <algorithm>
#include <cctype>

#include "grammar/lexicon.h"
#include "grammar/lists.h"

namespace mnestic::extract {
namespace {

// "the food was great", "nature is beautiful": a view, not what is so.
bool is_view(const Tokens& predicate) {
  static const WordSet views(
      "great good bad nice lovely beautiful amazing awesome fun cool fine okay ok interesting "
      "important useful wonderful terrible awful best worst worth perfect brilliant fantastic "
      "silly "
      "funny weird true possible likely sure clear");
  return has_any(predicate, views);
}

}  // namespace

bool keeps_company(const Clause& clause) {
  constexpr std::size_t kTokensMin = 3;
  constexpr std::size_t kTokensMax = 14;
  static const WordSet no_things(
      "it this that these those there they he she we i one who which what you");
  const Tokens& said = clause.predicate;
  if (clause.fragment || said.size() < kTokensMin - 1 || said.size() > kTokensMax) return false;
  const std::string subject = lower(clause.subject.text);
  if (no_things.has(subject.substr(0, subject.find(' '))) || clause.subject.implied) return false;
  const std::size_t verb = skip_adverbs(said, 0);
  if (verb >= said.size()) return false;
  const std::string& low = said[verb].low;
  const bool lasting = low == "is" || low == "are" ||
                       (!is_auxiliary(low) && is_verb(low, kThird) && !is_verb(low, kBase)) ||
                       (clause.subject.plural && is_verb(low, kBase) && !is_verb(low, kPast));
  // "vets are expensive", "Caesar is a bore": views, too.
  const std::size_t what = skip_adverbs(said, verb + 1);
  const bool quality = is_be(low) && what < said.size() &&
                       (is_adjective(said[what].low) || is_like_adjective(said[what].low) ||
                        said[what].low.ends_with("ed") || what + 1 == said.size());
  const bool named = std::isupper(static_cast<unsigned char>(clause.subject.text[0])) != 0;
  static const WordSet others("you your everyone people we");
  return lasting && !quality && !named && !is_view(said) && !has_any(said, others);
}

}  // namespace mnestic::extract
