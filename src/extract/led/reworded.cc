#include "led/reworded.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "grammar/lexicon.h"
#include "rules/change_parts.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

constexpr std::size_t kThingTokensMax = 4;

Tokens instead_of(Tokens right, const Tokens& wrong) {
  for (const std::string_view word : {"instead", "of"}) right.push_back(plain_word(word));
  right.insert(right.end(), wrong.begin(), wrong.end());
  for (std::size_t i = 1; i < right.size(); ++i) {
    if (right[i].kind != TokenKind::mark) right[i].space = true;
  }
  return right;
}

bool is_thing(const Tokens& tokens) {
  return !tokens.empty() && tokens.size() <= kThingTokensMax && !finite_verb_in(tokens) &&
         std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
           return token.kind != TokenKind::mark && !is_pronoun(token.low) &&
                  !is_preposition(token.low);
         });
}

// Without the first word of `leads`, or the last of `tails`; empty when it has neither.
Tokens without_last(const Tokens& tokens, std::string_view tail) {
  const bool ends = tokens.size() > 1 && tokens.back().low == tail;
  return ends ? part_of(tokens, 0, tokens.size() - 1) : Tokens();
}

Tokens without_first(const Tokens& tokens, const WordSet& leads) {
  const bool opens = tokens.size() > 1 && leads.has(tokens.front().low);
  return opens ? part_of(tokens, 1, tokens.size()) : Tokens();
}

// "Slack out, Teams in", "Teams in, Slack out", "goodbye Slack, hello Teams".
bool say_in_and_out(Tokens& tokens) {
  const std::vector<Tokens> segments = segments_of(tokens);
  if (segments.size() != 2) return false;
  static const WordSet partings("goodbye bye farewell adios");
  static const WordSet greetings("hello hi hey");
  const Tokens& one = segments[0];
  const Tokens& other = segments[1];
  Tokens wrong = without_last(one, "out");
  Tokens right = without_last(other, "in");
  if (wrong.empty() || right.empty()) {
    wrong = without_last(other, "out");
    right = without_last(one, "in");
  }
  if (wrong.empty() || right.empty()) {
    wrong = without_first(one, partings);
    right = without_first(other, greetings);
  }
  if (!is_thing(wrong) || !is_thing(right)) return false;
  tokens = instead_of(std::move(right), wrong);
  return true;
}

// "Teams has replaced Slack"
bool say_replaced(Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "replaced") continue;
    std::size_t end = i;
    while (end > 0 && (is_auxiliary(tokens[end - 1].low) || is_adverb(tokens[end - 1].low) ||
                       tokens[end - 1].low == "'s")) {
      --end;
    }
    const Tokens right = part_of(tokens, 0, end);
    std::size_t stop = i + 1;
    while (stop < tokens.size() && tokens[stop].kind != TokenKind::mark &&
           !is_preposition(tokens[stop].low)) {
      ++stop;
    }
    const Tokens wrong = part_of(tokens, i + 1, stop);
    if (!is_thing(right) || !is_thing(wrong)) return false;
    const bool anothers = std::any_of(right.begin(), right.end(), [](const Token& token) {
      return token.low == "'s" || is_kin(token.low);
    });
    if (anothers) return false;
    const bool named = right.back().capital || is_determiner(right.front().low);
    if (!named) return false;
    Tokens said = instead_of(right, wrong);
    said.insert(said.end(), tokens.begin() + static_cast<Offset>(stop), tokens.end());
    tokens = std::move(said);
    return true;
  }
  return false;
}

// "Soft Furnishings is dead, long live Velvet Ditch"
bool say_long_live(Tokens& tokens) {
  static const WordSet over("dead gone over finished history");
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (!sequence_at(tokens, i, "long live")) continue;
    std::size_t end = i;
    while (end > 0 && (tokens[end - 1].kind == TokenKind::mark || tokens[end - 1].low == "and" ||
                       is_be(tokens[end - 1].low) || over.has(tokens[end - 1].low) ||
                       tokens[end - 1].low == "'s")) {
      --end;
    }
    std::size_t stop = i + 2;
    while (stop < tokens.size() && tokens[stop].kind != TokenKind::mark) ++stop;
    const Tokens wrong = part_of(tokens, 0, end);
    const Tokens right = part_of(tokens, i + 2, stop);
    if (end == 0 || !is_thing(wrong) || !is_thing(right)) return false;
    // "The king is dead, long live the king"
    if (right.back().low == wrong.back().low || !right.back().capital) return false;
    tokens = instead_of(right, wrong);
    return true;
  }
  return false;
}

