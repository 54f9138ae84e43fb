// Fragments: text without a subject and verb of its own, as people type it: "root canal on
// Thursday", "vegetarian since 2012", "dark mode everywhere please", "Tuesday, not Thursday". Only
// shapes that can be completed safely.
#include <algorithm>
#include <string>

#include "grammar/classify.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"
#include "rules/fragment_parts.h"
#include "rules/plain_parts.h"

namespace mnestic::extract {
namespace {

bool has_word(TokenSpan tokens, std::string_view low) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return token.low == low; });
}

// "dentist on Tuesday" is an appointment with one.
Tokens with_appointment(TokenSpan tokens) {
  static const WordSet professions(
      "dentist doctor physio therapist vet gp hairdresser barber optician "
      "midwife osteopath dermatologist");
  Tokens copy(tokens.begin(), tokens.end());
  if (!professions.has(copy.front().low) || copy.size() < 2) return copy;
  if (!is_preposition(copy[1].low) && !is_time_word(copy[1].low)) return copy;
  Token appointment;
  appointment.out = appointment.low = "appointment";
  appointment.space = true;
  copy.insert(copy.begin() + 1, std::move(appointment));
  return copy;
}

bool is_quality(std::string_view low) {
  static const WordSet set(
      "decent good great bad terrible hopeless rubbish useless allergic keen "
      "deaf blind married vegan vegetarian pescatarian divorced retired "
      "pregnant single engaged born raised based self-taught fluent happy "
      "big huge coeliac celiac diabetic lactose left-handed right-handed "
      "dyslexic autistic awful proud originally currently teetotal sober stable clean epileptic "
      "asthmatic hypothyroid hyperthyroid bilingual lefthanded housebound hard colour-blind "
      "color-blind colourblind "
      "short-sighted freelance self-employed unemployed widowed");
  return set.has(low);
}

std::size_t end_without_extras(TokenSpan tokens) {
  static const WordSet extras(
      "please though seriously thanks btw tbh really honestly cheers , - "
      "! . lol haha :) ) : here's");
  std::size_t end = tokens.size();
  while (end > 0 && extras.has(tokens[end - 1].low)) --end;
  return end;
}

void read_wish(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  Tokens kept;
  for (const Token& token : tokens) {
    if (token.low != "please") kept.push_back(token);
  }
  static const WordSet styles("metric imperial celsius fahrenheit markdown english");
  while (!kept.empty() && kept.back().kind == TokenKind::mark) kept.pop_back();
  if (kept.size() == 1 && styles.has(kept[0].low)) {
    readings.push_back({statement("User wants", rest_of(kept)), "preference"});
    return;
  }
  if (kept.size() < 2 || is_asked_thing(kept[0].low) || is_asked_thing(kept[1].low)) return;
  // "tldr this": of what lies before one, once.
  static const WordSet pointing("this that these those it");
  if (pointing.has(kept[1].low) || pointing.has(kept.back().low)) return;
  readings.push_back({statement("User wants", lowered_start(rest_of(kept))), "preference"});
}

// "Tuesday, not Thursday"
bool read_swap(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const bool kin = tokens.size() > 4 && tokens[1].low == "my" && is_kin(tokens[2].low);
  if (kin && tokens[0].low == "not" && tokens[3].low == "," && tokens[4].low == "my") {
    Subject other;
    other.person = Person::other;
    readings.push_back({"It is " + turned(other, tokens.subspan(4)) + ", not " +
                            turned(other, tokens.subspan(1, 2)),
                        "fact", true});
    return true;
  }
  if (tokens.size() >= 4 && tokens.size() <= 10 && tokens[0].low == "not" && tokens[1].capital) {
    for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
      if (tokens[i].low != ",") continue;
      readings.push_back(
          {"It is " + rest_of(tokens.subspan(i + 1)) + ", not " + rest_of(tokens.subspan(1, i - 1)),
           "fact", true});
      return true;
    }
  }
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].low != "not" || tokens.size() > 12) continue;
    if (tokens[i - 1].kind == TokenKind::number && tokens[i + 1].kind == TokenKind::number) {
      readings.push_back(
          {"It is " + rest_of(tokens.first(i)) + ", " + rest_of(tokens.subspan(i)), "fact", true});
      return true;
    }
    static const WordSet degrees("so very really too that a as quite especially particularly into");
    if (degrees.has(tokens[i + 1].low) && i + 2 < tokens.size() && !tokens[i + 2].capital) continue;
    if (tokens[i - 1].low != "," && tokens[i - 1].kind != TokenKind::mark) continue;
    readings.push_back({"It is " + rest_of(tokens), "fact", true});
    return true;
  }
  return false;
}

