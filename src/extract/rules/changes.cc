#include "rules/changes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "grammar/lexicon.h"
#include "grammar/lists.h"
#include "grammar/rewrite.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

// "stopped smoking", "gave up running": the gerund's verb; "gave up Magnet": "use".
void end_activity(const Subject& subject, const Tokens& tokens, std::size_t from,
                  std::string_view otherwise, std::vector<Change>& changes) {
  const std::size_t end = object_end(tokens, from);
  if (from >= end) return;
  const std::string& low = tokens[from].low;
  // "quit in 2020", "stopped last year": what has ended stands elsewhere.
  static const WordSet vague("it them him her that those these lot everything all");
  if (tokens[from].kind == TokenKind::mark || is_preposition(low) || is_time_word(low) ||
      low == "last" || low == "this")
    return;
  if ((vague.has(low) && from + 1 >= end) ||
      (low == "the" && from + 1 < end && vague.has(tokens[from + 1].low)))
    return;
  if (low.ends_with("ing") && low.size() > 4 && !tokens[from].capital) {
    const std::string lemma = base_of_gerund(low);
    if (from + 1 >= end) {
      changes.push_back({true, statement(subject.text, agreeing(subject, lemma))});
    } else {
      end_objects(subject, lemma, part_of(tokens, from + 1, end), changes);
    }
    return;
  }
  end_objects(subject, otherwise, part_of(tokens, from, end), changes);
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
    } else if (low == "anymore" || (low == "now" && denied && next.empty() && tokens.size() > 4)) {
      ended = true;
    } else if ((low == "any" && (next == "more" || next.starts_with("longer"))) ||
               (low == "these" && next == "days" && denied) || (low == "after" && next == "all")) {
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
  Tokens core = part_of(*kept, 0, comma);
  // "no longer vegan in this house": where one is not what one is.
  for (std::size_t i = 2; i + 1 < core.size(); ++i) {
    static const WordSet pointing("this the our my");
    if (is_be(core[0].low) && (core[i].low == "in" || core[i].low == "at") &&
        pointing.has(core[i + 1].low)) {
      core.resize(i);
    }
  }
  for (const Tokens& part : part_list(core)) {
    changes.push_back(
        {true, statement(clause.subject.text, third_person_predicate(clause.subject, part))});
  }
  return true;
}

// "my gym membership is cancelled", "the trip is off", "our lease ran out": what was had is had no
// longer.
std::vector<Change> read_thing_ended(const Clause& clause) {
  static const WordSet gone(
      "stolen nicked totalled repossessed gone closed cancelled canceled off over dead finished "
      "done expired sold "
      "ended deleted broken-up scrapped");
  static const WordSet verbs("expire lapse end close");
  const Tokens& tokens = clause.predicate;
  const Core core = core_of(tokens);
  if (core.negated || is_one_time(tokens) || is_supply(tokens)) return {};
  const std::string_view next = core.verb + 1 < tokens.size()
                                    ? std::string_view(tokens[core.verb + 1].low)
                                    : std::string_view();
  const bool past =
      core.verb < tokens.size() && is_verb(tokens[core.verb].low, kPast | kParticiple);
  bool ended = verbs.has(core.lemma) && past;
  for (std::size_t i = core.verb + 1; i < tokens.size() && i < core.verb + 4; ++i) {
    if (is_adverb(tokens[i].low) || tokens[i].low == "been" || tokens[i].low == "got") continue;
    ended =
        ended || ((core.lemma == "be" || core.lemma == "have" || core.lemma == "get") &&
                  gone.has(tokens[i].low) && (i + 1 >= tokens.size() || tokens[i + 1].low != "to"));
    static const WordSet ends("scrapyard scrap tip dump charity auction breakers");
    ended = ended || (tokens[i].low == "gone" && ends.has(tokens.back().low));
    break;
  }
  ended = ended || (core.lemma == "fall" && next == "through") ||
          (core.lemma == "run" && next == "out");
  ended = ended && (past || core.lemma == "be" || core.lemma == "have" || core.lemma == "get");
  if (core.lemma == "be" && tokens.size() > core.verb + 4) ended = false;
  if (!ended) return {};
  const std::string thing = clause.subject.text.substr(std::string_view("User's ").size());
  if (is_one_of_many(tokenize(thing))) return {};
  const bool vowel = std::string_view("aeiouAEIOU").find(thing.front()) != std::string_view::npos;
  const std::string article = clause.subject.plural ? "" : vowel ? "an " : "a ";
  return {{true, "User has " + article + thing}};
}

