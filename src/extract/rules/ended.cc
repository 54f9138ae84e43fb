#include "rules/ended.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "rules/change_parts.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

// Phrases written as one literal with bars between them.
class Phrases {
 public:
  explicit Phrases(std::string_view literal) {
    for (std::size_t at = 0; at < literal.size();) {
      const std::size_t end = std::min(literal.find('|', at), literal.size());
      phrases_.push_back(literal.substr(at, end - at));
      at = end + 1;
    }
  }
  [[nodiscard]] auto begin() const { return phrases_.begin(); }
  [[nodiscard]] auto end() const { return phrases_.end(); }

 private:
  std::vector<std::string_view> phrases_;
};

// What one does to a thing that one has no longer: the verb and what belongs to it, then the thing.
const Phrases& given_up() {
  static const Phrases list(
      "pull the plug on|call it quits with|call it quits on|call it a day with|say goodbye to|"
      "wave goodbye to|call time on|fall out of love with|draw a line under|have enough of|"
      "have it with|lose interest in|get rid of|get shot of|part ways with|part company with|"
      "grow out of|drop out of|pull out of|back out of|bow out of|opt out of|step down from|"
      "step back from|walk away from|move on from|withdraw from|retire from|resign from|"
      "unsubscribe from|taper off|wean off|come off|get off|swear off|bin off|give up on|give "
      "up|pack in|jack in|give away|give back|hand back|hand in|send back|throw out|throw away|"
      "chuck out|cut out|phase out|part with|let go of|wind up|shut down|close down|sign away|"
      "hang up|be done with|be through with|be finished with|be over|be off");
  return list;
}

const WordSet& dropped() {
  static const WordSet set(
      "stop quit cease drop ditch dump abandon uninstall delete cancel sell scrap chuck bin "
      "outgrow axe shelve donate terminate deactivate discontinue rehome");
  return set;
}
// Particles that may stand behind the thing: "gave the rabbits away", "packed the choir in".
const Phrases& behind_thing() {
  static const Phrases list(
      "give up|give away|give back|hand back|hand in|send back|throw out|pack in|jack in|cut "
      "out|throw away|chuck out|shut down");
  return list;
}

bool words_at(const Tokens& tokens, std::size_t at, std::string_view words) {
  std::size_t from = 0;
  while (from < words.size()) {
    const std::size_t end = std::min(words.find(' ', from), words.size());
    if (!word_is(tokens, at, words.substr(from, end - from))) return false;
    ++at;
    from = end + 1;
  }
  return true;
}

std::size_t words_in(std::string_view words) {
  return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

bool speaks_anywhere(const Tokens& tokens, const Phrases& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (words_at(tokens, i, phrase)) return true;
    }
    return false;
  });
}

// "for now", "almost", "thinking of": it has not ended, or not for good.
bool is_unfinished(const Tokens& tokens) {
  static const WordSet set(
      "almost nearly temporarily paused thinking considering tempted want wants hope hoping maybe "
      "perhaps might may would could should try trying tried planning plan wish if unless until "
      "till never");
  static const Phrases phrases("about to|going to|have to|need to");
  const bool word = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    // "Nearly quit", not "May".
    const bool opens = &token == &tokens.front() && token.low != "may";
    return set.has(token.low) && (opens || !token.capital);
  });
  return word || is_for_a_while(tokens) || speaks_anywhere(tokens, phrases);
}

// Where the thing ends: at a mark, a link, a time, or what is said about how it ended.
std::size_t thing_end(const Tokens& tokens, std::size_t from) {
  static const WordSet stops(
      "apparently honestly lol haha thankfully luckily thank officially properly overnight cold "
      "soon early when as btw tbh though too either again yet");
  static const WordSet links("to at from with by after before on since until over during due");
  const std::size_t end = object_end(tokens, from);
  for (std::size_t i = from; i < end; ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::mark && token.low != "-" && token.low != "/") return i;
    if (i > from && (stops.has(token.low) || links.has(token.low))) return i;
  }
  return end;
}

// The thing in `tokens` without what points at it: "my", "the", "that", "taking".
Tokens plain_thing(Tokens tokens) {
  static const WordSet pointing(
      "my our the this that these those a an all any some his her their both doing using taking "
      "having playing going to of with from on whole entire finally old eating drinking being");
  while (!tokens.empty() &&
         (pointing.has(tokens.front().low) || tokens.front().kind == TokenKind::mark)) {
    tokens.erase(tokens.begin());
  }
  while (!tokens.empty() && (tokens.back().kind == TokenKind::mark || tokens.back().low == "and" ||
                             is_adverb(tokens.back().low))) {
    tokens.pop_back();
  }
  return tokens;
}

