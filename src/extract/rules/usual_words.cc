#include "grammar/mood.h"
#include "rules/ellipsis.h"
#include "rules/ended.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"
#include "rules/predicates.h"

namespace mnestic::extract {

Tokens in_usual_words(const Tokens& all, std::size_t begin, Tokens tokens) {
  tokens = with_half_of(with_and_for_plus(without_which_one(std::move(tokens))));
  if (tokens.empty()) return tokens;
  tokens = without_remarks(without_linking(std::move(tokens)));
  tokens = finding_named(all, begin, std::move(tokens));
  tokens = myself_last(speaking_for_all(agreement_in_order(subject_first(owning(tokens)))));
  read_colon(tokens);
  read_count(tokens);
  return tokens;
}

}  // namespace mnestic::extract