// "the dentist pushed me back to the 14th": the appointment with them has a new date.
bool read_moved_date(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("push move bump shift reschedule postpone delay bring rebook");
  const Tokens& tokens = clause.predicate;
  const std::string& subject = clause.subject.text;
  if (!verbs.has(core.lemma) || !subject.starts_with("User's ") || core.negated) return false;
  if (core.verb + 1 >= tokens.size() ||
      (tokens[core.verb + 1].low != "me" && tokens[core.verb + 1].low != "us")) {
    return false;
  }
  const std::size_t to =
      std::min(find_word(tokens, "to", core.verb), find_word(tokens, "until", core.verb));
  if (to + 1 >= tokens.size()) return false;
  changes.push_back(
      {false,
       statement(subject + " appointment",
                 "has been moved " + turned(clause.subject, part_of(tokens, to, tokens.size())))});
  return true;
}

// "left Google", "left my job at Google", "quit my job at Google".
bool read_leaving(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  if (core.lemma != "leave" && core.lemma != "quit") return false;
  std::size_t from = core.verb + 1;
  if (from >= tokens.size()) return false;
  const std::size_t job = find_word(tokens, "job", from);
  const bool own_job = (word_is(tokens, from, "my") || word_is(tokens, from, "the")) &&
                       job < tokens.size() && job < from + 4;
  if (!is_verb(tokens[core.verb].low, kPast)) return false;
  if (own_job) {
    const std::size_t at = std::min(find_word(tokens, "at", job), find_word(tokens, "with", job));
    if (at >= tokens.size()) {
      changes.push_back(
          {true, statement(clause.subject.text, agreeing(clause.subject, "have") + " a job")});
      return true;
    }
    from = at + 1;
  }
  const bool definite =
      word_is(tokens, from, "the") || word_is(tokens, from, "my") || word_is(tokens, from, "our");
  if (!own_job && definite) {
    const Tokens object = part_of(tokens, from + 1, object_end(tokens, from + 1));
    if (!object.empty() && object.size() < 4 && is_group(object.back().low)) {
      end_objects(clause.subject, "do", object, changes);
      changes.push_back(
          {false, statement(clause.subject.text, third_person_predicate(clause.subject, tokens))});
      return true;
    }
  }
  const std::size_t replaced = find_word(tokens, "for", from);
  const std::size_t end = std::min(object_end(tokens, from), replaced);
  if (!own_job && (!tokens[from].capital || (from > 0 && is_time_word(tokens[from].low))))
    return false;
  if (from >= end) return false;
  const std::string works = agreeing(clause.subject, "work") + " at ";
  changes.push_back({true, statement(clause.subject.text,
                                     works + turned(clause.subject, part_of(tokens, from, end)))});
  std::size_t next = tokens.size();
  if (replaced + 1 < tokens.size() && tokens[replaced + 1].capital) next = replaced + 1;
  for (std::size_t i = end; i + 2 < tokens.size() && next == tokens.size(); ++i) {
    const bool now = tokens[i].low == "now" || tokens[i].low == "currently";
    if (now && (tokens[i + 1].low == "at" || tokens[i + 1].low == "with")) next = i + 2;
  }
  if (next < tokens.size()) {
    const Tokens employer = part_of(tokens, next, object_end(tokens, next));
    changes.push_back(
        {false, statement(clause.subject.text, works + turned(clause.subject, employer))});
  }
  return true;
}

