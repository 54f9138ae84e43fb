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

// Where the fact tells of the deed: "baking" of "I bake"; its size when it does not.
std::size_t deed_at(const Fact& fact, const Token& verb) {
  if (fact.parsed.negated || fact.parsed.subject != "user") return fact.tokens.size();
  std::size_t at = fact.verb;
  while (at < fact.tokens.size() && lemma_of(fact.tokens[at].low) != lemma_of(verb.low)) ++at;
  return at;
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
  // "when I say I bake": the deed, in whatever form the fact has it.
  const bool deed = wrong.size() == 1 && t[begin].low == "i" && is_verb(wrong[0].low, kBase);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0) continue;
    const std::size_t at = deed ? deed_at(fact, wrong[0]) : found_at(fact, wrong);
    if (at == fact.tokens.size()) continue;
    const std::size_t end = at + wrong.size();
    if (deed && end < fact.tokens.size()) continue;  // "plays guitar" has its object
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

// Words that say that something is to be told more exactly, and nothing else.
constexpr std::string_view kAfterthought =
    "i should have said|i should have mentioned|i should have added|i should mention|i should "
    "say|i "
    "should add|i forgot to say|i forgot to mention";
constexpr std::string_view kExact =
    "to be exact|to be precise|to be specific|to be more precise|to be more exact|exactly|"
    "specifically|precisely|more precisely|more specifically|mainly|mostly|namely|strictly "
    "speaking|to be clear|the one in";

// Whether one of its phrases stands apart: "flamenco, I should add", not "I should add him".
bool says_afterthought(TokenSpan tokens) {
  for (std::size_t at = 0; at < kAfterthought.size();) {
    const std::size_t stop = std::min(kAfterthought.find('|', at), kAfterthought.size());
    const std::string_view phrase = kAfterthought.substr(at, stop - at);
    at = stop + 1;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!sequence_at(tokens, i, phrase)) continue;
      const std::size_t end =
          i + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
      if (end >= tokens.size() || tokens[end].kind == TokenKind::mark || tokens[end].low == "that")
        return true;
    }
  }
  return false;
}

// `words` without the first of the phrases that stands in them.
void cut_phrase(Tokens& words) {
  for (const std::string_view phrase :
       {"to be more precise", "to be more exact", "to be exact", "to be precise", "to be specific",
        "to be clear", "more precisely", "more specifically", "strictly speaking",
        "i should have said", "i should have mentioned", "i should have added", "i should mention",
        "i should say", "i should add", "i forgot to say", "i forgot to mention"}) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!sequence_at(words, i, phrase)) continue;
      const auto count = std::count(phrase.begin(), phrase.end(), ' ') + 1;
      words.erase(words.begin() + static_cast<Offset>(i),
                  words.begin() + static_cast<Offset>(i) + count);
      return;
    }
  }
}

// "sax" for the saxophone
bool is_short_for(const Token& said, const Token& stored) {
  constexpr std::size_t kShortBytesMin = 3;
  return said.kind == TokenKind::word && said.low.size() >= kShortBytesMin &&
         stored.low.size() >= said.low.size() + 3 && stored.low.starts_with(said.low);
}

// The fact of which the sentence says most; nothing when none is spoken of.
std::optional<std::size_t> spoken_of(const Said& said, const std::vector<Fact>& facts) {
  std::optional<std::size_t> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].verb == 0 || owner_of(said.tokens) == Owner::other) continue;
    std::size_t shared = shared_words(facts[i], said.tokens, {});
    for (std::size_t k = facts[i].verb + 1; k < facts[i].tokens.size(); ++k) {
      const bool brief =
          std::any_of(said.tokens.begin(), said.tokens.end(),
                      [&](const Token& each) { return is_short_for(each, facts[i].tokens[k]); });
      shared += brief ? 1U : 0U;
    }
    if (shared <= most) continue;
    most = shared;
    best = i;
  }
  return best;
}

// The parts of the sentence that tell something of which the fact does not speak.
std::vector<Tokens> fresh_parts(const Said& said, const Fact& fact) {
  static const WordSet idle("sure yes yeah but no though i said am well it is to be that");
  std::vector<Tokens> parts;
  for (const Tokens& segment : said.segments) {
    Tokens words = segment;
    cut_phrase(words);
    // "of maths", "as a cook" join on what the fact says.
    static const WordSet joining("of as for");
    const bool joins = !words.empty() && joining.has(words.front().low);
    Tokens rest = plain(words);
    if (joins) {
      while (!words.empty() && words.back().kind == TokenKind::mark) words.pop_back();
      rest = words;
    }
    while (!rest.empty() && idle.has(rest.front().low)) rest.erase(rest.begin());
    const bool fresh = std::any_of(rest.begin(), rest.end(), [&](const Token& token) {
      return is_telling(token) &&
             std::none_of(fact.tokens.begin(), fact.tokens.end(),
                          [&](const Token& each) { return means(token, each); });
    });
    if (fresh && !finite_verb_in(rest)) parts.push_back(std::move(rest));
  }
  return parts;
}

