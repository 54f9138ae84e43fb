// Leanings: what is wanted rather than something else, told in a phrase and how firmly it is meant:
// "tea over coffee, no contest", "fine with spicy but nothing hotter than a jalapeño", "British
// spelling, please, and write dates day first".
#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// A noun phrase without verb, pronoun or mark.
bool is_choice(const Tokens& noun) {
  constexpr std::size_t kNounTokensMax = 5;
  if (noun.empty() || noun.size() > kNounTokensMax || has_verb(noun, 0, noun.size())) return false;
  for (const Token& token : noun) {
    if (token.kind == TokenKind::mark || is_pronoun(token.low) || is_wh_word(token.low) ||
        is_kin(token.low) || is_possessive(token.low)) {
      return false;
    }
  }
  static const WordSet pointing("this that these those not no some any");
  return !pointing.has(noun[0].low) && !is_adverb(noun[0].low) && !is_preposition(noun[0].low) &&
         !is_preposition(noun.back().low) && !is_adverb(noun.back().low);
}

// How firmly it is meant, and for whom; each is all that stands between two marks.
constexpr std::array kStances = {"i will die on this hill",
                                 "i will die on that hill",
                                 "and i will die on this hill",
                                 "this is the hill i die on",
                                 "fight me",
                                 "no contest",
                                 "no competition",
                                 "hands down",
                                 "sorry not sorry",
                                 "sorry",
                                 "always",
                                 "always have always will",
                                 "forever",
                                 "for life",
                                 "every time",
                                 "every single time",
                                 "any day",
                                 "any day of the week",
                                 "all day",
                                 "all day long",
                                 "all day every day",
                                 "end of",
                                 "end of story",
                                 "end of discussion",
                                 "period",
                                 "full stop",
                                 "change my mind",
                                 "easily",
                                 "obviously",
                                 "clearly",
                                 "no question",
                                 "no question about it",
                                 "without question",
                                 "no debate",
                                 "not even close",
                                 "it is not even close",
                                 "and it is not close",
                                 "for me",
                                 "for me please",
                                 "if you ask me",
                                 "in my book",
                                 "no exceptions",
                                 "without exception",
                                 "without fail",
                                 "do not at me",
                                 "come at me",
                                 "please",
                                 "thanks",
                                 "and that is that",
                                 "no two ways about it",
                                 "through and through"};

bool is_stance(const Tokens& tokens, std::size_t from, std::size_t to) {
  const std::size_t spaced = from;
  return std::any_of(kStances.begin(), kStances.end(), [&](std::string_view stance) {
    return sequence_at(tokens, spaced, stance) && words(stance).size() == to - from;
  });
}

// Whether all behind `from` are stances between marks; at least one.
bool ends_in_stances(const Tokens& tokens, std::size_t from) {
  const std::size_t end = text_end(tokens);
  std::size_t begin = from;
  bool any = false;
  for (std::size_t i = from; i <= end; ++i) {
    if (i < end && tokens[i].kind != TokenKind::mark) continue;
    if (i > begin && !is_stance(tokens, begin, i)) return false;
    any = any || i > begin;
    begin = i + 1;
  }
  return any;
}

// Where stances begin behind `from`, in the same breath or behind a mark; the end without any.
std::size_t stances_from(const Tokens& tokens, std::size_t from) {
  const std::size_t end = text_end(tokens);
  for (std::size_t i = from; i < end; ++i) {
    if (ends_in_stances(tokens, i)) return i;
  }
  return end;
}

// Trains and planes, driving and flying: so alike that no other word is needed.
bool is_pair(const Tokens& one, const Tokens& other) {
  const auto many = [](const Tokens& noun) {
    const std::string& head = noun.back().low;
    return head.ends_with('s') && !head.ends_with("ss") && !is_time_word(head);
  };
  const auto doing = [](const Tokens& noun) { return is_verb(noun[0].low, kGerund); };
  return (many(one) && many(other)) || (doing(one) && doing(other));
}

}  // namespace

// "Fountain pens over biros, I will die on this hill", "trains over planes".
bool read_over(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t over = find(tokens, "over");
  if (over == kNone || over == 0 || over + 1 >= text_end(tokens)) return false;
  static const WordSet spans("the a an my our time years night there here");
  const std::size_t behind = is_at(tokens, over + 1, "the") ? over + 2 : over + 1;
  const std::size_t stance = stances_from(tokens, over + 2);
  std::size_t end = stance;
  while (end > over + 1 && tokens[end - 1].kind == TokenKind::mark) --end;
  Tokens noun = slice(tokens, 0, over);
  const Tokens other = slice(tokens, over + 1, end);
  const bool firm = stance < text_end(tokens);
  if (!is_choice(noun) || !is_choice(other) || behind >= end) return false;
  if (is_determiner(noun[0].low) || is_time_word(tokens[behind].low) || noun.back().low == "all" ||
      spans.has(other.back().low) || (is_verb(noun[0].low, kPast) && noun.size() == 1)) {
    return false;
  }
  if (!firm && !is_pair(noun, other)) return false;
  if (!noun.front().capital || noun.size() < 2 || !noun[1].capital) lower_common(noun[0]);
  out.push_back(joined({words("I prefer"), noun, words("to"), other}));
  return true;
}