// "haven't touched Notion in months"
bool read_neglect(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("touch use open play smoke drink eat watch visit have");
  const Tokens& tokens = clause.predicate;
  if (!core.negated || !verbs.has(core.lemma) || core.verb == 0) return false;
  const std::size_t in =
      std::min(find_word(tokens, "in", core.verb), find_word(tokens, "for", core.verb));
  const bool counted = in + 2 < tokens.size() &&
                       (is_number_word(tokens[in + 1].low) || is_digits(tokens[in + 1].low) ||
                        tokens[in + 1].low == "a" || tokens[in + 1].low == "over") &&
                       is_time_word(tokens[in + 2].low);
  const bool long_ago = counted || word_is(tokens, in + 1, "months") ||
                        word_is(tokens, in + 1, "years") || word_is(tokens, in + 1, "ages");
  if (!long_ago || in <= core.verb + 1) return false;
  const bool own = core.lemma != "touch" && core.lemma != "open" && core.lemma != "have";
  end_objects(clause.subject, own ? core.lemma : "use", part_of(tokens, core.verb + 1, in),
              changes);
  return true;
}

// "let my subscription lapse"
bool read_letting_go(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet ends("lapse expire go");
  const Tokens& tokens = clause.predicate;
  static const WordSet own("my our the");
  if (core.lemma != "let" || core.verb + 1 >= tokens.size() ||
      !own.has(tokens[core.verb + 1].low)) {
    return false;
  }
  for (std::size_t i = core.verb + 2; i < tokens.size() && i < core.verb + 7; ++i) {
    const bool out = tokens[i].low == "run" && word_is(tokens, i + 1, "out");
    if (!ends.has(tokens[i].low) && !out) continue;
    if (i == core.verb + 2) return false;
    end_objects(clause.subject, "have", part_of(tokens, core.verb + 1, i), changes);
    return true;
  }
  return false;
}

// "almost cancelled Netflix": it did not come to it.
bool is_near_miss(const Tokens& predicate) {
  if (predicate.empty() || (predicate[0].low != "almost" && predicate[0].low != "nearly")) {
    return false;
  }
  return predicate.size() > 1 && is_verb(predicate[1].low, kPast);
}

struct Ending {
  std::string_view lemma;
  std::string_view particle;  // must follow the verb; empty: none
  std::string_view ended;     // the verb of what has ended
};

constexpr std::array kEndings = {Ending{"stop", "", "use"},
                                 Ending{"quit", "", "use"},
                                 Ending{"cease", "", "use"},
                                 Ending{"drop", "out", "do"},
                                 Ending{"pull", "out", "do"},
                                 Ending{"drop", "", "use"},
                                 Ending{"ditch", "", "use"},
                                 Ending{"dump", "", "use"},
                                 Ending{"abandon", "", "use"},
                                 Ending{"uninstall", "", "use"},
                                 Ending{"delete", "", "use"},
                                 Ending{"cancel", "", "have"},
                                 Ending{"sell", "", "have"},
                                 Ending{"close", "", "have"},
                                 Ending{"get", "rid", "have"},
                                 Ending{"cut", "out", "use"},
                                 Ending{"come", "off", "use"},
                                 Ending{"go", "off", "like"},
                                 Ending{"unsubscribe", "from", "use"},
                                 Ending{"fall", "out", "like"},
                                 Ending{"phase", "out", "use"},
                                 Ending{"swear", "off", "use"},
                                 Ending{"kick", "", "do"},
                                 Ending{"finish", "with", "use"},
                                 Ending{"pack", "in", "do"},
                                 Ending{"jack", "in", "do"},
                                 Ending{"chuck", "", "use"},
                                 Ending{"chuck", "in", "do"},
                                 Ending{"bin", "", "use"},
                                 Ending{"scrap", "", "have"},
                                 Ending{"call", "off", "have"},
                                 Ending{"let", "go", "have"},
                                 Ending{"part", "with", "have"},
                                 Ending{"give", "away", "have"},
                                 Ending{"give", "back", "have"},
                                 Ending{"hand", "back", "have"},
                                 Ending{"outgrow", "", "have"},
                                 Ending{"grow", "out", "have"},
                                 Ending{"wean", "off", "use"},
                                 Ending{"retire", "from", "do"},
                                 Ending{"resign", "from", "work at"},
                                 Ending{"be", "done", "use"},
                                 Ending{"be", "through", "use"},
                                 Ending{"be", "finished", "use"},
                                 Ending{"be", "off", "use"}};

