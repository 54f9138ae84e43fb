#include "mnestic/extract/relation.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "grammar/lexicon.h"
#include "relation/retract.h"
#include "relation/statement.h"

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
  // "works nights in the week of 23 November": this time, not more of what is always so.
  const bool one_week = std::any_of(
      longer.terms.begin() + static_cast<std::ptrdiff_t>(shorter.terms.size()), longer.terms.end(),
      [](const Term& term) { return term.word == "week" && !term.many; });
  if (one_week && next == "in") return false;
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

// "User's dentist appointment has been moved to the 14th" against "User has a dentist appointment
// on 9 May".
bool moves_date(const Parsed& stored, const Parsed& fresh) {
  static const WordSet moved(
      "moved pushed rescheduled postponed shifted delayed bumped brought changed "
      "move push reschedule postpone shift");
  if (fresh.subject_terms.size() < 2 || fresh.subject_terms.front() != "user") return false;
  const bool changed =
      moved.has(fresh.verb) || ((fresh.verb == "be" || fresh.verb == "get") &&
                                !fresh.terms.empty() && moved.has(fresh.terms.front().word));
  if (!changed || stored.negated) return false;
  for (std::size_t i = 1; i < fresh.subject_terms.size(); ++i) {
    const std::string& word = fresh.subject_terms[i];
    if (!holds_word(stored, word) && !subject_holds(stored, word)) return false;
  }
  static const WordSet dated("have be start leave take happen");
  bool number = false;
  for (const Term& term : stored.terms) number = number || term.number || is_time_word(term.word);
  return number && dated.has(stored.verb) && stored.subject_terms.front() == "user";
}

// Which parts of a date the words name: days, and times of the day.
struct Dating {
  bool day = false;
  bool clock = false;
  bool operator==(const Dating&) const = default;
};

bool is_clock(std::string_view word) {
  return is_digits(word) &&
         (word.find(':') != std::string_view::npos || word.ends_with("am") || word.ends_with("pm"));
}

bool dates(const Term& term, Dating& dating) {
  if (is_clock(term.word) || term.word == "noon" || term.word == "midnight") {
    dating.clock = true;
  } else if (is_time_word(term.word) || term.number) {
    dating.day = true;
  } else {
    return term.word == "am" || term.word == "pm";
  }
  return true;
}

// "User's meeting is on Wednesday" against "User has a meeting on Tuesday": the same one, on
// another date.
bool redates(const Parsed& stored, const Parsed& fresh) {
  const std::vector<std::string>& subject = fresh.subject_terms;
  if (subject.size() < 2 || subject.front() != "user" || !is_occasion(subject.back())) return false;
  if (fresh.verb != "be" || stored.verb != "have" || stored.subject != "user") return false;
  if (stored.negated || fresh.negated || stored.tense != fresh.tense) return false;
  Dating before;
  Dating after;
  std::size_t named = 0;
  for (const Term& term : stored.terms) {
    if (term.link || dates(term, before)) continue;
    if (!subject_holds(fresh, term.word)) return false;
    ++named;
  }
  for (const Term& term : fresh.terms) {
    if (!term.link && !dates(term, after)) return false;
  }
  return named + 1 == subject.size() && before == after && (after.day || after.clock);
}

// "User's book club is on Tuesdays" against "User's book club meets on Thursdays".
bool reschedules(const Parsed& stored, const Parsed& fresh) {
  static const WordSet verbs("be meet happen run start take gather");
  if (stored.subject_terms.size() < 2 || stored.negated || fresh.negated) return false;
  if (!verbs.has(stored.verb) || !verbs.has(fresh.verb) || stored.tense != fresh.tense)
    return false;
  Dating before;
  Dating after;
  for (const Term& term : stored.terms) {
    if (!term.link && term.word != "place" && !dates(term, before)) return false;
  }
  for (const Term& term : fresh.terms) {
    if (!term.link && term.word != "place" && !dates(term, after)) return false;
  }
  return before == after && (after.day || after.clock) && !same_terms(stored, fresh);
}

