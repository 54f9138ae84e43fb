// Exchanges: clauses that put one thing in another's place: "switched from X to Y", "swapped X for
// Y", "moved the wedding to June".
#include <algorithm>
#include <string>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "rules/change_parts.h"

namespace mnestic::extract {
namespace {

void assert_object(const Subject& subject, std::string_view lemma, const Tokens& object,
                   std::vector<Change>& changes) {
  if (object.empty()) return;
  changes.push_back(
      {false, statement(subject.text, agreeing(subject, lemma) + " " + turned(subject, object))});
}

// "use Notion now instead of Trello"
bool read_instead(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("use drink eat take drive play");
  const Tokens& tokens = clause.predicate;
  const std::size_t instead = find_word(tokens, "instead", core.verb);
  if (!verbs.has(core.lemma) || instead + 2 >= tokens.size() || tokens[instead + 1].low != "of" ||
      find_word(tokens, "now") >= tokens.size() || is_verb(tokens[core.verb].low, kPast)) {
    return false;
  }
  Tokens fresh = part_of(tokens, core.verb + 1, instead);
  std::erase_if(fresh, [](const Token& token) { return token.low == "now"; });
  const Tokens old = part_of(tokens, instead + 2, object_end(tokens, instead + 2));
  if (fresh.empty() || old.empty()) return false;
  end_objects(clause.subject, core.lemma, old, changes);
  assert_object(clause.subject, core.lemma, fresh, changes);
  return true;
}

// "swapped broadband to Zen": another source of the same thing; "moved the wedding to June".
bool read_new_source(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("swap switch change move migrate");
  static const WordSet own("name surname number email address mind password hair title");
  const Tokens& tokens = clause.predicate;
  const Subject& subject = clause.subject;
  const std::size_t goal = find_word(tokens, "to", core.verb);
  if (!verbs.has(core.lemma) || goal <= core.verb + 1 || goal >= core.verb + 5 ||
      goal + 1 >= tokens.size() || !tokens[goal + 1].capital ||
      find_word(tokens, "from", core.verb) < tokens.size()) {
    return false;
  }
  std::size_t what = core.verb + 1;
  while (what < goal && is_determiner(tokens[what].low)) ++what;
  if (what >= goal) return false;
  std::size_t thing_end = goal;
  static const WordSet sources("supplier provider tariff contract");
  if (thing_end > what + 1 && sources.has(tokens[thing_end - 1].low)) --thing_end;
  const std::string thing = turned(subject, part_of(tokens, what, thing_end));
  if (is_occasion(tokens[goal - 1].low) && subject.text == "User") {
    changes.push_back({false, statement("User's " + thing + " has been moved",
                                        turned(subject, part_of(tokens, goal, tokens.size())))});
    return true;
  }
  static const WordSet particles("over up down on back out in away home across");
  if (tokens[what].capital || own.has(tokens[what].low) || particles.has(tokens[what].low))
    return false;
  // "moved the car to Elm Street" changes no source.
  static const WordSet served(
      "broadband internet insurance mortgage pension phone mobile landline contract account "
      "accounts savings energy electricity gas email emails website hosting blog bank banks isa");
  if (core.lemma == "move" && !served.has(tokens[thing_end - 1].low)) return false;
  const std::string source =
      turned(subject, part_of(tokens, goal + 1, object_end(tokens, goal + 1)));
  changes.push_back({false, statement(subject.text, "switched to " + source + " for " + thing)});
  return true;
}

// The words of "from X to Y", wherever they stand.
struct Course {
  std::size_t from = 0;
  std::size_t to = 0;
};

// "switched my major from biology to statistics", "gone from full-time to three days a week": what
// one had, only the store knows.
bool read_own_course(const Clause& clause, const Core& core, Course course,
                     std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  const Subject& subject = clause.subject;
  const auto [from, to] = course;
  const std::size_t object = core.verb + 1;
  const bool owned = from > object + 1 && from < object + 4 && from < to &&
                     (word_is(tokens, object, "my") || word_is(tokens, object, "our"));
  if (owned) {
    end_objects(subject, "do", part_of(tokens, from + 1, to), changes);
    changes.push_back(
        {false, statement(subject.text + "'s " +
                              turned(subject, part_of(tokens, object + 1, from)) + " is",
                          turned(subject, part_of(tokens, to + 1, object_end(tokens, to + 1))))});
    return true;
  }
  const bool named = to + 1 < tokens.size() && tokens[to + 1].capital;
  const bool measure = from == object && from + 1 < tokens.size() && !named &&
                       (core.lemma == "go" || core.lemma == "change");
  if (!measure) return false;
  end_objects(subject, "do", part_of(tokens, from + 1, from < to ? to : tokens.size()), changes);
  changes.push_back({false, statement(subject.text, third_person_predicate(subject, tokens))});
  return true;
}

bool read_course(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs(
      "switch change move migrate convert go transfer relocate upgrade downsize");
  if (!verbs.has(core.lemma)) return false;
  const Tokens& tokens = clause.predicate;
  const Subject& subject = clause.subject;
  const std::size_t from = find_word(tokens, "from", core.verb);
  const std::size_t to = find_word(tokens, "to", core.verb);
  if (from >= tokens.size() || to >= tokens.size()) return false;
  if (core.lemma == "go" && from != core.verb + 1) return false;
  // "moved the piano from Ghent to Bruges"
  static const WordSet houses("house home back away out over up down across again flat");
  const bool carried = core.lemma == "move" && from != core.verb + 1 && to != core.verb + 1 &&
                       is_determiner(tokens[core.verb + 1].low) &&
                       !houses.has(tokens[from - 1].low);
  const bool own_thing = tokens[core.verb + 1].low == "my" || tokens[core.verb + 1].low == "our";
  if (carried && !own_thing) return false;
  if (read_own_course(clause, core, {.from = from, .to = to}, changes)) return true;
  const bool home = core.lemma == "relocate" || core.lemma == "downsize" ||
                    (core.lemma == "move" && tokens[core.verb + 1].low != "on");
  const std::size_t old_end = from < to ? to : tokens.size();
  const std::size_t new_end = from < to ? tokens.size() : from;
  const Tokens old_one = part_of(tokens, from + 1, std::min(old_end, object_end(tokens, from + 1)));
  const Tokens new_one = part_of(tokens, to + 1, std::min(new_end, object_end(tokens, to + 1)));
  if (old_one.empty() || new_one.empty()) return false;
  const std::string verb = agreeing(subject, home ? "live" : "use") + (home ? " in " : " ");
  changes.push_back({true, statement(subject.text, verb + turned(subject, old_one))});
  changes.push_back({false, statement(subject.text, verb + turned(subject, new_one))});
  return true;
}

}  // namespace

bool read_exchange(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  if (read_instead(clause, core, changes) || read_new_source(clause, core, changes) ||
      read_course(clause, core, changes)) {
    return true;
  }
  static const WordSet verbs("swap replace trade exchange ditch");
  const Tokens& tokens = clause.predicate;
  if (!verbs.has(core.lemma)) return false;
  std::size_t link = find_word(tokens, "for", core.verb + 1);
  if (link >= tokens.size()) link = find_word(tokens, "with", core.verb + 1);
  if (link >= tokens.size() || link == core.verb + 1) return false;
  // "swapped my Thursday shift for the Sunday": of two turns none is used.
  if (is_time_word(tokens[object_end(tokens, link + 1) - 1].low)) return false;
  // "traded the Golf in for a Skoda"
  const std::size_t old_end = tokens[link - 1].low == "in" ? link - 1 : link;
  end_objects(clause.subject, "use", part_of(tokens, core.verb + 1, old_end), changes);
  assert_object(clause.subject, "use", part_of(tokens, link + 1, object_end(tokens, link + 1)),
                changes);
  return true;
}

}  // namespace mnestic::extract
