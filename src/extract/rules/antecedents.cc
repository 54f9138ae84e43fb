#include "rules/antecedents.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// "horror films" of "am not a fan of horror films": what a liking is of.
Tokens object_of_link(const Tokens& predicate) {
  static const WordSet likings("fan fond keen fans lover into");
  for (std::size_t i = 1; i + 1 < predicate.size(); ++i) {
    const bool of = predicate[i].low == "of" || predicate[i].low == "on";
    const bool liking = (of && likings.has(predicate[i - 1].low)) || predicate[i].low == "into";
    if (!liking) continue;
    Tokens object(predicate.begin() + static_cast<Offset>(i) + 1, predicate.end());
    for (const Token& token : object) {
      if (token.kind == TokenKind::mark || is_preposition(token.low)) return {};
    }
    return object.size() <= 4 ? object : Tokens();
  }
  return {};
}

// The noun phrase behind the verb of a clause: "pizza" of "love pizza", "a car" of "bought a car
// in May"; empty when there is none, or it is long.
Tokens object_of(const Tokens& predicate) {
  constexpr std::size_t kObjectTokensMax = 4;
  std::size_t verb = finite_verb_at(predicate);
  while (verb + 1 < predicate.size() && is_auxiliary(predicate[verb].low) &&
         !is_be(predicate[verb].low)) {
    // "do not have the caravan": the verb proper.
    std::size_t next = verb + 1;
    while (next < predicate.size() &&
           (predicate[next].low == "not" || is_adverb(predicate[next].low)))
      ++next;
    const bool main = next < predicate.size() &&
                      is_verb(predicate[next].low, kBase | kParticiple) &&
                      !is_determiner(predicate[next].low);
    if (!main) break;
    verb = next;
  }
  if (verb >= predicate.size() || is_be(predicate[verb].low)) return object_of_link(predicate);
  // "need to take care of my old sneakers"
  if (verb + 2 < predicate.size() && predicate[verb + 1].low == "to" &&
      is_verb(predicate[verb + 2].low, kBase)) {
    verb += 2;
  }
  static const WordSet light("care part advantage charge");
  if (verb + 2 < predicate.size() && light.has(predicate[verb + 1].low)) verb += 2;
  Tokens object;
  for (std::size_t i = verb + 1; i < predicate.size(); ++i) {
    const Token& token = predicate[i];
    static const WordSet which("last next every each this");
    if (token.kind == TokenKind::mark || is_preposition(token.low) || is_adverb(token.low) ||
        is_subordinator(token.low) || is_time_word(token.low) || which.has(token.low)) {
      break;
    }
    const bool verbal = object.empty() && (token.low == "to" || is_verb(token.low, kGerund));
    if (verbal || is_pronoun(token.low) || is_auxiliary(token.low) || token.low == "and" ||
        token.low == "or") {
      return {};
    }
    object.push_back(token);
  }
  if (object.empty() || object.size() > kObjectTokensMax) return {};
  // "expires 2031-05-04", "runs best": no thing.
  const Token& head = object.back();
  const bool named = std::any_of(head.low.begin(), head.low.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
  });
  static const WordSet degrees("best worst better worse most least more less");
  if (head.kind == TokenKind::number || !named || degrees.has(head.low)) return {};
  if (object.front().low == "a" || object.front().low == "an") {
    object.front().out = object.front().low = "the";
  }
  return object;
}

// The place a clause ends in: "Wales" of "have a cottage in Wales"; empty without one.
Tokens place_of(const Tokens& predicate) {
  for (std::size_t i = predicate.size(); i-- > 1;) {
    const std::string& low = predicate[i].low;
    if (low != "in" && low != "at" && low != "to") continue;
    Tokens place(predicate.begin() + static_cast<Offset>(i) + 1, predicate.end());
    if (place.empty() || place.size() > 4 || !place.front().capital) return {};
    if (is_time_word(place.front().low)) return {};
    for (const Token& token : place) {
      if (token.kind == TokenKind::mark) return {};
    }
    return place;
  }
  return {};
}

// "go there every August" behind "have a cottage in Wales": "go to Wales every August".
void name_place(const Tokens& before, Tokens& tokens) {
  static const WordSet motion("go travel fly drive move return commute walk cycle head");
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].low != "there" || verb_form(tokens[i - 1].low) == nullptr) continue;
    if (is_auxiliary(tokens[i - 1].low) && !is_be(tokens[i - 1].low)) continue;
    Tokens place = place_of(before);
    if (place.empty()) return;
    place.insert(place.begin(), plain_word(motion.has(lemma_of(tokens[i - 1].low)) ? "to" : "in"));
    tokens.erase(tokens.begin() + static_cast<Offset>(i));
    tokens.insert(tokens.begin() + static_cast<Offset>(i), place.begin(), place.end());
    return;
  }
}

// Whether `it` at `i` takes the place of an object: behind a preposition or a verb that needs one.
bool stands_for_object(const Tokens& tokens, std::size_t i) {
  if (i == 0) return false;
  // "while I was at it"
  if (tokens[i - 1].low == "at" && (i < 2 || is_be(tokens[i - 2].low))) return false;
  static const WordSet links("on in with without for about of from to at into off");
  const std::string& before = tokens[i - 1].low;
  const bool verb = verb_form(before) != nullptr && !is_auxiliary(before) && before != "make";
  if (!links.has(before) && !verb) return false;
  if (i + 1 >= tokens.size() || tokens[i + 1].kind == TokenKind::mark) return true;
  const std::string& next = tokens[i + 1].low;
  return is_preposition(next) || is_adverb(next) || is_time_word(next);
}

