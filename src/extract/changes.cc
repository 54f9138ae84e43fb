#include "changes.h"

#include <cstddef>
#include <optional>

#include "lexicon.h"
#include "lists.h"
#include "rewrite.h"

namespace mnestic::extract {
namespace {

Tokens slice(const Tokens& tokens, std::size_t from, std::size_t to) {
  if (from >= to || from >= tokens.size()) return {};
  return Tokens(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                tokens.begin() + static_cast<std::ptrdiff_t>(std::min(to, tokens.size())));
}

std::size_t find_word(const Tokens& tokens, std::string_view low, std::size_t from = 0) {
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (tokens[i].low == low) return i;
  }
  return tokens.size();
}

// Where the object ends: "Magnet ages ago", "sugar last year", "Magnet because it was slow".
std::size_t object_end(const Tokens& tokens, std::size_t from) {
  static const WordSet stops(
      "ages ago last yesterday today this because since after when while in "
      "for so now completely entirely altogether forever recently years "
      "months weeks though anymore already , ( finally");
  for (std::size_t i = from; i < tokens.size(); ++i) {
    if (i > from && (stops.has(tokens[i].low) || is_number_word(tokens[i].low))) return i;
  }
  return tokens.size();
}

// A retraction for each item of the object: verb + object.
void end_objects(const Subject& subject, std::string_view lemma, const Tokens& object,
                 std::vector<Change>& changes) {
  if (object.empty()) return;
  Token verb;
  verb.out = verb.low = agreeing(subject, lemma);
  Tokens predicate = {verb};
  predicate.insert(predicate.end(), object.begin(), object.end());
  predicate[1].space = true;
  for (const Tokens& part : part_list(predicate)) {
    changes.push_back({true, statement(subject.text, turned(subject, part))});
  }
}

void assert_object(const Subject& subject, std::string_view lemma, const Tokens& object,
                   std::vector<Change>& changes) {
  if (object.empty()) return;
  changes.push_back(
      {false, statement(subject.text, agreeing(subject, lemma) + " " + turned(subject, object))});
}

// "stopped smoking", "gave up running": the gerund's verb; "gave up Magnet": "use".
void end_activity(const Subject& subject, const Tokens& tokens, std::size_t from,
                  std::string_view otherwise, std::vector<Change>& changes) {
  const std::size_t end = object_end(tokens, from);
  if (from >= end) return;
  const std::string& low = tokens[from].low;
  if (low.ends_with("ing") && low.size() > 4 && !tokens[from].capital) {
    const std::string lemma = base_of_gerund(low);
    if (from + 1 >= end) {
      changes.push_back({true, statement(subject.text, agreeing(subject, lemma))});
    } else {
      end_objects(subject, lemma, slice(tokens, from + 1, end), changes);
    }
    return;
  }
  end_objects(subject, otherwise, slice(tokens, from, end), changes);
}

struct Core {
  std::size_t verb = 0;  // index of the main verb
  std::string lemma;
  bool negated = false;
};

Core core_of(const Tokens& tokens) {
  Core core;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if (low == "not" || low == "never") {
      core.negated = true;
      continue;
    }
    if (is_adverb(low)) continue;
    core.verb = i;
    core.lemma = lemma_of(low);
    const bool goes_on = is_auxiliary(low) && i + 1 < tokens.size();
    if (!goes_on) break;
    std::size_t next = i + 1;
    while (next < tokens.size() && (is_adverb(tokens[next].low) || tokens[next].low == "not")) {
      if (tokens[next].low == "not") core.negated = true;
      ++next;
    }
    if (next >= tokens.size() || verb_form(tokens[next].low) == nullptr) break;
    if (is_be(low) && !is_verb(tokens[next].low, kGerund)) break;
    i = next - 1;
  }
  return core;
}

// "no longer", "not ... anymore", "not ... after all": the positive statement, as a retraction.
std::optional<Tokens> without_denial(const Tokens& tokens) {
  Tokens kept;
  bool denied = false;
  bool ended = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    const std::string_view next = i + 1 < tokens.size() ? std::string_view(tokens[i + 1].low) : "";
    if (low == "no" && next == "longer") {
      denied = ended = true;
      ++i;
    } else if (low == "not") {
      denied = true;
    } else if (low == "anymore") {
      ended = true;
    } else if (low == "any" && (next == "more" || next == "longer")) {
      ended = true;
      ++i;
    } else if (low == "after" && next == "all") {
      ended = true;
      ++i;
    } else if (low == "really" || low == "even" || low == "actually") {
      continue;
    } else {
      kept.push_back(tokens[i]);
    }
  }
  if (!denied || !ended || kept.empty()) return std::nullopt;
  return kept;
}

