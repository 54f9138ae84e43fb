#include "rules/loose.h"

#include <algorithm>
#include <string_view>

#include "grammar/classify.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kTokensMin = 3;   // shorter is an exclamation
constexpr std::size_t kTokensMax = 32;  // longer is a story
constexpr std::size_t kNounReach =
    3;  // words before a subject's noun: "twin brother", "blood type"

// Words that show that the sentence is spoken to somebody, plays with an idea, or lasts a moment.
bool is_talk(TokenSpan tokens) {
  static const WordSet said(
      "you your yours thanks thank cheers hello hi hey bye brb lol lmao haha hmm ugh omg wow yay "
      "sorry sure okay ok if suppose imagine pretend would could should maybe perhaps whatever "
      "someone anyone somebody anybody everyone pls kidding joke metaphor");
  static const WordSet momentary(
      "today tonight now right currently moment minute minutes second seconds sec again here");
  if (has_any(tokens, said)) return true;
  static const WordSet lasting("now again here today tonight");
  const bool brief = has_any(tokens, momentary);
  return brief && (!has_any(tokens, lasting) || tokens.size() < 6);
}

// Code, markup, quotations, addresses: not the speaker's plain words.
bool is_plain(TokenSpan tokens) {
  static const WordSet marks(
      ", . - ! ( ) : ; & % / + ' \xE2\x80\x93 \xE2\x80\x94 # \xC2\xA3 $ \xE2\x82\xAC");
  return std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind != TokenKind::mark || marks.has(token.low);
  });
}

// "twin brother lives in Perth", "iron's low": the index of the finite verb behind a personal noun
// that opens the sentence; 0 when it does not open so.
std::size_t verb_of_bare_subject(TokenSpan tokens) {
  if (is_determiner(tokens[0].low) || is_pronoun(tokens[0].low) || is_preposition(tokens[0].low) ||
      is_subordinator(tokens[0].low)) {
    return 0;
  }
  // "Mia's friend" is not the speaker's.
  const bool named = tokens[0].capital && tokens.size() > 1 && tokens[1].low == "'s" &&
                     !is_personal_noun(tokens[0].low) && tokens[0].low.size() > 2;
  if (named) return 0;
  bool personal = false;
  for (std::size_t i = 0; i + 1 < tokens.size() && i <= kNounReach; ++i) {
    const Token& token = tokens[i];
    const bool finite = is_auxiliary(token.low) || is_verb(token.low, kThird | kPast);
    if (i > 0 && finite && (!is_personal_noun(token.low) || personal)) return personal ? i : 0;
    if (token.kind != TokenKind::word) return 0;
    personal = personal || is_personal_noun(token.low);
  }
  return 0;
}

bool names_something(TokenSpan tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::number || is_time_word(token.low) || is_occasion(token.low))
      return true;
    if (i > 0 && token.capital && token.low != "i") return true;
  }
  return false;
}

bool has_finite_verb(TokenSpan tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    // "9 May" is a day.
    return (is_auxiliary(token.low) && !token.capital) || is_pronoun(token.low);
  });
}

// "driving test tomorrow at 8:40": an occasion and when it is.
bool is_appointed(TokenSpan tokens) {
  static const WordSet particles("up out back off home away asleep awake");
  if (tokens[0].low.starts_with("ex-") || particles.has(tokens[0].low) ||
      is_verb(tokens[0].low, kGerund))
    return false;
  if (is_number_word(tokens[0].low)) return false;  // "ten years veggie"
  // "primary, year 2" is a class.
  const auto when = [&](const Token& token) {
    const auto at = static_cast<std::size_t>(&token - tokens.data());
    const bool rung =
        token.low == "year" && at + 1 < tokens.size() && tokens[at + 1].kind == TokenKind::number;
    return is_time_word(token.low) && !rung;
  };
  return !tokens[0].capital && tokens[0].kind == TokenKind::word && !when(tokens[0]) &&
         std::any_of(tokens.begin(), tokens.end(), when);
}

// "half Greek", "27 weeks pregnant", "born in Lagos", "third-generation beekeeper": what the
// speaker is, without "I am".
bool opens_with_quality(TokenSpan tokens) {
  static const WordSet parts(
      "half quarter part born raised bred based brought originally trained "
      "qualified retired ex former fluent allergic third-generation");
  // "bad traffic" is of the day, "bad knees" no quality of the speaker's.
  static const WordSet views(
      "good great bad terrible decent rubbish old older short due available");
  const std::string& low = tokens[0].low;
  if (views.has(low)) return false;
  // "half Greek", but "half marathon"
  static const WordSet shares("half quarter part");
  if (shares.has(low) && !tokens[1].capital && !is_like_adjective(tokens[1].low)) return false;
  return parts.has(low) || is_adjective(low) || low.ends_with("-generation");
}

