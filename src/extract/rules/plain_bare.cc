// Topics of the speaker's life that are named without "my": "kit's a Fuji and a Mamiya", "pantry
// staples for us are gari and palm oil", "still to read: Middlemarch", "it's just me and Dad now".
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/clauses.h"
#include "rules/items.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

// What one has one of, or some of, and would not name without being asked.
bool is_bare_topic(std::string_view low) {
  static const WordSet topics(
      "kit gear setup rig stack toolchain commute breakfast lunch dinner brunch rota routine "
      "workout skincare wardrobe lineup line-up roster menu starter");
  return topics.has(low);
}

}  // namespace

// "Kit's a Fuji X-T5 and a Mamiya": a topic without "my", and two things or more.
bool read_bare_topic(const Tokens& tokens, std::vector<Tokens>& out) {
  if (tokens.size() < 5 || !is_bare_topic(tokens[0].low)) return false;
  if (!is_at(tokens, 1, "is") && !is_at(tokens, 1, "'s")) return false;
  std::size_t from = 2;
  while (from < tokens.size() && is_adverb(tokens[from].low)) ++from;
  std::vector<Tokens> items = items_of(slice(tokens, from, text_end(tokens)), 0);
  if (items.size() < 2) return false;
  for (const Tokens& item : items) {
    const std::string& head = item.back().low;
    if (is_role_word(head) || is_like_adjective(item[0].low) || has_verb(item, 0, item.size()))
      return false;
  }
  static const WordSet things("kit gear");
  static const WordSet used("setup rig stack toolchain");
  const std::string& topic = tokens[0].low;
  const Tokens lead = things.has(topic) ? words("I have")
                      : used.has(topic) ? words("I use")
                                        : words("my " + topic + " is");
  // "my commute is two buses and a train": one thing in parts.
  if (!things.has(topic) && !used.has(topic)) {
    out.push_back(joined({lead, slice(tokens, from, tokens.size())}));
    return true;
  }
  for (const Tokens& item : items) out.push_back(joined({lead, item}));
  return true;
}

// "Pantry staples for us are gari, palm oil and Maggi": each is one of them.
bool read_kind_for_us(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t link = 1;
  while (link < tokens.size() && link < 5 && tokens[link].low != "for") ++link;
  static const WordSet whom("me us");
  if (!is_at(tokens, link, "for") || !word_at(tokens, link + 1, whom) ||
      !is_at(tokens, link + 2, "are") || link + 3 >= tokens.size()) {
    return false;
  }
  Tokens noun = slice(tokens, 0, link);
  if (!noun.back().low.ends_with('s') || has_verb(noun, 0, link) || is_pronoun(noun[0].low) ||
      is_wh_word(noun[0].low) || is_preposition(noun[0].low)) {
    return false;
  }
  if (is_determiner(noun[0].low)) noun.erase(noun.begin());
  if (noun.empty()) return false;
  lower_common(noun[0]);
  const std::vector<Tokens> items = items_of(slice(tokens, link + 3, text_end(tokens)), 0);
  if (items.size() < 2 || is_time_word(noun.back().low)) return false;
  static const WordSet measure("way too much many a lot lots of loads");
  for (const Tokens& item : items) {
    std::size_t at = 0;
    while (at + 1 < item.size() && measure.has(item[at].low)) ++at;
    const Tokens thing = slice(item, at, item.size());
    if (is_like_adjective(thing[0].low) || thing[0].low.ends_with("ing")) return false;
    out.push_back(joined({words("one of my"), noun, words("is"), thing}));
  }
  return true;
}

// "Still to read: Middlemarch; the Ferrantes", "left to visit: Peru": what the speaker means to do.
bool read_still_to(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet opening("still yet left next");
  static const WordSet wanted(
      "read watch visit see try play learn climb cook hear hike taste explore");
  std::size_t at = 0;
  while (at < 2 && word_at(tokens, at, opening)) ++at;
  if (!is_at(tokens, at, "to") || at + 3 >= tokens.size()) return false;
  const Token& verb = tokens[at + 1];
  const bool mark = is_at(tokens, at + 2, ":") || is_spaced_dash(tokens[at + 2]);
  if (!mark || !is_verb(verb.low, kBase)) return false;
  if (at == 0 && !wanted.has(verb.low)) return false;
  const Tokens lead =
      wanted.has(verb.low) ? words("I want to " + verb.low) : words("I still have to " + verb.low);
  std::vector<Tokens> items;
  push_each(lead, tokens, at + 3, items);
  for (Tokens& item : items) {
    constexpr std::size_t kItemTokensMax = 8;
    const bool deed = item.size() > lead.size() + 1 && is_verb(item[lead.size()].low, kBase) &&
                      is_determiner(item[lead.size() + 1].low);
    if (deed && verb.low != "do") return false;  // "to read: see the file"
    if (deed) item = joined({words("I still have to"), slice(item, lead.size(), item.size())});
    if (item.size() > lead.size() + kItemTokensMax) return false;
  }
  out = std::move(items);
  return !out.empty();
}

