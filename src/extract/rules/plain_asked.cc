// A topic in a question, and what the next sentence says of it: "Olives? Hate them.", "Favourite
// authors? Ishiguro", "Latex? I come up like a balloon".
#include <algorithm>
#include <string>
#include <string_view>

#include "rules/items.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// "Camping? No chance", "Gigs? Always up for one".
std::optional<Tokens> judged_topic(const Tokens& noun, const Tokens& comment) {
  const std::string& head = noun.back().low;
  const bool kind = (head.ends_with('s') && !head.ends_with("ss")) || head.ends_with("ing");
  if (!kind || is_adverb(noun[0].low) || is_adjective(noun[0].low) || is_time_word(head)) {
    return std::nullopt;
  }
  const bool offers = is_at(comment, 1, "please") || is_at(comment, 1, "thanks");
  if (const int verdict = verdict_of(comment, 0);
      verdict != 0 && comment.size() > 1 && !offers && !is_determiner(noun[0].low)) {
    return joined({words(verdict > 0 ? "I like" : "I do not like"), noun});
  }
  return std::nullopt;
}

// "Latex? I come up like a balloon", "Cats? They make me sneeze", "Penicillin? Rash all over": what
// the topic does to the speaker.
std::optional<Tokens> reaction_to(Tokens noun, const Tokens& comment) {
  constexpr std::size_t kNounTokensMax = 3;
  if (noun.size() > kNounTokensMax || is_determiner(noun[0].low) || is_time_word(noun[0].low))
    return std::nullopt;
  lower_common(noun[0]);
  Tokens rest = comment;
  rest.resize(text_end(rest));
  if (rest.empty()) return std::nullopt;
  static const WordSet pronouns("they it those that");
  static const WordSet whom("me my");
  static const WordSet effects(
      "make makes give gives bring brings trigger triggers kill kills hurt hurts set sets drive "
      "drives send sends upset upsets bore bores scare scares calm calms relax relaxes");
  if (word_at(rest, 0, pronouns) && rest.size() > 2 && has_any(rest, whom) &&
      word_at(rest, 1, effects)) {
    return joined({noun, slice(rest, 1, rest.size())});
  }
  static const WordSet verbs("swell sneeze itch wheeze react choke vomit");
  const auto goes = [&](std::string_view words_said) { return sequence_at(rest, 1, words_said); };
  if (speaker_at(rest, 0) && rest.size() > 1 && find(rest, "if") == kNone) {
    if (text_end(rest) == 3 && is_be(rest[1].low) && rest[2].low == "allergic")
      return joined({slice(rest, 0, 3), words("to"), noun});
    const bool reacts = word_at(rest, 1, verbs) || goes("come up") || goes("come out") ||
                        goes("break out") || goes("throw up") || goes("puff up") ||
                        goes("blow up") || goes("get hives") || goes("get a rash");
    if (reacts) return joined({rest, words("from"), noun});
  }
  static const WordSet signs(
      "rash hives anaphylaxis migraine migraines swelling itching heartburn");
  if (word_at(rest, 0, signs) && rest.size() < 5) {
    Tokens sign = rest;
    sign[0].out = sign[0].low;
    sign[0].space = true;
    const bool one = is_at(sign, 0, "rash") || is_at(sign, 0, "migraine");
    return joined({words(one ? "I get a" : "I get"), sign, words("from"), noun});
  }
  return std::nullopt;
}

// "Favourite colour? It's teal", "my hobbies. Knitting and chess": the comment as the value of the
// heading; nothing when it is a sentence of its own.
std::optional<Tokens> headed(const Tokens& noun, const Tokens& comment) {
  // "My French? Rusty, B1 at best": how it is.
  static const WordSet states(
      "rusty shot terrible awful lovely gone ruined fluent basic decent rubbish patchy dreadful "
      "excellent black non-existent nonexistent bad good great fine");
  if (noun[0].low == "my" && noun.size() > 1 && noun.size() < 4 && word_at(comment, 0, states) &&
      (comment.size() == 1 || comment[1].kind == TokenKind::mark)) {
    Tokens how = comment;
    how[0].out = how[0].low;
    how[0].space = true;
    const std::string& head = noun.back().low;
    const bool many = head.ends_with('s') && !head.ends_with("ss") && !noun.back().capital;
    Tokens own = noun;
    own[0].out = own[0].low;
    return joined({own, words(many ? "are" : "is"), how});
  }
  Tokens heading = noun;
  if (heading[0].low == "my") heading.erase(heading.begin());
  Token colon;
  colon.out = colon.low = ":";
  colon.kind = TokenKind::mark;
  Tokens said = comment;
  // "My favourite colour? It's teal."
  static const WordSet pointing_back("it they that those");
  if (said.size() > 2 && word_at(said, 0, pointing_back) && is_be(said[1].low))
    said = slice(said, 2, said.size());
  while (said.size() > 1 && is_adverb(said[0].low)) said.erase(said.begin());
  std::vector<Tokens> items = items_of(said, 0);
  // "My bike wobbles. I play chess": no value, but a sentence.
  const bool clause = std::any_of(said.begin() + 1, said.end(), [](const Token& token) {
    return is_verb(token.low, kThird) && !is_verb(token.low, kBase) && !token.capital;
  });
  if ((items.empty() && (is_pronoun(said[0].low) || has_verb(said, 0, said.size()))) ||
      (items.size() < 2 && clause)) {
    return std::nullopt;
  }
  if (items.size() > 1) lower_first(items, false);
  const bool common = items.size() > 1 && !items.front().front().capital;
  if (common || is_verb(said.front().low, kGerund)) said.front().out = said.front().low;
  return joined({heading, {colon}, said});
}

}  // namespace

