// Slots: topics that hold one value of a person at a time, and how statements name them.
#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "relation/statement.h"

namespace mnestic::extract {
namespace {

// The words of terms [from, to) with blanks between; links are kept, since "at" and "in" may part
// meanings.
std::string words(const Parsed& parsed, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to && i < parsed.terms.size(); ++i) {
    if (!text.empty()) text += ' ';
    text += parsed.terms[i].word;
  }
  return text;
}

bool term_is(const Parsed& parsed, std::size_t i, std::string_view word) {
  return i < parsed.terms.size() && parsed.terms[i].word == word;
}

// Up to the next linking word: "Lisbon since 2019" has the value "Lisbon".
std::size_t phrase_end(const Parsed& parsed, std::size_t from) {
  std::size_t i = from;
  while (i < parsed.terms.size() && !parsed.terms[i].link) ++i;
  return i;
}

void fill(Parsed& parsed, std::string topic, std::size_t from) {
  std::string value = words(parsed, from, phrase_end(parsed, from));
  if (value.empty()) return;
  parsed.slot = std::move(topic);
  parsed.value = std::move(value);
}

void fill_word(Parsed& parsed, std::string topic, std::size_t at) {
  parsed.slot = std::move(topic);
  parsed.value = parsed.terms[at].word;
}

bool one_of_status(std::string_view word) {
  static const WordSet set("single married divorced engaged widowed separated");
  return set.has(word);
}

bool one_of_diet(std::string_view word) {
  static const WordSet set("vegetarian vegan pescatarian omnivore carnivore");
  return set.has(word);
}

// Attributes after "User's": "User's name is Ash".
bool is_attribute(std::string_view noun) {
  static const WordSet set(
      "name age birthday timezone email address phone number employer height weight username "
      "nationality pronouns pronoun budget deadline salary rent diet surname nickname title "
      "birthplace hometown postcode language locale gender zone size job occupation profession "
      "role "
      "surname mobile cell mail e-mail");
  return set.has(noun);
}

// A value of six digits and more, as phone numbers are.
bool says_phone(const Parsed& parsed) {
  std::size_t digits = 0;
  for (const Term& term : parsed.terms) {
    if (!term.number) continue;
    for (const char c : term.word) digits += c >= '0' && c <= '9' ? 1U : 0U;
  }
  return digits >= 6;
}

// "has blonde hair", "dyed their hair red".
void slot_of_hair(Parsed& parsed) {
  static const WordSet colours(
      "blonde blond brown black red ginger auburn grey white pink blue green purple orange silver "
      "brunette dark fair");
  bool hair = false;
  std::string colour;
  for (const Term& term : parsed.terms) {
    hair = hair || term.word == "hair";
    if (colours.has(term.word)) colour = term.word;
  }
  if (!hair || colour.empty()) return;
  parsed.slot = "hair colour";
  parsed.value = colour;
}

void slot_of_possession(Parsed& parsed) {
  const std::string last = parsed.subject_terms.back();
  std::string topic;
  // "User's new number", "User's new address": the same topic.
  for (std::size_t i = 1; i < parsed.subject_terms.size(); ++i) {
    if (parsed.subject_terms[i] == "new" || parsed.subject_terms[i] == "current") continue;
    if (!topic.empty()) topic += ' ';
    topic += parsed.subject_terms[i];
  }
  if (parsed.verb != "be") return;
  static const WordSet phones("number mobile cell phone telephone");
  static const WordSet mails("e-mail mail");
  if (phones.has(last) && parsed.subject_terms.size() <= 4 && says_phone(parsed)) {
    topic = "phone number";
  }
  if (mails.has(last) || topic == "email address") topic = "email";
  // "rent is too high", "the deadline is tight": no amount, and so no other one.
  static const WordSet amounts("rent salary budget height weight age");
  const bool amount = std::any_of(parsed.terms.begin(), parsed.terms.end(),
                                  [](const Term& term) { return term.number; });
  if (amounts.has(last) && (!amount || term_is(parsed, 0, "due"))) return;
  const bool favourite = parsed.subject_terms.size() > 2 && parsed.subject_terms[1] == "favourite";
  if (favourite || is_attribute(last)) {
    fill(parsed, topic, 0);
  } else if (term_is(parsed, 0, "called")) {
    fill(parsed, topic + " name", 1);
  } else if ((is_kin(last) || is_pet(last)) && !parsed.terms.empty() && parsed.terms[0].name) {
    fill(parsed, topic + " name", 0);
  } else if (is_occasion(last) && !parsed.terms.empty() &&
             (parsed.terms[0].word == "on" || parsed.terms[0].word == "at")) {
    parsed.slot = topic + " date";
    parsed.value = words(parsed, 1, parsed.terms.size());
  }
}

// "is in Utrecht these days", not "is in Lisbon for work these days".
void slot_of_dwelling(Parsed& parsed) {
  std::size_t end = 1;
  while (end < parsed.terms.size() && parsed.terms[end].name &&
         !is_time_word(parsed.terms[end].word)) {
    ++end;
  }
  const bool more =
      std::any_of(parsed.terms.begin() + static_cast<std::ptrdiff_t>(end), parsed.terms.end(),
                  [](const Term& term) {
                    static const WordSet idle("these day nowadays nowaday lately now");
                    return !is_time_word(term.word) && !idle.has(term.word);
                  });
  if (end == 1 || more) return;
  parsed.slot = "home";
  parsed.value = words(parsed, 1, end);
}

// What a person is: named, based somewhere, of an age.
void slot_of_being(Parsed& parsed) {
  const Term& first = parsed.terms[0];
  if (parsed.terms.size() > 1 && first.number && parsed.terms.back().word == "tall") {
    parsed.slot = "height";
    parsed.value = words(parsed, 0, parsed.terms.size() - 1);
    return;
  }
  const bool works = first.word == "at" && parsed.now && parsed.terms.size() > 1;
  if (works && parsed.terms[1].name) return fill(parsed, "employer", 1);
  if (first.word == "called") return fill(parsed, "name", 1);
  if (first.word == "in" && parsed.lately) return slot_of_dwelling(parsed);
  if (first.word == "settled" && term_is(parsed, 1, "in")) return fill(parsed, "home", 2);
  if (first.word == "based" && term_is(parsed, 1, "in")) return fill(parsed, "home", 2);
  if (first.word == "employed" && parsed.terms.size() > 2) return fill(parsed, "employer", 2);
  if (first.word == "born" && parsed.terms.size() > 2) {
    bool dated = false;
    for (const Term& term : parsed.terms) dated = dated || term.number;
    if (dated && (parsed.terms[1].word == "on" || parsed.terms[1].word == "in")) {
      parsed.slot = "birthday";
      parsed.value = words(parsed, 2, parsed.terms.size());
    } else if (parsed.terms[1].word == "in") {
      fill(parsed, "birthplace", 2);
    }
    return;
  }
  if (one_of_status(first.word)) {
    parsed.slot = "marital status";
    parsed.value = first.word;
  } else if (one_of_diet(first.word) && parsed.terms.size() == 1) {
    parsed.slot = "diet";
    parsed.value = first.word;
  } else if (first.number && (parsed.terms.size() == 1 || term_is(parsed, 1, "year"))) {
    parsed.slot = "age";
    parsed.value = first.word;
  }
}

void slot_of_person(Parsed& parsed) {
  const std::string& verb = parsed.verb;
  if (verb == "live" && (term_is(parsed, 0, "in") || term_is(parsed, 0, "at"))) {
    return fill(parsed, "home", 1);
  }
  if (verb == "settle" && term_is(parsed, 0, "in") && parsed.terms.size() > 1 &&
      parsed.terms[1].name) {
    return fill(parsed, "home", 1);
  }
  if ((verb == "move" || verb == "relocate") && term_is(parsed, 0, "to")) {
    return fill(parsed, "home", 1);
  }
  if (verb == "work" && (term_is(parsed, 0, "at") || term_is(parsed, 0, "for"))) {
    return fill(parsed, "employer", 1);
  }
  if (verb == "weigh" && !parsed.terms.empty() && parsed.terms[0].number) {
    parsed.slot = "weight";
    parsed.value = words(parsed, 0, phrase_end(parsed, 0));
    return;
  }
  if (verb == "go" && term_is(parsed, 0, "by")) return fill(parsed, "name", 1);
  if (verb == "bank" && term_is(parsed, 0, "with")) return fill(parsed, "bank", 1);
  if (verb == "have" || verb == "dye") {
    slot_of_hair(parsed);
    if (!parsed.slot.empty()) return;
  }
  if (verb == "date" && !parsed.terms.empty() && parsed.terms[0].name) {
    return fill(parsed, "partner", 0);
  }
  if (verb == "turn" && !parsed.terms.empty() && parsed.terms[0].number)
    return fill_word(parsed, "age", 0);
  if (verb == "get" && !parsed.terms.empty() && one_of_status(parsed.terms[0].word)) {
    return fill_word(parsed, "marital status", 0);
  }
  if (verb == "change" && term_is(parsed, 0, "name") && term_is(parsed, 1, "to")) {
    return fill(parsed, "name", 2);
  }
  if (verb == "want" && term_is(parsed, 1, "be") && term_is(parsed, 2, "called")) {
    return fill(parsed, "preferred name", 3);
  }
  if (verb == "join" && !parsed.terms.empty() && parsed.terms[0].name)
    return fill(parsed, "employer", 0);
  if (verb == "get" || verb == "start" || verb == "have" || verb == "land") {
    for (std::size_t i = 0; i + 2 < parsed.terms.size() && i < 3; ++i) {
      if (parsed.terms[i].word == "job" && parsed.terms[i + 1].word == "at")
        return fill(parsed, "employer", i + 2);
    }
  }
  if (verb == "have" && parsed.terms.size() >= 2 && parsed.terms[0].number &&
      parsed.terms[0].word.find_first_not_of("0123456789") == std::string::npos) {
    const std::size_t end = phrase_end(parsed, 1);
    if (end == parsed.terms.size()) {
      parsed.slot = "number of " + words(parsed, 1, end);
      parsed.value = parsed.terms[0].word;
    }
    return;
  }
  if (verb == "be" && !parsed.terms.empty()) slot_of_being(parsed);
}

}  // namespace

void find_slot(Parsed& parsed) {
  for (const std::string& term : parsed.subject_terms) {
    if (term == "of" || term == "and") return;  // "one of User's children": there are others
  }
  if (parsed.subject_terms.empty() || parsed.negated || parsed.tense == Tense::former ||
      parsed.tense == Tense::future) {
    return;
  }
  const bool of_user = parsed.subject_terms.front() == "user";
  const bool born = parsed.verb == "be" && term_is(parsed, 0, "born");
  static const WordSet lasting("move relocate turn get join start land change dye settle");
  if (parsed.tense == Tense::past && !born && !lasting.has(parsed.verb)) return;
  if (of_user && parsed.subject_terms.size() > 1) {
    slot_of_possession(parsed);
    if (!parsed.slot.empty()) return;
  }
  slot_of_person(parsed);
  if (parsed.slot.empty()) return;
  std::string whose;
  for (std::size_t i = of_user ? 1 : 0; i < parsed.subject_terms.size(); ++i) {
    whose += parsed.subject_terms[i] + ' ';
  }
  parsed.slot = whose + parsed.slot;
}

}  // namespace mnestic::extract
