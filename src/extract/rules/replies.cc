#include "rules/replies.h"

#include <algorithm>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"

namespace mnestic::extract {
namespace {

bool tells_time(TokenSpan tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_time_word(token.low) || token.kind == TokenKind::number;
  });
}

std::string_view low_at(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() ? std::string_view(tokens[at].low) : std::string_view();
}

// "will definitely check those out", "should probably look into that": undated, of the moment.
bool promises_to_try(const Tokens& tokens) {
  std::size_t at = skip_adverbs(tokens, 0);
  const bool modal = low_at(tokens, at) == "will" || low_at(tokens, at) == "should";
  if (modal) {
    at = skip_adverbs(tokens, at + 1);
  } else if (low_at(tokens, at) == "am" || low_at(tokens, at) == "are") {
    at = skip_adverbs(tokens, at + 1);
    if (low_at(tokens, at) != "going" || low_at(tokens, at + 1) != "to") return false;
    at += 2;
  } else {
    return false;
  }
  static const WordSet denials("not never always");
  static const WordSet always(
      "check look try consider experiment explore prioritize prioritise include add incorporate "
      "implement follow see let remember think search integrate note aim anticipate review ask "
      "stick mention reach");
  static const WordSet at_once("check look see");  // "am going to try pottery" is a plan
  static const WordSet behind_go("with ahead through back for");
  static const WordSet behind_start("by with off out looking searching exploring from");
  static const WordSet behind_take("that this your these those them it");
  static const WordSet looks("look closer note peek");
  static const WordSet behind_keep("that this these those it in your an them you");
  if (at >= tokens.size() || has_any(TokenSpan(tokens).first(at), denials)) return false;
  if (tells_time(tokens)) return false;
  const std::string& verb = tokens[at].low;
  const std::string_view next = low_at(tokens, skip_adverbs(tokens, at + 1));
  if (always.has(verb)) return modal || at_once.has(verb);
  if (verb == "go") return behind_go.has(next);
  if (verb == "start" || verb == "begin") return next.empty() || behind_start.has(next);
  if (verb == "take") return behind_take.has(next) || (next == "a" && has_any(tokens, looks));
  if (verb == "keep") return behind_keep.has(next);
  if (verb == "make") return next == "sure" || next == "a" || next == "use";
  if (verb == "give") return next == "it" || next == "that" || next == "them" || next == "those";
  if (verb == "use") return next == "that" || next == "this" || next == "those" || next == "some";
  if (verb == "do" || verb == "stop") return next == "that" || next == "here" || next == "this";
  return false;
}

// "can do this", "must have taken a while": cheer, and what somebody makes of another's news.
bool cheers(const Tokens& tokens) {
  static const WordSet objects("this that it");
  if (low_at(tokens, 0) == "must" && low_at(tokens, 1) == "have") return true;
  return low_at(tokens, 0) == "can" && low_at(tokens, 1) == "do" &&
         objects.has(low_at(tokens, 2)) && tokens.size() < 5;
}

// "it was amazing", "they seem easy to care for": a view of what was spoken of.
bool judges(const Clause& clause) {
  static const WordSet seeming("seem seems seemed sound sounds sounded look looks looked feels");
  static const WordSet views(
      "great amazing awesome fun wild incredible wonderful fantastic nice lovely beautiful cool "
      "interesting engaging helpful hard tough challenging crazy good bad terrible awful perfect "
      "worth delicious inspiring exciting stressful frustrating rewarding relaxing peaceful "
      "important easy difficult brilliant excellent cute adorable useful true funny weird strange "
      "super special enough normal cosy cozy better best blast pity shame pleasure relief joke "
      "classic");
  if (!clause.subject.it) return false;
  const Tokens& tokens = clause.predicate;
  std::size_t at = skip_adverbs(tokens, 0);
  if (at >= tokens.size()) return false;
  if (seeming.has(tokens[at].low)) return true;
  if (is_modal(tokens[at].low) || low_at(tokens, at) == "has") ++at;
  at = skip_adverbs(tokens, at);
  const std::string_view verb = low_at(tokens, at);
  if (!is_be(verb) && verb != "be" && verb != "been") return false;
  static const WordSet degree("a an the so such very really pretty quite too just kind of also");
  for (++at; at < tokens.size(); ++at) {
    if (!degree.has(tokens[at].low) && !is_adverb(tokens[at].low)) break;
  }
  return views.has(low_at(tokens, at));
}