// Whether the words can be a thing that one had: no pronoun, no mere time, no clause.
bool is_thing(const Tokens& thing) {
  constexpr std::size_t kThingTokensMax = 6;
  if (thing.empty() || thing.size() > kThingTokensMax) return false;
  static const WordSet vague(
      "it them that this everything something anything nothing all lot him her one ones you me us "
      "idea there here what notice resignation homework essay form things stuff more much many bit "
      "time ago work home");
  const bool all_vague = std::all_of(thing.begin(), thing.end(), [](const Token& token) {
    return vague.has(token.low) || is_time_word(token.low) || is_determiner(token.low);
  });
  if (all_vague) return false;
  return std::none_of(thing.begin(), thing.end(), [](const Token& token) {
    return is_wh_word(token.low) || is_modal(token.low) || is_be(token.low);
  });
}

void end_thing(const Tokens& words, std::string_view verb, std::vector<Change>& changes) {
  Subject user;
  user.text = "User";
  // "milk and eggs", "the guitar or the drums": each ends.
  Tokens one;
  const auto flush = [&] {
    const Tokens thing = plain_thing(std::exchange(one, {}));
    if (is_thing(thing) && !is_one_of_many(thing)) {
      changes.push_back({true, statement("User " + std::string(verb), turned(user, thing))});
    }
  };
  for (const Token& token : words) {
    if (token.low == "and" || token.low == "or" || token.low == "&") {
      flush();
    } else {
      one.push_back(token);
    }
  }
  flush();
}

bool is_over_already(const Tokens& tokens, const Core& core) {
  if (core.lemma == "be") return true;
  for (std::size_t i = 0; i < core.verb; ++i) {
    if (is_modal(tokens[i].low) || tokens[i].low == "do" || tokens[i].low == "does") return false;
  }
  return core.verb < tokens.size() && is_verb(tokens[core.verb].low, kPast | kParticiple);
}

// "I'm off to bed", "off work today", "over the moon", "over 40": no end of a habit.
bool is_elsewhere(const Tokens& tokens, std::size_t at) {
  static const WordSet set(
      "to work school duty sick today tomorrow on until for with at in from every there here moon "
      "by budget limit grid piste peak season");
  if (at >= tokens.size() || set.has(tokens[at].low)) return true;
  return is_number_word(tokens[at].low) || is_digits(tokens[at].low) ||
         (at + 1 < tokens.size() && set.has(tokens[at + 1].low));
}

// "gave up X", "got rid of X", "dropped X", "gave X away".
bool read_given_up(const Tokens& tokens, std::vector<Change>& changes) {
  const Core core = core_of(tokens);
  if (core.negated || core.verb >= tokens.size() || !is_over_already(tokens, core)) return false;
  for (const std::string_view phrase : given_up()) {
    const std::size_t blank = phrase.find(' ');
    if (phrase.substr(0, blank) != core.lemma) continue;
    std::size_t next = core.verb + 1;
    while (next < tokens.size() && is_adverb(tokens[next].low)) ++next;
    if (core.lemma == "have" && word_is(tokens, next, "had")) ++next;
    const std::string_view rest = phrase.substr(blank + 1);
    if (!words_at(tokens, next, rest)) continue;
    next += words_in(rest);
    const bool leaning = phrase == "be off" || phrase == "be over" || phrase == "get off";
    if (leaning && is_elsewhere(tokens, next)) continue;
    end_thing(part_of(tokens, next, thing_end(tokens, next)), "does", changes);
    if (phrase == "grow out of") {
      end_thing(part_of(tokens, next, thing_end(tokens, next)), "struggles with", changes);
    }
    return !changes.empty();
  }
  for (const std::string_view phrase : behind_thing()) {
    const std::size_t blank = phrase.find(' ');
    if (phrase.substr(0, blank) != core.lemma) continue;
    const std::size_t particle = find_word(tokens, phrase.substr(blank + 1), core.verb + 2);
    if (particle >= tokens.size() || particle > core.verb + 6) continue;
    end_thing(part_of(tokens, core.verb + 1, particle), "does", changes);
    return !changes.empty();
  }
  if (!dropped().has(core.lemma)) return false;
  static const WordSet aside("by to at in off for on");
  if (core.verb + 1 < tokens.size() && aside.has(tokens[core.verb + 1].low)) return false;
  if (is_mishap(tokens)) return false;
  const std::size_t from = core.verb + 1;
  end_thing(part_of(tokens, from, thing_end(tokens, from)), "does", changes);
  return !changes.empty();
}

