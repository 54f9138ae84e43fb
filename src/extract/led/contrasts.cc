// Ways of living that exclude each other without being values of a kind: "I'm on Linux now" against
// "uses Windows", "I live alone now" against "shares a flat". What the sentence says takes the
// place of the fact.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

// Words that stand for one way, parted by bars. `topic`: the two must share another word ("gym"),
// since the words alone are said of anything.
struct Way {
  std::string_view set;
  std::string_view words;
  bool topic = false;
};

constexpr std::array kWays = {
    Way{"system", "windows"},
    Way{"system", "linux|ubuntu|debian|fedora|linux mint"},
    Way{"system", "mac|macos|macbook|os x"},
    Way{"system", "chromebook|chromeos"},
    Way{"handset", "iphone|ios"},
    Way{"handset", "android|pixel|samsung galaxy|samsung|fairphone"},
    Way{"handset", "nokia|flip phone|dumbphone|dumb phone|feature phone"},
    Way{"workplace", "from home|remotely|fully remote|home office"},
    Way{"workplace", "in the office|at the office|from the office|back in the office|on site"},
    Way{"workplace", "hybrid"},
    Way{"hours", "full-time|full time"},
    Way{"hours",
        "part-time|part time|three days a week|four days a week|two days a week|half days"},
    Way{"company", "alone|on my own|by myself|my own place|my own flat|on their own"},
    Way{"company", "with my parents|with their parents|with my mum|with their mum|with my dad"},
    Way{"company",
        "with flatmates|with roommates|with housemates|shares a flat|shares a house|"
        "share a flat|share a house|shared flat|shared house|house share|flatshare"},
    Way{"company",
        "with my girlfriend|with my boyfriend|with my partner|with their partner|with "
        "their boyfriend|with their girlfriend"},
    Way{"bond", "single"},
    Way{"bond",
        "have a girlfriend|have a boyfriend|have a partner|in a relationship|seeing "
        "someone|got a girlfriend|got a boyfriend"},
    Way{"eyes", "glasses|specs|spectacles"},
    Way{"eyes", "contacts|contact lenses|lenses"},
    Way{"coffee", "decaf|decaffeinated"},
    Way{"coffee", "regular coffee|caffeinated|caffeinated coffee|normal coffee|full caffeine"},
    Way{"milk", "oat milk|soy milk|soya milk|almond milk|oat|soya"},
    Way{"milk", "skimmed|skimmed milk|semi-skimmed|semi-skimmed milk"},
    Way{"milk",
        "full-fat|full-fat milk|full fat milk|whole milk|cow's milk|with milk|dairy milk|"
        "cows milk"},
    Way{"diet", "vegan|vegetarian|veggie|pescatarian|plant-based"},
    Way{"diet", "eat meat|eating meat|eat meat again|meat again|carnivore|omnivore"},
    Way{"voice", "soprano"},
    Way{"voice", "alto|mezzo"},
    Way{"voice", "tenor"},
    Way{"voice", "bass|baritone"},
    Way{"tenure", "from a private landlord|from a landlord|private landlord"},
    Way{"tenure",
        "from the council|from a housing association|from a co-op|from a housing co-op|"
        "council flat|housing association"},
    Way{"shift", "nights|night shift|night shifts"},
    Way{"shift", "days|day shift|day shifts|earlies"},
    Way{"drink", "tea|tea person|tea drinker", true},
    Way{"drink", "coffee|coffee person|coffee drinker", true},
    Way{"chocolate", "milk chocolate"},
    Way{"chocolate", "dark chocolate"},
    Way{"chocolate", "white chocolate"},
    Way{"hour", "morning|mornings|before work", true},
    Way{"hour", "evening|evenings|after work|night|nights", true},
    Way{"hour", "lunchtime|lunch break|afternoon|afternoons", true}};

// Verbs by which a person tells of the way; a way told with others is no way of living.
struct Telling {
  std::string_view set;
  std::string_view verbs;
};

