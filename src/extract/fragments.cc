// Fragments: text without a subject and verb of its own, as people type it: "root canal on
// Thursday", "vegetarian since 2012", "dark mode everywhere please", "Tuesday, not Thursday". Only
// shapes that can be completed safely.
#include <algorithm>
#include <string>

#include "lexicon.h"
#include "mood.h"
#include "rewrite.h"

namespace mnestic::extract {
namespace {

std::string rest_of(TokenSpan tokens) {
  Subject user;
  user.text = "User";
  return turned(user, tokens);
}

bool has_word(TokenSpan tokens, std::string_view low) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return token.low == low; });
}

std::string lowered_start(std::string text) {
  // "Interview with ..." inside a sentence is "interview with ..."; "MRI" stays.
  if (text.size() > 1 && text[1] >= 'a' && text[1] <= 'z') text[0] = lower(text.substr(0, 1))[0];
  return text;
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

std::string with_article(TokenSpan tokens) {
  std::string text = lowered_start(rest_of(tokens));
  const std::string& low = tokens.front().low;
  for (const Token& token : tokens) {
    if (is_preposition(token.low) || is_time_word(token.low)) break;
    if (token.low.ends_with('s') && !token.low.ends_with("ss") && !token.capital) return text;
  }
  if (is_determiner(low) || (tokens.front().capital && low == tokens.front().out)) return text;
  const bool vowel = std::string_view("aeiou").find(low.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + text;
}

bool is_condition(std::string_view low) {
  static const WordSet set(
      "epilepsy asthma diabetes eczema migraine migraines arthritis depression anxiety adhd autism "
      "ibs pcos endometriosis psoriasis hypertension anaemia anemia lupus tinnitus vertigo");
  return set.has(low);
}

bool is_quality(std::string_view low) {
  static const WordSet set(
      "decent good great bad terrible hopeless rubbish useless allergic keen "
      "deaf blind married vegan vegetarian pescatarian divorced retired "
      "pregnant single engaged born raised based self-taught fluent happy "
      "big huge coeliac celiac diabetic lactose left-handed right-handed "
      "dyslexic autistic awful proud originally currently teetotal sober");
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
  if (kept.size() < 2) return;
  readings.push_back({statement("User wants", lowered_start(rest_of(kept))), "preference"});
}

// "Tuesday, not Thursday"
bool read_swap(TokenSpan tokens, std::vector<FragmentReading>& readings) {
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
  static const WordSet degree(
      "a an the much really very so too big huge massive particularly great "
      "super pretty quite");
  std::size_t word = at;
  while (word < tokens.size() && degree.has(tokens[word].low)) ++word;
  if (word >= tokens.size()) return false;
  static const WordSet tastes("fan lover person fond keen into");
  const bool taste = tastes.has(tokens[word].low);
  const std::string_view next =
      word + 1 < tokens.size() ? std::string_view(tokens[word + 1].low) : "";
  static const WordSet after("at in with to since for on of , by from about");
  const bool quality = is_quality(tokens[word].low) && (next.empty() || after.has(next) || denied ||
                                                        next == "intolerant" || next == "person");
  if (!taste && !(quality && (next.empty() || next != "for"))) return false;
  if (!taste && next.empty() && !is_adjective(tokens[word].low)) return false;
  static const WordSet chatty("good great bad terrible happy big huge awful decent");
  if (!taste && chatty.has(tokens[word].low) && next != "at" && next != "with") return false;
  std::string text = lowered_start(rest_of(tokens.subspan(at)));
  const bool article = taste && next == "of" && word == at;
  const bool article_too = taste && word > at && !is_determiner(tokens[at].low) &&
                           (tokens[word].low == "fan" || tokens[word].low == "lover");
  if (article || article_too) text.insert(0, "a ");
  readings.push_back({statement((denied ? "User is not" : "User is") + adverb, text),
                      taste ? "preference" : "fact"});
  return true;
}

bool read_place_or_state(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  const std::string& first = tokens.front().low;
  if (first == "from" && tokens.size() >= 2 && tokens[1].capital) {
    readings.push_back({statement("User is", lowered_start(rest_of(tokens))), "fact"});
    return true;
  }
  if (first == "now" && tokens.size() >= 3 && (tokens[1].low == "at" || tokens[1].low == "with")) {
    readings.push_back({statement("User is", rest_of(tokens)), "fact"});
    return true;
  }
  if (tokens.back().low == "here" && tokens.size() >= 2 && tokens.size() <= 5) {
    const TokenSpan role = tokens.first(tokens.size() - 1);
    const bool quality = is_adjective(role.back().low) && !is_kin(role.back().low);
    if (verb_form(role.front().low) != nullptr || is_pronoun(role.front().low)) return false;
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

void read_piece(TokenSpan tokens, std::vector<FragmentReading>& readings) {
  tokens = tokens.first(end_without_extras(tokens));
  if (tokens.empty()) return;
  if (read_quality(tokens, readings)) return;
  if (tokens.size() < 2) return;
  if (read_place_or_state(tokens, readings) || read_gerund(tokens, readings)) return;
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
  if (is_condition(first)) {
    readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
    return;
  }
  const bool verbal = verb_form(first) != nullptr && !is_occasion(first);
  if (time && occasion && !verbal && !is_preposition(first) && !is_pronoun(first)) {
    readings.push_back({statement("User has", with_article(with_appointment(tokens))), "event"});
    return;
  }
  static const WordSet idioms(
      "idea way problem worries thanks rush need one doubt clue pressure "
      "offence luck hurry big more matter wonder issues error longer joke");
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
  static const WordSet belongings(
      "kids children mortgage dog dogs cat cats car house flat wife husband "
      "daughter son daughters sons twins allergy allergies");
  const bool counted = is_determiner(first) && first != "the" && first != "neither" &&
                       first != "either" && !is_pronoun(first);
  if (counted && std::any_of(tokens.begin(), tokens.end(),
                             [](const Token& token) { return belongings.has(token.low); })) {
    readings.push_back({statement("User has", lowered_start(rest_of(tokens))), "fact"});
  }
}

}  // namespace

std::vector<FragmentReading> read_fragment_text(const Tokens& all, bool corrects) {
  std::vector<FragmentReading> readings;
  const TokenSpan tokens(all);
  if (tokens.empty()) return readings;
  (void)corrects;
  if (read_swap(tokens, readings) || read_exact(tokens, readings)) return readings;
  const std::string& first = tokens.front().low;
  const bool verbal = is_verb(first, kBase) && !is_occasion(first);
  const bool always = tokens.size() > 2 && tokens.back().low == "always";
  if ((has_word(tokens, "please") || always) && !verbal && first != "you") {
    read_wish(tokens, readings);
    return readings;
  }
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    if (i < tokens.size() && tokens[i].low != ",") continue;
    if (i > begin) read_piece(tokens.subspan(begin, i - begin), readings);
    begin = i + 1;
  }
  return readings;
}

}  // namespace mnestic::extract