// Whether it tells of somebody, or of what lives: "my boiler died" is about a repair.
bool is_alive(const Parsed& stored) {
  static const WordSet living(
      "plant tree bee hen chicken fish goldfish horse pony duck goat sheep");
  const auto lives = [](const std::string& word) {
    return is_pet(word) || is_kin(word) || living.has(word) || word == "called";
  };
  return std::any_of(stored.subject_terms.begin(), stored.subject_terms.end(), lives) ||
         std::any_of(stored.terms.begin(), stored.terms.end(),
                     [&](const Term& term) { return lives(term.word); });
}

// "User's dog Rex died" against "User has a dog called Rex".
bool dies(const Parsed& stored, const Parsed& fresh) {
  const bool death = fresh.verb == "die" || (fresh.verb == "pass" && begins_with(fresh, "away"));
  if (!death || fresh.negated || !is_alive(stored)) return false;
  // "has a cat and a dog": the other one lives.
  if (holds_word(stored, "and") && !subject_holds(fresh, "and")) return false;
  const bool one_of_many =
      std::any_of(stored.terms.begin(), stored.terms.end(),
                  [&](const Term& term) { return term.many && subject_holds(fresh, term.word); });
  if (one_of_many) return false;
  // "Rufus died" against "User's dog is called Rufus"
  const bool named = stored.verb == "be" && stored.subject_terms.size() == 2 &&
                     is_pet(stored.subject_terms.back()) && begins_with(stored, "called");
  if (!named && (stored.verb != "have" || stored.subject != "user")) return false;
  std::size_t matched = 0;
  for (const std::string& word : fresh.subject_terms) {
    if (word == "user") continue;
    if (!holds_word(stored, word) && !(named && subject_holds(stored, word))) return false;
    ++matched;
  }
  return matched > 0;
}

// "..., not Hannah" names what was wrong; the stored statement holds it and not the new words.
bool mends(const Parsed& stored, const Parsed& fresh) {
  if (fresh.instead.empty()) return false;
  for (const std::string& word : fresh.instead) {
    if (!holds_word(stored, word)) return false;
  }
  return fresh.subject == "it" || (fresh.subject == stored.subject && fresh.verb == stored.verb);
}

// Whether the slot's values agree, one perhaps saying more: "Berlin" and "Berlin Germany".
bool narrows(std::string_view longer, std::string_view shorter) {
  return longer.size() > shorter.size() && longer.starts_with(shorter) &&
         longer[shorter.size()] == ' ';
}

// Whether a statement says no more than its slot's value ("is called Ana", "is Ana").
bool says_only_value(const Parsed& parsed) {
  const auto words =
      static_cast<std::size_t>(std::count(parsed.value.begin(), parsed.value.end(), ' ') + 1);
  return parsed.tense == Tense::present && parsed.terms.size() <= words + 1;
}

Judgement judge_slot(const Parsed& stored, const Parsed& fresh) {
  if (stored.value != fresh.value) {
    if (narrows(fresh.value, stored.value)) return {Relation::refines, "same and more"};
    if (narrows(stored.value, fresh.value)) return {Relation::covered, "already known"};
    return {Relation::contradicts, "one " + fresh.slot + " at a time"};
  }
  // "is in Berlin these days" of who lives there
  if (fresh.lately && stored.verb != fresh.verb) return {Relation::covered, "already known"};
  if (stored.slot.ends_with("age")) return {Relation::covered, "already known"};
  if (says_only_value(stored) && says_only_value(fresh)) {
    return {Relation::equal, "same statement"};
  }
  if (stored.verb != fresh.verb || stored.tense != fresh.tense) {
    // "got married in 2016" says more than "is married to Tamsin".
    const bool told = std::all_of(fresh.terms.begin(), fresh.terms.end(), [&](const Term& term) {
      return term.link || holds_word(stored, term.word);
    });
    if (told && stored.terms.size() >= fresh.terms.size() && stored.tense == Tense::present) {
      return {Relation::covered, "already known"};
    }
    return {};
  }
  if (extends(fresh, stored)) return {Relation::refines, "same and more"};
  if (extends(stored, fresh)) return {Relation::covered, "already known"};
  return {};
}

