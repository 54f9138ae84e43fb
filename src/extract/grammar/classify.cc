#include "grammar/classify.h"

#include <algorithm>
#include <optional>
#include <string>

#include "grammar/classify_parts.h"
#include "grammar/lexicon.h"
#include "mnestic/base/assert.h"

namespace mnestic::extract {

// The main verb's lemma and the index behind it; auxiliaries, adverbs and "not" skipped.
std::string main_lemma(const Tokens& tokens, std::size_t& behind) {
  std::string lemma;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (is_adverb(low) || low == "not" || low == "longer" || low == "no") continue;
    if (is_auxiliary(low)) {
      if (lemma == "have" || lemma == "be") break;
      lemma = lemma_of(low);
      behind = i + 1;
      continue;
    }
    const bool first = lemma.empty() || is_modal(lemma) || lemma == "do";
    const bool perfect = lemma == "have" && is_verb(low, kParticiple);
    const bool progressive = lemma == "be" && is_verb(low, kGerund);
    if (low == "been" && perfect) {
      lemma = "be";
      behind = i + 1;
      continue;
    }
    if (first || perfect || progressive) {
      lemma = lemma_of(low);
      behind = i + 1;
    }
    break;
  }
  return lemma;
}

bool has_time(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_time_word(token.low) || token.kind == TokenKind::number;
  });
}

std::string_view next_low(const Tokens& tokens, std::size_t i) {
  return i < tokens.size() ? std::string_view(tokens[i].low) : std::string_view();
}

bool has_word(const Tokens& tokens, std::string_view low) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return token.low == low; });
}

namespace {

// "is reading Dune at the moment": so now, and hardly in a month.
bool is_momentary(const Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::string_view next = next_low(tokens, i + 1);
    if (low == "at" && next == "the" && next_low(tokens, i + 2) == "moment") return true;
    if ((low == "right" || low == "just") && next == "now") return true;
    if (low == "for" && next == "now" && i + 2 >= tokens.size()) return true;
  }
  return false;
}

// "can't stand queues", "can't be doing with small talk"
bool is_dislike(const Tokens& tokens, std::string_view lemma) {
  return lemma == "stand" || lemma == "bear" ||
         (has_word(tokens, "not") && has_word(tokens, "be") && has_word(tokens, "doing") &&
          has_word(tokens, "with"));
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
  if (is_dislike(tokens, lemma)) return "preference";
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
  const bool had = !tokens.empty() && has_word(tokens, "had");
  if ((lemma == "need" || lemma == "have" || lemma == "must") && next == "to" && !had)
    return "todo";
  if (lemma == "must" || (!tokens.empty() && tokens.front().low == "must")) return "todo";
  if (!tokens.empty() && tokens.front().low == "will" && has_time(tokens)) return "commitment";
  if (is_momentary(tokens)) return "state";
  static const WordSet aims("plan goal aim dream intention hope resolution");
  if (clause.subject.text.starts_with("User's ") && next == "to" && lemma == "be" &&
      aims.has(std::string_view(clause.subject.text).substr(7))) {
    return "goal";
  }
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
  const std::string& subject = clause.subject.text;
  const std::string head = lower(subject.substr(subject.rfind(' ') + 1));
  occasion = occasion || (subject.starts_with("User's ") && is_occasion(head) &&
                          head != "anniversary" && head != "birthday");
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

}  // namespace mnestic::extract