// "left the choir", "left my running club": not a room that one walks out of.
bool read_left(const Tokens& tokens, std::vector<Change>& changes) {
  static const WordSet rooms(
      "house party room office building shop pub kitchen table light lights door window oven iron "
      "hospital city town country car keys bag phone wallet lunch meeting airport station hotel "
      "bed comment message note voicemail review job kids children dog");
  const Core core = core_of(tokens);
  if (core.negated || core.lemma != "leave" || !is_over_already(tokens, core)) return false;
  const std::size_t from = core.verb + 1;
  if (!word_is(tokens, from, "the") && !word_is(tokens, from, "my") &&
      !word_is(tokens, from, "our")) {
    return false;
  }
  const std::size_t end = thing_end(tokens, from);
  if (end <= from + 1 || rooms.has(tokens[end - 1].low)) return false;
  end_thing(part_of(tokens, from, end), "does", changes);
  return !changes.empty();
}

// "since March", "in two years", "for ages": long enough to be over.
bool is_long(const Tokens& tokens, std::size_t at) {
  static const WordSet short_ones(
      "monday tuesday wednesday thursday friday saturday sunday yesterday breakfast lunch dinner "
      "noon this morning days hours minutes day hour today last-night tonight");
  for (std::size_t i = at + 1; i < tokens.size() && i < at + 5; ++i) {
    if (short_ones.has(tokens[i].low)) return false;
  }
  if (tokens[at].low == "since") return at + 1 < tokens.size();
  static const WordSet spans("weeks months years ages decades year decade forever");
  for (std::size_t i = at + 1; i < tokens.size() && i < at + 5; ++i) {
    if (spans.has(tokens[i].low)) return true;
  }
  return false;
}

// "haven't touched a cigarette since March", "haven't smoked in years"
bool read_neglected(const Tokens& tokens, std::vector<Change>& changes) {
  static const WordSet verbs(
      "touch use open play have smoke drink eat wear watch ride do practise practice attend vape "
      "take");
  static const WordSet habits("smoke vape drink gamble");
  const Core core = core_of(tokens);
  const bool perfect = !tokens.empty() && (tokens[0].low == "have" || tokens[0].low == "has");
  if (!core.negated || !perfect || !verbs.has(core.lemma) || core.verb == 0) return false;
  for (std::size_t i = core.verb + 1; i < tokens.size(); ++i) {
    const std::string& low = tokens[i].low;
    if ((low != "since" && low != "in" && low != "for") || !is_long(tokens, i)) continue;
    if (i == core.verb + 1) {
      if (!habits.has(core.lemma)) return false;
      changes.push_back({true, "User " + third_person(core.lemma)});
      Subject user;
      user.text = "User";
      changes.push_back({false, statement("User", third_person_predicate(user, tokens))});
      return true;
    }
    end_thing(part_of(tokens, core.verb + 1, i), "does", changes);
    if (changes.empty()) return false;
    Subject user;
    user.text = "User";
    changes.push_back({false, statement("User", third_person_predicate(user, tokens))});
    return true;
  }
  return false;
}

// "got laid off", "was made redundant"
bool read_dismissed(const Tokens& tokens, std::vector<Change>& changes) {
  static const Phrases dismissals(
      "laid off|made redundant|fired|sacked|let go|dismissed|furloughed");
  const Core core = core_of(tokens);
  if (core.negated || (core.lemma != "be" && core.lemma != "get")) return false;
  // "was made redundant in 2009": another job than the one of now.
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const bool year =
        tokens[i - 1].low == "in" && tokens[i].low.size() == 4 && is_digits(tokens[i].low);
    if (year || (tokens[i].low == "ago" && tokens[i - 1].low == "years")) return false;
  }
  std::size_t next = core.verb + 1;
  while (next < tokens.size() && (is_adverb(tokens[next].low) || tokens[next].low == "been"))
    ++next;
  for (const std::string_view words : dismissals) {
    if (!words_at(tokens, next, words)) continue;
    changes.push_back({true, "User has a job"});
    return true;
  }
  return false;
}

