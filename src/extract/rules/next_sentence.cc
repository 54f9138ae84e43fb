#include "rules/next_sentence.h"

#include <algorithm>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool names_occasion(const Tokens& noun) {
  static const WordSet more(
      "service evening exam finals marathon recital hearing trial graduation");
  return std::any_of(noun.begin(), noun.end(), [](const Token& token) {
    return is_occasion(token.low) || more.has(token.low);
  });
}

}  // namespace

Tokens occasion_of(const Tokens& sentence) {
  constexpr std::size_t kNounTokensMax = 6;
  const std::size_t end = text_end(sentence);
  // "the match was great", "a wedding, how lovely": what happened, and what is talked of.
  static const WordSet clashing("clashes clash");
  std::size_t stop = 0;
  while (stop < end && (sentence[stop].kind == TokenKind::word || sentence[stop].low == "'") &&
         !is_auxiliary(sentence[stop].low) && !is_pronoun(sentence[stop].low) &&
         !word_at(sentence, stop, clashing) &&
         !(stop > 0 && is_verb(sentence[stop].low, kThird) && !is_occasion(sentence[stop].low))) {
    ++stop;
  }
  if (stop < end && !word_at(sentence, stop, clashing)) return {};
  Tokens noun = slice(sentence, 0, stop);
  static const WordSet others("your his her their this that these those no any what happy good");
  if (noun.empty() || noun.size() > kNounTokensMax || word_at(noun, 0, others) ||
      !names_occasion(noun) || is_preposition(noun[0].low) || is_adverb(noun[0].low)) {
    return {};
  }
  for (const Token& token : noun) {
    const bool past = is_verb(token.low, kPast) && !is_verb(token.low, kBase);
    if (past || is_time_word(token.low) || token.low == "and") {
      static const WordSet named("evening christmas");
      if (!named.has(token.low)) return {};
    }
  }
  if (is_verb(noun[0].low, kBase) && !names_occasion(slice(noun, 0, 1)) && noun.size() > 1 &&
      is_determiner(noun[1].low)) {
    return {};
  }
  return noun;
}

bool is_time_only(const Tokens& sentence) {
  static const WordSet links(
      "on at in from to till until the of and a an half quarter past o'clock next this coming am "
      "pm about around for first second third last week weeks day days month months fortnight "
      "hours "
      "hour morning afternoon evening every sharp");
  const std::size_t end = text_end(sentence);
  constexpr std::size_t kTimeTokensMax = 9;
  bool time = false;
  for (std::size_t i = 0; i < end; ++i) {
    const Token& token = sentence[i];
    const bool number = token.kind == TokenKind::number || is_number_word(token.low);
    if (!number && !is_time_word(token.low) && !links.has(token.low) &&
        token.kind != TokenKind::mark) {
      return false;
    }
    time = time || is_time_word(token.low) || (number && is_at(sentence, i + 1, "o'clock")) ||
           (token.kind == TokenKind::number && token.low.find(':') != std::string::npos);
  }
  return time && end > 0 && end <= kTimeTokensMax;
}

Tokens with_time(const Tokens& occasion, const Tokens& time) {
  Tokens noun = occasion;
  static const WordSet uncounted("service surgery chemo physio therapy training");
  const std::string& head = noun.back().low;
  const bool many = head.ends_with('s') && !head.ends_with("ss");
  if (noun[0].out.size() > 1 && lower(noun[0].out.substr(1)) == noun[0].out.substr(1) &&
      (noun.size() == 1 || !noun[1].capital)) {
    noun[0].out = noun[0].low;
  }
  if (is_at(noun, 0, "the")) noun.erase(noun.begin());
  const bool bare = noun.empty() || is_determiner(noun[0].low) || is_possessive(noun[0].low) ||
                    many || uncounted.has(head);
  const bool vowel = !noun.empty() &&
                     std::string_view("aeiou").find(noun[0].low.front()) != std::string_view::npos;
  Tokens when = slice(time, 0, text_end(time));
  // "two weeks from 8 June" is no day.
  if (is_at(when, 2, "from")) when[2].out = when[2].low = "starting";
  static const WordSet leading("on at in from next this every tomorrow today tonight");
  const bool counted = when[0].kind == TokenKind::number || is_number_word(when[0].low);
  static const WordSet spans("weeks days months hours week day month hour");
  const bool spell = counted && when.size() > 1 && word_at(when, 1, spans);
  when[0].out = is_number_word(when[0].low) || leading.has(when[0].low) ? when[0].low : when[0].out;
  const Tokens link = leading.has(when[0].low) ? Tokens() : words(spell ? "for" : "on");
  return joined({words("I have"), bare ? Tokens() : words(vowel ? "an" : "a"), noun, link, when});
}

std::string exception_in(const Tokens& sentence) {
  const std::size_t end = text_end(sentence);
  static const WordSet opening("unless except bar");
  std::size_t at = word_at(sentence, 0, opening) ? 1 : 0;
  if (is_at(sentence, 0, "apart") && is_at(sentence, 1, "from")) at = 2;
  if (is_at(sentence, 0, "other") && is_at(sentence, 1, "than")) at = 2;
  constexpr std::size_t kExceptionTokensMax = 9;
  if (at == 0 || end <= at || end > kExceptionTokensMax) return {};
  static const WordSet talk("you your");
  if (has_any(TokenSpan(sentence).first(end), talk)) return {};
  Subject user;
  user.text = "User";
  Tokens said = slice(sentence, 0, end);
  said[0].out = said[0].low;
  return ", " + turned(user, said);
}

}  // namespace mnestic::extract