// The stored one of two tastes says less than the fresh one: "likes", then "loves".
bool stronger(std::string_view fresh, std::string_view stored) {
  return (fresh == "love" && stored == "like") || (fresh == "hate" && stored == "dislike");
}

// "has no children" against "has two children": the same but for the number.
bool same_but_number(const Parsed& a, const Parsed& b) {
  std::vector<std::string_view> left;
  std::vector<std::string_view> right;
  for (const Term& term : a.terms) {
    if (!term.number) left.push_back(term.word);
  }
  for (const Term& term : b.terms) {
    if (!term.number) right.push_back(term.word);
  }
  return !left.empty() && left == right;
}

// "does not eat meat as of Lent" without its time.
Parsed without_start(Parsed fresh) {
  for (std::size_t i = 1; i + 1 < fresh.terms.size(); ++i) {
    const bool as_of = fresh.terms[i].word == "as" && fresh.terms[i + 1].word == "of";
    if (as_of || fresh.terms[i].word == "since") {
      fresh.terms.resize(i);
      break;
    }
  }
  return fresh;
}

// "is not a doctor" against "is a medical doctor": who is no doctor is none of any kind.
bool denies_kind(const Parsed& stored, const Parsed& fresh) {
  const std::size_t count = fresh.terms.size();
  if (!fresh.negated || fresh.verb != "be" || count == 0 || stored.terms.size() <= count)
    return false;
  const auto linked = [](const Term& term) { return term.link; };
  if (std::any_of(stored.terms.begin(), stored.terms.end(), linked)) return false;
  return std::equal(fresh.terms.begin(), fresh.terms.end(),
                    stored.terms.end() - static_cast<std::ptrdiff_t>(count),
                    [](const Term& a, const Term& b) { return a.word == b.word; });
}

Judgement judge_opposites(const Parsed& stored, const Parsed& fresh) {
  const bool same_verb = stored.verb == fresh.verb;
  const bool same_time = stored.tense == fresh.tense;
  if (fresh.tense == Tense::former && stored.tense == Tense::present && same_verb &&
      stored.negated == fresh.negated && (same_terms(stored, fresh) || extends(stored, fresh))) {
    return {Relation::contradicts, "no longer so"};
  }
  if (stored.negated == fresh.negated && opposite_tastes(stored.verb, fresh.verb) &&
      same_terms(stored, fresh)) {
    return {Relation::contradicts, "says the opposite"};
  }
  if (!same_verb || !same_time || stored.negated == fresh.negated) return {};
  // "does not speak Norwegian with her" is no denial of speaking it.
  static const WordSet narrowing("with at on in during before after");
  const bool narrower = fresh.negated && fresh.terms.size() > stored.terms.size() &&
                        narrowing.has(fresh.terms[stored.terms.size()].word);
  const bool same = same_terms(stored, fresh) || extends(stored, fresh) ||
                    (fresh.negated && extends(stored, without_start(fresh))) ||
                    (extends(fresh, stored) && !narrower) ||
                    (fresh.verb == "have" && same_but_number(stored, fresh));
  if (same || denies_kind(stored, fresh)) return {Relation::contradicts, "says the opposite"};
  return {};
}

