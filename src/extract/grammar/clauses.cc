#include "grammar/clauses.h"

#include <algorithm>

#include "grammar/gaps.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"
#include "grammar/shared_verbs.h"

namespace mnestic::extract {
namespace {

void remember_subject(const Subject& subject, Context& context) {
  if (subject.person == Person::speaker || subject.implied || subject.foreign) return;
  if (subject.plural) {
    context.group = subject.text;
    return;
  }
  // "her name is Cheryl": "she" is not the name.
  const std::string head = lower(subject.text.substr(subject.text.rfind(' ') + 1));
  static const WordSet attributes(
      "name age birthday job number email address surname nickname height hair house car flat "
      "budget rent salary knee back");
  // "Mum's kettle is blue, and she ...": she is mum.
  const std::size_t owned = subject.text.rfind("'s ");
  const bool thing_of_someone = owned != std::string::npos && subject.text.find("'s ") != owned &&
                                !is_kin(head) && !is_pet(head) && !is_role_word(head);
  if (thing_of_someone) {
    context.person = subject.text.substr(0, owned);
    context.thing = subject.text;
  } else if (!attributes.has(head)) {
    context.person = subject.text;
    // "Mum's at Tesco, it's a nightmare": nobody is an it but the baby and the cat.
    const std::size_t noun = std::string_view("User's ").size();
    const std::string who = subject.text.size() > noun ? subject.text.substr(noun) : std::string();
    static const WordSet lodging(
        "lodger tenant housemate flatmate roommate neighbour neighbor fitter");
    const bool person = (is_kin(who.substr(0, who.find(' '))) && !who.starts_with("baby")) ||
                        is_role_word(head) || lodging.has(head);
    if (!person) context.thing = subject.text;
  } else if (context.thing.empty()) {
    context.thing = subject.text;
  }
}

// "snake plant", "cat food": the word says what kind of thing the next one is.
bool qualifies_next(TokenSpan tokens, std::size_t at) {
  if (at + 1 >= tokens.size()) return false;
  const Token& next = tokens[at + 1];
  return next.kind == TokenKind::word && !next.capital && verb_form(next.low) == nullptr &&
         !is_auxiliary(next.low) && !is_preposition(next.low) && !is_adverb(next.low) &&
         !is_pronoun(next.low) && !is_subordinator(next.low) && !is_time_word(next.low) &&
         !is_adjective(next.low) && !is_determiner(next.low) && !is_wh_word(next.low) &&
         next.low != "and" && next.low != "or" && next.low != "but" && next.low != "'s" &&
         next.low != "so" && next.low != "not" && next.low != "too" && next.low != "then";
}

// Pets, relatives and things named in an object are whom the next "she" or "it" means: "We adopted
// a greyhound".
void remember_objects(TokenSpan tokens, Context& context) {
  if (context.names.empty()) context.names = " ";
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.capital && i > 0 && verb_form(token.low) == nullptr && token.low != "i") {
      context.names += token.out + ' ';
    }
    if (token.kind != TokenKind::word || i == 0) continue;
    if (i > 1 && tokens[i - 2].low == "not") continue;
    if (is_pet(token.low) && qualifies_next(tokens, i)) continue;
    const std::string& before = tokens[i - 1].low;
    if (before != "a" && before != "an" && before != "my" && before != "our" && before != "new" &&
        before != "the" && !is_adjective(before)) {
      continue;
    }
    static const WordSet taken("adopt rescue foster get");
    const bool taken_in = (before == "a" || before == "an") && i > 1 && context.person.empty() &&
                          taken.has(lemma_of(tokens[i - 2].low)) && !is_owned_thing(token.low) &&
                          !is_occasion(token.low);
    if (taken_in) context.person = "User's " + token.low;
    if (is_kin(token.low) || is_pet(token.low)) {
      const std::string who = "User's " + token.low;
      // "My sister Nadia": the subject has said more of her already.
      if (!context.person.starts_with(who + ' ')) context.person = context.thing = who;
    } else if (is_owned_thing(token.low) || is_occasion(token.low)) {
      context.thing = "User's " + token.low;
    }
  }
}

struct Cut {
  std::size_t begin = 0;
  std::optional<Subject> subject;
  bool shared = false;         // a verb that shares the subject of the clause before
  bool gapped = false;         // a subject whose verb is that of the clause before
  bool consequence = false;    // see Clause
  std::size_t lead_begin = 0;  // words before the subject that belong behind the predicate
  std::size_t lead_end = 0;
};

