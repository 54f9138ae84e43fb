// What makes a known fact more exact: "by 'up north' I meant Tromsoe", "Peckham, to be exact", "the
// dog's a border collie".
#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

bool is_quote(const Token& token) {
  return token.low == "'" || token.low == "\"" || token.low == "\xE2\x80\x98" ||
         token.low == "\xE2\x80\x99" || token.low == "\xE2\x80\x9C" || token.low == "\xE2\x80\x9D";
}

Tokens plain(Tokens tokens) {
  std::erase_if(tokens, is_quote);
  static const WordSet lead(
      "the a an my our it is are in at on only really just well i we am specifically");
  static const WordSet tail(
      "specifically mainly mostly btw actually really though lol exactly yes precisely");
  const auto idle = [&](const Token& token) {
    return token.kind == TokenKind::mark || (lead.has(token.low) && token.out != "IT");
  };
  while (!tokens.empty() && idle(tokens.front())) tokens.erase(tokens.begin());
  while (!tokens.empty() && (tail.has(tokens.back().low) || tokens.back().kind == TokenKind::mark))
    tokens.pop_back();
  return tokens;
}

std::size_t mark_from(const Tokens& tokens, std::size_t from) {
  static const WordSet stops("red but because so");
  while (from < tokens.size() && (tokens[from].kind != TokenKind::mark || is_quote(tokens[from]) ||
                                  tokens[from].low == "/")) {
    ++from;
  }
  return from;
}

void add(std::vector<Touch>& touches, std::size_t fact, std::string content, const Tokens& value) {
  touches.push_back(
      {fact, Touch::Way::rewrites, std::move(content), "says it more exactly", join(value)});
}

// "by W I meant R", "when I say W I mean R", "W as in R".
bool read_meaning(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.tokens;
  std::size_t begin = 0;
  if (sequence_at(t, 0, "by")) {
    begin = 1;
  } else if (sequence_at(t, 0, "when i say") || sequence_at(t, 0, "when i said")) {
    begin = 3;
  }
  std::size_t middle = t.size();
  std::size_t after = t.size();
  for (std::size_t i = begin; i + 1 < t.size(); ++i) {
    if (begin > 0 && t[i].low == "i") {
      std::size_t k = i + 1;
      while (k < t.size() && is_adverb(t[k].low)) ++k;
      if (k < t.size() && (t[k].low == "mean" || t[k].low == "meant")) {
        middle = i;
        after = k + 1;
        break;
      }
    }
    if (begin == 0 && i > 0 && sequence_at(t, i, "as in")) {
      middle = i;
      after = i + 2;
      break;
    }
  }
  if (middle >= t.size()) return false;
  const bool only = speaks(part_of(t, middle, after + 2), "only");
  const Tokens wrong = plain(part_of(t, begin, middle));
  Tokens right = plain(part_of(t, after, mark_from(t, after)));
  if (wrong.empty() || right.empty() || right.size() > 8) return false;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0) continue;
    const std::size_t at = found_at(fact, wrong);
    if (at == fact.tokens.size()) continue;
    const std::size_t end = at + wrong.size();
    const std::string was = fact.known->content.substr(
        fact.tokens[at].begin, fact.tokens[end - 1].end - fact.tokens[at].begin);
    const bool holds = right.back().low.ends_with(wrong.back().low);
    const bool colour = right.size() == 1 && !right[0].capital && is_adjective(right[0].low);
    std::string words = was + " (" + join(right) + ")";
    if (only || holds) words = join(right);
    if (colour) words = join(right) + " " + was;
    add(touches, i, with_words(fact, at, end, words), right);
    return true;
  }
  return false;
}