bool read_quality(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  std::size_t at = 0;
  std::string adverb;
  if (tokens.size() > 1 && (tokens[0].low == "still" || tokens[0].low == "now")) {
    adverb = ' ' + tokens[0].low;
    tokens = tokens.subspan(1);
  }
  const bool denied = tokens[0].low == "not";
  if (denied) ++at;
  // "twenty weeks pregnant", "three years sober"
  static const WordSet units("weeks months years days week month year");
  const bool measured = !denied && tokens.size() > 2 && units.has(tokens[1].low) &&
                        (is_number_word(tokens[0].low) || is_digits(tokens[0].low)) &&
                        is_quality(tokens[2].low);
  if (measured) {
    // "27 weeks pregnant and allergic to penicillin"
    for (std::size_t i = 3; i + 2 < tokens.size(); ++i) {
      if (tokens[i].low != "and" || !is_quality(tokens[i + 1].low)) continue;
      readings.push_back({statement("User is", rest_of(tokens.subspan(i + 1))), "fact"});
      tokens = tokens.first(i);
    }
    readings.push_back({statement("User is" + adverb, lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  static const WordSet degree(
      "a an the much really very so too big huge massive particularly great "
      "super pretty quite");
  std::size_t word = at;
  while (word < tokens.size() && degree.has(tokens[word].low)) ++word;
  if (word >= tokens.size()) return false;
  static const WordSet tastes("fan lover person fond keen into fussed mad crazy");
  const bool taste = tastes.has(tokens[word].low);
  const std::string_view next =
      word + 1 < tokens.size() ? std::string_view(tokens[word + 1].low) : "";
  static const WordSet after("at in with to since for on of , by from about and so which but");
  const bool span = is_digits(next) || is_number_word(next);
  const bool adjective = is_adjective(tokens[word].low) && tokens[word].low != "due" &&
                         tokens[word].low != "born" && tokens[word].low != "available";
  if (tokens[word].low == "lactose" && next != "intolerant") return false;
  const bool quality = (is_quality(tokens[word].low) || adjective) &&
                       (next.empty() || after.has(next) || denied || span || next == "intolerant" ||
                        next == "person");
  const bool spell = next == "for" && word + 2 < tokens.size() &&
                     (is_number_word(tokens[word + 2].low) || is_digits(tokens[word + 2].low) ||
                      tokens[word + 2].low == "a" || tokens[word + 2].low == "years");
  if (!taste && !(quality && (next.empty() || next != "for" || spell))) return false;
  if (!taste && next.empty() && !is_adjective(tokens[word].low)) return false;
  static const WordSet chatty(
      "good great bad terrible happy big huge awful decent interested straight afraid scared "
      "terrified older younger tall short old");
  const bool related = next == "at" || next == "with" || next == "of" || next == "in" ||
                       (next == "on" && tokens[word].low == "big");
  if (!taste && chatty.has(tokens[word].low) && !related) return false;
  std::string text = lowered_start(rest_of(tokens.subspan(at)));
  const bool article = taste && next == "of" && word == at;
  const bool article_too = taste && word > at && !is_determiner(tokens[at].low) &&
                           (tokens[word].low == "fan" || tokens[word].low == "lover");
  if (article || article_too) text.insert(0, "a ");
  static const WordSet once("born raised bred");
  const std::string_view be = once.has(tokens[word].low) ? "User was" : "User is";
  readings.push_back({statement(std::string(be) + (denied ? " not" : "") + adverb, text),
                      taste ? "preference" : "fact"});
  return true;
}

bool read_place_or_state(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::string& first = tokens.front().low;
  static const WordSet now("currently presently");
  if (now.has(first) && tokens.size() >= 3) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if (first == "from" && tokens.size() >= 2 && tokens[1].capital && !has_word(tokens, "to")) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if ((first == "back" || first == "still") && tokens.size() >= 3 && tokens[1].low == "on") {
    readings.push_back({statement("User is", rest_of(tokens)), "fact"});
    return true;
  }
  // "still at Spotify"
  static const WordSet places("at with in");
  if (first == "still" && tokens.size() >= 3 && places.has(tokens[1].low) && tokens[2].capital &&
      !is_time_word(tokens[2].low)) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  // "back in the office full-time now"
  const bool again = first == "back" && tokens.size() >= 4 &&
                     (tokens[1].low == "in" || tokens[1].low == "at" || tokens[1].low == "with");
  if (again &&
      (tokens.back().low == "now" || has_word(tokens, "full-time") || has_word(tokens, "since"))) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if (first == "now" && tokens.size() >= 3 && (tokens[1].low == "a" || tokens[1].low == "an")) {
    readings.push_back({statement("User is", rest_of(tokens)), "fact"});
    return true;
  }
  if (first == "now" && tokens.size() >= 3 &&
      (tokens[1].low == "at" || tokens[1].low == "with" || tokens[1].low == "in" ||
       tokens[1].low == "on" || tokens[1].low == "near" || is_verb(tokens[1].low, kGerund))) {
    readings.push_back({statement("User is", rest_of(tokens)), "fact"});
    return true;
  }
  if (tokens.back().low == "here" && tokens.size() >= 2 && tokens.size() <= 8) {
    const TokenSpan role = tokens.first(tokens.size() - 1);
    const bool quality = is_adjective(role.back().low) && !is_kin(role.back().low);
    if (verb_form(role.front().low) != nullptr || is_pronoun(role.front().low)) return false;
    // "new here", "so quiet here", "the baby's here": of the place, or of a moment.
    static const WordSet moments("new quiet cold hot warm late early busy noisy lovely nice dark");
    if (moments.has(role.back().low) || role.back().low.ends_with("'s") ||
        role.back().low == "'s" || is_kin(role.front().low)) {
      return false;
    }
    if (is_condition(role.back().low)) {
      readings.push_back({statement("User has", lowered_start(rest_of(role))), "fact"});
      return true;
    }
    if (is_adverb(role.front().low)) {
      if (!role.back().capital || role.size() > 4) return false;
      readings.push_back({statement("User uses", lowered_start(rest_of(role))), "fact"});
      return true;
    }
    const std::string text = quality ? lowered_start(rest_of(role)) : with_article(role);
    readings.push_back({statement("User is", text), "fact"});
    return true;
  }
  return false;
}

bool read_gerund(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::string& first = tokens.front().low;
  static const WordSet passing(
      "dreading thinking wondering looking trying asking getting feeling "
      "having going hoping being considering loving freaking kidding "
      "joking speaking assuming");
  if (!is_verb(first, kGerund) || passing.has(first) || tokens.size() < 2) return false;
  // "hearing aids since March", "driving test on Friday": things, not doings.
  // "planning dept": a word beside a noun rather than something done.
  static const WordSet opening("to as it them");
  const Token& next = tokens[1];
  if (next.low == "'s") return false;
  const bool object = is_determiner(next.low) || is_preposition(next.low) || next.capital ||
                      is_adverb(next.low) || next.low.ends_with('s') || opening.has(next.low);
  if (!object && tokens.size() < 3) return false;
  static const WordSet things("aid aids shoes club group gear room pool dress ring card");
  if (things.has(tokens[1].low) || is_occasion(tokens[1].low)) return false;
  readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
  return true;
}

// "Berlin, yes - Neukoelln to be exact": the narrower word; what it narrows stands in the store or
// before the comma.
bool read_exact(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::size_t n = tokens.size();
  static const WordSet marks("exact precise specific");
  std::size_t end = 0;
  if (n >= 4 && marks.has(tokens[n - 1].low) && tokens[n - 2].low == "be") end = n - 3;
  if (n >= 2 && (tokens[n - 1].low == "specifically" || tokens[n - 1].low == "precisely"))
    end = n - 1;
  if (end == 0 || end > 6) return false;
  const std::string exact = join(tokens.first(end));
  readings.push_back({"It is " + exact + ", to be exact", "fact", true});
  return true;
}

// "Six foot four", "size 13 feet".
bool read_build(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  static const WordSet units("foot feet ft cm kilos kg pounds lbs stone metres");
  const bool number = is_number_word(tokens[0].low) || is_digits(tokens[0].low);
  if (number && tokens.size() > 1 && tokens.size() < 6 && units.has(tokens[1].low)) {
    const bool weight = tokens[1].low == "kilos" || tokens[1].low == "kg" ||
                        tokens[1].low == "pounds" || tokens[1].low == "lbs" ||
                        tokens[1].low == "stone";
    readings.push_back(
        {statement(weight ? "User weighs" : "User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if (tokens[0].low != "size" || tokens.size() > 4 || tokens.size() < 2) return false;
  if (tokens[1].kind != TokenKind::number) return false;
  readings.push_back({statement("User wears", lowered_start(rest_of(tokens))), "fact"});
  return true;
}

// "Lifelong Arsenal fan", "third-year law student at UCL".
bool read_role(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  std::size_t head = 0;
  while (head < tokens.size() && head < 6 && tokens[head].kind == TokenKind::word &&
         !is_preposition(tokens[head].low) && !is_profession(tokens[head].low)) {
    if (tokens[head].low == "now" || is_auxiliary(tokens[head].low) ||
        is_pronoun(tokens[head].low) || is_verb(tokens[head].low, kPast | kThird) ||
        is_wh_word(tokens[head].low)) {
      return false;
    }
    ++head;
  }
  if (head >= tokens.size() || !is_profession(tokens[head].low)) return false;
  // "Waiter, the bill", "Doctor on call": told only with more words about the role.
  const std::string_view next =
      head + 1 < tokens.size() ? std::string_view(tokens[head + 1].low) : std::string_view();
  static const WordSet links("at in for by of with from on turned since specialising specializing");
  // "dentist on Tuesday" is an appointment.
  const bool timed = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    const bool day = token.kind == TokenKind::number &&
                     (token.low.ends_with("th") || token.low.ends_with("rd") ||
                      token.low.ends_with("nd") || token.low.ends_with("st"));
    return day || is_time_word(token.low);
  });
  static const WordSet since("since from turned");
  if (timed && !since.has(next) && !next.empty()) return false;
  static const WordSet selves("introvert extrovert insomniac vegetarian vegan pescatarian widower");
  const bool more = head > 0 || links.has(next) || (next.empty() && selves.has(tokens[0].low));
  static const WordSet openers("the this that my your good great nice dear every any some no");
  if (!more || openers.has(tokens[0].low) || (!next.empty() && !links.has(next))) return false;
  readings.push_back({statement("User is", with_article(tokens)), "fact"});
  return true;
}

// "Church on Sundays", "choir practice every Wednesday": what is done again and again.
bool read_routine(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  static const WordSet days(
      "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends weekdays mornings "
      "evenings");
  std::size_t when = 1;
  for (; when < tokens.size() && when < 5; ++when) {
    const std::string& low = tokens[when].low;
    const bool on = low == "on" && when + 1 < tokens.size() && days.has(tokens[when + 1].low);
    const bool every = (low == "every" || low == "each") && when + 1 < tokens.size() &&
                       (is_time_word(tokens[when + 1].low) || tokens[when + 1].low == "day");
    if (on || every || days.has(low)) break;
  }
  if (when >= tokens.size() || when >= 5) return false;
  const std::string& first = tokens[0].low;
  if (is_pronoun(first) || is_preposition(first) || is_adverb(first) || is_wh_word(first) ||
      is_determiner(first) || is_time_word(first)) {
    return false;
  }
  if (is_verb(first, kGerund)) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if (is_verb(first, kPast | kThird)) return false;
  readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
  return true;
}

// Whether a time of day stands at `at`: "ten", "half four", "3", "quarter past nine".
bool is_clock(TokenSpan tokens, std::size_t at) {
  if (at >= tokens.size()) return false;
  static const WordSet parts("half quarter noon midday midnight lunchtime");
  if (parts.has(tokens[at].low)) return true;
  static const WordSet counted("of people guests years months weeks days hours minutes places");
  const bool counts = at + 1 < tokens.size() && counted.has(tokens[at + 1].low);
  return !counts && (is_number_word(tokens[at].low) ||
                     (tokens[at].kind == TokenKind::number && tokens[at].low.size() < 6));
}

// "eye test at half four", "haircut at 3": an occasion and its time of day.
bool read_timed(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  std::size_t at = 1;
  bool occasion = is_occasion(tokens[0].low);
  while (at < tokens.size() && at < 5 && tokens[at].low != "at") {
    if (is_auxiliary(tokens[at].low) || is_pronoun(tokens[at].low)) return false;
    occasion = occasion || is_occasion(tokens[at].low);
    ++at;
  }
  static const WordSet openers("the this that every same any no what next");
  if (!occasion || at >= tokens.size() || tokens[at].low != "at" || openers.has(tokens[0].low) ||
      is_preposition(tokens[0].low)) {
    return false;
  }
  // "dinner at Bashir's" goes on with a day that has begun.
  const bool placed = !readings.empty() && readings.back().kind == "event" &&
                      at + 1 < tokens.size() && tokens[at + 1].capital;
  if (!is_clock(tokens, at + 1) && !placed) return false;
  readings.push_back({statement("User has", with_article(with_appointment(tokens))), "event"});
  return true;
}

// "Parents' evening tomorrow at half six", "viva in July": something with a date ahead of it.
bool read_appointment(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  static const WordSet days(
      "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
      "fri "
      "sat sun tomorrow tonight january february march april may june july august september "
      "october "
      "november december jan feb mar apr jun jul aug sep sept oct nov dec");
  static const WordSet talk(
      "same see talk happy good maybe until till by thanks sorry speak meet chat catch more great "
      "nice how what or and but only just still later back done ok okay cool "
      "here there due");
  const std::string& first = tokens[0].low;
  if (first.starts_with("ex-")) return false;
  if (talk.has(first) || is_pronoun(first) || is_preposition(first) || is_adverb(first) ||
      is_time_word(first) || is_wh_word(first)) {
    return false;
  }
  // "Book launch on Thursday"
  const bool noun =
      tokens.size() > 2 && is_occasion(tokens[1].low) && !is_determiner(tokens[1].low);
  if (verb_form(first) != nullptr && !is_occasion(first) && !noun) return false;
  std::size_t when = 1;
  // "on the 9th"
  const auto ordinal = [&](std::size_t i) {
    if (i >= tokens.size()) return false;
    const std::string& low = tokens[i].low;
    return tokens[i].kind == TokenKind::number && tokens[i - 1].low == "the" &&
           (low.ends_with("th") || low.ends_with("st") || low.ends_with("nd") ||
            low.ends_with("rd"));
  };
  while (when < tokens.size() && when < 8 && !days.has(tokens[when].low) && !ordinal(when)) {
    if (is_auxiliary(tokens[when].low) || is_verb(tokens[when].low, kPast | kThird) ||
        talk.has(tokens[when].low)) {
      return false;
    }
    ++when;
  }
  const bool linked = when > 1 && (is_preposition(tokens[when - 1].low) || ordinal(when));
  if (when >= tokens.size() || when >= 8 || (when == 1 && !is_occasion(first) && !linked)) {
    return false;
  }
  if (is_determiner(first) && first != "a" && first != "an" && !is_possessive(first)) return false;
  readings.push_back({statement("User has", with_article(with_appointment(tokens))), "event"});
  return true;
}

// "two kids under five", "a mortgage": what one has, without "I have".
void read_belonging(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::string& first = tokens.front().low;
  static const WordSet belongings(
      "kids children mortgage dog dogs cat cats car house flat wife husband "
      "daughter son daughters sons twins allergy allergies");
  const bool counted = is_determiner(first) && first != "the" && first != "neither" &&
                       first != "either" && !is_pronoun(first);
  const auto head_end = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_preposition(token.low) || token.kind == TokenKind::mark || token.low == "and" ||
           token.low == "who" || token.low == "that" || token.low == "called";
  });
  if (counted && head_end != tokens.begin() && belongings.has((head_end - 1)->low)) {
    readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
  }
}

void read_piece(TokenSpan tokens, bool ailing, std::vector<FragmentReading>& readings) {
  tokens = tokens.first(end_without_extras(tokens));
  // "so levothyroxine every morning"
  static const WordSet leading("so hence thus");
  while (!tokens.empty() && leading.has(tokens.front().low)) tokens = tokens.subspan(1);
  if (tokens.empty() || is_done_to_speaker(tokens)) return;
  if (read_quality(tokens, readings)) return;
  if (tokens.size() < 2 && !is_condition(tokens.front().low)) return;
  if (read_place_or_state(tokens, readings) || read_gerund(tokens, readings)) return;
  // "not in May": of what, the words before say.
  if (tokens.front().low == "not") return;
  bool time = false;
  bool occasion = false;
  for (const Token& token : tokens) {
    time = time || is_time_word(token.low) || token.kind == TokenKind::number;
    occasion = occasion || (is_occasion(token.low) && token.low != "day");
  }
  const std::string& first = tokens.front().low;
  static const WordSet groups("o a b ab");
  if (first == "type" && tokens.size() == 3 && groups.has(tokens[1].low)) {
    readings.push_back({statement("User's blood type is", rest_of(tokens.subspan(1))), "fact"});
    return;
  }
  if (read_build(tokens, readings) || read_timed(tokens, readings)) return;
  if (read_role(tokens, readings)) return;
  if (read_remedy(tokens, readings)) return;
  if (ailing && read_aid(tokens, readings)) return;
  const bool condition =
      is_condition(first) || (tokens.size() <= 3 && is_condition(tokens.back().low));
  if (ailing && !condition && read_medication(tokens, readings)) return;
  if (condition) {
    readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
    return;
  }
  const bool verbal = verb_form(first) != nullptr && !is_occasion(first);
  if (time && occasion && !verbal && !is_preposition(first) && !is_pronoun(first)) {
    readings.push_back({statement("User has", with_article(with_appointment(tokens))), "event"});
    return;
  }
  if (read_routine(tokens, readings) || read_appointment(tokens, readings)) return;
  static const WordSet idioms(
      "idea way problem worries thanks thank rush need one doubt clue pressure "
      "offence luck hurry big more matter wonder issues error longer joke");
  // "no TV in the house", "..., no seizures in 6 years": how things are.
  const bool had =
      first == "no" && tokens.size() >= 4 &&
      (has_word(tokens, "house") || has_word(tokens, "home") || is_time_word(tokens.back().low));
  if (had) {
    readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
    return;
  }
  // "no rugby for me since March" tells what has ended.
  const bool since = first == "no" && has_word(tokens, "since") && has_word(tokens, "me");
  if (since) return;
  if (first == "no" && tokens.size() >= 3 && !idioms.has(tokens[1].low) &&
      tokens.back().low != "me") {
    readings.push_back({statement("User wants", lowered_start(rest_of(tokens))), "preference"});
    return;
  }
  if (first == "no" && tokens.size() >= 4 && tokens[tokens.size() - 2].low == "for" &&
      tokens.back().low == "me") {
    readings.push_back(
        {statement("User wants", lowered_start(rest_of(tokens.first(tokens.size() - 2)))),
         "preference"});
    return;
  }
  read_belonging(tokens, readings);
}

}  // namespace

bool speaks_of_illness(TokenSpan tokens) {
  static const WordSet words(
      "diagnosed diagnosis mg mcg prescribed chronic hypothyroid hyperthyroid asthmatic diabetic "
      "epileptic surgery meds medication");
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return words.has(token.low) || is_condition(token.low) || token.low.ends_with("mg") ||
           token.low.ends_with("mcg");
  });
}

std::vector<FragmentReading> read_fragment_text(const Tokens& all, bool ailing) {
  std::vector<FragmentReading> readings;
  const TokenSpan tokens(all);
  if (tokens.empty()) return readings;
  if (read_swap(tokens, readings) || read_exact(tokens, readings)) return readings;
  const std::string& first = tokens.front().low;
  const bool verbal = is_verb(first, kBase) && !is_occasion(first);
  bool always = tokens.size() > 2 && tokens.back().low == "always";
  for (std::size_t i = 1; i + 1 < tokens.size() && i < 5; ++i) {
    // "window seat, always, unless it's an overnight"
    always = always || (tokens[i].low == "," && tokens[i + 1].low == "always");
  }
  if ((has_word(tokens, "please") || always) && !verbal && first != "you") {
    read_wish(tokens, readings);
    return readings;
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].low != "," && tokens[i].low != "then") continue;
    if (i > begin) read_piece(tokens.subspan(begin, i - begin), ailing, readings);
    begin = i + 1;
  }
  return readings;
}

}  // namespace mnestic::extract