constexpr std::array kTelling = {
    Telling{"system", "use be switch move go run change jump make defect"},
    Telling{"handset", "have use be switch go get move change jump make defect come"},
    Telling{"workplace", "work be go move switch"},
    Telling{"hours", "work be go move switch drop do"},
    Telling{"company", "live have get move rent share"},
    Telling{"bond", "have be get"},
    Telling{"eyes", "wear have use switch get move change"},
    Telling{"coffee", "drink have take switch go move change be"},
    Telling{"milk", "drink have take switch go move change use"},
    Telling{"diet", "eat be go turn become switch"},
    Telling{"voice", "sing be move switch"},
    Telling{"tenure", "rent live"},
    Telling{"shift", "work be do go move switch swap change"},
    Telling{"drink", "prefer become be drink turn"},
    Telling{"chocolate", "eat like prefer love switch"},
    Telling{"hour", "go run do work swim cycle train practise walk exercise have meet study"}};

struct Told {
  const Way* way = nullptr;
  std::size_t begin = 0;  // of its words
  std::size_t end = 0;
};

// The way that the tokens tell of, by the longest words.
Told way_in(TokenSpan tokens, std::string_view set) {
  Told found;
  std::size_t longest = 0;
  for (const Way& way : kWays) {
    if (way.set != set) continue;
    for (std::size_t at = 0; at < way.words.size();) {
      const std::size_t end = std::min(way.words.find('|', at), way.words.size());
      const std::string_view phrase = way.words.substr(at, end - at);
      at = end + 1;
      for (std::size_t i = 0; i < tokens.size() && phrase.size() > longest; ++i) {
        if (!sequence_at(tokens, i, phrase)) continue;
        const auto count = static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
        found = {&way, i, i + count + 1};
        longest = phrase.size();
      }
    }
  }
  return found;
}

// Whether the speaker lives so, rather than doing something of that name: not "a Linux forum", "eat
// alone", "the tenor sax".
bool is_lived(const Tokens& segment, const Told& told) {
  if (told.end < segment.size()) {
    const Token& next = segment[told.end];
    static const WordSet manner("full-time permanently fully properly last next");
    const bool noun = is_telling(next) && !manner.has(next.low) && !is_adverb(next.low) &&
                      !is_time_word(next.low) && next.low != "again" &&
                      next.kind == TokenKind::word;
    if (noun) return false;
  }
  std::string verb;
  for (std::size_t i = 0; i < told.begin; ++i) {
    const std::string& low = segment[i].low;
    if (low == "'s" || low == "ship" || low == "back" || low == "over" || is_modal(low)) continue;
    const bool form = verb_form(low) != nullptr && !segment[i].capital && !is_preposition(low) &&
                      (i == 0 || !is_determiner(segment[i - 1].low));
    if (form && !(is_be(low) && !verb.empty())) verb = lemma_of(low);
  }
  const auto* const telling =
      std::find_if(kTelling.begin(), kTelling.end(),
                   [&](const Telling& each) { return each.set == told.way->set; });
  return verb.empty() || (telling != kTelling.end() && WordSet(telling->verbs).has(verb));
}

constexpr std::string_view kSinceNow =
    "now|nowadays|these days|switched to|switched over|went over to|gone over to|moved to|back in|"
    "back to|went back|gone back|become|became|turned|instead|from now on|again|changed to|down to|"
    "jumped ship|jumped over to|defected to|over to the dark side|made the jump|made the switch|"
    "swapped to|"
    "finally got|"
    "swapped over to|moved me|got my own|come round to|came round to|come around to|warmed "
    "to|grown to";

bool is_open(const Tokens& segment) {
  return is_unsettled(segment,
                      "thinking|considering|today|tonight|right now|this "
                      "week|sometimes|occasionally|not|never|also|"
                      "too|as well|both");
}