// "am an ex-smoker", "am a former teacher", "retired nurse": what one was.
void read_former(const Tokens& tokens, std::vector<Change>& changes) {
  if (tokens.size() < 2 || !is_be(tokens[0].low)) return;
  const std::size_t at = skip_adverbs(tokens, 1);
  std::size_t noun = at;
  if (word_is(tokens, noun, "a") || word_is(tokens, noun, "an")) ++noun;
  if (noun == at || noun >= tokens.size()) return;
  Tokens was;
  if (tokens[noun].low.starts_with("ex-") && tokens[noun].low.size() > 4) {
    Token plain = tokens[noun];
    plain.low = plain.out = plain.low.substr(3);
    was = {plain};
  } else if (tokens[noun].low == "former" || tokens[noun].low == "lapsed") {
    was = part_of(tokens, noun + 1, thing_end(tokens, noun + 1));
  }
  end_thing(was, "does", changes);
}

struct Gone {
  bool ended = false;
  bool healed = false;  // said of an ailment, it can be had again
  bool used_up = false;
};

// What stands behind the thing: "is history", "got axed", "cleared up".
Gone read_gone(const Tokens& tokens) {
  static const Phrases being(
      "a thing of the past|done and dusted|off the table|off the menu|off the cards|out the "
      "window|out of the window|behind me|behind us|ancient history|in the past|in the bin|"
      "wrapped up|long gone|shut down|closed down|no more|history|over|dead|toast|kaput|off|"
      "out|done for|not happening");
  static const WordSet participles(
      "done finished gone cancelled canceled ended closed sold dropped scrapped axed lapsed "
      "expired "
      "discontinued binned ditched shelved stolen nicked totalled repossessed dissolved deleted "
      "uninstalled abandoned cut rehomed terminated deactivated wound");
  static const Phrases going(
      "break up|come off|fall through|run out|go bust|fizzle out|peter out|shut down|close "
      "down|wind up|wrap up|fall apart|bite the dust|come to an end|go to the scrapyard|go out "
      "the window|go out of the window|get the chop|get the boot|lapse|expire|fold|end|disband|"
      "give up the ghost");
  static const Phrases healing("clear up|go away|heal|disappear|vanish|be in remission|clear");
  const Core core = core_of(tokens);
  if (core.negated || core.verb >= tokens.size()) return {};
  const auto closes = [&](std::size_t at) {
    static const WordSet after(
        "now for since after because so this last in then lol haha as at on by yesterday today "
        "anyway finally thankfully too apparently when from and but due ages months years");
    return at >= tokens.size() || tokens[at].kind == TokenKind::mark || after.has(tokens[at].low) ||
           is_adverb(tokens[at].low);
  };
  std::size_t next = core.verb + 1;
  while (next < tokens.size() && (is_adverb(tokens[next].low) || tokens[next].low == "been" ||
                                  tokens[next].low == "well" || tokens[next].low == "pretty")) {
    ++next;
  }
  const bool passive = core.lemma == "be" || core.lemma == "get" || core.lemma == "have";
  if (core.lemma == "be") {
    for (const std::string_view phrase : being) {
      if (words_at(tokens, next, phrase) && closes(next + words_in(phrase)))
        return {true, false, false};
    }
  }
  if (passive && next < tokens.size() && participles.has(tokens[next].low) && closes(next + 1)) {
    const bool gone = tokens[next].low == "gone";
    return {true, gone, gone || tokens[next].low == "finished"};
  }
  if (core.lemma != "be" && !is_over_already(tokens, core)) return {};
  const auto goes = [&](std::string_view phrase) {
    const std::size_t blank = std::min(phrase.find(' '), phrase.size());
    if (phrase.substr(0, blank) != core.lemma) return false;
    if (blank == phrase.size()) return closes(core.verb + 1);
    const std::string_view rest = phrase.substr(blank + 1);
    return words_at(tokens, core.verb + 1, rest) && closes(core.verb + 1 + words_in(rest));
  };
  if (std::any_of(healing.begin(), healing.end(), goes)) return {true, true, false};
  return {std::any_of(going.begin(), going.end(), goes), false, false};
}