// ", started in 2019" behind "I work at Google": says when, and stands only with the clause before.
bool dates_clause_before(TokenSpan tokens, std::size_t at) {
  static const WordSet verbs(
      "started began joined quit stopped finished graduated retired left born founded opened found "
      "diagnosed confirmed discovered");
  static const WordSet links("in since on at last this two three");
  if (at + 3 < tokens.size() && tokens[at].low == "found" && tokens[at + 1].low == "out" &&
      links.has(tokens[at + 2].low)) {
    return true;  // "..., found out at 35"
  }
  if (at + 2 >= tokens.size() || !verbs.has(tokens[at].low) || !links.has(tokens[at + 1].low)) {
    return false;
  }
  std::size_t end = at + 2;
  while (end < tokens.size() && !is_joint(tokens[end])) ++end;
  if (end > at + 5) return false;
  for (std::size_t i = at + 1; i < end; ++i) {
    const bool year = tokens[i].kind == TokenKind::number && tokens[i].low.size() == 4;
    if (year || is_time_word(tokens[i].low)) return true;
  }
  return false;
}

// ", now in Harrogate": how things are now, behind what changed them.
bool starts_present(TokenSpan tokens, std::size_t at) {
  static const WordSet now("now currently presently back still");
  if (at == 0 || at + 2 > tokens.size() || tokens[at - 1].low != "," || !now.has(tokens[at].low)) {
    return false;
  }
  if (at + 1 >= tokens.size()) return false;
  static const WordSet links("a an in on living based working near outside");
  return links.has(tokens[at + 1].low);
}

// "On Mondays I do yoga", "When I travel, I ...": where the clause proper begins; 0 when the
// sentence has no such lead.
std::size_t behind_lead(TokenSpan tokens, const Context& context) {
  const std::string& first = tokens.front().low;
  const bool sub = first == "when" || first == "whenever" || first == "because" ||
                   first == "since" || first == "as" || first == "while" || first == "after" ||
                   first == "before" || first == "until" || first == "ever";
  static const WordSet times(
      "starting beginning every each these this last next nowadays lately recently");
  const bool day = tokens.size() > 1 && first == "one" && is_time_word(tokens[1].low);
  const bool someday = tokens.size() > 1 && first == "one" && tokens[1].low == "day";
  if (day || someday) return tokens.size() > 3 && tokens[2].low == "i" ? 2 : 0;
  if (!sub && !is_preposition(first) && !times.has(first) && !is_time_word(first) &&
      !is_adverb(first)) {
    return 0;
  }
  bool inside = false;  // a subordinate clause has its own subject
  for (std::size_t i = 1; i + 1 < tokens.size() && i < 20; ++i) {
    const std::string& low = tokens[i].low;
    static const WordSet others("he she they");
    if (!sub && others.has(low)) return 0;
    if (low != "i" && low != "we" && low != "my" && low != "our") continue;
    static const WordSet inner("since because when after before that while as until if");
    if (!sub && i > 1 && inner.has(tokens[i - 1].low)) return 0;
    const bool object = is_preposition(tokens[i - 1].low) || is_determiner(tokens[i - 1].low);
    if (low != "i" && low != "we" && object) continue;
    if (!read_clause_subject(tokens, i, context)) continue;
    if (sub && !inside && i == 1) {
      inside = true;
      continue;
    }
    if (inside && tokens[i - 1].low != ",") continue;
    // "always aisle seats, I've got long legs": what stands before the comma is no adverbial.
    // "just landed a job, starting on the 2nd, and I've ...": neither is a clause of its own.
    const bool listed =
        std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i) - 1,
                    [](const Token& token) { return token.low == ","; });
    const bool acted = std::any_of(
        tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i), [](const Token& token) {
          return is_verb(token.low, kPast) && !is_verb(token.low, kBase) && !token.capital;
        });
    if (!sub && acted) return 0;
    if (!sub && (tokens[i - 1].low == "and" || tokens[i - 1].low == "but" || listed)) return 0;
    if (!sub && is_adverb(first) && !is_time_word(first) && i > 2 && tokens[i - 1].low == ",")
      return 0;
    // "Both my parents are deaf so I grew up signing" has no lead.
    const bool finite = std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                    [](const Token& token) { return is_be(token.low); });
    if (!sub && finite) return 0;
    return i;
  }
  return 0;
}