bool read_giving_up(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  if (core.lemma != "give") return false;
  const std::size_t next = core.verb + 1;
  std::size_t up = find_word(tokens, "up", core.verb);
  const std::size_t to = find_word(tokens, "to", core.verb);
  static const WordSet own("my our the");
  if (up >= tokens.size() && to < tokens.size() && to > next + 1 && to < next + 6 &&
      own.has(tokens[next].low) && is_verb(tokens[core.verb].low, kPast)) {
    // "gave my drum kit to my nephew"
    end_objects(clause.subject, "have", part_of(tokens, next, to), changes);
    changes.push_back(
        {false, statement(clause.subject.text, third_person_predicate(clause.subject, tokens))});
    return true;
  }
  if (up >= tokens.size()) return false;
  if (up > next) {
    end_objects(clause.subject, "use", part_of(tokens, next, up), changes);
    return true;
  }
  ++up;
  if (word_is(tokens, up, "on")) ++up;
  end_activity(clause.subject, tokens, up, "use", changes);
  return !changes.empty();
}

// "stepped down as treasurer", "resigned as chair": what one was.
bool read_stepping_down(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("step resign retire quit leave");
  const Tokens& tokens = clause.predicate;
  if (!verbs.has(core.lemma) || !is_verb(tokens[core.verb].low, kPast)) return false;
  const std::size_t as = find_word(tokens, "as", core.verb);
  if (as + 1 >= tokens.size() || as > core.verb + 2) return false;
  Tokens role = part_of(tokens, as + 1, object_end(tokens, as + 1));
  if (role.empty()) return false;
  changes.push_back({true, statement(clause.subject.text, agreeing(clause.subject, "be") + " " +
                                                              turned(clause.subject, role))});
  return true;
}

// "Sam and I broke up", "broke up with Sam", "got divorced".
bool read_parting(const Clause& clause, const Core& core, std::vector<Change>& changes) {
  static const WordSet verbs("break split separate");
  const Tokens& tokens = clause.predicate;
  if (!verbs.has(core.lemma) || !is_verb(tokens[core.verb].low, kPast | kParticiple)) return false;
  const bool up = word_is(tokens, core.verb + 1, "up");
  if (!up && core.lemma == "break") return false;
  const std::string& subject = clause.subject.text;
  if (subject.starts_with("User and ")) {
    changes.push_back({true, subject + " are together"});
  } else if (subject == "User") {
    const std::size_t with =
        std::min(find_word(tokens, "with", core.verb), find_word(tokens, "from", core.verb));
    if (with + 1 >= tokens.size()) return false;
    Subject other;
    other.person = Person::other;
    const Tokens who = part_of(tokens, with + 1, object_end(tokens, with + 1));
    changes.push_back({true, "User and " + turned(other, who) + " are together"});
  } else {
    return false;
  }
  std::size_t end = core.verb;
  while (end < tokens.size() && tokens[end].kind != TokenKind::mark) ++end;
  changes.push_back(
      {false, statement(subject, third_person_predicate(clause.subject, part_of(tokens, 0, end)))});
  return true;
}