// "Aisle seat. Always.": what is always wanted; nothing for other comments.
std::optional<Tokens> steady_choice(const Tokens& noun, const Tokens& comment) {
  static constexpr std::array kSteady = {"always",
                                         "every time",
                                         "every single time",
                                         "without fail",
                                         "without exception",
                                         "no exceptions",
                                         "always have always will",
                                         "any day of the week",
                                         "forever"};
  const std::size_t end = text_end(comment);
  const bool steady = std::any_of(kSteady.begin(), kSteady.end(), [&](std::string_view stance) {
    return sequence_at(comment, 0, stance) && words(stance).size() == end;
  });
  static const WordSet behind("again too now then");
  if (!steady || noun.size() < 2 || behind.has(noun.back().low) || !is_choice(noun) ||
      is_adjective(noun.back().low) || is_time_word(noun.back().low) ||
      is_verb(noun[0].low, kBase | kGerund | kPast)) {
    return std::nullopt;
  }
  return joined({words("I always prefer"), one_of_them(noun)});
}

// "I'm fine with spicy but nothing hotter than a jalapeño", "happy to hike, but nothing over 10
// km".
bool read_limit(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet tolerant("fine ok okay happy good cool alright comfortable");
  std::size_t at = 0;
  if (speaker_at(tokens, 0) && is_at(tokens, 1, "am")) at = 2;
  // "OK with wine but ...": the OK was taken for an opening.
  const bool opened = is_at(tokens, 0, "with");
  if (!opened && !word_at(tokens, at, tolerant)) return false;
  if (!opened) ++at;
  const bool deed = is_at(tokens, at, "to");
  if (!deed && !is_at(tokens, at, "with")) return false;
  const std::size_t nothing = find(tokens, "nothing", at + 2);
  if (nothing == kNone || !is_at(tokens, nothing - 1, "but") || nothing + 2 >= text_end(tokens))
    return false;
  static const WordSet bounds("over above beyond past under with");
  const bool more = is_at(tokens, nothing + 1, "more") || is_at(tokens, nothing + 1, "less");
  const bool compared =
      (tokens[nothing + 1].low.ends_with("er") && is_at(tokens, nothing + 2, "than")) ||
      (more && find(tokens, "than", nothing) != kNone);
  if (!compared && !word_at(tokens, nothing + 1, bounds)) return false;
  std::size_t stop = nothing - 1;
  if (is_at(tokens, stop - 1, ",")) --stop;
  const Tokens what = slice(tokens, at + 1, stop);
  if (what.empty() || has_verb(what, 0, what.size()) || is_pronoun(what[0].low)) return false;
  if (deed && !is_verb(what[0].low, kBase)) return false;
  std::size_t end = nothing + 1;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  out.push_back(joined({words(deed ? "I like to" : "I do not mind"), what, words("but"),
                        slice(tokens, nothing, end)}));
  return true;
}

// "Meh on sushi", "lukewarm about jazz": nothing is said against it, and little for it.
bool read_lukewarm(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet cool("meh lukewarm so-so indifferent ambivalent");
  static const WordSet links("on about to towards");
  std::size_t at = 0;
  if (speaker_at(tokens, 0) && is_at(tokens, 1, "am")) at = 2;
  static const WordSet degree("kinda pretty fairly rather a bit very totally");
  while (word_at(tokens, at, degree)) ++at;
  if (!word_at(tokens, at, cool) || !word_at(tokens, at + 1, links)) return false;
  const Tokens what = slice(tokens, at + 2, tokens.size());
  if (what.empty() || is_pronoun(what[0].low) || is_wh_word(what[0].low)) return false;
  out.push_back(joined({words("I am not keen on"), what}));
  return true;
}