// Whether the segment and the fact are about the same but for the way.
bool shares_topic(const Way& said, const Tokens& segment, const Fact& fact) {
  if (!said.topic) return true;
  Tokens rest;
  for (const Token& token : segment) {
    static const WordSet idle("now person drinker become became days mornings evenings");
    if (is_telling(token) && !idle.has(token.low) && !is_time_word(token.low) &&
        !speaks(TokenSpan(&token, 1), said.words)) {
      rest.push_back(token);
    }
  }
  static const WordSet tastes("prefer like love");
  const bool taste = said.set == "drink" && tastes.has(fact.parsed.verb) &&
                     speaks(segment, "person|drinker|prefer");
  return taste || (!rest.empty() && shared_words(fact, rest, {}) > 0 &&
                   std::all_of(rest.begin(), rest.end(), [&](const Token& word) {
                     return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                                        [&](const Token& each) { return means(word, each); });
                   }));
}

bool is_of_user(const Fact& fact) {
  return fact.verb != 0 && !fact.parsed.negated && fact.parsed.tense == Tense::present &&
         fact.parsed.subject_terms.front() == "user" &&
         std::none_of(fact.parsed.subject_terms.begin(), fact.parsed.subject_terms.end(), is_kin);
}

// The fact with the words of the other way where its own stood: for a sentence that says no more
// than "jumped ship to a Pixel", "back in the office".
std::string in_its_place(const Fact& fact, const Told& before, const Tokens& segment,
                         const Told& now) {
  static const WordSet kept("handset system workplace");
  if (!kept.has(now.way->set)) return {};
  std::size_t end = before.end;
  while (end < fact.tokens.size() &&
         (fact.tokens[end].capital || fact.tokens[end].kind == TokenKind::number)) {
    ++end;
  }
  std::size_t from = now.begin;
  std::size_t to = now.end;
  if (segment[from].low == "back") ++from;
  while (to < segment.size() && (segment[to].capital || segment[to].kind == TokenKind::number))
    ++to;
  return with_words(fact, before.begin, end, join(part_of(segment, from, to)));
}

// "switched my mum's phone to Android"
bool is_of_kin(const Tokens& segment) {
  for (std::size_t i = 1; i < segment.size(); ++i) {
    if (segment[i].low == "'s" && is_kin(segment[i - 1].low) && segment[i - 1].low != "doctor")
      return true;
  }
  return false;
}

void yield(std::vector<Touch>& touches, std::size_t fact) {
  touches.push_back({fact, Touch::Way::yields, {}, "has changed", {}});
}

// "I've come round to olives" against "hates olives".
void read_tastes(const Tokens& segment, const std::vector<Fact>& facts,
                 std::vector<Touch>& touches) {
  static constexpr std::array<std::string_view, 8> kWarming = {
      "come round to", "came round to", "come around to", "came around to",
      "grown to like", "grown to love", "warmed to",      "learned to love"};
  for (const std::string_view phrase : kWarming) {
    for (std::size_t i = 0; i < segment.size(); ++i) {
      if (!sequence_at(segment, i, phrase)) continue;
      Tokens object;
      for (std::size_t k = i + 2; k < segment.size(); ++k) {
        if (is_telling(segment[k]) && !is_verb(segment[k].low, kBase)) object.push_back(segment[k]);
      }
      for (std::size_t f = 0; f < facts.size() && !object.empty(); ++f) {
        const Parsed& fact = facts[f].parsed;
        const bool disliked = fact.verb == "hate" || fact.verb == "dislike" ||
                              (fact.negated && (fact.verb == "like" || fact.verb == "eat"));
        if (fact.subject == "user" && disliked && shared_words(facts[f], object, {}) > 0)
          yield(touches, f);
      }
    }
  }
}