// "have been trying those tips": what the assistant said.
bool speaks_of_advice(TokenSpan tokens) {
  static const WordSet pointing("these those your the that this");
  static const WordSet advice(
      "tips tip suggestions suggestion recommendations recommendation advice ideas resources "
      "options steps strategies techniques examples");
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (advice.has(tokens[i].low) && pointing.has(tokens[i - 1].low)) return true;
  }
  return false;
}

}  // namespace

bool is_reply(const Clause& clause) {
  if (judges(clause)) return true;
  if (clause.subject.text != "User" || clause.fragment) return false;
  return promises_to_try(clause.predicate) || speaks_of_advice(clause.predicate) ||
         cheers(clause.predicate);
}

std::optional<std::string> read_intent(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  if (clause.subject.text != "User" || clause.fragment) return std::nullopt;
  std::size_t at = 0;
  while (at < tokens.size() && (is_be(tokens[at].low) || tokens[at].low == "have" ||
                                tokens[at].low == "been" || is_adverb(tokens[at].low))) {
    ++at;
  }
  const bool thinks = low_at(tokens, at) == "thinking" &&
                      (low_at(tokens, at + 1) == "of" || low_at(tokens, at + 1) == "about");
  if (at == 0 || !thinks) return std::nullopt;
  const std::size_t deed = skip_adverbs(tokens, at + 2);
  static const WordSet open("it them her him that this you your tonight today lunch dinner");
  if (deed + 1 >= tokens.size() || !is_verb(tokens[deed].low, kGerund)) return std::nullopt;
  const TokenSpan rest = TokenSpan(tokens).subspan(deed);
  static const WordSet vague("something anything things stuff");
  if (has_any(rest, open) || vague.has(rest[1].low)) return std::nullopt;
  return statement("User is thinking of", turned(clause.subject, rest));
}

bool denies_thought(const Clause& clause) {
  static const WordSet thinking("think believe suppose feel");
  const Tokens& tokens = clause.predicate;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i - 1].low == "not" && thinking.has(tokens[i].low)) return tokens.back().low != "so";
  }
  return false;
}

bool tells_measure(const Clause& clause) {
  constexpr std::size_t kTokensMax = 9;
  static const WordSet verbs("took takes cost costs was weighs weighed lasted");
  static const WordSet units(
      "hours hour minutes days weeks months years dollars pounds euros quid miles km kg bucks");
  const Tokens& tokens = clause.predicate;
  if (!clause.subject.it || tokens.size() < 2 || tokens.size() > kTokensMax) return false;
  const bool priced = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::number && !is_digits(token.low);
  });
  return verbs.has(tokens[0].low) && (priced || (has_any(tokens, units) && tells_time(tokens)));
}

std::size_t behind_saying(const Clause& clause) {
  static const WordSet saying("said told");
  static const WordSet able("can could am have need should may");
  const Tokens& tokens = clause.predicate;
  if (clause.subject.person == Person::speaker || !saying.has(low_at(tokens, 0))) return 0;
  std::size_t at = 1;
  if (low_at(tokens, at) == "me" || low_at(tokens, at) == "us") ++at;
  if (low_at(tokens, at) == "that") ++at;
  return low_at(tokens, at) == "i" && able.has(low_at(tokens, at + 1)) ? at : 0;
}

bool greets_from(const Tokens& all, std::size_t begin) {
  static const WordSet greetings("hello hi hey greetings howdy");
  return begin > 0 && begin < all.size() && greetings.has(all[begin - 1].low) &&
         all[begin].low == "from";
}

TokenSpan reason_in(TokenSpan predicate) {
  static const WordSet reasons("since because");
  static const WordSet speaker("i my we our");
  for (std::size_t i = 1; i + 2 < predicate.size(); ++i) {
    const bool when = predicate[i + 2].low == "last";
    if (reasons.has(predicate[i].low) && speaker.has(predicate[i + 1].low) && !when)
      return predicate.subspan(i + 1);
  }
  return {};
}

}  // namespace mnestic::extract