// "prefers tea over coffee" against "prefers coffee over tea".
bool turned_around(const Parsed& a, const Parsed& b) {
  if (a.verb != "prefer" || a.terms.size() != b.terms.size() || a.terms.size() < 3) return false;
  std::vector<std::string_view> left;
  std::vector<std::string_view> right;
  for (const Term& term : a.terms) left.push_back(term.word);
  for (const Term& term : b.terms) right.push_back(term.word);
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

// "works four days a week now" against "works five days a week".
bool renews_number(const Parsed& stored, const Parsed& fresh) {
  return fresh.now && !stored.now && !stored.terms.empty() && same_but_number(stored, fresh) &&
         stored.terms.size() == fresh.terms.size() && !same_terms(stored, fresh);
}

// "switched to Octopus for electricity" against "gets electricity from British Gas": another
// source of the same thing.
// "User's broadband provider is Virgin", "User's broadband is with Virgin"
bool tells_source(const Parsed& stored, std::string_view what) {
  static const WordSet heads("provider supplier bank network company contract");
  // "User's electricity comes from Vattenfall"
  if (stored.verb == "come" && begins_with(stored, "from") && subject_holds(stored, what))
    return true;
  if (stored.verb != "be" || stored.subject_terms.size() < 2 || !subject_holds(stored, what)) {
    return false;
  }
  return heads.has(stored.subject_terms.back()) || begins_with(stored, "with");
}

bool switches_source(const Parsed& stored, const Parsed& fresh) {
  static const WordSet sources("get use have buy be");
  if (fresh.verb != "switch" || !begins_with(fresh, "to") || !sources.has(stored.verb))
    return false;
  for (std::size_t i = 1; i + 1 < fresh.terms.size(); ++i) {
    if (fresh.terms[i].word != "for" || i + 2 != fresh.terms.size()) continue;
    return holds_word(stored, fresh.terms[i + 1].word);
  }
  return false;
}

// The noun that a phrase turns on, without what a hyphen puts before it: "chef" of "sous-chef".
std::string_view head_noun(const Parsed& parsed) {
  std::size_t end = 0;
  while (end < parsed.terms.size() && !parsed.terms[end].link) ++end;
  if (end == 0) return {};
  const std::string_view word = parsed.terms[end - 1].word;
  const std::size_t hyphen = word.rfind('-');
  return hyphen == std::string_view::npos ? word : word.substr(hyphen + 1);
}

// "is head chef now" against "works as a sous-chef": another post of the same kind.
bool takes_post(const Parsed& stored, const Parsed& fresh) {
  if (!fresh.now || stored.now || stored.verb != "be" || fresh.verb != "be") return false;
  if (fresh.terms.size() < 2 && stored.terms.size() < 2) return false;
  const std::string_view head = head_noun(fresh);
  return head.size() > 2 && head == head_noun(stored);
}

Judgement judge_assertion(const Parsed& stored, const Parsed& fresh) {
  const bool same_verb = stored.verb == fresh.verb;
  const bool same_time = stored.tense == fresh.tense;
  const bool same_side = stored.negated == fresh.negated;
  if (same_verb && same_time && same_side && same_terms(stored, fresh)) {
    return {Relation::equal, "same statement"};
  }
  if (!stored.slot.empty() && stored.slot == fresh.slot) return judge_slot(stored, fresh);
  if (Judgement opposite = judge_opposites(stored, fresh);
      opposite.relation != Relation::unrelated) {
    return opposite;
  }
  if (reschedules(stored, fresh)) return {Relation::contradicts, "has a new date"};
  if (same_verb && same_time && same_side && turned_around(stored, fresh)) {
    return {Relation::contradicts, "says the opposite"};
  }
  if (same_verb && same_time && same_side && renews_number(stored, fresh)) {
    return {Relation::contradicts, "another number now"};
  }
  if (same_time && !stored.negated && !fresh.negated && takes_post(stored, fresh)) {
    return {Relation::contradicts, "another post now"};
  }
  if (!stored.negated && !fresh.negated && switches_source(stored, fresh)) {
    return {Relation::contradicts, "switched"};
  }
  if (same_verb && same_time && same_side && fresh.verb == "take" &&
      same_but_number(stored, fresh)) {
    return {Relation::contradicts, "another dose"};
  }
  if (same_time && same_side && same_terms(stored, fresh)) {
    if (stronger(fresh.verb, stored.verb)) return {Relation::refines, "says it more strongly"};
    if (stronger(stored.verb, fresh.verb)) return {Relation::covered, "already known"};
  }
  if (same_verb && same_time && same_side && !fresh.negated) {
    if (extends(fresh, stored)) return {Relation::refines, "same and more"};
    if (extends(stored, fresh)) return {Relation::covered, "already known"};
  }
  return {};
}

// "User's cat is called Misty", "User has a cat called Misty", "User's cat's name is Misty": the
// noun and the name; empty for other statements.
std::string naming(const Parsed& parsed) {
  if (parsed.negated || parsed.tense != Tense::present || parsed.subject_terms.empty() ||
      parsed.subject_terms.front() != "user") {
    return {};
  }
  std::string noun;
  std::size_t at = 0;
  const std::vector<std::string>& subject = parsed.subject_terms;
  const bool called = !parsed.terms.empty() && parsed.terms[0].word == "called";
  if (parsed.verb == "be" && subject.size() == 2 && called) {
    noun = subject[1];
    at = 1;
  } else if (parsed.verb == "be" &&
             ((subject.size() == 3 && subject[2] == "name") ||
              (subject.size() == 2 && (is_kin(subject[1]) || is_pet(subject[1]))))) {
    noun = subject[1];
  } else if (parsed.verb == "have" && subject.size() == 1 && parsed.terms.size() > 2 &&
             parsed.terms[1].word == "called") {
    noun = parsed.terms[0].word;
    at = 2;
  }
  if (noun.empty() || at >= parsed.terms.size()) return {};
  for (; at < parsed.terms.size(); ++at) {
    if (!parsed.terms[at].name) return {};
    noun += ' ' + parsed.terms[at].word;
  }
  return noun;
}

// "User's exam is on 2026-05-04" as the words of "User has an exam on 2026-05-04"; empty when it is
// no such statement.
std::vector<std::string> possession(const Parsed& parsed) {
  std::vector<std::string> said;
  if (parsed.negated || parsed.tense != Tense::present || parsed.terms.empty()) return said;
  const std::vector<std::string>& subject = parsed.subject_terms;
  if (subject.empty() || subject.front() != "user") return said;
  const bool thing = parsed.verb == "be" && subject.size() > 1 && is_occasion(subject.back()) &&
                     parsed.terms[0].link;
  if (!thing && (parsed.verb != "have" || subject.size() != 1)) return said;
  said.assign(subject.begin() + 1, subject.end());
  for (const Term& term : parsed.terms) said.push_back(term.word);
  return said;
}

bool says_the_same(const Parsed& stored, const Parsed& fresh) {
  const std::string name = naming(stored);
  if (!name.empty() && name == naming(fresh)) return true;
  const std::vector<std::string> had = possession(stored);
  return !had.empty() && stored.subject != fresh.subject && had == possession(fresh);
}

// "User switched to Octopus for electricity" against "User's electricity provider is Ovo".
bool switches_provider(const Parsed& stored, const Parsed& fresh) {
  if (fresh.verb != "switch" || fresh.negated || fresh.terms.size() < 3) return false;
  const Term& link = fresh.terms[fresh.terms.size() - 2];
  return link.word == "for" && tells_source(stored, fresh.terms.back().word);
}

// "Romy is User's half-sister" against "Romy is User's sister": what one is in a family.
bool renames_kin(const Parsed& stored, const Parsed& fresh) {
  static const WordSet family(
      "sister brother half-sister half-brother step-sister step-brother stepsister stepbrother "
      "cousin niece nephew aunt uncle mother father daughter son wife husband girlfriend boyfriend "
      "fiance fiancee grandmother grandfather stepmum stepdad stepson stepdaughter sister-in-law "
      "brother-in-law mother-in-law father-in-law");
  const auto kin = [](const Parsed& parsed) {
    return parsed.verb == "be" && !parsed.negated && parsed.tense == Tense::present &&
           parsed.terms.size() == 2 && parsed.terms[0].word == "user" &&
           family.has(parsed.terms[1].word);
  };
  return stored.subject == fresh.subject && kin(stored) && kin(fresh) &&
         stored.terms[1].word != fresh.terms[1].word;
}

// Relations across different subjects: a thing of the person's and the person.
Judgement judge_across(const Parsed& stored, const Parsed& fresh) {
  if (says_the_same(stored, fresh)) return {Relation::equal, "same statement"};
  if (moves_date(stored, fresh)) return {Relation::contradicts, "has a new date"};
  if (redates(stored, fresh)) return {Relation::contradicts, "has a new date"};
  if (switches_provider(stored, fresh)) return {Relation::contradicts, "switched"};
  if (renames_kin(stored, fresh)) return {Relation::contradicts, "one place in the family"};
  if (dies(stored, fresh)) return {Relation::contradicts, "has died"};
  if (mends(stored, fresh)) return {Relation::contradicts, "corrects it"};
  return {};
}

// "Everything about User's ex": what is to be forgotten by what it is about.
bool is_about(std::string_view stored, std::string_view fresh) {
  constexpr std::string_view kEverything = "Everything about ";
  if (!fresh.starts_with(kEverything)) return false;
  const std::string_view topic = fresh.substr(kEverything.size());
  const std::size_t at = topic.empty() ? std::string_view::npos : stored.find(topic);
  if (at == std::string_view::npos) return false;
  const std::size_t end = at + topic.size();
  const auto letter = [&](std::size_t i) {
    return i < stored.size() && std::isalnum(static_cast<unsigned char>(stored[i])) != 0;
  };
  return !letter(end) && (at == 0 || !letter(at - 1));
}

// "Lea moved to Bergen" against "User's sister Lea lives in Oslo": who is called by name alone.
bool is_same_person_slot(const Parsed& stored, const Parsed& fresh) {
  if (fresh.subject_terms.size() != 1 || stored.subject_terms.size() != 3) return false;
  const std::string& name = fresh.subject;
  if (stored.subject_terms[0] != "user" || stored.subject_terms[2] != name || fresh.slot.empty() ||
      !is_kin(stored.subject_terms[1])) {
    return false;
  }
  return stored.slot == stored.subject_terms[1] + ' ' + fresh.slot;
}

}  // namespace