// What two people are to each other, from little to much.
std::size_t bond_in(TokenSpan tokens) {
  if (speaks(tokens, "husband|wife|married|spouse|tied the knot")) return 4;
  if (speaks(tokens, "fiance|fiancee|fiancé|fiancée|engaged")) return 3;
  if (speaks(tokens, "casually|casual|on and off")) return 1;
  if (speaks(tokens, "exclusive|an item|official|in a relationship")) return 2;
  if (speaks(tokens, "boyfriend|girlfriend|dating|seeing|dates|partner")) return 1;
  return 0;
}

// "Matteo is my husband now" against "User's boyfriend is Matteo"; "we're engaged!" of the one whom
// the user is with.
void read_bonds(const Tokens& segment, const std::vector<Fact>& facts,
                std::vector<Touch>& touches) {
  const std::size_t bond = bond_in(segment);
  const bool own = speaks(segment, "i|we|my husband|my wife|my fiance|my fiancee|our husband");
  constexpr std::string_view kNews =
      "now|got married|got engaged|are married|are engaged|tied the knot|are exclusive|are "
      "official";
  if (bond < 2 || !own || !speaks(segment, kNews) || is_of_kin(segment)) return;
  if (speaks(segment, "engaged in|engaged with|married to our|married to my|married to the"))
    return;
  const auto is_name = [](const Token& token) {
    return token.capital && token.kind == TokenKind::word && !is_pronoun(token.low) &&
           token.low != "i" && verb_form(token.low) == nullptr && !is_time_word(token.low);
  };
  const bool named = std::any_of(segment.begin(), segment.end(), is_name);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::size_t before = bond_in(facts[i].tokens);
    if (before == 0 || before >= bond || facts[i].parsed.subject_terms.front() != "user") continue;
    if (facts[i].parsed.negated || facts[i].parsed.tense != Tense::present) continue;
    const bool same = std::any_of(segment.begin(), segment.end(), [&](const Token& token) {
      const auto at = static_cast<std::size_t>(&token - segment.data());
      if (at + 1 < segment.size() && segment[at + 1].low == "'s") return false;
      return is_name(token) &&
             std::any_of(facts[i].tokens.begin() + 1, facts[i].tokens.end(),
                         [&](const Token& each) { return each.capital && each.low == token.low; });
    });
    // Somebody's age or home is not what the bond is.
    const bool tells =
        facts[i].verb != 0 && (facts[i].parsed.verb == "be" || facts[i].parsed.verb == "have" ||
                               facts[i].parsed.verb == "date" || facts[i].parsed.verb == "see");
    if (tells && (same || !named)) found.push_back(i);
  }
  if (!named && found.size() != 1) return;
  for (const std::size_t i : found) yield(touches, i);
}

}  // namespace

void read_led_contrasts(const Said& said, const std::vector<Fact>& facts,
                        std::vector<Touch>& touches) {
  if (said.question) return;
  for (const Tokens& segment : said.segments) {
    if (segment.empty() || is_open(segment)) continue;
    read_bonds(segment, facts, touches);
    const bool gave_in = speaks(said.tokens, "gave in and got|caved and got|caved in and got");
    if (!speaks(segment, kSinceNow) && !said.corrects && !gave_in) continue;
    // "choir moved me to soprano": done to the speaker.
    const bool own = owner_of(segment) == Owner::speaker || speaks(segment, "me");
    if (!own || is_of_kin(segment)) continue;
    read_tastes(segment, facts, touches);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!is_of_user(facts[i])) continue;
      for (const Way& candidate : kWays) {
        const Told before = way_in(facts[i].tokens, candidate.set);
        if (before.way == nullptr) continue;
        const Told now = way_in(segment, candidate.set);
        if (now.way == nullptr || now.way == before.way || !is_lived(segment, now)) continue;
        if (!shares_topic(*now.way, segment, facts[i])) continue;
        yield(touches, i);
        touches.back().content = in_its_place(facts[i], before, segment, now);
        if (!touches.back().content.empty())
          touches.back().value = join(part_of(segment, now.begin, now.end));
        break;
      }
    }
  }
}

}  // namespace mnestic::extract
