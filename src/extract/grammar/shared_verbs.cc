#include "grammar/shared_verbs.h"

#include <algorithm>
#include <string>

#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// ", fitted 2020", "both replaced", "message me": of the noun before, or asked for.
bool says_more_of_noun(TokenSpan tokens, std::size_t at, std::size_t verb, const Subject& last) {
  const Token& token = tokens[verb];
  const bool follows = verb + 1 < tokens.size();
  static const WordSet pair("both all each");
  if (follows && at > 0 && tokens[at - 1].low == "," && is_verb(token.low, kParticiple) &&
      tokens[verb + 1].kind == TokenKind::number) {
    return true;
  }
  if (last.implied && pair.has(tokens[at].low)) return true;
  if (follows && at > 0 && (tokens[verb + 1].low == "me" || tokens[verb + 1].low == "us") &&
      is_verb(token.low, kBase) && last.person == Person::speaker) {
    return true;
  }
  // ", left side only"
  static const WordSet sides("side sides arm thigh");
  const bool side =
      follows && (is_body_part(tokens[verb + 1].low) || sides.has(tokens[verb + 1].low));
  if (token.low == "left" && side) return true;
  // ", scared of planes": a quality.
  static const WordSet minded("scared frightened terrified");
  if (follows && minded.has(token.low) && tokens[verb + 1].low == "of") return true;
  // ", fixed till 2028"
  static const WordSet limits("till until through");
  if (follows && at > 0 && tokens[at - 1].low == "," && last.person == Person::other &&
      is_verb(token.low, kParticiple) && limits.has(tokens[verb + 1].low)) {
    return true;
  }
  // "both confirmed by the clinic"
  if (follows && tokens[verb + 1].low == "by" && is_verb(token.low, kParticiple)) return true;
  return false;
}

// A word that is none of those that may follow a verb and its object's beginning.
bool may_be_noun(const Token& token) {
  return token.kind == TokenKind::word && !token.capital && !is_determiner(token.low) &&
         !is_pronoun(token.low) && !is_preposition(token.low) && !is_adverb(token.low) &&
         verb_form(token.low) == nullptr;
}

// "organize and edit my photos" behind "I use Lightroom to", "and see what is on" behind "I'll go":
// the verb goes on with what is aimed at.
bool goes_on_with_aim(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet states("live love like hate prefer own work speak know");
  const std::string& said = tokens[verb].low;
  // "sell produce and baked goods", "can be mixed and matched"
  const bool quality = verb == at && is_verb(said, kParticiple) && !is_verb(said, kBase) &&
                       (at + 1 >= tokens.size() || may_be_noun(tokens[at + 1]));
  const bool does = said == "do" && at + 1 < tokens.size() && is_determiner(tokens[at + 1].low);
  if ((is_auxiliary(said) && !does) || (!quality && !is_verb(said, kBase))) return false;
  // "I need to swim and live in Leeds", but "I'd be a king and live in a castle".
  static const WordSet unreal("would might could");
  const bool state = states.has(said);
  for (std::size_t i = at; i-- > 1;) {
    const std::string& low = tokens[i].low;
    if (low == "i" || low == "we" || low == ";" || low == "not" || low == "never") return false;
    const std::string& before = tokens[i - 1].low;
    // "to be out of debt and own a goat"
    if (state && !unreal.has(before) && !(before == "to" && low == "be")) continue;
    if ((before == "to" || is_modal(before)) && is_verb(low, kBase)) return true;
    if (is_modal(before) && is_adverb(low) && is_verb(tokens[i + 1].low, kBase)) return true;
  }
  return false;
}

// "stay resilient and focused", "an album, customized jewelry": a quality, where nothing before is
// told in the past.
bool is_quality(TokenSpan tokens, std::size_t at, std::size_t verb) {
  const std::string& low = tokens[verb].low;
  if (at == 0 || verb != at || !low.ends_with("ed") || is_verb(low, kBase)) return false;
  // "together nine years, married for two"
  static const WordSet spans("for since");
  const bool lasts = at + 1 < tokens.size() && spans.has(tokens[at + 1].low);
  if (!lasts && at + 1 < tokens.size() && !may_be_noun(tokens[at + 1])) return false;
  std::size_t begin = 0;
  for (std::size_t i = at; i-- > 0 && begin == 0;) {
    if (tokens[i].low == "i" || tokens[i].low == "we") begin = i + 1;
  }
  const std::string& said = tokens[std::min(skip_adverbs(tokens, begin), at)].low;
  return is_auxiliary(said) || !is_verb(said, kPast) || is_verb(said, kBase);
}

