// Remedies: fragments that tell what is taken against an illness and what one has with it: "on
// lithium", "magnesium at night for cramps", "crutches until May".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "rules/fragment_parts.h"

namespace mnestic::extract {

std::string rest_of(TokenSpan tokens) {
  Subject user;
  user.text = "User";
  return turned(user, tokens);
}

std::string lowered_start(std::string text) {
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z') text[0] = lower(text.substr(0, 1))[0];
  return text;
}

std::string with_article(TokenSpan tokens) {
  std::string text = lowered_start(rest_of(tokens));
  const std::string& low = tokens.front().low;
  for (const Token& token : tokens) {
    if (is_preposition(token.low) || is_time_word(token.low)) break;
    if (token.low.ends_with('s') && !token.low.ends_with("ss") && !token.capital) return text;
  }
  if (is_determiner(low) || (tokens.front().capital && low == tokens.front().out)) return text;
  const bool vowel = std::string_view("aeiou").find(low.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + text;
}

bool is_condition(std::string_view low) {
  static const WordSet set(
      "epilepsy asthma diabetes eczema migraine migraines arthritis depression anxiety adhd autism "
      "ibs pcos endometriosis psoriasis hypertension anaemia anemia lupus tinnitus vertigo bipolar "
      "ptsd ocd copd gout crohns fibromyalgia syndrome disorder scoliosis");
  if (set.has(low)) return true;
  // The words of medicine are built alike: spondylitis, fibrosis, neuralgia.
  static const WordSet plain("crisis basis analysis thesis diagnosis emphasis oasis genesis");
  if (low.size() < 8 || plain.has(low)) return false;
  for (const std::string_view tail :
       {"itis", "osis", "algia", "aemia", "emia", "pathy", "plegia"}) {
    if (low.ends_with(tail)) return true;
  }
  return false;
}

// "on lithium", "Humira every other Friday": what a person who tells of an illness takes.
bool read_medication(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  static const WordSet often("daily twice once nightly weekly monthly every");
  const bool on = tokens[0].low == "on" && tokens.size() >= 2 && tokens.size() <= 4 &&
                  !is_determiner(tokens[1].low) && !is_time_word(tokens[1].low) &&
                  !is_occasion(tokens[1].low) && !is_pronoun(tokens[1].low);
  if (on) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  std::size_t at = 1;
  while (at < tokens.size() && at < 4 && !often.has(tokens[at].low)) ++at;
  const bool rate =
      at < tokens.size() &&
      (tokens[at].low != "every" || at + 1 >= tokens.size() || is_time_word(tokens[at + 1].low) ||
       tokens[at + 1].low == "other" || tokens[at + 1].low == "day");
  const bool dose = rate && at < 4 && verb_form(tokens[0].low) == nullptr &&
                    !is_pronoun(tokens[0].low) && !is_determiner(tokens[0].low) &&
                    !is_occasion(tokens[0].low) && !is_preposition(tokens[0].low);
  if (!dose) return false;
  readings.push_back({statement("User takes", rest_of(tokens)), "fact"});
  return true;
}

// "Cetirizine from May to August for the hay fever", "magnesium at night for cramps": what is taken
// against what.
bool read_remedy(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::string& first = tokens[0].low;
  if (first.size() < 5 || is_determiner(first) || is_pronoun(first) || is_preposition(first) ||
      is_adverb(first) || verb_form(first) != nullptr || is_occasion(first)) {
    return false;
  }
  static const WordSet often(
      "daily nightly weekly morning mornings night nights evening month every twice once since "
      "needed bedtime");
  std::size_t against = 0;
  bool when = false;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const bool month = tokens[i].capital && (low == "may" || is_time_word(low));
    if (!month && (is_auxiliary(low) || is_pronoun(low) || is_verb(low, kThird))) return false;
    if (low == "for" && i + 1 < tokens.size()) against = i;
    when = when || month || often.has(low) || low.ends_with("mg") || is_time_word(low);
  }
  if (against == 0 || !when) return false;
  const std::string& ill = tokens.back().low;
  const bool fever = ill == "fever" && tokens[tokens.size() - 2].low == "hay";
  if (!fever && !is_ailment(ill) && !is_condition(ill) && ill != "cramps" && ill != "sleep" &&
      !is_body_part(ill)) {
    return false;
  }
  readings.push_back({statement("User takes", lowered_start(rest_of(tokens))), "fact"});
  return true;
}

// "blue inhaler in every bag", "crutches until May": what a person who tells of an illness has.
bool read_aid(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  static const WordSet aids(
      "inhaler inhalers insulin pump epipen epipens crutches brace splint cpap pacemaker "
      "wheelchair "
      "glasses contacts retainer stent cast implant implants cane");
  for (std::size_t i = 0; i < tokens.size() && i < 4; ++i) {
    if (is_auxiliary(tokens[i].low) || is_pronoun(tokens[i].low)) return false;
    if (!aids.has(tokens[i].low)) continue;
    readings.push_back({statement("User has", with_article(tokens)), "fact"});
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
