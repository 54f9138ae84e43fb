#include "mnestic/extract/relation.h"

#include <algorithm>

#include "lexicon.h"
#include "statement.h"

namespace mnestic::extract {
namespace {

bool same_terms(const Parsed& a, const Parsed& b) {
  return std::equal(a.terms.begin(), a.terms.end(), b.terms.begin(), b.terms.end(),
                    [](const Term& x, const Term& y) { return x.word == y.word; });
}

// Whether `longer` begins with all of `shorter` and goes on with words that only add to it.
bool extends(const Parsed& longer, const Parsed& shorter) {
  if (shorter.terms.empty() || longer.terms.size() <= shorter.terms.size()) return false;
  for (std::size_t i = 0; i < shorter.terms.size(); ++i) {
    if (longer.terms[i].word != shorter.terms[i].word) return false;
  }
  static const WordSet adds("as for since because called in at with on every from until by");
  const std::string& next = longer.terms[shorter.terms.size()].word;
  // "likes swimming in the sea" is narrower than "likes swimming", not more of the same.
  static const WordSet tastes("like love prefer hate dislike want");
  if (tastes.has(longer.verb)) return next == "because" || next == "since";
  return adds.has(next);
}

bool opposite_tastes(std::string_view a, std::string_view b) {
  static const WordSet good("like love");
  static const WordSet bad("dislike hate");
  return (good.has(a) && bad.has(b)) || (bad.has(a) && good.has(b));
}

// Whether a retraction worded with `fresh` can be meant for a statement worded with `stored`.
bool verbs_meet(std::string_view stored, std::string_view fresh) {
  if (stored == fresh) return true;
  static const WordSet tastes("like love prefer hate dislike want know think");
  if (fresh == "use") return !tastes.has(stored);
  if (fresh == "have") {
    static const WordSet owning("have keep adopt get buy use drive ride play share rent");
    return owning.has(stored);
  }
  if (fresh == "like") return stored == "love";
  if (fresh == "love") return stored == "like";
  return false;
}

bool holds_word(const Parsed& stored, std::string_view word) {
  for (const Term& term : stored.terms) {
    if (term.word == word) return true;
  }
  return false;
}

bool retracts(const Parsed& stored, const Parsed& fresh) {
  if (stored.negated != fresh.negated || stored.tense == Tense::former) return false;
  if (!verbs_meet(stored.verb, fresh.verb)) return false;
  bool any = false;
  for (const Term& term : fresh.terms) {
    if (term.link) continue;
    if (!holds_word(stored, term.word)) return false;
    any = true;
  }
  return any;
}

Judgement judge_assertion(const Parsed& stored, const Parsed& fresh) {
  const bool same_verb = stored.verb == fresh.verb;
  const bool same_time = stored.tense == fresh.tense;
  if (same_verb && same_terms(stored, fresh)) {
    if (stored.negated != fresh.negated && same_time) {
      return {Relation::contradicts, "says the opposite"};
    }
    if (stored.negated == fresh.negated && same_time) return {Relation::equal, "same statement"};
  }
  if (!stored.slot.empty() && stored.slot == fresh.slot) {
    if (stored.value == fresh.value) {
      if (fresh.terms.size() > stored.terms.size()) return {Relation::refines, "same and more"};
      return {Relation::covered, "already known"};
    }
    return {Relation::contradicts, "one " + fresh.slot + " at a time"};
  }
  if (fresh.tense == Tense::former && stored.tense == Tense::present && same_verb &&
      stored.negated == fresh.negated && (same_terms(stored, fresh) || extends(stored, fresh))) {
    return {Relation::contradicts, "no longer so"};
  }
  if (stored.negated == fresh.negated && opposite_tastes(stored.verb, fresh.verb) &&
      same_terms(stored, fresh)) {
    return {Relation::contradicts, "says the opposite"};
  }
  if (same_verb && same_time && stored.negated != fresh.negated &&
      (extends(stored, fresh) || extends(fresh, stored))) {
    return {Relation::contradicts, "says the opposite"};
  }
  if (same_verb && same_time && stored.negated == fresh.negated && !fresh.negated) {
    if (extends(fresh, stored)) return {Relation::refines, "same and more"};
    if (extends(stored, fresh)) return {Relation::covered, "already known"};
  }
  return {};
}

}  // namespace

Judgement relate(std::string_view stored, std::string_view fresh, Action action) {
  const Parsed old_one = parse_statement(stored);
  const Parsed new_one = parse_statement(fresh);
  if (stored == fresh) {
    if (action == Action::retract) return {Relation::negates, "no longer so"};
    return {Relation::equal, "same statement"};
  }
  if (old_one.subject.empty() || old_one.subject != new_one.subject || old_one.verb.empty() ||
      new_one.verb.empty()) {
    if (action == Action::assert_fact && !old_one.slot.empty() && old_one.slot == new_one.slot &&
        old_one.value != new_one.value) {
      return {Relation::contradicts, "one " + new_one.slot + " at a time"};
    }
    return {};
  }
  if (action == Action::retract) {
    if (retracts(old_one, new_one)) return {Relation::negates, "no longer so"};
    return {};
  }
  return judge_assertion(old_one, new_one);
}

std::optional<std::string> single_valued_slot(std::string_view statement) {
  Parsed parsed = parse_statement(statement);
  if (parsed.slot.empty()) return std::nullopt;
  return std::move(parsed.slot);
}

}  // namespace mnestic::extract
