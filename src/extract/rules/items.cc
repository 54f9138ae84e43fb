#include "rules/items.h"

#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/lexicon.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kItemTokensMax = 9;

// "sadly", "obviously": said in passing.
bool is_passing(const Token& token) {
  static const WordSet words("though tho lol haha alas yes indeed somehow btw ofc obvs");
  return words.has(token.low) ||
         (token.low.size() > 4 && token.low.ends_with("ly") && !token.capital &&
          verb_form(token.low) == nullptr && token.low != "family" && token.low != "jelly");
}

// Where a clause begins that tells more of the thing: "that only he could play", "nobody drives".
std::size_t thing_end(const Tokens& item) {
  static const WordSet relative("that which who whose where because since when although though");
  for (std::size_t i = 1; i < item.size(); ++i) {
    const bool clause = relative.has(item[i].low) ||
                        (is_pronoun(item[i].low) && item[i].low != "one" && item[i].low != "this" &&
                         item[i].low != "me" && item[i].low != "them" && item[i].low != "it");
    if (!clause) continue;
    const bool tail = i > 1 && (item[i - 1].low == "," || is_preposition(item[i - 1].low));
    return tail ? i - 1 : i;
  }
  return item.size();
}

bool is_thing(const Tokens& item) {
  static const WordSet talk(
      "thanks thank cheers hello hi hey bye good great nice happy sorry congrats congratulations "
      "well ok okay sure yes no not never nothing nope maybe if unless more etc so now then same "
      "another other others stuff things love wish same-again half none");
  if (item.empty() || item.size() > kItemTokensMax) return false;
  const Token& first = item.front();
  const std::string& low = first.low;
  if (first.kind == TokenKind::mark || talk.has(low) || is_wh_word(low) || is_time_word(low)) {
    return false;
  }
  const bool opens = is_determiner(low) || first.capital || first.kind == TokenKind::number;
  if (!opens && (is_preposition(low) || is_pronoun(low) || is_subordinator(low) || is_adverb(low) ||
                 is_verb(low, kGerund | kThird))) {
    return false;
  }
  if (!opens && is_verb(low, kBase | kPast) && !low.ends_with('s')) return false;
  static const WordSet pointing("this that these those every each no your");
  if (pointing.has(low)) return false;
  return std::none_of(item.begin(), item.end(), [](const Token& token) {
    static const WordSet marks("( ) ' % + & - / # .");
    return (is_auxiliary(token.low) && !token.capital) || token.low == "you" || token.low == "i" ||
           token.low == "we" || (token.kind == TokenKind::mark && !marks.has(token.low));
  });
}

}  // namespace

std::vector<Tokens> items_of(const Tokens& tokens, std::size_t from) {
  static const WordSet joints(", and & ; plus");
  std::vector<Tokens> items;
  const std::size_t end = text_end(tokens);
  std::size_t begin = from;
  int depth = 0;
  for (std::size_t i = from; i <= end; ++i) {
    if (i < end && tokens[i].low == "(") ++depth;
    if (i < end && tokens[i].low == ")") --depth;
    if (i < end && (depth > 0 || !joints.has(tokens[i].low))) continue;
    Tokens item = slice(tokens, begin, i);
    begin = i + 1;
    drop_more(item);
    while (!item.empty() && is_passing(item.front())) item.erase(item.begin());
    if (item.empty()) continue;
    item.resize(thing_end(item));
    if (!is_thing(item)) return {};
    item.front().space = true;
    items.push_back(std::move(item));
  }
  return items;
}

void lower_first(std::vector<Tokens>& items, bool named) {
  if (items.empty()) return;
  Token& first = items.front().front();
  const bool plain =
      first.capital && first.out.size() > 1 && lower(first.out.substr(1)) == first.out.substr(1);
  const bool names = std::any_of(items.begin() + 1, items.end(), [](const Tokens& item) {
    return std::any_of(item.begin(), item.end(), [](const Token& token) {
      return token.capital && !is_time_word(token.low);
    });
  });
  const bool name = items.front().size() > 1 && items.front()[1].capital;
  if (!plain || names || named || name || (items.size() < 2 && named)) return;
  first.out = first.low;
  first.capital = false;
}