// "the vegetarian experiment", "User's gym membership", "Pilates": as words; empty for what is
// somebody else's.
Tokens own_thing(const Subject& subject) {
  Tokens tokens = tokenize(subject.text);
  constexpr std::size_t kOwner = 2;  // User 's
  if (subject.text.starts_with("User's ")) {
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<Offset>(kOwner));
    if (tokens.size() > 1 && is_kin(tokens[0].low)) return {};
  } else if (!subject.foreign || subject.text == "User" || subject.text.starts_with("User and")) {
    return {};
  }
  static const WordSet others("his her their its your every each no some someone somebody people");
  if (tokens.empty() || others.has(tokens.front().low) || is_pronoun(lower(subject.text)))
    return {};
  if (std::any_of(tokens.begin(), tokens.end(),
                  [](const Token& token) { return token.low == "'s"; })) {
    return {};
  }
  return tokens;
}

// Text without a subject: "off the antidepressants", "goodbye Netflix", "Gym: cancelled".
void read_bare(const Tokens& tokens, std::vector<Change>& changes) {
  static const Phrases farewells(
      "done with|finished with|through with|off|goodbye to|goodbye|bye bye|bye|farewell|so "
      "long|rip|r.i.p|adios|no more|out of");
  std::size_t at = 0;
  while (at < tokens.size() && (is_adverb(tokens[at].low) || tokens[at].low == "and")) ++at;
  for (const std::string_view phrase : farewells) {
    if (!words_at(tokens, at, phrase)) continue;
    const std::size_t from = at + words_in(phrase);
    if (phrase == "out of" && !word_is(tokens, from, "the")) continue;
    if (phrase == "off" && is_elsewhere(tokens, from)) return;
    end_thing(part_of(tokens, from, thing_end(tokens, from)), "does", changes);
    return;
  }
  // "Pilates is history"
  for (std::size_t i = at + 1; i + 1 < tokens.size() && i < at + 5; ++i) {
    if (!is_be(tokens[i].low)) continue;
    if (!is_pronoun(tokens[at].low) && read_gone(part_of(tokens, i, tokens.size())).ended) {
      end_thing(part_of(tokens, at, i), "does", changes);
      return;
    }
  }
  // "gym membership - cancelled", "Netflix: gone"
  for (std::size_t i = 1; i + 1 < tokens.size() && i < 5; ++i) {
    if (tokens[i].low != "-" && tokens[i].low != ":" && tokens[i].low != "," &&
        tokens[i].low != "\xE2\x80\x93") {
      continue;
    }
    Tokens rest = part_of(tokens, i + 1, tokens.size());
    Token be;
    be.out = be.low = "is";
    rest.insert(rest.begin(), be);
    if (rest[1].low == "cut" || !read_gone(rest).ended) continue;
    end_thing(part_of(tokens, 0, i), "does", changes);
    return;
  }
}

bool is_partner(const Tokens& tokens, std::vector<Change>& changes, const std::string& pair) {
  static const Phrases parted(
      "part ways|part company|call it quits|call it a day|call it off|end things|be done|be "
      "over|be history|be finished|be divorced|go our separate ways");
  const Core core = core_of(tokens);
  if (core.negated || !is_over_already(tokens, core)) return false;
  for (const std::string_view phrase : parted) {
    const std::size_t blank = phrase.find(' ');
    if (phrase.substr(0, blank) != core.lemma) continue;
    std::size_t next = core.verb + 1;
    while (next < tokens.size() && is_adverb(tokens[next].low)) ++next;
    if (!words_at(tokens, next, phrase.substr(blank + 1))) continue;
    changes.push_back({true, pair + " are together"});
    end_thing(tokenize(pair.substr(std::string_view("User and ").size())), "does", changes);
    return true;
  }
  return false;
}

// "is history", not "is history and French".
bool closes_said(const Tokens& said, std::size_t at) {
  return at >= said.size() || (said[at].low != "and" && said[at].low != "or");
}

std::vector<Tokens> parts_of(const Tokens& tokens) {
  std::vector<Tokens> parts(1);
  for (const Token& token : tokens) {
    if (token.low == "," || token.low == ";" || token.low == "!" || token.low == ".") {
      if (!parts.back().empty()) parts.emplace_back();
    } else {
      parts.back().push_back(token);
    }
  }
  return parts;
}

}  // namespace