// "and on Thursdays I play squash": where the clause proper begins behind a short lead; 0 without
// one.
std::size_t behind_short_lead(TokenSpan tokens, std::size_t at, const Context& context) {
  static const WordSet nowadays("now currently nowadays lately recently somehow somewhere");
  // "to make sure we agree", "like the one I had": no lead.
  if (tokens[at].low == "like") return 0;
  if (tokens[at].low == "to" && at + 1 < tokens.size() && is_verb(tokens[at + 1].low, kBase))
    return 0;
  // "the rest of the week I'm home"
  const bool rest = sequence_at(tokens, at, "the rest of") || sequence_at(tokens, at, "the other");
  if (!is_preposition(tokens[at].low) && !is_time_word(tokens[at].low) &&
      !nowadays.has(tokens[at].low) && !is_adverb(tokens[at].low) && !rest) {
    return 0;
  }
  // "and now my back hurts"
  const bool ours =
      at + 1 < tokens.size() && (tokens[at + 1].low == "my" || tokens[at + 1].low == "our");
  if (ours && nowadays.has(tokens[at].low) && read_clause_subject(tokens, at + 1, context))
    return at + 1;
  const std::size_t reach = rest ? 7 : 5;
  for (std::size_t i = at + 1; i + 1 < tokens.size() && i < at + reach; ++i) {
    if (tokens[i].kind == TokenKind::mark || is_subordinator(tokens[i].low)) return 0;
    const bool subject = tokens[i].low == "i" || tokens[i].low == "we";
    if (subject && !is_preposition(tokens[i - 1].low)) return i;
  }
  return 0;
}

// The commas and conjunctions between two clauses.
struct Joint {
  std::size_t end = 0;
  bool hard = false;         // what follows never belongs to the clause before
  bool consequence = false;  // see Clause
};

Joint read_joint(TokenSpan tokens, std::size_t at) {
  Joint joint{.end = at};
  while (joint.end < tokens.size() && is_joint(tokens[joint.end])) {
    const std::string& low = tokens[joint.end].low;
    const std::size_t behind = joint.end + 1;
    const bool none = behind < tokens.size() && tokens[behind].low == "no";
    const bool no_more = none && behind + 1 < tokens.size() &&
                         (tokens[behind + 1].low == "more" || tokens[behind + 1].low == "longer");
    joint.consequence = joint.consequence || low == "so" || low == ";";
    // "so something upbeat would be great"
    static const WordSet open("no something anything any whatever");
    const bool wish = low == "so" && behind < tokens.size() && open.has(tokens[behind].low);
    joint.hard = joint.hard || no_more || low == ";" || is_spaced_dash(tokens[joint.end]) || wish;
    ++joint.end;
  }
  // "and yep I have it too"
  static const WordSet fillers("yep yeah yes lol haha btw obviously honestly basically apparently");
  while (joint.end > at && joint.end + 1 < tokens.size() && fillers.has(tokens[joint.end].low)) {
    ++joint.end;
  }
  return joint;
}

// A word that joins clauses elsewhere: "is so tired", "ten or so", "would also like", "for a
// while".
bool goes_on_inside(TokenSpan tokens, std::size_t at) {
  const std::string& before = tokens[at - 1].low;
  if (tokens[at].low == "also") return is_auxiliary(before);
  static const WordSet to_then("until till by before since from back");
  if (tokens[at].low == "then") return to_then.has(before);
  if (tokens[at].low == "while") return before == "a";
  // "learning Welsh so I can talk to her": what it is for.
  static const WordSet able("can could");
  const bool aim = tokens[at].low == "so" && at + 3 < tokens.size() &&
                   (tokens[at + 1].low == "i" || tokens[at + 1].low == "we") &&
                   able.has(tokens[at + 2].low) && tokens[at + 3].low != "not" && before != ",";
  if (aim) return true;
  static const WordSet verbs("be been feel feels felt look looks or");
  const bool quality = at + 1 < tokens.size() && is_adjective(tokens[at + 1].low) &&
                       tokens[at - 1].kind == TokenKind::word;  // "faces so happy"
  return tokens[at].low == "so" && (is_be(before) || verbs.has(before) || quality);
}

