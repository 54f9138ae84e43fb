// Reasons without a word for it, behind a comma: "never suggest pork, we keep halal", "I avoid
// onions, they give me heartburn", "I'd take paper over a screen, the screen gives me headaches":
// what is wanted and why are both told.
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// A comma, a semicolon or a dash.
bool is_pause(const Token& token) {
  return token.low == "," || token.low == ";" || is_spaced_dash(token);
}

// Behind "because" and its like, where they stand at `at`.
std::size_t behind_because(const Tokens& tokens, std::size_t at) {
  static const WordSet because("because cause cos cuz since as");
  return word_at(tokens, at, because) ? at + 1 : at;
}

// Words that only press the wish, or tell how it is meant: "I mean it", "I'll read it later".
bool presses(const Tokens& tokens, std::size_t at) {
  static const WordSet pressing(
      "mean beg ask tell say promise swear insist repeat know think want need wish would will can "
      "could might should shall prefer like love hate find learn skim read process struggle hope "
      "guess believe feel appreciate trust said asked told meant");
  const std::size_t verb = skip_adverbs(tokens, at + 1);
  if (word_at(tokens, verb, pressing)) return true;
  static const WordSet moment(
      "serious begging asking telling tired bored busy sick late lazy done trying just not sure "
      "sorry afraid");
  return is_at(tokens, verb, "am") && word_at(tokens, skip_adverbs(tokens, verb + 1), moment);
}

}  // namespace

// "Never suggest recipes with pork, we keep halal": a wish that holds by itself, and its reason.
bool part_wish_reason(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet own("my our");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (!is_pause(tokens[i])) continue;
    const std::size_t at = behind_because(tokens, i + 1);
    if (!speaker_at(tokens, at) && !word_at(tokens, at, own)) continue;
    if (speaker_at(tokens, at) && presses(tokens, at)) return false;
    const Tokens reason = slice(tokens, at, tokens.size());
    if (!read_clause_subject(reason, 0, Context()) || is_hypothetical(reason)) return false;
    const Tokens wish = slice(tokens, 0, i);
    if (!read_instruction(wish)) return false;
    out.push_back(wish);
    out.push_back(reason);
    return true;
  }
  return false;
}

namespace {

// Verbs for what something does to somebody.
bool is_effect(std::string_view low) {
  static const WordSet effects(
      "give make trigger upset keep leave drive send hurt irritate relax calm help remind wake "
      "knock wreck ruin put turn set mess bother");
  return effects.has(lemma_of(low)) && !is_verb(low, kGerund);
}

bool own_at(const Tokens& tokens, std::size_t at) {
  static const WordSet whom("me my us our");
  return word_at(tokens, at, whom);
}

// Where the object of "I avoid onions" begins in [0, end): behind the speaker's verbs; kNone when
// there is more than verbs and a noun.
std::size_t object_begin(const Tokens& tokens, std::size_t end) {
  if (!speaker_at(tokens, 0)) return kNone;
  std::size_t at = 1;
  bool verb = false;
  while (at < end && (is_adverb(tokens[at].low) || tokens[at].low == "not" ||
                      is_auxiliary(tokens[at].low) || tokens[at].low == "up" ||
                      (verb_form(tokens[at].low) != nullptr && !tokens[at].capital))) {
    verb = verb || !is_auxiliary(tokens[at].low);
    ++at;
  }
  constexpr std::size_t kObjectTokensMax = 4;
  if (!verb || at >= end || end - at > kObjectTokensMax) return kNone;
  for (std::size_t i = at; i < end; ++i) {
    const std::string& low = tokens[i].low;
    if (tokens[i].kind == TokenKind::mark || is_preposition(low) || is_pronoun(low) ||
        is_time_word(low) || low == "and" || low == "or") {
      return kNone;
    }
  }
  return at;
}

}  // namespace

// "I avoid onions, they give me heartburn": what they do is told of onions.
bool part_effect(const Tokens& tokens, std::vector<Tokens>& out) {
  for (std::size_t i = 3; i + 3 < tokens.size(); ++i) {
    if (!is_pause(tokens[i])) continue;
    const std::size_t at = behind_because(tokens, i + 1);
    constexpr std::size_t kSubjectTokensMax = 4;
    std::size_t verb = at + 1;
    while (verb < tokens.size() && verb <= at + kSubjectTokensMax && !is_effect(tokens[verb].low))
      ++verb;
    if (verb >= tokens.size() || verb > at + kSubjectTokensMax || !own_at(tokens, verb + 1))
      continue;
    Tokens effect = slice(tokens, at, tokens.size());
    const bool they = is_at(tokens, at, "they");
    if (they || is_at(tokens, at, "it")) {
      const std::size_t object = object_begin(tokens, i);
      if (object == kNone || verb > at + 2) return false;
      const std::string& head = tokens[i - 1].low;
      if (they != (head.ends_with('s') && !head.ends_with("ss"))) return false;
      effect = joined({slice(tokens, object, i), slice(tokens, at + 1, tokens.size())});
    } else {
      static const WordSet no_thing("and but or so he she we i you this that there who which");
      if (!speaker_at(tokens, 0) || word_at(tokens, at, no_thing) || has_verb(tokens, at, verb) ||
          is_preposition(tokens[at].low) ||
          is_verb(tokens[at].low, kBase) != is_verb(tokens[at].low, kThird)) {
        return false;
      }
    }
    out.push_back(slice(tokens, 0, i));
    out.push_back(effect);
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