Tokens joined_words(std::string_view lead, const Tokens& rest) {
  Tokens all = tokenize(lead);
  for (Token& token : all) token.space = true;
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

// "had to put Rufus down", "put the cat to sleep": the animal has died.
bool read_put_down(const Clause& clause, std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  const std::size_t put = find_word(tokens, "put");
  if (put + 2 >= tokens.size()) return false;
  std::size_t from = put + 1;
  if (word_is(tokens, from, "our") || word_is(tokens, from, "my") || word_is(tokens, from, "the")) {
    ++from;
  }
  std::size_t end = from;
  while (end < tokens.size() && end < from + 2 &&
         (tokens[end].capital || is_pet(tokens[end].low))) {
    ++end;
  }
  const bool down = word_is(tokens, end, "down");
  const bool asleep = word_is(tokens, end, "to") && word_is(tokens, end + 1, "sleep");
  if (end == from || (!down && !asleep)) return false;
  const bool past = find_word(tokens, "had") < tokens.size() || is_verb(tokens[0].low, kPast);
  if (!past) return false;
  Subject other;
  other.person = Person::other;
  const std::string who = turned(other, part_of(tokens, from, end));
  const std::string subject = tokens[from].capital ? who : "User's " + who;
  const std::string when = turned(other, part_of(tokens, down ? end + 1 : end + 2, tokens.size()));
  changes.push_back({false, statement(subject + " died", when)});
  return true;
}

// "gave the hives away", "packed the job in": the object stands before the particle.
bool read_split_ending(const Clause& clause, const Core& core, const Ending& ending,
                       std::vector<Change>& changes) {
  const Tokens& tokens = clause.predicate;
  const std::size_t from = core.verb + 1;
  if (ending.particle.empty() || from >= tokens.size() || core.lemma == "be" ||
      !is_determiner(tokens[from].low)) {
    return false;
  }
  const std::size_t particle = find_word(tokens, ending.particle, from);
  if (particle >= tokens.size() || particle <= from + 1 || particle >= from + 6 ||
      find_word(tokens, "of", from) <= particle) {
    return false;
  }
  end_objects(clause.subject, ending.ended, part_of(tokens, from, particle), changes);
  return true;
}

// Where the object of an ending with a particle begins; 0 when it is no such ending.
std::size_t behind_particle(const Tokens& tokens, const Core& core, const Ending& ending) {
  std::size_t from = core.verb + 1;
  if (!word_is(tokens, from, ending.particle)) return 0;
  ++from;
  if (word_is(tokens, from, "of") || word_is(tokens, from, "with")) ++from;
  if (core.lemma != "be") return from;
  // "I'm through the door", "I'm off to bed", "off with the twins": not the end of a habit.
  if (tokens.size() <= from || word_is(tokens, from, "to")) return 0;
  if (ending.particle == "over") return from;
  const bool with = tokens[from - 1].low == "with";
  if (ending.particle != "off") return with ? from : 0;
  static const WordSet absences(
      "work school duty sick today tomorrow on until for with at in from every grid piste peak");
  return with || absences.has(tokens[from].low) ? 0 : from;
}

// "sold my car to a guy from work": who has it now is nothing that has ended.
Clause without_receiver(Clause clause, const Core& core) {
  static const WordSet giving("sell donate rehome");
  const std::size_t to = find_word(clause.predicate, "to", core.verb + 2);
  if (giving.has(core.lemma) && to < clause.predicate.size()) clause.predicate.resize(to);
  return clause;
}

bool read_ending(const Clause& said, const Core& core, std::vector<Change>& changes) {
  const Clause clause = without_receiver(said, core);
  const Tokens& tokens = clause.predicate;
  if (read_put_down(clause, changes)) return true;
  if (!core.negated &&
      (read_stepping_down(clause, core, changes) || read_parting(clause, core, changes))) {
    return true;
  }
  if (read_neglect(clause, core, changes)) return true;
  if (core.negated) return false;
  if (read_leaving(clause, core, changes) || read_giving_up(clause, core, changes)) return true;
  if (read_letting_go(clause, core, changes)) return true;
  for (const Ending& ending : kEndings) {
    if (ending.lemma != core.lemma) continue;
    if (read_split_ending(clause, core, ending, changes)) return true;
    std::size_t from = core.verb + 1;
    if (!ending.particle.empty()) {
      from = behind_particle(tokens, core, ending);
      if (from == 0) continue;
    } else if (word_is(tokens, from, "to") || word_is(tokens, from, "by") ||
               word_is(tokens, from, "at")) {
      return false;
    } else if (word_is(tokens, from, "in") || word_is(tokens, from, "out") ||
               word_is(tokens, from, "off")) {
      continue;  // with a particle it is another verb
    }
    // "handed back the keys to the allotment", "gave up the lease on the shop"
    for (std::size_t i = from; i + 2 < tokens.size() && i < from + 3; ++i) {
      static const WordSet rights("keys key lease tenancy membership subscription");
      static const WordSet links("to of for on");
      if (rights.has(tokens[i].low) && links.has(tokens[i + 1].low)) from = i + 2;
    }
    // "closed Slack" shuts a window, "closed my Slack account" ends it.
    if (ending.lemma == "close" && from < tokens.size() && tokens[from].capital &&
        find_word(tokens, "account", from) >= tokens.size()) {
      return false;
    }
    std::string_view ended = ending.ended;
    // "cancelled Spotify": what has a name was used.
    if (ended == "have" && from < tokens.size() && tokens[from].capital) ended = "use";
    if (ending.lemma == "grow" && from < tokens.size()) {
      const Tokens object = part_of(tokens, from, object_end(tokens, from));
      end_objects(clause.subject, "be", joined_words("allergic to", object), changes);
    }
    end_activity(clause.subject, tokens, from, ended, changes);
    if (changes.empty()) return false;
    if (ending.ended == "like") {
      // What one thinks of it now is worth keeping, whether it was known before or not.
      changes.push_back(
          {false, statement(clause.subject.text, third_person_predicate(clause.subject, tokens))});
    }
    return true;
  }
  return false;
}

}  // namespace