std::vector<Cut> find_cuts(TokenSpan tokens, Context& context) {
  std::vector<Cut> cuts;
  Cut first;
  if (const std::size_t at = behind_lead(tokens, context); at != 0) {
    first.begin = at;
    first.lead_end = at;
  }
  first.subject = read_clause_subject(tokens, first.begin, context);
  Subject last = first.subject ? *first.subject : Subject{.text = "User", .implied = true};
  if (!first.subject && starts_shared_verb(tokens, 0, last)) {
    first.subject = last;
    first.shared = true;
  }
  cuts.push_back(first);
  remember_subject(last, context);
  std::size_t i = std::max(first.begin + 1, first.subject ? first.subject->end : 1);
  while (i < tokens.size()) {
    if (!is_joint(tokens[i]) || goes_on_inside(tokens, i)) {
      ++i;
      continue;
    }
    const Joint joint = read_joint(tokens, i);
    const std::size_t next = joint.end;
    if (next >= tokens.size()) break;
    remember_objects(tokens.subspan(cuts.back().begin, i - cuts.back().begin), context);
    const bool names_list = tokens[i].low == ":" || tokens[i].low == "(";
    auto subject = read_clause_subject(tokens, next, context);
    // Behind a colon stands a list more often than a clause.
    if (subject && names_list && (subject->foreign || tokens[i].low == "(")) subject.reset();
    if (subject) {
      last = *subject;
      remember_subject(last, context);
      cuts.push_back({next, subject});
      cuts.back().consequence = joint.consequence;
      i = std::max(next + 1, subject->end);
      continue;
    }
    if (starts_order(tokens, next) || starts_present(tokens, next)) {
      cuts.push_back({next, std::nullopt});
      i = next + 1;
      continue;
    }
    if (const auto gapped = gapped_subject(tokens, next)) {
      cuts.push_back({next, gapped, false, true});
      i = gapped->end;
      continue;
    }
    if (const std::size_t at = behind_short_lead(tokens, next, context); at != 0) {
      cuts.push_back({at, read_clause_subject(tokens, at, context)});
      cuts.back().lead_begin = next;
      cuts.back().lead_end = at;
      i = at + 1;
      continue;
    }
    if (tokens[next - 1].low != "and" && dates_clause_before(tokens, next)) {
      i = next + 1;
      continue;
    }
    if (starts_shared_verb(tokens, next, last)) {
      cuts.push_back({next, last, true});
    } else if (joint.hard || is_question_order(tokens, next) || starts_condition(tokens, next)) {
      cuts.push_back({next, std::nullopt});
    }
    i = next + 1;
  }
  return cuts;
}

std::size_t trimmed_end(TokenSpan tokens, std::size_t begin, std::size_t end) {
  static const WordSet stops(". ! ? … ...");
  while (end > begin && tokens[end - 1].low != ")" &&
         (is_joint(tokens[end - 1]) || stops.has(tokens[end - 1].low))) {
    if (end > begin + 1 && goes_on_inside(tokens, end - 1)) break;
    --end;
    // "nearly quit, but no": said back to oneself.
    static const WordSet answers("no nope nah yes yeah");
    const bool answer =
        end > begin + 2 && answers.has(tokens[end - 1].low) && tokens[end - 2].low == "but";
    if (answer) end -= 2;
  }
  return end;
}

// "they tend" of one person is "she tends".
void speak_of_one(Tokens& predicate) {
  const std::size_t verb = finite_verb_at(predicate);
  if (verb >= predicate.size() || is_modal(predicate[verb].low)) return;
  Token& token = predicate[verb];
  if (token.low == "are" || token.low == "were" || token.low == "have") {
    token.low = token.low == "are" ? "is" : token.low == "were" ? "was" : "has";
  } else if (is_verb(token.low, kBase) && !is_verb(token.low, kPast)) {
    token.low = third_person(token.low);
  }
  token.out = token.low;
}

}  // namespace

void note_objects(TokenSpan tokens, Context& context) { remember_objects(tokens, context); }

bool starts_order(TokenSpan tokens, std::size_t at) {
  static const WordSet joints("so ; ,");
  static const WordSet forbidden(
      "suggest recommend remind mention bother assume offer ask tell show give send put schedule "
      "book call");
  if (at == 0 || at + 1 >= tokens.size()) return false;
  if (at + 2 >= tokens.size() && tokens[at + 1].low != "me") return false;
  const std::size_t from = tokens[at].low == "please" ? at + 1 : at;
  if (from + 1 >= tokens.size()) return false;
  const bool denied = tokens[from].low == "do" && tokens[from + 1].low == "not" &&
                      from + 2 < tokens.size() && forbidden.has(tokens[from + 2].low);
  if (denied) return true;
  static const WordSet waving("ignore forget disregard excuse pardon bear");
  if (tokens[at - 1].low == "so" && waving.has(tokens[from].low)) return true;
  if (tokens[at - 1].low == "so" && is_verb(tokens[from].low, kBase) &&
      tokens[from + 1].low == "me") {
    return true;
  }
  const bool led = joints.has(tokens[at - 1].low) || is_spaced_dash(tokens[at - 1]);
  if (!led || !is_verb(tokens[from].low, kBase)) return false;
  static const WordSet heeding("avoid skip keep use stick include leave");
  if (tokens[at - 1].low == "so" && from > at && heeding.has(tokens[from].low)) return true;
  static const WordSet joining("so ;");
  if (!joining.has(tokens[at - 1].low) && !is_spaced_dash(tokens[at - 1]) && from == at)
    return false;
  return read_instruction(tokens.subspan(at)).has_value();
}