bool drop_more(Tokens& tokens) {
  static const WordSet leading("oh and plus also & ah");
  static const WordSet skipped(", ...");
  bool more = false;
  while (tokens.size() > 1 && (leading.has(tokens.front().low) || skipped.has(tokens.front().low) ||
                               tokens.front().low == "\xE2\x80\xA6")) {
    more = more || tokens.front().low == "and" || tokens.front().low == "plus" ||
           tokens.front().low == "also";
    tokens.erase(tokens.begin());
  }
  tokens.resize(text_end(tokens));
  // "coffee too on Sundays"
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "too" || !is_preposition(tokens[i + 1].low)) continue;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
    more = true;
  }
  const auto ends_with = [&](std::string_view last, std::string_view before) {
    const std::size_t n = tokens.size();
    if (before.empty()) return n > 1 && tokens[n - 1].low == last;
    return n > 2 && tokens[n - 1].low == last && tokens[n - 2].low == before;
  };
  for (bool again = true; again;) {
    again = false;
    while (tokens.size() > 1 &&
           (tokens.back().low == "," ||
            (is_passing(tokens.back()) &&
             (is_at(tokens, tokens.size() - 2, ",") || is_at(tokens, tokens.size() - 2, "too") ||
              is_at(tokens, tokens.size() - 2, "well"))))) {
      tokens.pop_back();
      again = true;
    }
    std::size_t cut = 0;
    if (ends_with("too", "")) cut = 1;
    if (ends_with("also", "")) cut = 1;
    if (ends_with("well", "as")) cut = 2;
    if (cut == 0) continue;
    tokens.resize(tokens.size() - cut);
    again = more = true;
  }
  return more;
}

Tokens lead_of(const Tokens& sentence) {
  static const WordSet ahead("want need hope plan try decide");
  std::size_t at = 0;
  if (is_at(sentence, 0, "one") && is_at(sentence, 1, "of")) {
    at = find(sentence, "is");
    if (at == kNone || at > 7) return {};
    ++at;
  } else if (speaker_at(sentence, 0)) {
    at = skip_adverbs(sentence, 1);
    if (at >= sentence.size() || verb_form(sentence[at].low) == nullptr) return {};
    if (ahead.has(sentence[at].low)) return {};
    ++at;
    const bool perfect = is_auxiliary(sentence[at - 1].low);
    while (perfect && at < sentence.size() && is_verb(sentence[at].low, kParticiple | kGerund) &&
           !sentence[at].capital) {
      ++at;
    }
    const bool quality = at + 1 < sentence.size() && is_adjective(sentence[at].low) &&
                         is_preposition(sentence[at + 1].low);
    if (quality) ++at;
    if (at < sentence.size() && is_preposition(sentence[at].low)) ++at;
  }
  if (at == 0 || at >= sentence.size()) return {};
  const Token& next = sentence[at];
  const bool thing = next.kind != TokenKind::mark && !is_pronoun(next.low) &&
                     !is_wh_word(next.low) && !is_subordinator(next.low) &&
                     !is_preposition(next.low) && !is_time_word(next.low) && next.low != "not" &&
                     !(is_verb(next.low, kBase) && !next.capital && !next.low.ends_with('s') &&
                       !is_determiner(next.low) && is_at(sentence, at - 1, "to"));
  return thing ? slice(sentence, 0, at) : Tokens();
}

std::size_t counted_noun(const Tokens& sentence, std::size_t at) {
  // "I ate two sandwiches" is done with.
  static const WordSet lasting("bought adopted got found inherited started");
  const Token& verb = sentence[at > 0 ? at - 1 : 0];
  const bool past =
      is_verb(verb.low, kPast) && !is_verb(verb.low, kBase) && !is_auxiliary(verb.low);
  static const WordSet ending("quit stop drop sell cancel lose miss");
  if ((past && !lasting.has(verb.low)) || ending.has(lemma_of(verb.low))) return 0;
  static const WordSet numbers("two three four five six seven eight several");
  if (is_at(sentence, at, "got")) ++at;
  if (is_at(sentence, at, "a") &&
      (is_at(sentence, at + 1, "few") ||
       (is_at(sentence, at + 1, "couple") && is_at(sentence, at + 2, "of")))) {
    at += is_at(sentence, at + 1, "few") ? 1 : 2;
  } else if (!word_at(sentence, at, numbers) &&
             !(at < sentence.size() && sentence[at].kind == TokenKind::number &&
               sentence[at].low.size() == 1)) {
    return 0;
  }
  static const WordSet spans("years months weeks days hours times minutes points questions things");
  for (std::size_t i = at + 1; i < sentence.size() && i < at + 4; ++i) {
    if (sentence[i].kind == TokenKind::mark || spans.has(sentence[i].low)) return 0;
    if (is_ailment(sentence[i].low) && topic_lead(sentence[i].low).empty()) return 0;
    if (sentence[i].low.ends_with('s') && !sentence[i].low.ends_with("ss")) return i;
    if (sentence[i].low == "children" || sentence[i].low == "people") return i;
  }
  return 0;
}

Tokens lead_of_each(const Tokens& lead, const Token& noun) {
  if (!is_at(lead, 1, "have")) return lead;
  if (const std::string_view known = topic_lead(noun.low); !known.empty()) return words(known);
  // "one of my jobs is barista", but "I have a Telecaster".
  static const WordSet not_had("jobs hobbies goals aims roles nationalities rules passions fears");
  if (not_had.has(noun.low)) return words("one of my " + noun.low + " is");
  return slice(lead, 0, 2);
}

bool adds_more(const Tokens& tokens, std::size_t end) {
  static const WordSet adding("and plus also");
  return std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) { return adding.has(token.low); });
}

}  // namespace mnestic::extract
