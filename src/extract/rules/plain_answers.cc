// Answers: what is said to one who has asked, or who holds something wrong: "Cardiologist, since
// you ask", "neither Trello nor Asana these days", "stop counting me as a vegetarian", "you've got
// Aled down as my brother, he's my brother-in-law".
#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// Words by which an answer is given, behind it or ahead of it.
constexpr std::array kAsked = {"since you ask",
                               "since you are asking",
                               "seeing as you ask",
                               "as you ask",
                               "if you must know",
                               "if you are asking",
                               "if you are wondering",
                               "if you are curious",
                               "in case you are wondering",
                               "in case you were wondering",
                               "since you are curious",
                               "if it matters",
                               "if that helps",
                               "if it helps",
                               "for what it is worth"};

// The sentence without such words; empty when it has none.
Tokens without_asking(const Tokens& tokens) {
  const std::size_t end = text_end(tokens);
  for (const std::string_view phrase : kAsked) {
    const std::size_t count = words(phrase).size();
    if (end <= count + 1) continue;
    if (sequence_at(tokens, end - count, phrase)) {
      std::size_t stop = end - count;
      while (stop > 0 && tokens[stop - 1].kind == TokenKind::mark) --stop;
      return slice(tokens, 0, stop);
    }
    if (sequence_at(tokens, 0, phrase) && tokens[count].kind == TokenKind::mark)
      return slice(tokens, count + 1, end);
  }
  return {};
}

}  // namespace

// "Cardiologist, since you ask": "I am a cardiologist". Other answers are read without those words.
bool read_since_asked(const Tokens& tokens, std::vector<Tokens>& out) {
  Tokens answer = without_asking(tokens);
  if (answer.empty()) return false;
  constexpr std::size_t kRoleTokensMax = 4;
  const std::string& last = answer.back().low;
  bool role = answer.size() <= kRoleTokensMax && (is_profession(last) || is_role_word(last)) &&
              !is_adjective(last);
  for (const Token& token : answer) {
    role = role && token.kind == TokenKind::word && !is_auxiliary(token.low) &&
           !is_pronoun(token.low) && !is_preposition(token.low) && !is_possessive(token.low);
  }
  if (!role) {
    // "A whippet, since you ask" narrows what is known: the stored fact reads it.
    const bool opened = answer[0].low != tokens[0].low;
    if (is_determiner(answer[0].low) || (speaker_at(answer, 0) && !opened)) return false;
    out.push_back(std::move(answer));
    return true;
  }
  const bool article = is_determiner(answer[0].low);
  Token& first = answer[0];
  if (first.out.size() > 1 && lower(first.out.substr(1)) == first.out.substr(1))
    first.out = first.low;
  const bool vowel = std::string_view("aeiou").find(first.low.front()) != std::string_view::npos;
  out.push_back(joined({words("I am"), article ? Tokens() : words(vowel ? "an" : "a"), answer}));
  return true;
}

// "Neither Trello nor Asana these days, just paper": neither is used any more.
bool read_neither_now(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t nor = find(tokens, "nor");
  constexpr std::size_t kThingTokensMax = 4;
  if (!is_at(tokens, 0, "neither") || nor == kNone || nor < 2 || nor > kThingTokensMax + 1)
    return false;
  static constexpr std::array kNow = {"these days",    "any more",   "anymore",
                                      "any longer",    "nowadays",   "now",
                                      "at the moment", "for me now", "for me these days"};
  for (std::size_t i = nor + 2; i < tokens.size() && i <= nor + kThingTokensMax + 1; ++i) {
    for (const std::string_view now : kNow) {
      if (!sequence_at(tokens, i, now)) continue;
      const std::size_t behind = i + words(now).size();
      const bool closes = behind >= text_end(tokens) || tokens[behind].kind == TokenKind::mark;
      const Tokens one = slice(tokens, 1, nor);
      const Tokens other = slice(tokens, nor + 1, i);
      if (!closes || has_verb(one, 0, one.size()) || has_verb(other, 0, other.size()) ||
          mentions_speaker(one) || mentions_speaker(other)) {
        return false;
      }
      out.push_back(joined({words("I no longer use"), one}));
      out.push_back(joined({words("I no longer use"), other}));
      return true;
    }
  }
  return false;
}

// "You can stop counting me as a vegetarian", "don't list me as a smoker any more".
bool read_counted_no_more(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet counting("count class list file mark tag log record class classify");
  static const WordSet ending("stop quit");
  std::size_t at = is_at(tokens, 0, "please") ? 1 : 0;
  if (is_at(tokens, at, "you") && (is_at(tokens, at + 1, "can") || is_at(tokens, at + 1, "should")))
    at += 2;
  const bool stops = word_at(tokens, at, ending);
  const bool denies = is_at(tokens, at, "do") && is_at(tokens, at + 1, "not");
  if (!stops && !denies) return false;
  at += stops ? 1 : 2;
  if (at >= tokens.size() || !counting.has(stops ? base_of_gerund(tokens[at].low) : tokens[at].low))
    return false;
  if (!is_at(tokens, at + 1, "me") || !is_at(tokens, at + 2, "as")) return false;
  std::size_t end = at + 3;
  while (end < tokens.size() && tokens[end].kind == TokenKind::word &&
         !is_subordinator(tokens[end].low))
    ++end;
  Tokens what = slice(tokens, at + 3, end);
  bool over = stops;
  for (const std::string_view tail : {"any more", "anymore", "any longer", "now"}) {
    const std::size_t count = words(tail).size();
    if (what.size() <= count || !sequence_at(what, what.size() - count, tail)) continue;
    what.resize(what.size() - count);
    over = true;
  }
  if (!over || what.empty() || has_verb(what, 0, what.size())) return false;
  out.push_back(joined({words("I am no longer"), what}));
  if (end + 1 < text_end(tokens) && tokens[end].kind == TokenKind::mark)
    out.push_back(slice(tokens, end + 1, tokens.size()));
  return true;
}

// "You've got Aled down as my brother, he's my brother-in-law": Aled is not my brother, he is
// my brother-in-law.
bool read_put_down(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet holding("have 've got had");
  static const WordSet put("down listed recorded saved stored filed");
  if (!is_at(tokens, 0, "you") || !word_at(tokens, 1, holding)) return false;
  const std::size_t name = is_at(tokens, 2, "got") ? 3 : 2;
  std::size_t down = name + 1;
  constexpr std::size_t kNameTokensMax = 3;
  while (down < tokens.size() && down <= name + kNameTokensMax && !word_at(tokens, down, put))
    ++down;
  if (down > name + kNameTokensMax || !is_at(tokens, down + 1, "as")) return false;
  if (name >= tokens.size() || !tokens[name].capital || tokens[name].low == "i") return false;
  static const WordSet pronouns("he she they it");
  static const WordSet ahead("but and when though actually really");
  std::size_t mark = down + 2;
  while (mark < tokens.size() && tokens[mark].kind == TokenKind::word && tokens[mark].low != "but")
    ++mark;
  std::size_t who = mark + (is_at(tokens, mark, "but") ? 0 : 1);
  while (word_at(tokens, who, ahead)) ++who;
  if (!word_at(tokens, who, pronouns) || who + 2 >= text_end(tokens)) return false;
  if (!is_be(tokens[who + 1].low) || is_at(tokens, who + 2, "not")) return false;
  Tokens comma = words(",");
  comma.front().space = false;
  out.push_back(joined({slice(tokens, name, down), words("is not"), slice(tokens, down + 2, mark),
                        comma, slice(tokens, who, tokens.size())}));
  return true;
}

}  // namespace mnestic::extract