namespace {

// Where the praise of something named begins behind "though"; 0 when there is none.
std::size_t praised(const Tokens& tokens, std::size_t from) {
  static const WordSet praise(
      "masterpiece masterpieces exception exceptions classic classics genius brilliant great "
      "amazing excellent perfect delicious superb lovely gorgeous wonderful fantastic fine ok okay "
      "decent fun good incredible beautiful stunning perfection magic gem hilarious unbeatable "
      "tolerable bearable different");
  static const WordSet degree("a an the just really actually pretty absolutely very quite truly");
  std::size_t be = from + 1;
  constexpr std::size_t kNameTokensMax = 6;
  while (be < tokens.size() && be <= from + kNameTokensMax && !is_be(tokens[be].low)) ++be;
  if (be >= tokens.size() || be > from + kNameTokensMax) return 0;
  if (!is_at(tokens, be, "is") && !is_at(tokens, be, "are")) return 0;
  const Tokens name = slice(tokens, from, be);
  static const WordSet vague("one ones it that this they these those 's everything rest");
  if (has_verb(name, 0, name.size()) || vague.has(name.back().low) || vague.has(name[0].low) ||
      mentions_speaker(name) || is_possessive(name[0].low) || is_pronoun(name[0].low)) {
    return 0;
  }
  // "though the weather is great": of the day.
  const bool named = std::any_of(name.begin(), name.end(), [](const Token& token) {
    return token.capital && !is_determiner(token.low);
  });
  if (!named && is_determiner(name[0].low)) return 0;
  std::size_t what = be + 1;
  while (word_at(tokens, what, degree)) ++what;
  const bool closes = what + 1 >= text_end(tokens) || tokens[what + 1].kind == TokenKind::mark;
  return word_at(tokens, what, praise) && closes ? what + 1 : 0;
}

}  // namespace

// "Can't stand horror films, though The Shining is a masterpiece": what is disliked, and what is
// not.
bool read_but_praised(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet turns("though but although");
  static const WordSet tastes(
      "stand hate like love dislike loathe detest adore enjoy bear into fan keen fond bothered");
  for (std::size_t i = 2; i + 3 < tokens.size(); ++i) {
    if (!word_at(tokens, i, turns)) continue;
    const std::size_t end = praised(tokens, i + 1);
    const std::size_t stop = is_at(tokens, i - 1, ",") ? i - 1 : i;
    const Tokens taste = slice(tokens, 0, stop);
    if (end == 0 || !has_any(taste, tastes) || taste.size() < 3) return false;
    static const WordSet others("he she they you it");
    if (has_any(taste, others) || word_at(taste, 0, WordSet("my our his her their"))) return false;
    out.push_back(taste);
    out.push_back(joined({words("I find that"), slice(tokens, i + 1, end)}));
    return true;
  }
  return false;
}

// "British spelling, please, and write dates day first": two wishes, which both last.
bool read_wish_and(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet manners(
      "spelling units answers replies sentences paragraphs english metric imperial celsius "
      "fahrenheit clock format dates examples bullets points tone style language responses "
      "summaries code prose times euros pounds dollars");
  const std::size_t please = find(tokens, "please");
  if (please == kNone || please == 0) return false;
  std::size_t noun_end = please;
  if (is_at(tokens, noun_end - 1, ",")) --noun_end;
  std::size_t next = please + 1;
  if (is_at(tokens, next, ",")) ++next;
  if (!is_at(tokens, next, "and") || next + 2 >= text_end(tokens)) return false;
  ++next;
  const Tokens noun = slice(tokens, 0, noun_end);
  if (!is_choice(noun) || !has_any(noun, manners) || is_verb(noun[0].low, kThird)) return false;
  const bool forbids = is_at(tokens, next, "do") && is_at(tokens, next + 1, "not");
  if (!forbids && !is_verb(tokens[next].low, kBase) && tokens[next].low != "never" &&
      tokens[next].low != "always") {
    return false;
  }
  out.push_back(joined({noun, words("please")}));
  out.push_back(joined({words("from now on"), slice(tokens, next, tokens.size())}));
  return true;
}

// "Metric only please - I grew up in Finland and Fahrenheit means nothing to me": why it is wanted
// says no more than the wish.
bool drop_meaningless(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t end = text_end(tokens);
  if (end < 7 || find(tokens, "please") == kNone) return false;
  const std::size_t at = end - 4;
  const bool nothing = (is_at(tokens, at, "means") || is_at(tokens, at, "mean")) &&
                       is_at(tokens, at + 1, "nothing") && is_at(tokens, at + 2, "to") &&
                       is_at(tokens, at + 3, "me");
  if (!nothing) return false;
  std::size_t begin = at;
  constexpr std::size_t kNounTokensMax = 3;
  while (begin > 0 && at - begin <= kNounTokensMax && tokens[begin - 1].kind == TokenKind::word &&
         tokens[begin - 1].low != "and") {
    --begin;
  }
  if (begin == 0 || at - begin > kNounTokensMax || at == begin) return false;
  out.push_back(slice(tokens, 0, begin - 1));
  return true;
}

}  // namespace mnestic::extract