Loose told(std::string_view left_out, std::string_view subject, TokenSpan tokens) {
  Subject user;
  user.text = "User";
  Loose loose;
  Tokens rest(tokens.begin(), tokens.end());
  if (rest[0].capital && rest[0].out.size() > 1 &&
      lower(rest[0].out.substr(1)) == rest[0].out.substr(1) && !is_time_word(rest[0].low)) {
    rest[0].out = rest[0].low;
    rest[0].capital = false;
  }
  rest[0].space = true;
  loose.content = statement(subject, turned(user, rest));
  loose.full = tokenize(left_out);
  loose.full.insert(loose.full.end(), rest.begin(), rest.end());
  return loose;
}

// "of my four aunts only Concha still speaks to me": whether it opens with the people of whom one
// is told of.
bool opens_with_whole(TokenSpan tokens) {
  std::size_t at = tokens[0].low == "out" && tokens.size() > 1 ? 1 : 0;
  if (tokens[at].low != "of" || at + 3 >= tokens.size()) return false;
  ++at;
  if (tokens[at].low != "my" && tokens[at].low != "our") return false;
  constexpr std::size_t kNounReachOfWhole = 5;
  for (std::size_t i = at + 1; i < at + kNounReachOfWhole && i + 2 < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (!is_kin(low) && !is_pet(low)) continue;
    const bool many = low.ends_with('s') || low == "children";
    return many && std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens.end(),
                               [](const Token& token) {
                                 return is_auxiliary(token.low) ||
                                        is_verb(token.low, kThird | kPast);
                               });
  }
  return false;
}

}  // namespace

bool is_personal_noun(std::string_view low) {
  static const WordSet set(
      "kids kid child children twins twin stepdaughter stepson stepmum stepdad stepbrother "
      "stepsister fiance fiancee hubby missus landlord landlady flatmate flatmates housemate "
      "housemates roommate roommates boss manager supervisor therapist doctor gp consultant "
      "neighbour neighbours neighbor inlaws in-laws ex rent mortgage salary wage commute surname "
      "birthday anniversary wedding iron cholesterol eyesight hearing knee knees back hip shoulder "
      "wrist ankle hair dog cat puppy kitten hamster allergies allergy diet job degree thesis "
      "dissertation exam exams car bike van flat apartment house garden allotment club office "
      "school team course placement gig shift day-job");
  return set.has(low) || is_kin(low) || is_bare_kin(low) || is_pet(low) || is_owned_thing(low);
}

std::optional<Loose> read_loosely(TokenSpan tokens) {
  while (!tokens.empty() && tokens.back().kind == TokenKind::mark) {
    tokens = tokens.first(tokens.size() - 1);
  }
  if (tokens.size() < kTokensMin || tokens.size() > kTokensMax) return std::nullopt;
  if (is_talk(tokens) || !is_plain(tokens)) return std::nullopt;
  if (starts_like_question(tokens) || is_hypothetical(tokens) || is_request(tokens)) {
    return std::nullopt;
  }
  if (reports_text(tokens) || is_asked_thing(tokens[0].low)) return std::nullopt;
  const std::string& first = tokens[0].low;
  static const WordSet compared("than");
  if (has_any(tokens, compared) && !mentions_speaker(tokens)) return std::nullopt;
  if (verb_of_bare_subject(tokens) != 0) return told("my", "User's", tokens);
  if (opens_with_whole(tokens)) {
    Loose whole = told("", "", tokens);
    // "their" would be the aunts'.
    for (std::size_t at = whole.content.find("their "); at != std::string::npos;
         at = whole.content.find("their ", at)) {
      whole.content.replace(at, 5, "User's");
    }
    return whole;
  }
  const bool own = mentions_speaker(tokens);
  if (is_verb(first, kGerund) && tokens[1].low != "'s" && names_something(tokens) &&
      !has_finite_verb(tokens) && !is_occasion(tokens[1].low))
    return told("I am", "User is", tokens);
  if (first == "made" && tokens[1].low == "redundant") return told("I was", "User was", tokens);
  static const WordSet once("born raised brought trained");
  if (once.has(first) && (!own || has_any(tokens, once))) {
    return told("I was", "User was", tokens);
  }
  if (opens_with_quality(tokens) && !own) return told("I am", "User is", tokens);
  const bool action = is_verb(first, kPast) && !is_verb(first, kBase) && !is_auxiliary(first);
  if (action && names_something(tokens)) return told("I", "User", tokens);
  if (is_verb(first, kBase) || own || has_finite_verb(tokens) || !is_appointed(tokens))
    return std::nullopt;
  // "cool, speak tomorrow"
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool anew = tokens[i - 1].kind == TokenKind::mark && is_verb(tokens[i].low, kBase);
    if (anew && !is_occasion(tokens[i].low)) return std::nullopt;
  }
  static const WordSet greeting("greetings hello hi cheers regards congrats congratulations");
  if (greeting.has(first)) return std::nullopt;
  // "gym's down to once a week"
  static const WordSet behind("down up out off over back gone shut closed");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low == "'s" && behind.has(tokens[i + 1].low)) return std::nullopt;
  }
  // "finn started reception on wednesday": a name in small letters, and what they did.
  static const WordSet deeds("started went got came said left lost found took passed won moved");
  if (deeds.has(tokens[1].low)) return std::nullopt;
  return told("I have a", "User has a", tokens);
}

}  // namespace mnestic::extract