bool starts_condition(TokenSpan tokens, std::size_t at) {
  static const WordSet conditions(
      "epilepsy asthma diabetes eczema migraine migraines arthritis depression anxiety adhd autism "
      "ibs pcos endometriosis psoriasis hypertension anaemia anemia lupus crohn's tinnitus "
      "vertigo");
  static const WordSet found("diagnosed since under controlled");
  // "scared of planes" behind what somebody has or does
  static const WordSet qualities("scared afraid terrified frightened allergic intolerant");
  static const WordSet links("of to");
  const bool quality = at > 1 && at + 2 < tokens.size() && tokens[at - 1].low == "," &&
                       qualities.has(tokens[at].low) && links.has(tokens[at + 1].low) &&
                       !is_be(tokens[0].low) && (tokens.size() < 2 || !is_be(tokens[1].low));
  if (quality) return true;
  return at + 1 < tokens.size() && conditions.has(tokens[at].low) && found.has(tokens[at + 1].low);
}

std::size_t finite_verb_at(TokenSpan predicate) {
  for (std::size_t i = 0; i < predicate.size(); ++i) {
    const std::string& low = predicate[i].low;
    if (predicate[i].kind == TokenKind::mark || is_adverb(low) || low == "not" || low == "longer" ||
        low == "no") {
      continue;
    }
    return i;
  }
  return predicate.size();
}

std::vector<Clause> split_clauses(TokenSpan sentence, Context& context) {
  std::vector<Clause> clauses;
  if (sentence.empty()) return clauses;
  const std::vector<Cut> cuts = find_cuts(sentence, context);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Cut& cut = cuts[i];
    std::size_t limit = sentence.size();
    if (i + 1 < cuts.size()) {
      const Cut& after = cuts[i + 1];
      limit = after.lead_end > 0 ? after.lead_begin : after.begin;
    }
    const std::size_t end = trimmed_end(sentence, cut.begin, limit);
    Clause clause;
    clause.consequence = i > 0 && cut.consequence;
    std::size_t begin = cut.begin;
    if (cut.subject) {
      clause.subject = *cut.subject;
      if (!cut.shared) begin = cut.subject->end;
    } else {
      clause.fragment = true;
      clause.subject = Subject{.text = "User", .implied = true};
    }
    if (begin >= end) continue;
    const TokenSpan part = sentence.subspan(begin, end - begin);
    clause.predicate.assign(part.begin(), part.end());
    if (clause.predicate.size() > 1 && clause.predicate[0].low == "never" &&
        is_verb(clause.predicate[1].low, kParticiple) &&
        !is_verb(clause.predicate[1].low, kBase | kPast)) {
      Token have = clause.predicate[0];
      const bool one = clause.subject.person == Person::other && !clause.subject.plural;
      have.out = have.low = one ? "has" : "have";
      have.capital = false;
      have.space = true;
      clause.predicate.insert(clause.predicate.begin(), std::move(have));
    }
    const bool they = cut.subject && sentence[cut.begin].low == "they" && !cut.shared;
    if (they && !cut.subject->plural && !cut.subject->foreign) speak_of_one(clause.predicate);
    if (cut.gapped && !clauses.empty()) borrow_verb(clauses.back().predicate, clause);
    if (cut.lead_end > 0) {
      const std::size_t lead_end = trimmed_end(sentence, cut.lead_begin, cut.lead_end);
      const TokenSpan lead = sentence.subspan(cut.lead_begin, lead_end - cut.lead_begin);
      clause.lead.assign(lead.begin(), lead.end());
    }
    if (!clause.lead.empty()) {
      clause.lead.front().space = true;
      const Token& opener = clause.lead.front();
      static const WordSet plain_times(
          "today tonight tomorrow yesterday next last nowadays morning weekend weekends");
      if (opener.capital &&
          (plain_times.has(opener.low) || is_preposition(opener.low) ||
           is_subordinator(opener.low) || is_determiner(opener.low) || is_adverb(opener.low))) {
        clause.lead.front().out = opener.low;
      }
    }
    clauses.push_back(std::move(clause));
  }
  if (!clauses.empty()) context.last = clauses.back().subject;
  remember_objects(sentence, context);
  return clauses;
}

}  // namespace mnestic::extract
