// Sentences that leave out their speaker: "been coding since 2016", "growing tomatoes and beans",
// "retired postie", "diagnosed with ADHD at 41".
#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/clauses.h"
#include "grammar/mood.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {

using Offset = std::ptrdiff_t;

namespace {

// What opens with a name, an abstinence or a habit.
bool add_self(const Tokens& tokens, std::vector<Tokens>& out) {
  // "Name's Rasmus, I run a shop"
  if (is_at(tokens, 0, "name") && is_at(tokens, 1, "is") && tokens.size() > 2 &&
      tokens[2].capital) {
    out.push_back(joined({words("my"), slice(tokens, 0, tokens.size())}));
    out.back()[1].out = out.back()[1].low;
    return true;
  }
  // "Half Danish on my mum's side", "stone deaf in the right ear"
  static const WordSet partly("half part quarter stone partially legally profoundly completely");
  static const WordSet medical("deaf blind sighted colour-blind");
  if (word_at(tokens, 0, partly) && tokens.size() > 2 && is_adjective(tokens[1].low) &&
      (tokens[1].capital || medical.has(tokens[1].low))) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  // "first in my family at uni", "youngest of five"
  static const WordSet places("first last only youngest oldest eldest middle");
  static const WordSet among("in of");
  static const WordSet groups("family year class street cohort village generation house team");
  const bool family =
      (is_at(tokens, 2, "my") || is_at(tokens, 2, "our")) && word_at(tokens, 3, groups);
  const bool counted = tokens.size() > 2 && is_at(tokens, 1, "of") && is_number_word(tokens[2].low);
  if (word_at(tokens, 0, places) && word_at(tokens, 1, among) && tokens.size() > 2 &&
      (family || (counted && !is_at(tokens, 0, "first") && !is_at(tokens, 0, "last"))) &&
      !has_verb(tokens, 0, tokens.size())) {
    out.push_back(joined({words("I am the"), slice(tokens, 0, tokens.size())}));
    out.back()[3].out = out.back()[3].low;
    return true;
  }
  // "not much of a drinker"
  if (is_at(tokens, 0, "not") && is_at(tokens, 1, "much") && is_at(tokens, 2, "of") &&
      is_at(tokens, 3, "a") && tokens.size() > 4 &&
      (is_profession(tokens[4].low) || tokens[4].low.ends_with("er"))) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  // "Mostly working nights at the bakery"
  static const WordSet often("mostly mainly still usually generally largely currently");
  static const WordSet brief(
      "waiting thinking trying looking wondering getting hoping going being having feeling "
      "considering figuring deciding recovering laughing crying sitting standing raining snowing "
      "pouring");
  if (word_at(tokens, 0, often) && tokens.size() > 3 && is_verb(tokens[1].low, kGerund) &&
      !brief.has(tokens[1].low) &&
      !has_verb(tokens, 0, std::min(find(tokens, ","), tokens.size()))) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  return false;
}

}  // namespace