// "flamenco guitar" where the fact says "guitar"; empty when it does not end so.
std::string with_kind(const Fact& fact, const Tokens& words) {
  if (words.size() < 2 || words.size() > 4) return {};
  for (std::size_t i = fact.verb + 1; i < fact.tokens.size(); ++i) {
    const Token& noun = fact.tokens[i];
    const bool bare = !is_telling(fact.tokens[i - 1]) || i == fact.verb + 1;
    if (!bare || noun.capital) continue;
    if (same_word(words.back(), noun) || is_short_for(words.back(), noun))
      return with_words(fact, i, i + 1, join(words));
  }
  return {};
}

// "Engineer, sure, but structural", "Peckham, to be exact", "it's oat milk, the barista kind
// specifically", "flamenco guitar I should have said".
bool read_exactness(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  constexpr std::size_t kDetailTokensMax = 12;
  constexpr std::size_t kAfterthoughtTokensMax = 6;
  const bool afterthought = says_afterthought(said.tokens);
  if (!afterthought && !speaks(said.tokens, kExact)) return false;
  // "I'd like to know more of his work, specifically on sea levels" asks.
  if (speaks(said.tokens, "like to know|want to know|love to know|tell me|wondering|curious about"))
    return false;
  // "for IT reasons, I should say, the site is down": more is told than the detail.
  const bool tells =
      std::any_of(said.segments.begin(), said.segments.end(), [](const Tokens& part) {
        const auto verb = finite_verb_in(part);
        static const WordSet pointing("it that he she i");
        return verb && !says_afterthought(part) && !pointing.has(part.front().low);
      });
  if (afterthought && tells) return false;
  const std::optional<std::size_t> best = spoken_of(said, facts);
  // Nothing named: what was said last is meant.
  if (!best && (facts.empty() || facts[0].verb == 0)) return false;
  const Fact& fact = facts[best.value_or(0)];
  const std::vector<Tokens> parts = fresh_parts(said, fact);
  if (parts.empty()) return false;
  Tokens detail;
  for (const Tokens& part : parts) detail.insert(detail.end(), part.begin(), part.end());
  if (detail.size() > kDetailTokensMax) return false;
  const bool joins = is_preposition(detail.front().low) || detail.front().low == "as";
  if (!best) {
    // Only a name says more of a fact that has one, or an afterthought of the last fact.
    const std::vector<Value> values = values_in(fact.tokens, fact.verb);
    const bool named = std::any_of(values.begin(), values.end(),
                                   [](const Value& value) { return value.sort == Sort::name; });
    const bool brief = afterthought && detail.size() <= kAfterthoughtTokensMax &&
                       !finite_verb_in(detail) && !detail.front().capital;
    if (!brief && (!named || !detail.front().capital)) return false;
  }
  std::string content = with_kind(fact, parts.front());
  const bool kind = !content.empty();
  if (!kind) content = fact.known->content + (joins ? " " : ", ") + join(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) content += ", " + join(parts[i]);
  add(touches, best.value_or(0), std::move(content), detail);
  if (afterthought) touches.back().value = kWhole;
  return true;
}

// "he's a lurcher btw, the dog" is "the dog is a lurcher".
std::optional<Said> in_order(const Said& said) {
  if (said.segments.size() < 2) return std::nullopt;
  const Tokens& first = said.segments[0];
  static const WordSet pronouns("he she it they");
  static const WordSet articles("a an");
  if (first.size() < 4 || !pronouns.has(first[0].low) || !is_be(first[1].low) ||
      !articles.has(first[2].low)) {
    return std::nullopt;
  }
  for (std::size_t i = 1; i < said.segments.size(); ++i) {
    const Tokens& noun = said.segments[i];
    static const WordSet pointing("the my our that");
    if (noun.size() < 2 || noun.size() > 3 || !pointing.has(noun[0].low) || finite_verb_in(noun))
      continue;
    Said plain_order = said;
    plain_order.tokens = noun;
    static const WordSet tail("btw really actually");
    for (std::size_t k = 1; k < first.size(); ++k) {
      if (tail.has(first[k].low) || sequence_at(first, k, "by the way")) break;
      plain_order.tokens.push_back(first[k]);
    }
    plain_order.segments = {plain_order.tokens};
    return plain_order;
  }
  return std::nullopt;
}