bool is_thing(const Token& token) {
  return token.kind == TokenKind::word && !is_preposition(token.low) && !is_adverb(token.low) &&
         !is_auxiliary(token.low) && !is_pronoun(token.low) && verb_form(token.low) == nullptr &&
         token.low != "been" && token.low != "not" && token.low != "to" && token.low != "and";
}

// "I ring him at lunch" behind "my brother works nights": the one spoken of is named.
void name_person(const Clause& before, Clause& clause) {
  constexpr std::string_view kOwner = "User's ";
  constexpr std::size_t kNounTokensMax = 3;
  const std::string& who = before.subject.text;
  if (!who.starts_with(kOwner) || before.subject.plural || clause.subject.text != "User") return;
  Tokens noun = tokenize("my " + who.substr(kOwner.size()));
  const bool person = noun.size() > 1 && noun.size() <= kNounTokensMax && is_kin(noun[1].low);
  if (!person) return;
  Tokens& tokens = clause.predicate;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    static const WordSet pronouns("him her his");
    if (!pronouns.has(tokens[i].low)) continue;
    const bool object = i + 1 >= tokens.size() || tokens[i + 1].kind == TokenKind::mark ||
                        is_preposition(tokens[i + 1].low) || is_adverb(tokens[i + 1].low) ||
                        is_time_word(tokens[i + 1].low);
    if (!fits_pronoun(who, tokens[i].low) || (object && tokens[i].low == "his")) return;
    // "her cooking": that of the one spoken of.
    if (!object && tokens[i].low == "him") return;
    if (!object) noun.push_back(plain_word("'s", false));
    noun.front().space = tokens[i].space;
    tokens.erase(tokens.begin() + static_cast<Offset>(i));
    tokens.insert(tokens.begin() + static_cast<Offset>(i), noun.begin(), noun.end());
    return;
  }
}

// "statins" of "statins give me cramps": the thing that does something to the speaker.
Tokens cause_of(const Clause& before) {
  constexpr std::size_t kNounTokensMax = 3;
  if (before.subject.text.starts_with("User") || before.subject.it) return {};
  static const WordSet whom("me us");
  const bool done = std::any_of(before.predicate.begin(), before.predicate.end(),
                                [](const Token& token) { return whom.has(token.low); });
  Tokens noun = tokenize(before.subject.text);
  if (!done || noun.empty() || noun.size() > kNounTokensMax || is_pronoun(noun[0].low)) return {};
  const bool plain = noun[0].capital && noun.size() < 2;
  if (plain) noun[0].out = noun[0].low;
  noun[0].capital = false;
  return noun;
}

}  // namespace

void name_object(const Clause& before, Clause& clause) {
  name_person(before, clause);
  if (before.fragment || clause.fragment) return;
  Tokens& tokens = clause.predicate;
  name_place(before.predicate, tokens);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].low != "it" && tokens[i].low != "them") continue;
    if (!stands_for_object(tokens, i)) continue;
    Tokens object = object_of(before.predicate);
    if (object.empty()) object = cause_of(before);
    static const WordSet vague(
        "sound sounds idea ideas look thought thoughts feel lot great sure feeling time fun");
    if (object.empty() || vague.has(object.back().low)) return;
    const std::string& head = object.back().low;
    const bool many = head.ends_with('s') && !head.ends_with("ss") && !object.back().capital;
    if (many != (tokens[i].low == "them")) return;
    object.front().space = true;
    tokens.erase(tokens.begin() + static_cast<Offset>(i));
    tokens.insert(tokens.begin() + static_cast<Offset>(i), object.begin(), object.end());
    return;
  }
}

bool lacks_antecedent(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  // "my wife's is the same": her what?
  if (tokens.size() > 1 && is_be(tokens[0].low) && is_be(tokens[1].low)) return true;
  if (clause.subject.text != "User" || clause.fragment) return false;
  static const WordSet objects("it them that this these those");
  static const WordSet tastes("like love hate stand prefer enjoy drink eat take have");
  static const WordSet links("and to as every all");
  bool acts = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_thing(tokens[i])) return false;
    if (acts && objects.has(tokens[i].low)) {
      const std::string_view next =
          i + 1 < tokens.size() ? std::string_view(tokens[i + 1].low) : "";
      const bool alone = next.empty() || tokens[i + 1].kind == TokenKind::mark ||
                         is_preposition(next) || is_adverb(next) || links.has(next);
      // "inherited it with a clock, a music box and a set of glasses"
      constexpr std::ptrdiff_t kThingsMin = 5;
      if (std::count_if(tokens.begin(), tokens.end(), is_thing) >= kThingsMin) return false;
      return alone && !tastes.has(lemma_of(tokens[i - 1].low));
    }
    acts = acts || (verb_form(tokens[i].low) != nullptr && !is_auxiliary(tokens[i].low));
  }
  return false;
}

}  // namespace mnestic::extract