Judgement relate(const Statement& stored, const Statement& fresh, Action action) {
  if (action == Action::retract && is_about(stored.text(), fresh.text())) {
    return {Relation::negates, "asked to be forgotten"};
  }
  const Parsed& old_one = stored.parsed();
  const Parsed& new_one = fresh.parsed();
  if (stored.text() == fresh.text()) {
    if (action == Action::retract) return {Relation::negates, "no longer so"};
    return {Relation::equal, "same statement"};
  }
  if (old_one.subject.empty() || new_one.subject.empty() || old_one.verb.empty() ||
      new_one.verb.empty()) {
    return {};
  }
  if (action == Action::retract) {
    if (ends(old_one, new_one)) return {Relation::negates, "no longer so"};
    return {};
  }
  Judgement across = judge_across(old_one, new_one);
  if (across.relation != Relation::unrelated) return across;
  if (old_one.subject != new_one.subject) {
    const bool same_slot = !old_one.slot.empty() && old_one.slot == new_one.slot;
    if (same_slot || is_same_person_slot(old_one, new_one)) return judge_slot(old_one, new_one);
    return {};
  }
  return judge_assertion(old_one, new_one);
}

Judgement relate(std::string_view stored, std::string_view fresh, Action action) {
  return relate(Statement(stored), Statement(fresh), action);
}

Statement::Statement(std::string_view text)
    : text_(text), parsed_(std::make_shared<const Parsed>(parse_statement(text))) {}

bool may_put_right(const Statement& stored, const Statement& fresh) {
  const Parsed& old_one = stored.parsed();
  const Parsed& new_one = fresh.parsed();
  const auto told = [](const std::vector<std::string>& subject, const Parsed& other) {
    return std::all_of(subject.begin(), subject.end(), [&](const std::string& word) {
      return word == "user" || subject_holds(other, word) || holds_word(other, word);
    });
  };
  return told(old_one.subject_terms, new_one) && told(new_one.subject_terms, old_one);
}

std::optional<std::string> single_valued_slot(std::string_view statement) {
  Parsed parsed = parse_statement(statement);
  if (parsed.slot.empty()) return std::nullopt;
  return std::move(parsed.slot);
}

}  // namespace mnestic::extract