// What stands behind the "is" at `be`; empty when it says no more than how things are just now.
Tokens detail_behind(const Tokens& t, std::size_t be) {
  static const WordSet no(
      "not no over done gone finished off late fine good great nice bad broken "
      "lovely ok okay cancelled ill sick at-risk closed being getting going dead asleep awake "
      "filthy "
      "dirty empty full hungry tired cold warm wet muddy noisy open shut locked busy early out");
  static const WordSet degree("actually really just only specifically mainly mostly strictly");
  static const WordSet idle("actually really");
  std::size_t what = be + 1;
  while (what + 1 < t.size() && degree.has(t[what].low)) ++what;
  if (no.has(t[what].low)) return {};
  // "it's at 7.15, the hall's too busy": the reason is no detail.
  std::size_t close = mark_from(t, what);
  const TokenSpan behind = TokenSpan(t).subspan(std::min(close + 1, t.size()));
  if (behind.size() < 2 || (!finite_verb_in(behind) && !speaks(behind, "'s"))) close = t.size();
  Tokens detail = part_of(t, what > be + 1 && !idle.has(t[be + 1].low) ? be + 1 : what, close);
  cut_phrase(detail);
  while (!detail.empty() && (detail.back().kind == TokenKind::mark || detail.back().low == "btw" ||
                             detail.back().low == "lol"))
    detail.pop_back();
  return detail;
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
  // "Thursday's class"
  const bool day = is_time_word(t[0].low) && t[1].low == "'s";
  const bool afterthought = says_afterthought(t);
  const bool bare = be == 1 && afterthought;
  const bool definite = (pointing.has(t[0].low) && be > 1) || (day && be > 2) || bare;
  if (!definite) return false;
  if (owner_of(part_of(t, 0, be + 1)) == Owner::other && t[0].low != "his" && t[0].low != "her" &&
      !day)
    return false;
  const Tokens head = part_of(t, day || bare ? 0 : 1, be);
  const Tokens detail = detail_behind(t, be);
  constexpr std::size_t kDetailTokensMax = 14;
  if (detail.empty() || detail.size() > kDetailTokensMax) return false;
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
  static const WordSet aside("up away out off down");
  const bool stowed = detail.size() > 1 && is_verb(detail.front().low, kParticiple) &&
                      aside.has(detail[1].low);  // "the drums are packed up in the van"
  if (stowed && !afterthought) return false;
  const bool placed = is_preposition(detail.front().low) && detail.front().low != "to";
  const bool lasting = std::any_of(detail.begin(), detail.end(), [](const Token& token) {
    return token.kind == TokenKind::number || token.capital || is_number_word(token.low) ||
           is_time_word(token.low);
  });
  if (placed && !lasting && !afterthought) return false;
  const bool joins = is_preposition(detail.front().low) || detail.front().low == "called" ||
                     detail.front().low == "named";
  add(touches, *found, fact.known->content + (joins ? " " : ", ") + join(detail), detail);
  return true;
}

// "it's the left knee by the way": which one of them, told of a fact that only names the thing.
bool read_which(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  const Tokens& t = said.tokens;
  std::size_t at = 0;
  const bool it = t.size() > 3 && (t[0].low == "it" || t[0].low == "that") && t[1].low == "is";
  if (it) at = 2;
  const bool tagged = speaks(t, "that is|to be exact|to be precise|specifically");
  if (!it && !tagged) return false;
  static const WordSet pointing("the my our");
  if (at < t.size() && pointing.has(t[at].low)) {
    ++at;
  } else if (it) {
    return false;
  }
  std::size_t end = at;
  static const WordSet aside("by btw though actually really just");
  while (end < t.size() && t[end].kind == TokenKind::word && is_telling(t[end]) &&
         !aside.has(t[end].low)) {
    ++end;
  }
  constexpr std::size_t kKindTokensMax = 3;
  if (end < at + 2 || end > at + kKindTokensMax) return false;
  const bool closes = end >= t.size() || t[end].kind == TokenKind::mark || aside.has(t[end].low);
  static const WordSet views(
      "wrong same only first last best worst next whole usual other real main right good bad big "
      "second third");
  const Token& noun = t[end - 1];
  const bool side = is_body_part(noun.low);
  if (!closes || noun.capital || (views.has(t[at].low) && !(side && t[at].low == "right")))
    return false;
  const Tokens kind = part_of(t, at, end - 1);
  std::optional<std::size_t> found;
  std::size_t place = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    if (fact.verb == 0 || fact.parsed.negated || found_at(fact, kind) < fact.tokens.size())
      continue;
    for (std::size_t k = fact.verb + 1; k < fact.tokens.size(); ++k) {
      if (fact.tokens[k].capital || !same_word(fact.tokens[k], noun)) continue;
      if (found && *found != i) return false;  // which is meant is not said
      found = i;
      place = k;
    }
  }
  if (!found) return false;
  add(touches, *found,
      with_words(facts[*found], place, place + 1,
                 join(kind) + " " + facts[*found].tokens[place].out),
      kind);
  touches.back().value = kWhole;
  return true;
}

}  // namespace

void read_led_details(const Said& said, const std::vector<Fact>& facts,
                      std::vector<Touch>& touches) {
  if (said.question) return;
  if (read_meaning(said, facts, touches) || read_which(said, facts, touches)) return;
  const std::optional<Said> turned = in_order(said);
  if (read_predicate(turned ? *turned : said, facts, touches)) return;
  read_exactness(said, facts, touches);
}

}  // namespace mnestic::extract