// "E.ON wanted more, so Octopus it is"
bool say_it_is(Tokens& tokens) {
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "it" || !is_be(tokens[i + 1].low) || !tokens[i - 1].capital) continue;
    const bool closes = i + 2 >= tokens.size() || tokens[i + 2].kind == TokenKind::mark ||
                        tokens[i + 2].low == "then" || tokens[i + 2].low == "from" ||
                        tokens[i + 2].low == "now";
    std::size_t from = i;
    while (from > 0 && tokens[from - 1].capital) --from;
    if (!closes || from < 2) continue;
    static const WordSet idle("i so");
    std::size_t end = 0;
    while (end < from && tokens[end].capital && !idle.has(tokens[end].low) &&
           verb_form(tokens[end].low) == nullptr) {
      ++end;
    }
    const Tokens wrong = part_of(tokens, 0, end);
    const Tokens right = part_of(tokens, from, i);
    const bool after =
        sequence_at(tokens, from - 1, "so") || tokens[from - 1].kind == TokenKind::mark;
    if (end == 0 || !after || !is_thing(wrong) || !is_thing(right) || is_kin(wrong.front().low))
      return false;
    tokens = instead_of(right, wrong);
    return true;
  }
  return false;
}

}  // namespace

void say_being(Tokens& tokens) {
  static const WordSet states(
      "done dead over gone history toast finished kaput sold off cancelled red green blue grey "
      "black white yellow");
  static const WordSet behind("a an the not no been got called named here due behind");
  static const WordSet objects("me my us our the");
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "'s") continue;
    const std::string& next = tokens[i + 1].low;
    const bool closes = i + 2 >= tokens.size() || tokens[i + 2].kind == TokenKind::mark ||
                        !is_telling(tokens[i + 2]);
    const bool done = (is_verb(next, kParticiple) || next.ends_with("ed")) &&
                      i + 2 < tokens.size() && objects.has(tokens[i + 2].low);
    // "PhD's in hydrology"
    static const WordSet placed("in at on from with");
    const bool place =
        placed.has(next) && i + 2 < tokens.size() && tokens[i + 2].kind == TokenKind::word;
    // "the bank's Triodos", not "the bank's Triodos account"
    const bool name = tokens[i + 1].capital && i > 1 && is_determiner(tokens[i - 2].low) &&
                      (i + 2 >= tokens.size() || tokens[i + 2].kind == TokenKind::mark);
    if (!done && !place && !name && !behind.has(next) && !(states.has(next) && closes)) continue;
    const bool has = done || next == "been" || next == "got";
    tokens[i].low = tokens[i].out = has ? "has" : "is";
    tokens[i].space = true;
  }
}

void say_dates(const std::vector<Fact>& facts, Tokens& tokens) {
  static const WordSet months(
      "january february march april june july august september october november december jan feb "
      "mar apr may jun jul aug sep sept oct nov dec");
  const auto is_month = [&](const Token& token) { return token.capital && months.has(token.low); };
  const auto is_day = [](const Token& token) {
    return token.kind == TokenKind::number && token.low.size() < 3;
  };
  const bool day_first = std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
    for (std::size_t i = 1; i < fact.tokens.size(); ++i) {
      if (is_month(fact.tokens[i]) && is_day(fact.tokens[i - 1])) return true;
    }
    return false;
  });
  if (!day_first) return;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool before = i > 0 && is_day(tokens[i - 1]);
    if (!is_month(tokens[i]) || !is_day(tokens[i + 1]) || before) continue;
    static constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
    for (const std::string_view month : kMonths) {
      if (!lower(month).starts_with(tokens[i].low)) continue;
      tokens[i].out = month;
      tokens[i].low = lower(month);
    }
    std::swap(tokens[i].out, tokens[i + 1].out);
    std::swap(tokens[i].low, tokens[i + 1].low);
    std::swap(tokens[i].kind, tokens[i + 1].kind);
    std::swap(tokens[i].capital, tokens[i + 1].capital);
  }
}

void reword(Tokens& tokens) {
  // "a vet, technically, not a doctor"
  static const WordSet passing("technically actually really strictly rather");
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "," || !passing.has(tokens[i + 1].low) || tokens[i + 2].low != ",")
      continue;
    tokens.erase(tokens.begin() + static_cast<Offset>(i),
                 tokens.begin() + static_cast<Offset>(i) + 2);
    break;
  }
  std::vector<Tokens> put_down;
  if (read_put_down(tokens, put_down)) tokens = put_down.front();
  if (say_in_and_out(tokens) || say_long_live(tokens) || say_it_is(tokens)) return;
  say_replaced(tokens);
}

}  // namespace mnestic::extract
