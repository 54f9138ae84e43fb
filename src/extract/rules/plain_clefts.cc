// Clefts: one thing lifted out of its sentence: "what I hate is wet socks", "it's only tree nuts I
// react to", "the guitar I play is a classical one", "I love the hills, it's the beach I can't
// stand".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// "The guitar I play is a classical one": "my guitar is a classical one".
bool read_own_thing(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "the") || tokens.size() < 6) return false;
  std::size_t who = 2;
  while (who < 4 && !speaker_at(tokens, who)) ++who;
  if (!speaker_at(tokens, who) || has_verb(tokens, 0, who)) return false;
  const std::size_t noun_end = is_at(tokens, who - 1, "that") ? who - 1 : who;
  for (std::size_t i = who + 2; i + 1 < tokens.size() && i < who + 5; ++i) {
    if (!is_be(tokens[i].low)) continue;
    if (!is_verb(tokens[who + 1].low, kBase)) return false;
    Tokens value = slice(tokens, i, tokens.size());
    const Tokens noun = slice(tokens, 1, noun_end);
    if (const std::size_t one = find(value, "one"); one != kNone && one > 1) {
      value.erase(value.begin() + static_cast<Offset>(one));
      value.insert(value.begin() + static_cast<Offset>(one), noun.begin(), noun.end());
    }
    out.push_back(joined({words("my"), noun, value}));
    return true;
  }
  return false;
}

}  // namespace

// "What I hate is wet socks", "All I want is peace", "The thing I miss most is the sea".
bool read_cleft(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t who = kNone;
  static const WordSet things("thing things one part bit food music");
  if ((is_at(tokens, 0, "what") || is_at(tokens, 0, "all")) && speaker_at(tokens, 1)) who = 1;
  if (is_at(tokens, 0, "the") && tokens.size() > 5) {
    for (std::size_t i = 2; i < 5; ++i) {
      const bool thing = things.has(tokens[i - 1].low) || is_at(tokens, i - 1, "that");
      if (who == kNone && speaker_at(tokens, i) && thing) who = i;
    }
  }
  if (who == kNone) return read_own_thing(tokens, out);
  for (std::size_t i = who + 2; i + 1 < tokens.size() && i < who + 8; ++i) {
    if (!is_be(tokens[i].low)) continue;
    if (is_at(tokens, i + 1, "when") || is_at(tokens, i + 1, "that")) return false;
    std::size_t value = i + 1;
    if (is_at(tokens, value, "to")) ++value;
    if (is_be(tokens[who + 1].low)) return false;
    Tokens verb = slice(tokens, who, i);
    static const WordSet degree("most least best really");
    while (verb.size() > 2 && degree.has(verb.back().low)) verb.pop_back();
    const std::size_t object = is_verb(tokens[i + 1].low, kGerund) ? i + 1 : value;
    if (is_at(tokens, i + 1, "to")) verb.push_back(words("to").front());
    out.push_back(joined({verb, slice(tokens, object, tokens.size())}));
    return true;
  }
  return false;
}

// "It's only tree nuts I react to": "I react to only tree nuts".
bool read_it_cleft(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!is_at(tokens, 0, "it") || tokens.size() < 5 || !is_be(tokens[1].low)) return false;
  std::size_t who = 3;
  while (who < tokens.size() && who < 9 && !speaker_at(tokens, who)) ++who;
  if (who + 1 >= tokens.size() || !speaker_at(tokens, who)) return false;
  for (std::size_t i = 2; i < who; ++i) {
    const bool plain = tokens[i].kind != TokenKind::mark && !is_subordinator(tokens[i].low) &&
                       verb_form(tokens[i].low) == nullptr && !is_adjective(tokens[i].low);
    if (!plain && !(i + 1 == who && tokens[i].low == "that")) return false;
    if (tokens[i].low == "not" && i > 2) {
      // "It's Thursdays not Tuesdays I volunteer"
      const std::size_t stop = is_at(tokens, who - 1, "that") ? who - 1 : who;
      out.push_back(joined({words("I meant"), slice(tokens, 2, stop)}));
      return true;
    }
  }
  std::size_t end = who + 1;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  // "the beach I can't stand"; "only nuts I can't eat" would turn over what is denied.
  static const WordSet scoped("only just mostly mainly");
  const bool denied = (is_at(tokens, who + 1, "can") || is_at(tokens, who + 1, "do")) &&
                      is_at(tokens, who + 2, "not") && !word_at(tokens, 2, scoped);
  if (has_verb(tokens, denied ? who + 3 : who + 1, end)) return false;
  const std::size_t object_end = is_at(tokens, who - 1, "that") ? who - 1 : who;
  out.push_back(joined({slice(tokens, who, end), slice(tokens, 2, object_end)}));
  if (end + 1 < tokens.size()) out.push_back(slice(tokens, end + 1, tokens.size()));
  return true;
}

// "I love the mountains, it's the beach I can't stand": the second half is a sentence of its own.
bool part_it_cleft(const Tokens& tokens, std::vector<Tokens>& out) {
  for (std::size_t i = 3; i + 4 < tokens.size(); ++i) {
    if (tokens[i].low != "," && tokens[i].low != ";" && !is_spaced_dash(tokens[i])) continue;
    const std::size_t at = is_at(tokens, i + 1, "but") ? i + 2 : i + 1;
    if (!is_at(tokens, at, "it") || !is_at(tokens, at + 1, "is")) continue;
    std::vector<Tokens> cleft;
    if (!read_it_cleft(slice(tokens, at, tokens.size()), cleft)) continue;
    out.push_back(slice(tokens, 0, i));
    out.insert(out.end(), cleft.begin(), cleft.end());
    return true;
  }
  return false;
}

}  // namespace mnestic::extract
