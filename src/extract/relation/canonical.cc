// One wording for what can be said in several: "is employed by" is "works at", "does not like" is
// "dislikes", "is fond of" is "likes". Only wordings that mean the same to the letter; numbers,
// names, dates, units and polarity are never touched.
#include <string_view>

#include "grammar/lexicon.h"
#include "relation/statement.h"

namespace mnestic::extract {
namespace {

bool term_is(const Parsed& parsed, std::size_t i, std::string_view word) {
  return i < parsed.terms.size() && parsed.terms[i].word == word;
}

void drop(Parsed& parsed, std::size_t from, std::size_t count) {
  const auto first = parsed.terms.begin() + static_cast<std::ptrdiff_t>(from);
  parsed.terms.erase(first, first + static_cast<std::ptrdiff_t>(count));
}

// "every day", "each day", "per day", "daily" are "a day".
void say_rates(Parsed& parsed) {
  static const WordSet each("every each per");
  static const WordSet units("day week month year morning evening night weekend");
  for (std::size_t i = 0; i < parsed.terms.size(); ++i) {
    Term& term = parsed.terms[i];
    if (term.word == "daily") term.word = "day";
    if (term.word == "weekly") term.word = "week";
    const bool unit = i + 1 < parsed.terms.size() && units.has(parsed.terms[i + 1].word);
    if (each.has(term.word) && unit) drop(parsed, i, 1);
  }
  // "twice a week" is "two times a week".
  for (std::size_t i = 0; i + 1 < parsed.terms.size(); ++i) {
    const bool once = parsed.terms[i].word == "once";
    if ((!once && parsed.terms[i].word != "twice") || !units.has(parsed.terms[i + 1].word))
      continue;
    parsed.terms[i].word = once ? "1" : "2";
    parsed.terms[i].number = true;
    parsed.terms.insert(parsed.terms.begin() + static_cast<std::ptrdiff_t>(i) + 1, Term{"time"});
  }
}

void say_being(Parsed& parsed) {
  struct Condition {
    std::string_view adjective;
    std::string_view noun;
  };
  static constexpr Condition kConditions[] = {{"diabetic", "diabetes"},
                                              {"asthmatic", "asthma"},
                                              {"epileptic", "epilepsy"},
                                              {"dyslexic", "dyslexia"}};
  if ((term_is(parsed, 0, "fond") && term_is(parsed, 1, "of")) ||
      (term_is(parsed, 0, "keen") && term_is(parsed, 1, "on"))) {
    parsed.verb = "like";
    drop(parsed, 0, 2);
    return;
  }
  const bool by =
      term_is(parsed, 1, "by") || term_is(parsed, 1, "with") || term_is(parsed, 1, "at");
  if (term_is(parsed, 0, "employed") && by && parsed.terms.size() > 2) {
    parsed.verb = "work";
    drop(parsed, 0, 1);
    parsed.terms[0].word = "at";
    return;
  }
  if (term_is(parsed, 0, "subscribed") && term_is(parsed, 1, "to")) {
    parsed.verb = "subscribe";
    drop(parsed, 0, 1);
    return;
  }
  if (parsed.terms.size() != 1) return;
  for (const Condition& condition : kConditions) {
    if (parsed.terms[0].word != condition.adjective) continue;
    parsed.verb = "have";
    parsed.terms[0].word = condition.noun;
  }
}

void say_degree(Parsed& parsed) {
  if (parsed.verb != "like" && parsed.verb != "love" && parsed.verb != "dislike" &&
      parsed.verb != "hate") {
    return;
  }
  if (parsed.terms.size() > 1 &&
      (parsed.terms.back().word == "lot" || parsed.terms.back().word == "much")) {
    parsed.terms.pop_back();
  }
}

// Verbs that take their meaning from the word behind them.
void say_phrases(Parsed& parsed) {
  const std::string verb = parsed.verb;
  if (verb == "work" && term_is(parsed, 0, "for")) parsed.terms[0].word = "at";
  if (verb == "work" && term_is(parsed, 0, "as") && parsed.terms.size() > 1) {
    parsed.verb = "be";
    drop(parsed, 0, 1);
  } else if (verb == "come" && term_is(parsed, 0, "from")) {
    parsed.verb = "be";
  } else if ((verb == "would like" || verb == "would love") && term_is(parsed, 0, "to")) {
    parsed.verb = "want";
  } else if (verb == "can speak") {
    parsed.verb = "speak";
  } else if ((verb == "can stand" || verb == "can bear") && parsed.negated) {
    parsed.verb = "hate";
    parsed.negated = false;
  } else if (verb == "suffer" && term_is(parsed, 0, "from")) {
    parsed.verb = "have";
    drop(parsed, 0, 1);
  } else if (verb == "have" && term_is(parsed, 0, "subscription") && term_is(parsed, 1, "to")) {
    parsed.verb = "subscribe";
    drop(parsed, 0, 1);
  } else if (verb == "have" && parsed.terms.size() == 2 && term_is(parsed, 1, "subscription")) {
    parsed.verb = "subscribe";
    parsed.terms[1] = parsed.terms[0];
    parsed.terms[0] = Term{"to", true};
  } else if (verb == "make" && term_is(parsed, 0, "use") && term_is(parsed, 1, "of")) {
    parsed.verb = "use";
    drop(parsed, 0, 2);
  } else if (verb == "prefer") {
    for (Term& term : parsed.terms) {
      if (term.word == "over") term.word = "to";
    }
  }
}

// "User's home is in Porto": where the user lives.
void say_home(Parsed& parsed) {
  const bool home = parsed.subject_terms.size() == 2 && parsed.subject_terms[0] == "user" &&
                    parsed.subject_terms[1] == "home";
  if (!home || parsed.verb != "be" || !term_is(parsed, 0, "in")) return;
  parsed.subject = "user";
  parsed.subject_terms.pop_back();
  parsed.verb = "live";
}

}  // namespace

void say_plainly(Parsed& parsed) {
  say_rates(parsed);
  say_phrases(parsed);
  if (parsed.verb == "be") say_being(parsed);
  say_home(parsed);
  if (parsed.verb == "like" && parsed.negated) {
    parsed.verb = "dislike";
    parsed.negated = false;
  }
  say_degree(parsed);
  if (!parsed.negated) return;
  for (std::size_t i = 0; i < parsed.terms.size(); ++i) {
    if (parsed.terms[i].word == "any") drop(parsed, i, 1);
  }
}

}  // namespace mnestic::extract