bool is_mishap(const Tokens& predicate) {
  static const WordSet verbs("drop close quit give cut delete shut lose leave");
  static const WordSet things(
      "phone laptop keys key glass cup plate bag tablet camera window windows door doors curtains "
      "fridge app tab tabs browser box book file lid seat place spot chair finger hand thumb "
      "umbrella wallet mug bottle terminal program");
  const Core core = core_of(predicate);
  static const WordSet once("cancel close skip");
  if (is_put_somewhere(predicate, core.verb)) return true;
  if (once.has(core.lemma) && is_one_time(predicate)) return true;
  if (!verbs.has(core.lemma)) return false;
  for (std::size_t i = core.verb + 1; i < predicate.size() && i < core.verb + 4; ++i) {
    if (things.has(predicate[i].low) && is_determiner(predicate[i - 1].low)) return true;
  }
  return false;
}

std::vector<Change> read_changes(const Clause& clause) {
  std::vector<Change> changes;
  if (clause.fragment || clause.predicate.empty()) return changes;
  if (read_denial(clause, changes)) return changes;
  const Core core = core_of(clause.predicate);
  if (core.lemma.empty() || is_near_miss(clause.predicate) || is_mishap(clause.predicate)) {
    return changes;
  }
  if (!core.negated && read_exchange(clause, core, changes)) return changes;
  if (read_moved_date(clause, core, changes)) return changes;
  if (is_for_a_while(clause.predicate) || is_one_time(clause.predicate)) return changes;
  if (is_not_done(clause.predicate, core.verb)) return changes;
  if (read_ending(clause, core, changes)) return changes;
  if (clause.subject.text.starts_with("User's ")) return read_thing_ended(clause);
  return changes;
}

std::vector<Change> read_foreign_change(const Clause& clause) {
  std::vector<Change> changes;
  if (is_one_time(clause.predicate)) return changes;
  const Tokens& tokens = clause.predicate;
  // "Pilates is history", "running is off the menu"
  static const WordSet past("history over dead out done");
  const bool short_one = !tokens.empty() && is_be(tokens[0].low);
  const std::size_t word = skip_adverbs(tokens, 1);
  const bool off = short_one && word_is(tokens, word, "off") && word_is(tokens, word + 1, "the");
  const bool no_more =
      short_one && word_is(tokens, word, "no") && word_is(tokens, word + 1, "more");
  const bool thing = short_one && word_is(tokens, word, "a") &&
                     word_is(tokens, word + 1, "thing") && tokens.back().low == "past";
  const bool gone =
      short_one && word + 1 >= tokens.size() && word < tokens.size() && past.has(tokens[word].low);
  const std::string& name = clause.subject.text;
  const bool plain =
      name.find(' ') == std::string::npos && !is_pronoun(lower(name)) && !is_time_word(lower(name));
  if (plain && (gone || off || no_more || thing)) {
    changes.push_back({true, "User does " + name});
    return changes;
  }
  if (!clause.subject.text.starts_with("the ") && !clause.subject.text.starts_with("The "))
    return changes;
  Clause own = clause;
  own.subject.text = "User's " + clause.subject.text.substr(4);
  if (own.subject.text.ends_with(" one")) own.subject.text.resize(own.subject.text.size() - 4);
  return read_thing_ended(own);
}

}  // namespace mnestic::extract
