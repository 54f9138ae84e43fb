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
  if (noun.size() == 1 || !noun[1].capital) lower_common(noun[0]);
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

// "Flat viewing in Easton, Tues, half five": the occasion and then its time.
bool read_set_date(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t comma = find(tokens, ",");
  if (comma == kNone || comma == 0 || comma + 1 >= text_end(tokens)) return false;
  const Tokens occasion = occasion_of(slice(tokens, 0, comma));
  const Tokens time = slice(tokens, comma + 1, text_end(tokens));
  // "Doctor, 3pm, Tuesday" may be said to one.
  if (occasion.empty() || !is_time_only(time)) return false;
  if (occasion.size() == 1 && (is_profession(occasion[0].low) || is_role_word(occasion[0].low)))
    return false;
  out.push_back(with_time(occasion, time));
  return true;
}

// "Boiler man coming between 8 and 12 tomorrow", "parents arriving on Friday": who comes, and when.
bool read_coming(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet coming("coming arriving visiting landing staying calling");
  constexpr std::size_t kWhoTokensMax = 4;
  std::size_t at = 1;
  while (at < tokens.size() && at <= kWhoTokensMax && !word_at(tokens, at, coming)) ++at;
  if (at > kWhoTokensMax || at + 1 >= tokens.size()) return false;
  Tokens who = slice(tokens, 0, at);
  static const WordSet not_who("the this that what who no any everyone nobody more");
  if (word_at(who, 0, not_who) || is_adverb(who[0].low) || is_preposition(who[0].low)) return false;
  for (const Token& token : who) {
    if (is_auxiliary(token.low) || is_pronoun(token.low) || token.kind != TokenKind::word ||
        is_time_word(token.low)) {
      return false;
    }
  }
  const Tokens rest = slice(tokens, at, text_end(tokens));
  const bool timed = std::any_of(rest.begin(), rest.end(),
                                 [](const Token& token) { return is_time_word(token.low); });
  if (!timed || has_verb(rest, 0, rest.size())) return false;
  const bool name = who[0].capital && (who.size() == 1 || who[1].capital) && !is_kin(who[0].low);
  if (!name) who[0].out = who[0].low;
  const bool many = who.back().low.ends_with('s');
  if (is_kin(who.back().low)) {
    const bool own = is_possessive(who[0].low);
    out.push_back(joined({own ? Tokens() : words("my"), who, words(many ? "are" : "is"), rest}));
    return true;
  }
  const bool bare = name || many || is_determiner(who[0].low) || is_possessive(who[0].low);
  const bool vowel = std::string_view("aeiou").find(who[0].low.front()) != std::string_view::npos;
  out.push_back(joined({words("I have"), bare ? Tokens() : words(vowel ? "an" : "a"), who, rest}));
  return true;
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