std::optional<Tokens> with_topic(TokenSpan topic, const Tokens& comment) {
  constexpr std::size_t kTopicTokensMax = 5;
  Tokens noun(topic.begin(), topic.end());
  while (!noun.empty() && noun.back().kind == TokenKind::mark) noun.pop_back();
  // "that peanut thing? grew out of it": the noun for "it".
  static const WordSet pointing("that this the those these");
  static const WordSet dummies("thing stuff business situation issue problem");
  const bool pointed = !noun.empty() && !comment.empty() && noun.size() <= kTopicTokensMax &&
                       pointing.has(noun[0].low);
  const bool opens_verb =
      !comment.empty() && (is_verb(comment[0].low, kPast) || speaker_at(comment, 0));
  for (std::size_t i = 1; pointed && opens_verb && i < comment.size() && i < 7; ++i) {
    if (comment[i].low != "it" && comment[i].low != "them" && comment[i].low != "that") continue;
    Tokens named(noun.begin() + 1, noun.end());
    if (named.size() > 1 && dummies.has(named.back().low)) named.pop_back();
    if (named.empty() || is_pronoun(named[0].low)) return std::nullopt;
    named.front().space = true;
    return joined({slice(comment, 0, i), named, slice(comment, i + 1, comment.size())});
  }
  if (noun.empty() || noun.size() > kTopicTokensMax || has_verb(noun, 0, noun.size()) ||
      is_wh_word(noun[0].low) || is_pronoun(noun[0].low) || comment.empty()) {
    return std::nullopt;
  }
  noun.front().space = true;
  static const WordSet own("my favourite favorite fave hobbies hobby");
  if (own.has(noun[0].low) || !topic_lead(noun[0].low).empty()) return headed(noun, comment);
  if (is_verb(noun[0].low, kBase) && !noun[0].capital) return std::nullopt;
  if (auto steady = steady_choice(noun, comment)) return steady;
  if (auto reacting = reaction_to(noun, comment)) return reacting;
  lower_start(noun);
  const bool common = noun.size() > 1 ? !noun[1].capital : noun[0].low.ends_with('s');
  if (common) noun[0].out = noun[0].low;
  if (is_at(comment, 0, "the") && is_at(comment, 2, "the") && is_at(comment, 3, "better")) {
    Tokens rest = comment;
    rest.front().out = rest.front().low;
    rest.front().space = true;
    Tokens comma = words(",");
    comma.front().space = false;
    return joined({words("I like"), noun, comma, rest});
  }
  // "Opera? Bores me to tears", "Camping? No chance"
  const bool tells = is_verb(comment[0].low, kThird) && find(comment, "me") != kNone;
  if (tells && noun.size() < 4) {
    Tokens rest = comment;
    rest.front().out = rest.front().low;
    rest.front().space = true;
    return joined({noun, rest});
  }
  static const WordSet verbs("love hate adore like enjoy loathe detest");
  std::size_t at = speaker_at(comment, 0) ? 1 : 0;
  if (is_at(comment, at, "can") && is_at(comment, at + 1, "not") && is_at(comment, at + 2, "stand"))
    at += 2;
  const bool taste = word_at(comment, at, verbs) || is_at(comment, at, "stand");
  const bool named = is_at(comment, at + 1, "them") || is_at(comment, at + 1, "it") ||
                     is_at(comment, at + 1, "those");
  if (!taste || !named) return judged_topic(noun, comment);
  Tokens lead = speaker_at(comment, 0) ? Tokens() : words("I");
  return joined({lead, slice(comment, 0, at + 1), noun, slice(comment, at + 2, comment.size())});
}

}  // namespace mnestic::extract
