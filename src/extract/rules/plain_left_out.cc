// Sentences that leave out their speaker: "been coding since 2016", "growing tomatoes and beans",
// "retired postie", "diagnosed with ADHD at 41".
#include <algorithm>
#include <string_view>

#include "grammar/clauses.h"
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
  const bool aim = word_at(tokens, 0, aims) && tokens.size() > 2;
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
  const bool takes = is_at(tokens, 0, "on") && tokens.size() > 3 &&
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
    if (has_verb(rest, 0, std::min(find(rest, ","), rest.size()))) return false;
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
  static const WordSet had("a an my our the two three four five another");
  if (is_at(tokens, 0, "got") && word_at(tokens, 1, had)) {
    out.push_back(joined({words("I have"), slice(tokens, 1, tokens.size())}));
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
  const bool list = tokens[1].low.ends_with('s') && !is_verb(tokens[1].low, kThird);
  if (!word_at(tokens, 1, objects) && !list && !tokens[1].capital) return false;
  if (has_verb(tokens, 0, std::min(find(tokens, ","), tokens.size()))) return false;
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

}  // namespace mnestic::extract