// "Engineer, sure, but structural", "Peckham, to be exact", "it's oat milk, the barista kind
// specifically".
bool read_exactness(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::string_view kExact =
      "to be exact|to be precise|to be specific|to be more precise|to be more exact|exactly|"
      "specifically|precisely|more precisely|more specifically|mainly|mostly|namely|strictly "
      "speaking|to be clear|the one in|i should say|i should add";
  if (!speaks(said.tokens, kExact)) return false;
  Tokens detail;
  std::optional<std::size_t> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].verb == 0 || owner_of(said.tokens) == Owner::other) continue;
    const std::size_t shared = shared_words(facts[i], said.tokens, {});
    if (shared > most) {
      most = shared;
      best = i;
    }
  }
  // Nothing named: what was said last is meant.
  if (!best && !facts.empty() && facts[0].verb != 0) best = 0;
  if (!best) return false;
  const Fact& fact = facts[*best];
  static const WordSet idle("sure yes yeah but no though i said am well it is to be that");
  for (const Tokens& segment : said.segments) {
    Tokens words = segment;
    for (const std::string_view phrase :
         {"to be more precise", "to be more exact", "to be exact", "to be precise",
          "to be specific", "to be clear", "more precisely", "more specifically",
          "strictly speaking", "i should say", "i should add"}) {
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (!sequence_at(words, i, phrase)) continue;
        const auto count = std::count(phrase.begin(), phrase.end(), ' ') + 1;
        words.erase(words.begin() + static_cast<Offset>(i),
                    words.begin() + static_cast<Offset>(i) + count);
        break;
      }
    }
    words = plain(std::move(words));
    while (!words.empty() && idle.has(words.front().low)) words.erase(words.begin());
    const bool fresh = std::any_of(words.begin(), words.end(), [&](const Token& token) {
      return is_telling(token) &&
             std::none_of(fact.tokens.begin(), fact.tokens.end(),
                          [&](const Token& each) { return means(token, each); });
    });
    if (!fresh) continue;
    if (!detail.empty()) {
      Token comma;
      comma.low = comma.out = ",";
      comma.kind = TokenKind::mark;
      detail.push_back(comma);
      words.front().space = true;
    }
    detail.insert(detail.end(), words.begin(), words.end());
  }
  if (detail.empty() || detail.size() > 12) return false;
  // With nothing shared, only a name says more of a fact that has one.
  if (most == 0) {
    const std::vector<Value> values = values_in(fact.tokens, fact.verb);
    const bool named = std::any_of(values.begin(), values.end(),
                                   [](const Value& value) { return value.sort == Sort::name; });
    if (!named || !detail.front().capital) return false;
  }
  add(touches, *best, fact.known->content + ", " + join(detail), detail);
  return true;
}

// "the dog's a border collie", "that exam's at 9, room B12", "it's a Transit".
bool read_predicate(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.tokens;
  std::size_t be = 0;
  while (be < t.size() && be < 8 && t[be].low != "is" && t[be].low != "are" &&
         t[be].kind != TokenKind::mark)
    ++be;
  if (be == 0 || be + 1 >= t.size() || (t[be].low != "is" && t[be].low != "are")) return false;
  static const WordSet pointing("the that this those these my our his her its");
  const bool definite = pointing.has(t[0].low) && be > 1;
  if (!definite) return false;
  if (owner_of(part_of(t, 0, be + 1)) == Owner::other && t[0].low != "his" && t[0].low != "her")
    return false;
  static const WordSet no(
      "not no over done gone finished off late fine good great nice bad broken "
      "lovely ok okay cancelled ill sick at-risk closed being getting going dead asleep awake "
      "filthy "
      "dirty empty full hungry tired cold warm wet muddy noisy open shut locked busy early out");
  if (no.has(t[be + 1].low)) return false;
  const Tokens head = part_of(t, 1, be);
  Tokens detail = part_of(t, be + 1, t.size());
  while (!detail.empty() && (detail.back().kind == TokenKind::mark || detail.back().low == "btw" ||
                             detail.back().low == "lol"))
    detail.pop_back();
  if (detail.empty() || detail.size() > 14) return false;
  const Tokens words = [&] {
    Tokens out;
    for (const Token& token : head) {
      if (is_telling(token)) out.push_back(token);
    }
    return out;
  }();
  if (words.empty()) return false;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated) continue;
    const bool all = std::all_of(words.begin(), words.end(), [&](const Token& word) {
      if (words.size() > 1 && is_vague_noun(canonical_word(word.low))) return true;
      // "the windows are clean" is not said of Windows.
      return std::any_of(
          fact.tokens.begin() + static_cast<Offset>(fact.verb), fact.tokens.end(),
          [&](const Token& each) { return means(word, each) && each.capital <= word.capital; });
    });
    if (!all) continue;
    if (found) return false;  // which is meant is not said
    found = i;
  }
  if (!found) return false;
  const Fact& fact = facts[*found];
  const bool fresh = std::any_of(detail.begin(), detail.end(), [&](const Token& token) {
    return is_telling(token) && std::none_of(fact.tokens.begin(), fact.tokens.end(),
                                             [&](const Token& each) { return means(token, each); });
  });
  if (!fresh) return false;
  // "the band is out of tune", "the dog's at the vet": how it is just now.
  const bool placed = is_preposition(detail.front().low);
  const bool lasting = std::any_of(detail.begin(), detail.end(), [](const Token& token) {
    return token.kind == TokenKind::number || token.capital || is_number_word(token.low) ||
           is_time_word(token.low);
  });
  if (placed && !lasting) return false;
  const bool joins = is_preposition(detail.front().low) || detail.front().low == "called" ||
                     detail.front().low == "named";
  add(touches, *found, fact.known->content + (joins ? " " : ", ") + join(detail), detail);
  return true;
}

}  // namespace

void read_led_details(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  if (said.question) return;
  if (read_meaning(said, facts, touches)) return;
  if (read_predicate(said, facts, touches)) return;
  read_exactness(said, facts, touches);
}

}  // namespace mnestic::extract