std::vector<Change> read_ended(const Clause& clause) {
  std::vector<Change> changes;
  if (clause.predicate.empty() || is_unfinished(clause.predicate) || is_unfinished(clause.lead)) {
    return changes;
  }
  if (clause.fragment) {
    if (!is_supply(clause.predicate)) read_bare(clause.predicate, changes);
    return changes;
  }
  const std::vector<Tokens> parts = parts_of(clause.predicate);
  const Tokens& said = parts.front();
  if (is_supply(clause.predicate)) return changes;
  if (is_one_time(clause.predicate) || is_put_somewhere(said, core_of(said).verb)) return changes;
  if (clause.subject.text == "User") {
    read_former(said, changes);
    if (!changes.empty() || read_given_up(said, changes) || read_left(said, changes) ||
        read_neglected(said, changes)) {
      return changes;
    }
    read_dismissed(said, changes);
    return changes;
  }
  if (clause.subject.text.starts_with("User and ")) {
    is_partner(said, changes, clause.subject.text);
    return changes;
  }
  if (const Tokens thing = own_thing(clause.subject); !thing.empty()) {
    Gone gone = read_gone(said);
    // "my favourite subject is history"
    static const WordSet studied("subject subjects degree major module modules favourite favorite");
    const std::size_t past = find_word(said, "history");
    if (past < said.size() && (has_any(thing, studied) || !closes_said(said, past + 1))) gone = {};
    // "asthma was bad, cleared up by Friday": an attack of it.
    const bool attack = find_word(said, "by") + 1 < said.size() &&
                        is_time_word(said[find_word(said, "by") + 1].low);
    // What is gone may have been eaten up; what one does, eats or takes goes on.
    if (gone.ended && !(gone.healed && attack))
      end_thing(thing, gone.used_up ? "has" : "does", changes);
    if (gone.healed && !attack) end_thing(thing, "struggles with", changes);
  }
  for (std::size_t i = 1; i < parts.size() && !parts[i].empty(); ++i) {
    read_bare(parts[i], changes);
  }
  return changes;
}

std::size_t behind_waiver(TokenSpan tokens) {
  const bool waives = tokens.size() > 5 && tokens[0].low == "no" &&
                      (tokens[1].low == "need" || tokens[1].low == "point");
  for (std::size_t i = 3; waives && i + 2 < tokens.size(); ++i) {
    if (tokens[i].low != "," && tokens[i].low != "-" && tokens[i].low != ";") continue;
    return read_clause_subject(tokens, i + 1, Context()) ? i + 1 : 0;
  }
  return 0;
}

Tokens myself_last(Tokens tokens) {
  if (tokens.size() < 4 || tokens[0].low != "me" || tokens[1].low != "and") return tokens;
  std::size_t end = 2;
  const auto starts_predicate = [](const Token& token) {
    static const WordSet shared("share live run own play keep have go take do work");
    return is_auxiliary(token.low) || shared.has(token.low) ||
           (is_verb(token.low, kPast) && !token.capital);
  };
  while (end < tokens.size() && end < 6 && !starts_predicate(tokens[end])) ++end;
  if (end >= tokens.size() || end == 2 || end >= 6) return tokens;
  Token me = tokens[0];
  me.low = "i";
  me.out = "I";
  me.space = tokens[1].space = true;
  Tokens turned_round(tokens.begin() + 2, tokens.begin() + static_cast<Offset>(end));
  turned_round.push_back(tokens[1]);
  turned_round.push_back(me);
  turned_round.insert(turned_round.end(), tokens.begin() + static_cast<Offset>(end), tokens.end());
  return turned_round;
}

void name_topic(TokenSpan topic, Clause& clause) {
  static const WordSet vague("it that them those this these");
  Tokens thing = plain_thing(Tokens(topic.begin(), topic.end()));
  if (!is_thing(thing) || clause.fragment) return;
  Tokens& tokens = clause.predicate;
  const Core core = core_of(tokens);
  for (std::size_t i = core.verb + 1; i < tokens.size() && i < core.verb + 4; ++i) {
    if (!vague.has(tokens[i].low)) continue;
    const bool closes = i + 1 >= tokens.size() || tokens[i + 1].kind == TokenKind::mark ||
                        is_adverb(tokens[i + 1].low) || is_preposition(tokens[i + 1].low) ||
                        is_time_word(tokens[i + 1].low) || tokens[i + 1].low == "ages" ||
                        tokens[i + 1].low == "last";
    if (!closes) return;
    thing.front().space = true;
    tokens.erase(tokens.begin() + static_cast<Offset>(i));
    tokens.insert(tokens.begin() + static_cast<Offset>(i), thing.begin(), thing.end());
    return;
  }
}

}  // namespace mnestic::extract