// "they're efficient and produce a flavour", "a friend who moved and bought a boat": the verb is
// another's, who was named after the speaker.
bool is_anothers(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet many("they who which");
  static const WordSet anyone("they he she who which");
  const bool base = is_verb(tokens[verb].low, kBase);
  for (std::size_t i = at; i-- > 0;) {
    const std::string& low = tokens[i].low;
    if (low == "i" || low == "we" || low == ";") return false;
    if (base ? many.has(low) : anyone.has(low)) return true;
  }
  return false;
}

// The verb is of the clause before rather than the speaker's next.
bool belongs_to_before(TokenSpan tokens, std::size_t at, std::size_t verb, const Subject& last) {
  const bool speaker = last.person == Person::speaker && !last.implied;
  return goes_on_with_aim(tokens, at, verb) || is_quality(tokens, at, verb) ||
         (speaker && is_anothers(tokens, at, verb));
}

// "bit of theory on the side", "sleep apnoea": no verb here, though the word is one elsewhere.
bool names_thing(TokenSpan tokens, std::size_t verb, const Subject& last) {
  if (tokens[verb].low == "bit" && tokens[verb + 1].low == "of") return true;
  // "set 42 is complete"
  const bool numbered = verb + 2 < tokens.size() && tokens[verb + 1].kind == TokenKind::number;
  if (numbered && is_be(tokens[verb + 2].low)) return true;
  return verb == 0 && last.implied && tokens[0].low == "sleep" && is_ailment(tokens[1].low);
}

// ", coach netball on Wednesdays": not "coach trips and tea".
bool is_kept_up(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet kept("coach teach volunteer bake knit brew sing play run");
  static const WordSet links("on at in with for every twice once most");
  // ", work nights at Asda"
  static const WordSet shifts("nights days shifts evenings weekends part-time full-time remotely");
  const bool works =
      tokens[verb].low == "work" && verb + 1 < tokens.size() && shifts.has(tokens[verb + 1].low);
  if (at > 0 && tokens[at - 1].low == "," && works) return true;
  return at > 0 && tokens[at - 1].low == "," && kept.has(tokens[verb].low) &&
         verb + 2 < tokens.size() && links.has(tokens[verb + 2].low);
}

// "I'm 71 and live alone", "I'm a vet and work nights": what one is and what one does, with no noun
// behind a preposition that the word could stand beside.
bool follows_what_one_is(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet verbs(
      "live work feel play study train run teach drive swim ride cook cycle commute travel walk "
      "sleep rent dance climb row write paint sing fish hike surf volunteer struggle suffer smoke");
  if (at == 0 || tokens[at - 1].low != "and" || !verbs.has(tokens[verb].low)) return false;
  for (std::size_t i = at - 1; i-- > 1;) {
    const std::string& low = tokens[i].low;
    if (is_preposition(low) || is_verb(low, kGerund) || low == ";" || low == "not") return false;
    if (low != "am" && low != "are") continue;
    std::size_t subject = i - 1;
    while (subject > 0 && is_adverb(tokens[subject].low)) --subject;
    return tokens[subject].low == "i" || tokens[subject].low == "we";
  }
  return false;
}

// "and eat fish on Sundays": a verb that is hardly ever a noun, and its object.
bool is_hardly_noun(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet doing("eat write speak sing teach wear own buy sell bake knit grow");
  return doing.has(tokens[verb].low) && at > 0 && tokens[at - 1].low == "and" &&
         (may_be_noun(tokens[verb + 1]) || is_verb(tokens[verb + 1].low, kBase));
}

// "Married 22 years": a state rather than what was done.
bool is_lasting_state(TokenSpan tokens, std::size_t at, std::size_t verb) {
  static const WordSet spans("since for with to");
  return at == 0 && is_adjective(tokens[verb].low) && verb + 1 < tokens.size() &&
         tokens[verb + 1].kind != TokenKind::mark &&
         (spans.has(tokens[verb + 1].low) || is_digits(tokens[verb + 1].low) ||
          is_number_word(tokens[verb + 1].low));
}

}  // namespace

bool is_question_order(TokenSpan tokens, std::size_t at) {
  static const WordSet subjects("i you we he she it they this that these those there");
  return at + 1 < tokens.size() && is_auxiliary(tokens[at].low) && subjects.has(tokens[at + 1].low);
}