// "Since the funeral it's just me and Dad in the house": "I live with only Dad now".
bool read_just_us(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t it = 0;
  constexpr std::size_t kLeadTokensMax = 8;
  while (it < tokens.size() && it < kLeadTokensMax && !is_at(tokens, it, "it")) ++it;
  static const WordSet leading("since after now these now, so");
  if (!is_at(tokens, it, "it") || (it > 0 && !word_at(tokens, 0, leading))) return false;
  if (it + 5 > tokens.size() || !is_be(tokens[it + 1].low) || tokens[it + 1].low == "was")
    return false;
  std::size_t me = it + 2;
  static const WordSet only("just only now");
  bool lone = false;
  while (word_at(tokens, me, only)) lone = lone || !is_at(tokens, me++, "now");
  if (!lone || !is_at(tokens, me, "me") || !is_at(tokens, me + 1, "and")) return false;
  static const WordSet behind("in at now here these since until till on for");
  std::size_t end = me + 2;
  while (end < text_end(tokens) && tokens[end].kind == TokenKind::word &&
         !word_at(tokens, end, behind)) {
    ++end;
  }
  const Tokens who = slice(tokens, me + 2, end);
  constexpr std::size_t kWhoTokensMax = 7;
  if (who.empty() || who.size() > kWhoTokensMax || has_verb(who, 0, who.size())) return false;
  const bool living = std::any_of(who.begin(), who.end(), [](const Token& token) {
    return is_kin(token.low) || is_bare_kin(token.low) || is_pet(token.low);
  });
  static const WordSet homely("house home flat place apartment now days");
  bool home = it > 0;
  for (std::size_t i = end; i < tokens.size(); ++i) home = home || homely.has(tokens[i].low);
  static const WordSet passing("tonight today weekend week meeting call room office car bar");
  for (const Token& token : tokens) {
    if (passing.has(token.low)) return false;
  }
  if (!home || (!living && !who[0].capital)) return false;
  Tokens since = it > 1 && is_at(tokens, 0, "since")
                     ? slice(tokens, 0, is_at(tokens, it - 1, ",") ? it - 1 : it)
                     : words("now");
  since[0].out = since[0].low;
  out.push_back(joined({words("I live with only"), who, since}));
  return true;
}

// "Thyroid's underactive", "vertigo comes and goes", "knees are shot": the speaker's own body.
bool read_bare_body(const Tokens& tokens, std::vector<Tokens>& out) {
  const bool own = !tokens.empty() && (is_body_part(tokens[0].low) || is_ailment(tokens[0].low));
  if (tokens.size() < 3 || !own || is_verb(tokens[0].low, kBase)) return false;
  const std::size_t verb = skip_adverbs(tokens, 1);
  static const WordSet verbs(
      "comes come flares flare aches ache hurts hurt acts act plays play keeps keep swells locks "
      "gives went gone");
  const bool be = verb < tokens.size() && (is_be(tokens[verb].low) || is_at(tokens, verb, "'s"));
  if (!be && !word_at(tokens, verb, verbs)) return false;
  // "eyes are the window of the soul", "teeth are bones": not the speaker's.
  static const WordSet general("a an the not always often when if contagious common real genetic");
  if (verb + 1 < tokens.size() && word_at(tokens, verb + 1, general)) return false;
  // "Asthma is a disease of the lungs", but "asthma's back with a vengeance"
  static const WordSet lately("back bad worse better flaring playing under acting killing");
  if (be && is_ailment(tokens[0].low) && !is_body_part(tokens[0].low) &&
      !word_at(tokens, verb + 1, lately)) {
    return false;
  }
  Tokens rest = slice(tokens, verb, tokens.size());
  if (is_at(rest, 0, "'s")) rest[0].out = rest[0].low = is_at(rest, 1, "been") ? "has" : "is";
  out.push_back(joined({words("my"), slice(tokens, 0, verb), rest}));
  out.back()[1].out = out.back()[1].low;
  return true;
}

// "First car was a Punto, then a Corsa, now a Leaf": what it is by now stands last.
bool read_succession(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t noun = is_at(tokens, 0, "my") || is_at(tokens, 0, "our") ? 1 : 0;
  if (!is_at(tokens, noun, "first") || noun + 4 >= tokens.size()) return false;
  if (!is_at(tokens, noun + 2, "was") || tokens[noun + 1].kind != TokenKind::word) return false;
  for (std::size_t i = noun + 4; i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "," || !is_at(tokens, i + 1, "now")) continue;
    static const WordSet articles("a an the my");
    if (!word_at(tokens, i + 2, articles)) return false;
    const Tokens thing = slice(tokens, noun + 1, noun + 2);
    Tokens before = slice(tokens, noun, i);
    before[0].out = before[0].low;
    out.push_back(joined({words("my"), before}));
    out.push_back(
        joined({words("my"), thing, words("is now"), slice(tokens, i + 2, tokens.size())}));
    return true;
  }
  return false;
}

// "Guitars: a Tele, a Strat copy and my grandad's Framus": what one has of a kind.
bool read_things_of_kind(const Tokens& tokens, std::vector<Tokens>& out) {
  const std::size_t colon = find(tokens, ":");
  if (colon == kNone || colon == 0 || colon > 2 || colon + 2 >= tokens.size()) return false;
  const std::string& noun = tokens[colon - 1].low;
  if (!noun.ends_with('s') || noun.ends_with("ss") || has_verb(tokens, 0, colon)) return false;
  if (is_wh_word(tokens[0].low) || is_pronoun(tokens[0].low) || is_time_word(noun)) return false;
  static const WordSet owned("a an my our one two three four five another the");
  const std::vector<Tokens> items = items_of(tokens, colon + 1);
  if (items.size() < 2) return false;
  std::size_t articles = 0;
  for (const Tokens& item : items) {
    if (!word_at(item, 0, owned)) return false;
    articles += is_at(item, 0, "a") || is_at(item, 0, "an") || is_at(item, 0, "my") ? 1 : 0;
  }
  if (articles < 2) return false;
  static const WordSet asked(
      "ingredients requirements questions options tasks items steps rules examples features topics "
      "colours colors sizes shapes cons pros ideas errors issues problems inputs outputs wishes "
      "needs goals");
  if (asked.has(noun)) return false;
  for (const Tokens& item : items) out.push_back(joined({words("I have"), item}));
  return true;
}

}  // namespace mnestic::extract