// "been coding since 2016", "hoping to move": the speaker and an auxiliary are left out.
bool add_speaker(const Tokens& tokens, std::vector<Tokens>& out) {
  if (add_self(tokens, out)) return true;
  static const WordSet aims("hoping planning aiming expecting considering trying saving training");
  const bool still = is_at(tokens, 0, "still") && word_at(tokens, 1, aims) && tokens.size() > 3;
  const bool aim = still || (word_at(tokens, 0, aims) && tokens.size() > 2);
  if (is_at(tokens, 0, "could") && (is_at(tokens, 1, "live") || is_at(tokens, 1, "eat"))) {
    out.push_back(joined({words("I"), slice(tokens, 0, tokens.size())}));
    out.back()[1].out = out.back()[1].low;
    return true;
  }
  if (is_at(tokens, 0, "never") && tokens.size() > 1 && is_verb(tokens[1].low, kParticiple) &&
      !is_verb(tokens[1].low, kBase | kPast)) {
    out.push_back(joined({words("I have"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  const bool away = is_at(tokens, 0, "off") && is_at(tokens, 1, "to") && tokens.size() > 3;
  static const WordSet now("currently presently temporarily");
  const bool state = word_at(tokens, 0, now) && tokens.size() > 2 &&
                     (is_preposition(tokens[1].low) || is_adjective(tokens[1].low) ||
                      is_verb(tokens[1].low, kGerund));
  static const WordSet habits(
      "drinking eating smoking vaping dating working training running gambling buying flying "
      "travelling traveling cooking");
  static const WordSet manner("never only always still just");
  const bool been = word_at(tokens, 0, manner) && is_at(tokens, 1, "been") && tokens.size() > 3;
  const bool abstains = is_at(tokens, 0, "not") && word_at(tokens, 1, habits) &&
                        tokens.size() > 2 &&
                        std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
                          return is_time_word(token.low) || token.low == "days";
                        });
  const bool vows =
      is_at(tokens, 0, "never") && tokens.size() > 3 &&
      (is_at(tokens, 1, "going") || is_at(tokens, 1, "using") || is_at(tokens, 1, "eating") ||
       is_at(tokens, 1, "drinking") || is_at(tokens, 1, "buying"));
  const bool takes = (is_at(tokens, 0, "on") || is_at(tokens, 0, "off")) && tokens.size() > 3 &&
                     (find(tokens, "since") != kNone || find(tokens, "for") != kNone) &&
                     !is_time_word(tokens[1].low) && find(tokens, ",") == kNone &&
                     !has_verb(tokens, 0, std::min(find(tokens, "since"), find(tokens, "for")));
  if (vows || takes) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  const bool lasting = been || (is_at(tokens, 0, "been") && tokens.size() > 2);
  if (!abstains && lasting) {
    out.push_back(joined({words("I have"), slice(tokens, 0, tokens.size())}));
  } else if (abstains || aim || away || state) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
  } else {
    return false;
  }
  lower_start(out.back());
  out.back()[2].out = out.back()[2].low;
  return true;
}

namespace {

// "Recently diagnosed with ADHD", "not allowed grapefruit", "determined to finish": what was done
// to the speaker, how the speaker is.
bool add_state(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet done(
      "diagnosed allowed supposed registered prescribed referred banned barred");
  static const WordSet minded(
      "determined keen desperate allergic intolerant addicted engaged married");
  static const WordSet degree("recently newly not just severely mildly badly now still never only");
  std::size_t what = 0;
  while (what < 3 && word_at(tokens, what, degree)) ++what;
  const bool named = is_at(tokens, what, "diagnosed") && what + 1 < tokens.size() &&
                     is_like_adjective(tokens[what + 1].low);
  const bool linked = named || (what + 1 < tokens.size() && (is_preposition(tokens[what + 1].low) ||
                                                             is_at(tokens, what, "allowed")));
  if (linked && (word_at(tokens, what, done) || word_at(tokens, what, minded))) {
    Tokens rest = slice(tokens, 0, tokens.size());
    // "Allergic to: latex, cats"
    if (is_at(rest, what + 2, ":")) rest.erase(rest.begin() + static_cast<Offset>(what) + 2);
    std::size_t clause = std::min(find(rest, ","), rest.size());
    static const WordSet opening("until till because since while if when as after");
    for (std::size_t i = 1; i < clause; ++i) {
      if (word_at(rest, i, opening)) clause = i;
    }
    if (has_verb(rest, 0, clause)) return false;
    out.push_back(joined({words("I am"), rest}));
    if (is_at(tokens, what, "diagnosed")) out.back()[1].out = out.back()[1].low = "was";
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  return false;
}

}  // namespace

// "Growing tomatoes, chillies and beans", "got my exam on 8 June": the speaker is left out.
bool add_doer(const Tokens& tokens, std::vector<Tokens>& out) {
  if (tokens.size() < 3) return false;
  if (is_at(tokens, 0, "made") && is_at(tokens, 1, "redundant")) {
    const std::size_t end = std::min(find(tokens, ","), tokens.size());
    out.push_back(joined({words("I was made"), slice(tokens, 1, end)}));
    return true;
  }
  static const WordSet had("a an my our the two three four five another");
  if (is_at(tokens, 0, "got") && word_at(tokens, 1, had)) {
    // "Got a bike yesterday", "got the keys": what was got then.
    const bool then = is_at(tokens, 1, "the") || find(tokens, "yesterday") != kNone ||
                      find(tokens, "last") != kNone || find(tokens, "ago") != kNone;
    out.push_back(joined({words(then ? "I got" : "I have"), slice(tokens, 1, tokens.size())}));
    return true;
  }
  if (is_at(tokens, 0, "am")) {
    out.push_back(joined({words("I"), slice(tokens, 0, tokens.size())}));
    out.back()[1].out = out.back()[1].low;
    return true;
  }
  // "Rather walk than drive"
  if (is_at(tokens, 0, "rather") && is_verb(tokens[1].low, kBase) &&
      find(tokens, "than") != kNone) {
    out.push_back(joined({words("I would rather"), slice(tokens, 1, tokens.size())}));
    return true;
  }
  if (add_state(tokens, out)) return true;
  // "Budgie called Keith, 4 years old"
  if ((is_pet(tokens[0].low) || is_kin(tokens[0].low)) &&
      (is_at(tokens, 1, "called") || is_at(tokens, 1, "named")) && !has_verb(tokens, 2, 5)) {
    out.push_back(joined({words("I have a"), slice(tokens, 0, tokens.size())}));
    out.back()[3].out = out.back()[3].low;
    return true;
  }
  // "gonna read 50 books this year"
  if (is_at(tokens, 0, "going") && is_at(tokens, 1, "to") && tokens.size() > 4 &&
      is_verb(tokens[2].low, kBase) &&
      std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return is_time_word(token.low) && token.low != "today" && token.low != "tonight";
      })) {
    out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
    out.back()[2].out = out.back()[2].low;
    return true;
  }
  static const WordSet passing(
      "supposing imagining dreading thinking wondering looking asking getting feeling having going "
      "being considering "
      "freaking kidding joking speaking assuming testing trying hearing leaving moving according "
      "depending regarding including starting talking working sitting waiting following judging");
  static const WordSet objects("a an the my our some for to in on at with about towards toward");
  if (!is_verb(tokens[0].low, kGerund) || passing.has(tokens[0].low)) return false;
  const bool list =
      tokens[1].low.ends_with('s') && tokens[1].low != "'s" && !is_verb(tokens[1].low, kThird);
  if (!word_at(tokens, 1, objects) && !list && !tokens[1].capital) return false;
  if (has_verb(tokens, 0, std::min(find(tokens, ","), tokens.size()))) return false;
  // "Coaching kids keeps me young": the doing is what is spoken of.
  if (read_clause_subject(tokens, 0, Context())) return false;
  out.push_back(joined({words("I am"), slice(tokens, 0, tokens.size())}));
  out.back()[2].out = out.back()[2].low;
  return true;
}

// "Retired postie", "qualified electrician, went alone in March": what one is, not what one did.
bool add_title(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet titles(
      "retired qualified trained registered married divorced widowed chartered certified licensed "
      "reformed recovering lapsed failed former aspiring amateur ex-army ex-navy ex-forces");
  static const WordSet behind(
      "last this next in from to since at as for with by on two three ten and but now early");
  if (tokens.size() < 2 || !word_at(tokens, 0, titles)) return false;
  const Token& noun = tokens[1];
  if (noun.kind != TokenKind::word || behind.has(noun.low) || is_determiner(noun.low) ||
      is_preposition(noun.low) || is_pronoun(noun.low) || is_auxiliary(noun.low)) {
    return false;
  }
  out.push_back(joined({words("I am a"), slice(tokens, 0, tokens.size())}));
  const char initial = tokens[0].low.front();
  if (std::string_view("aeiou").find(initial) != std::string_view::npos) {
    out.back()[2].out = out.back()[2].low = "an";
  }
  out.back()[3].out = out.back()[3].low;
  return true;
}

// "Anything that makes me drowsy is out because I operate a crane", "shellfish is off limits for
// me": what the speaker avoids, and why.
bool read_ruled_out(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t be = 1;
  while (be < tokens.size() && be < 10 && !(is_at(tokens, be, "is") || is_at(tokens, be, "are"))) {
    if (be == 1 && is_at(tokens, be, "'s")) break;
    if (tokens[be].kind == TokenKind::mark) return false;
    ++be;
  }
  if (be >= tokens.size() || be >= 10) return false;
  static const WordSet any("anything everything whatever");
  static const WordSet pointing("it that this he she they i we what who there you your the");
  if (word_at(tokens, 0, pointing) || starts_like_question(tokens)) return false;
  const std::size_t at = skip_adverbs(tokens, be + 1);
  std::size_t end = 0;
  for (const std::string_view ruled :
       {"out", "off limits", "off the menu", "off the table", "a no", "a no-go", "a no go",
        "a hard no", "a no no", "a no-no", "not an option"}) {
    if (sequence_at(tokens, at, ruled)) end = at + words(ruled).size();
  }
  if (end == 0) return false;
  bool own = false;
  static const WordSet whom("me us");
  const bool mine = is_at(tokens, end, "for") || is_at(tokens, end, "from");
  if (mine && word_at(tokens, end + 1, whom)) {
    own = true;
    end += 2;
  }
  static const WordSet because("because cause since as");
  static const WordSet closing(", ; .");
  const bool closed = end >= tokens.size() || word_at(tokens, end, because) ||
                      word_at(tokens, end, closing) || is_at(tokens, end, "with");
  // "Gluten's out till the scan", "dairy's out on Emre's orders"
  static const WordSet fare(
      "dairy gluten sugar caffeine coffee tea alcohol booze wine beer spirits meat pork beef fish "
      "shellfish nuts peanuts eggs milk cheese bread pasta wheat soy soya lactose carbs salt "
      "chocolate grapefruit cigarettes smoking running lifting swimming rugby football dancing");
  static const WordSet whence("on till until since for");
  const bool ordered = be == 1 && text_end(tokens) > end && word_at(tokens, 0, fare) &&
                       (word_at(tokens, end, whence) || is_at(tokens, end, ","));
  if (ordered) {
    Tokens thing = slice(tokens, 0, 1);
    thing[0].out = thing[0].low;
    std::size_t stop = end;
    while (stop < tokens.size() && tokens[stop].kind != TokenKind::mark) ++stop;
    if (is_at(tokens, end, ",")) {
      out.push_back(joined({words("I avoid"), thing}));
      return true;
    }
    out.push_back(joined({words("I avoid"), thing, slice(tokens, end, stop)}));
    static const WordSet joints("and but so");
    if (word_at(tokens, stop + 1, joints)) ++stop;
    if (stop + 2 < text_end(tokens)) out.push_back(slice(tokens, stop + 1, tokens.size()));
    return true;
  }
  if ((!own && !word_at(tokens, 0, any)) || !closed) return false;
  Tokens thing = slice(tokens, 0, be);
  lower_start(thing);
  if (word_at(thing, 0, any) || !thing[0].out.empty()) thing[0].out = thing[0].low;
  if (is_at(thing, 0, "whatever")) thing = joined({words("whatever"), slice(thing, 1, be)});
  const Tokens rest = slice(tokens, end, tokens.size());
  const std::size_t reason = word_at(rest, 0, because) ? 1 : kNone;
  if (reason != kNone && (speaker_at(rest, 1) || is_at(rest, 1, "my"))) {
    out.push_back(joined({words("I avoid"), thing}));
    out.push_back(slice(rest, 1, rest.size()));
    return true;
  }
  out.push_back(joined({words("I avoid"), thing, rest}));
  return true;
}

// "I've no smartphone, only an old Nokia", "I don't own a telly, just a projector": both are told.
bool read_only_instead(const Tokens& tokens, std::vector<Tokens>& out) {
  if (!speaker_at(tokens, 0)) return false;
  static const WordSet only("only just");
  std::size_t comma = find(tokens, ",");
  if (comma == kNone || !word_at(tokens, comma + 1, only) || comma + 3 >= tokens.size())
    return false;
  if (!is_determiner(tokens[comma + 2].low) || is_possessive(tokens[comma + 2].low)) return false;
  std::size_t verb = 1;
  bool denied = false;
  while (verb < comma && (is_auxiliary(tokens[verb].low) || tokens[verb].low == "not") &&
         !is_at(tokens, verb + 1, "no")) {
    denied = denied || tokens[verb].low == "not";
    if (is_at(tokens, verb, "have") && !is_at(tokens, verb + 1, "not")) break;
    ++verb;
  }
  denied = denied || is_at(tokens, verb + 1, "no");
  if (!denied || verb + 1 >= comma || !is_verb(tokens[verb].low, kBase)) return false;
  out.push_back(slice(tokens, 0, comma));
  out.push_back(joined({slice(tokens, 0, 1), slice(tokens, verb, verb + 1),
                        slice(tokens, comma + 1, tokens.size())}));
  return true;
}

// "Dad has moved into Rosewood, it's a care home": what has the name, not who.
bool read_named_thing(const Tokens& tokens, std::vector<Tokens>& out) {
  static const WordSet articles("a an the");
  static const WordSet links("to into at for in joined with");
  static const WordSet views("nightmare shame dream joke mess blast pain laugh bit lot disaster");
  for (std::size_t i = 3; i + 4 < tokens.size(); ++i) {
    if (tokens[i].low != "," || tokens[i + 1].low != "it" || tokens[i + 2].low != "is") continue;
    std::size_t name = i;
    while (name > 0 && (tokens[name - 1].capital || tokens[name - 1].low == "'s")) --name;
    const bool named = name < i && name > 1 && word_at(tokens, name - 1, links) &&
                       !is_time_word(tokens[name].low) && !is_pet(tokens[i + 4].low);
    if (!named || !word_at(tokens, i + 3, articles) || word_at(tokens, i + 4, views)) return false;
    out.push_back(joined({slice(tokens, 0, i + 1), slice(tokens, i + 3, tokens.size())}));
    return true;
  }
  return false;
}

// "One of these days I'll walk the Camino": "I want to walk the Camino one day".
bool read_someday(const Tokens& tokens, std::vector<Tokens>& out) {
  std::size_t at = 0;
  for (const std::string_view lead : {"one of these days", "one of these years", "one day",
                                      "some day", "someday", "before i die"}) {
    if (sequence_at(tokens, 0, lead)) at = words(lead).size();
  }
  const bool set_off = at != 0 && is_at(tokens, at, ",");
  if (set_off) ++at;
  // "One day, a canal boat"
  static const WordSet articles("a an my our");
  constexpr std::size_t kWishTokensMax = 9;
  const bool maybe = find(tokens, "maybe") != kNone || find(tokens, "perhaps") != kNone;
  if (set_off && !maybe && word_at(tokens, at, articles) && text_end(tokens) > at + 1 &&
      text_end(tokens) < at + kWishTokensMax && !has_verb(tokens, at, tokens.size()) &&
      std::none_of(tokens.begin() + static_cast<Offset>(at), tokens.end(), [](const Token& token) {
        return is_verb(token.low, kPast) && !is_verb(token.low, kBase) && !token.capital;
      })) {
    out.push_back(joined({words("I want"), slice(tokens, at, text_end(tokens)), words("one day")}));
    return true;
  }
  if (at == 0 || !speaker_at(tokens, at)) return false;
  std::size_t verb = 0;
  for (const std::string_view aim : {"will", "am going to", "are going to", "want to",
                                     "would like to", "would love to", "hope to"}) {
    if (sequence_at(tokens, at + 1, aim)) verb = at + 1 + words(aim).size();
  }
  while (verb != 0 && verb < tokens.size() && is_adverb(tokens[verb].low)) ++verb;
  static const WordSet idle("be regret snap explode kill scream understand wake die miss get");
  if (verb == 0 || verb + 1 >= tokens.size() || !is_verb(tokens[verb].low, kBase) ||
      idle.has(tokens[verb].low)) {
    return false;
  }
  Tokens deed = slice(tokens, verb, text_end(tokens));
  // ", the lot,", ", all of it,": how much of it.
  for (std::size_t i = 1; i + 2 < deed.size(); ++i) {
    if (deed[i].low != ",") continue;
    const bool lot = is_at(deed, i + 1, "the") && is_at(deed, i + 2, "lot");
    const bool all = is_at(deed, i + 1, "all") && is_at(deed, i + 2, "of");
    if (!lot && !all) continue;
    std::size_t end = i + (lot ? 3 : 4);
    if (is_at(deed, end, ",")) ++end;
    deed.erase(deed.begin() + static_cast<Offset>(i), deed.begin() + static_cast<Offset>(end));
    break;
  }
  const std::size_t more = std::min(find(deed, ","), deed.size());
  out.push_back(joined({words("I want to"), slice(deed, 0, more), words("one day")}));
  out.back().insert(out.back().end(), deed.begin() + static_cast<Offset>(more), deed.end());
  return true;
}

Tokens finding_named(const Tokens& all, std::size_t begin, Tokens tokens) {
  static const WordSet finding("turns turned found diagnosis diagnosed");
  const bool found = std::any_of(all.begin(), all.begin() + static_cast<Offset>(begin),
                                 [](const Token& token) { return finding.has(token.low); });
  std::size_t at = 0;
  if (is_at(tokens, 0, "its")) at = 1;
  if (is_at(tokens, 0, "it") && (is_at(tokens, 1, "is") || is_at(tokens, 1, "was"))) at = 2;
  if (!found || at == 0 || at >= tokens.size() || find(tokens, "not") != kNone) return tokens;
  static const WordSet qualities("coeliac celiac diabetic asthmatic autistic dyslexic epileptic");
  if (word_at(tokens, at, qualities)) {
    return joined({words("I am"), slice(tokens, at, tokens.size())});
  }
  for (std::size_t i = at; i < tokens.size() && i < at + 4; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_preposition(tokens[i].low)) break;
    if (is_ailment(tokens[i].low))
      return joined({words("I have"), slice(tokens, at, tokens.size())});
  }
  return tokens;
}

}  // namespace mnestic::extract