bool starts_shared_verb(TokenSpan tokens, std::size_t at, const Subject& last) {
  const std::size_t verb = skip_adverbs(tokens, at);
  if (verb >= tokens.size() || tokens[verb].kind != TokenKind::word) return false;
  const Token& token = tokens[verb];
  const bool follows = verb + 1 < tokens.size() && tokens[verb + 1].kind != TokenKind::mark;
  if (is_question_order(tokens, verb) || (follows && names_thing(tokens, verb, last))) return false;
  // ", are in the garage" is said of somebody who was named before.
  if (at > 0 && last.implied && is_be(token.low) && token.low != "am") return false;
  if (is_modal(token.low) || is_be(token.low)) return follows;
  if (token.capital && at > 0) return false;
  // "at thrift stores, like finding jeans": such as.
  if (token.low == "like" && at > 0 && tokens[at - 1].low == ",") return false;
  if (belongs_to_before(tokens, at, verb, last)) return false;
  const bool speaker = last.person == Person::speaker || last.plural;
  const bool never = tokens[at].low == "never" && is_verb(token.low, kParticiple) &&
                     !is_verb(token.low, kBase | kPast);
  if (never && !last.implied) return true;
  const bool form =
      speaker ? is_verb(token.low, kBase | kPast) : is_verb(token.low, kThird | kPast);
  if (!form) return false;
  if (last.implied && !is_verb(token.low, kPast)) {
    static const WordSet stative(
        "love like hate prefer live work have need want enjoy speak own do");
    // "carry an epipen anyway": nobody is asked to.
    static const WordSet habits(
        "carry wear drink eat cycle swim commute volunteer collect sleep suffer knit bake brew "
        "coach teach sing paint ride");
    static const WordSet asked("me it this that you us one");
    const bool habit =
        habits.has(token.low) && at == 0 && follows && !asked.has(tokens[verb + 1].low);
    if (!stative.has(token.low) && !habit) return false;
    // "Don't bother with intros" asks; "don't drink" tells.
    static const WordSet denied(
        "like love eat drink own have know want need smoke drive work live speak care mind get "
        "feel do believe trust enjoy cook watch play use");
    if (token.low == "do" && follows && tokens[verb + 1].low == "not") {
      return verb + 2 < tokens.size() && denied.has(tokens[verb + 2].low);
    }
    if (at == 0 && follows) return true;
  }
  // "I have ADHD, diagnosed last year": a participle that tells of the noun before it.
  static const WordSet reduced("diagnosed born raised based named called made built owned given");
  if (at > 0 && tokens[at - 1].low == "," && reduced.has(token.low)) return false;
  if (says_more_of_noun(tokens, at, verb, last)) return false;
  if (last.implied && is_lasting_state(tokens, at, verb)) return false;
  if (verb > at || (is_verb(token.low, kPast) && !is_verb(token.low, kBase))) return true;
  if (!follows) return false;
  const std::string& next = tokens[verb + 1].low;
  if (speaker && !last.implied &&
      (is_kept_up(tokens, at, verb) || follows_what_one_is(tokens, at, verb))) {
    return true;
  }
  const bool helps = token.low == "help" && is_verb(next, kBase);
  if (helps || is_auxiliary(token.low) || (!speaker && is_verb(token.low, kThird))) return true;
  static const WordSet tastes("love hate prefer adore enjoy dislike");
  if ((at > 0 && tokens[at - 1].low == "then") || tastes.has(token.low)) return true;
  // A bare word that is noun and verb alike ("milk") needs an object or a preposition behind it.
  static const WordSet links("to in at on for with from about as into");
  static const WordSet plain_verbs(
      "write eat go come sleep live speak read sing teach learn listen swim bake sew knit ride get "
      "drive cook grow keep wear own volunteer commute meditate take make give do have buy sell "
      "become begin bring build choose draw feel fly forget know lend lose meet pay send sit spend "
      "stand suffer wake win hear move leave return");
  static const WordSet particles("back home out away together along");
  if (plain_verbs.has(token.low) && (is_preposition(next) || particles.has(next))) return true;
  if (speaker && !last.implied && is_hardly_noun(tokens, at, verb)) return true;
  return is_determiner(next) || is_pronoun(next) || links.has(next) || is_adverb(next) ||
         tokens[verb + 1].capital || is_verb(next, kGerund);
}

}  // namespace mnestic::extract
