#include "classify.h"

#include <string>

#include "lexicon.h"
#include "mnestic/base/assert.h"

namespace mnestic::extract {
namespace {

bool has_any(const Tokens& tokens, const WordSet& set) {
  for (const Token& token : tokens) {
    if (set.has(token.low)) return true;
  }
  return false;
}

// The main verb's lemma and the index behind it; auxiliaries, adverbs and "not" skipped.
std::string main_lemma(const Tokens& tokens, std::size_t& behind) {
  std::string lemma;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (is_adverb(low) || low == "not" || low == "longer" || low == "no") continue;
    if (is_auxiliary(low)) {
      lemma = lemma_of(low);
      behind = i + 1;
      continue;
    }
    if (lemma.empty() || (verb_form(low) != nullptr && i == behind) || is_modal(lemma)) {
      const bool after_copula = lemma == "be" && !is_verb(low, kGerund);
      const bool after_have = lemma == "have" && !is_verb(low, kParticiple);
      if (!after_copula && !after_have) {
        lemma = lemma_of(low);
        behind = i + 1;
      }
    }
    break;
  }
  return lemma;
}

std::string_view next_low(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? std::string_view(tokens[i].low) : std::string_view();
}

std::string_view kind_of(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  std::size_t behind = 0;
  const std::string lemma = main_lemma(tokens, behind);
  static const WordSet taste(
      "like love enjoy prefer hate dislike adore detest loathe favour favor");
  static const WordSet moods(
      "stressed anxious depressed sad exhausted overwhelmed worried nervous "
      "tired ill sick burnt-out burned-out lonely");
  static const WordSet fans("fan favourite favorite rather fond");
  static const WordSet profile_words("name birthday age timezone email phone address pronouns");
  const std::string_view next = next_low(tokens, behind);
  const bool would = !tokens.empty() && tokens.front().low == "would";
  if (clause.subject.text.starts_with("User's favourite") ||
      clause.subject.text.starts_with("User's favorite")) {
    return "preference";
  }
  if (would && (lemma == "like" || lemma == "love")) return next == "to" ? "goal" : "preference";
  if (taste.has(lemma) || has_any(tokens, fans)) return "preference";
  if (lemma == "stand" || lemma == "bear") return "preference";
  if (lemma == "promise" || lemma == "commit" || lemma == "agree" || lemma == "swear") {
    return "commitment";
  }
  if ((lemma == "want" || lemma == "hope" || lemma == "aim" || lemma == "plan" ||
       lemma == "intend") &&
      (next == "to" || next == "on")) {
    return "goal";
  }
  if (lemma == "train" && next == "for") return "goal";
  if (lemma == "save" && (next == "for" || next == "up")) return "goal";
  if ((lemma == "need" || lemma == "have" || lemma == "must") && next == "to") return "todo";
  if (lemma == "must") return "todo";
  if (has_any(tokens, moods) && (lemma == "be" || lemma == "feel")) return "state";
  if (clause.subject.text.starts_with("User's ")) {
    const std::string_view rest = std::string_view(clause.subject.text).substr(7);
    if (profile_words.has(rest)) return "profile";
  }
  if (clause.subject.text == "User" && lemma == "be" && (next == "called" || next == "born")) {
    return "profile";
  }
  bool time = false;
  bool occasion = false;
  for (const Token& token : tokens) {
    time = time || is_time_word(token.low);
    occasion = occasion || is_occasion(token.low);
  }
  if (time && (occasion || lemma == "fly" || lemma == "will" || lemma == "arrive")) return "event";
  return "fact";
}

}  // namespace

void set_kind(Candidate& candidate, std::string_view kind) {
  const auto found = model::kind_named(kind);
  MNESTIC_ASSERT(found.has_value());
  candidate.kind = *found;
  candidate.layer = model::policy_of(*found).default_layer;
  candidate.importance = model::policy_of(*found).importance;
}

void classify(const Clause& clause, Candidate& candidate) {
  set_kind(candidate, kind_of(clause));
  static const WordSet serious(
      "allergic allergy intolerant diabetes diabetic epilepsy asthma "
      "pregnant medication anaphylaxis");
  if (has_any(clause.predicate, serious)) candidate.importance = 0.9;
  if (clause.fragment || clause.subject.implied) candidate.confidence = 0.8;
}

bool is_passing(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  std::size_t behind = 0;
  const std::string lemma = main_lemma(tokens, behind);
  const std::string_view next = next_low(tokens, behind);
  const std::string_view after = next_low(tokens, behind + 1);
  static const WordSet states(
      "starving hungry thirsty tired bored sleepy back here there done sorry confused stuck lost "
      "sure glad happy sad curious ready kidding joking serious wondering afraid trying getting "
      "looking asking going excited fine ok okay good great knackered exhausted freezing boiling "
      "dying stumped aware impressed grateful thankful new free busy late early right wrong");
  static const WordSet talk(
      "think guess wonder mean see understand know suppose say believe hope bet agree doubt forget "
      "remember thank appreciate ask tell hear feel assume notice read try");
  if (clause.subject.text != "User") return false;
  if (lemma == "be") {
    std::size_t i = behind;
    static const WordSet degree(
        "so very really pretty just a bit too quite totally super such kind "
        "of not little");
    while (i < tokens.size() && (degree.has(tokens[i].low) || is_adverb(tokens[i].low))) ++i;
    const std::string_view word = next_low(tokens, i);
    if (!states.has(word)) return false;
    if (word == "going" || word == "looking" || word == "trying" || word == "getting") {
      return tokens.size() < i + 3;
    }
    static const WordSet lasting("at in from with");
    if (word == "good" || word == "great" || word == "afraid" || word == "new") {
      return i + 2 >= tokens.size();
    }
    return true;
  }
  if (talk.has(lemma)) return true;
  if (lemma == "have") {
    return (next == "a" || next == "another" || next == "one") &&
           (after == "question" || after == "problem" || after == "quick" || after == "request" ||
            after == "favour" || after == "favor" || after == "feeling" || after == "doubt");
  }
  if (lemma == "need" || lemma == "want" || lemma == "like" || lemma == "love") {
    static const WordSet asked("you help your advice this that it");
    return asked.has(next) || (next == "a" && (after == "hand" || after == "favour")) ||
           (next == "some" && (after == "help" || after == "advice"));
  }
  return false;
}

}  // namespace mnestic::extract