bool read_denial(const Clause& clause, std::vector<Change>& changes) {
  auto kept = without_denial(clause.predicate);
  if (!kept) return false;
  // "does not use" leaves "do use" behind.
  if (kept->size() > 1 && (kept->front().low == "do" || kept->front().low == "does")) {
    kept->erase(kept->begin());
    if (clause.subject.person == Person::other && !clause.subject.plural) {
      kept->front().out = kept->front().low = third_person(kept->front().low);
    }
  }
  const std::size_t comma = find_word(*kept, ",");
  const Tokens core = slice(*kept, 0, comma);
  for (const Tokens& part : part_list(core)) {
    changes.push_back(
        {true, statement(clause.subject.text, third_person_predicate(clause.subject, part))});
  }
  return true;
}

// "switched from X to Y", "swapped X for Y", "replaced X with Y", "moved from X to Y".
bool read_exchange(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  const Subject& subject = clause.subject;
  static const WordSet from_to("switch change move migrate convert go transfer relocate upgrade");
  static const WordSet for_with("swap replace trade exchange ditch");
  if (from_to.has(core.lemma)) {
    const std::size_t from = find_word(tokens, "from", core.verb);
    const std::size_t to = find_word(tokens, "to", core.verb);
    if (from >= tokens.size() || to >= tokens.size()) return false;
    const bool home = core.lemma == "move" || core.lemma == "relocate";
    const std::size_t old_end = from < to ? to : tokens.size();
    const std::size_t new_end = from < to ? tokens.size() : from;
    const std::string_view verb = home ? "live in" : "use";
    const Tokens old_one = slice(tokens, from + 1, std::min(old_end, object_end(tokens, from + 1)));
    const Tokens new_one = slice(tokens, to + 1, std::min(new_end, object_end(tokens, to + 1)));
    if (old_one.empty() || new_one.empty()) return false;
    const std::string lemma(home ? "live" : "use");
    const std::string link(home ? " in " : " ");
    (void)verb;
    changes.push_back({true, statement(subject.text, agreeing(subject, lemma) + link +
                                                         turned(subject, old_one))});
    changes.push_back({false, statement(subject.text, agreeing(subject, lemma) + link +
                                                          turned(subject, new_one))});
    return true;
  }
  if (for_with.has(core.lemma)) {
    std::size_t link = find_word(tokens, "for", core.verb + 1);
    if (link >= tokens.size()) link = find_word(tokens, "with", core.verb + 1);
    if (link >= tokens.size() || link == core.verb + 1) return false;
    end_objects(subject, "use", slice(tokens, core.verb + 1, link), changes);
    assert_object(subject, "use", slice(tokens, link + 1, object_end(tokens, link + 1)), changes);
    return true;
  }
  return false;
}

bool read_ending(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  const Subject& subject = clause.subject;
  const std::size_t next = core.verb + 1;
  const std::string_view low = next < tokens.size() ? std::string_view(tokens[next].low) : "";
  if (core.negated) return false;
  if (core.lemma == "stop" || core.lemma == "quit" || core.lemma == "cease") {
    if (low == "to") return false;
    end_activity(subject, tokens, next, "use", changes);
    return !changes.empty();
  }
  if (core.lemma == "give") {
    std::size_t up = find_word(tokens, "up", core.verb);
    if (up >= tokens.size()) return false;
    if (up > next) {
      end_objects(subject, "use", slice(tokens, next, up), changes);
      return true;
    }
    ++up;
    if (up < tokens.size() && tokens[up].low == "on") ++up;
    end_activity(subject, tokens, up, "use", changes);
    return !changes.empty();
  }
  static const WordSet dropping("drop ditch dump abandon uninstall delete");
  if (dropping.has(core.lemma)) {
    end_activity(subject, tokens, next, "use", changes);
    return !changes.empty();
  }
  if (core.lemma == "cancel" || core.lemma == "sell" || core.lemma == "close") {
    end_activity(subject, tokens, next, "have", changes);
    return !changes.empty();
  }
  if (core.lemma == "get" && low == "rid") {
    end_activity(subject, tokens, next + 2, "have", changes);
    return !changes.empty();
  }
  const bool finished = (core.lemma == "be") &&
                        (low == "done" || low == "through" || low == "finished") &&
                        next + 1 < tokens.size() && tokens[next + 1].low == "with";
  if (finished) {
    end_activity(subject, tokens, next + 2, "use", changes);
    return !changes.empty();
  }
  return false;
}

}  // namespace

std::vector<Change> read_changes(const Clause& clause) {
  std::vector<Change> changes;
  if (clause.fragment || clause.predicate.empty()) return changes;
  if (read_denial(clause, changes)) return changes;
  const Core core = core_of(clause.predicate);
  if (core.lemma.empty()) return changes;
  if (!core.negated && read_exchange(clause, core, changes)) return changes;
  (void)read_ending(clause, core, changes);
  return changes;
}

}  // namespace mnestic::extract
