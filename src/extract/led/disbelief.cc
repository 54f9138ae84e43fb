// Disbelief: a question that denies what it asks about: "Who told you I'm a dentist?", "since when
// do I eat meat?".
#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

// Where the clause begins that is not believed; 0 when the words are no such question.
std::size_t behind_disbelief(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 17> kLeads = {"who told you that",
                                                              "who told you",
                                                              "who said that",
                                                              "who said",
                                                              "who says that",
                                                              "who says",
                                                              "since when",
                                                              "where did you get the idea that",
                                                              "where did you get that idea that",
                                                              "where did you get that",
                                                              "where did you get",
                                                              "what gave you the idea that",
                                                              "what gave you the idea",
                                                              "what made you think that",
                                                              "what made you think",
                                                              "why on earth do you think",
                                                              "where on earth did you get"};
  for (const std::string_view lead : kLeads) {
    if (!sequence_at(tokens, 0, lead)) continue;
    return static_cast<std::size_t>(std::count(lead.begin(), lead.end(), ' ')) + 1;
  }
  return 0;
}

}  // namespace

void read_led_disbelief(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches) {
  const std::size_t begin = behind_disbelief(said.tokens);
  if (begin == 0 || begin + 1 >= said.tokens.size()) return;
  const Tokens clause = part_of(said.tokens, begin, said.tokens.size());
  // "who says I can't eat meat?" is another question.
  if (!speaks(clause, "i|we|my|our") || speaks(clause, "can|could|should|must|would|have to"))
    return;
  const bool denied = speaks(clause, "not|never");
  std::string verb;
  for (const Token& token : clause) {
    if (verb.empty() && verb_form(token.low) != nullptr && !token.capital)
      verb = lemma_of(token.low);
    // "since when do I eat meat"
    if (verb == "do" && token.low != "do") verb.clear();
  }
  Tokens words;
  for (const Token& token : clause) {
    if (is_telling(token)) words.push_back(token);
  }
  if (words.empty()) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.subject_terms.front() != "user") continue;
    if (fact.parsed.negated != denied || fact.parsed.verb != verb) continue;
    const bool all = std::all_of(words.begin(), words.end(), [&](const Token& word) {
      return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                         [&](const Token& each) { return means(word, each); });
    });
    if (all) touches.push_back({i, Touch::Way::ends, {}, "never was so", {}});
  }
}

}  // namespace mnestic::extract
