// What ends a known fact, by any idiom: words of ending, and a noun that the fact is about.
#include <algorithm>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "led/ending.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/change_parts.h"
#include "rules/changes.h"
#include "rules/no_end.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kOpen =
    "temporarily|thinking|considering|tempted|wants to|perhaps|try|planning|plan to|till|have to|"
    "need to|this week|this month|this time|wondering|whether|still|keep|kept|keeping|tonight|"
    "today only|for a bit";

bool is_nominal(const Token& token) {
  static const WordSet not_things(
      "apparently honestly officially properly completely totally lol good for finally round ages "
      "years months weeks morning evening night week month year since");
  static const WordSet before("old former previous ex");
  if (before.has(token.low)) return true;
  return is_telling(token) && !is_adverb(token.low) && !not_things.has(token.low);
}

bool is_light(const Token& token) {
  static const WordSet set(
      "take catch do have use get play make ride drive eat drink attend go see watch set foot "
      "touch "
      "pick open visit need require");
  return set.has(base_of_gerund(token.low)) || set.has(lemma_of(token.low));
}

}  // namespace

std::vector<Tokens> runs_in(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::vector<Tokens> runs(1);
  for (std::size_t i = from; i < to && i < tokens.size(); ++i) {
    if (is_nominal(tokens[i])) {
      runs.back().push_back(tokens[i]);
    } else if (!runs.back().empty()) {
      runs.emplace_back();
    }
  }
  if (runs.back().empty()) runs.pop_back();
  // "hung up my scout leader hat"
  static const WordSet worn("hat boots gloves apron shoes");
  const bool hung = from > 0 && from <= tokens.size() && speaks(tokens, "hung up|hang up");
  if (hung && !runs.empty() && runs.back().size() > 1 && worn.has(runs.back().back().low))
    runs.back().pop_back();
  // "catching the 7:15", "having a membership"
  if (runs.size() > 1 && std::all_of(runs[0].begin(), runs[0].end(), is_light))
    runs.erase(runs.begin());
  for (Tokens& run : runs) {
    if (run.size() > 1 && is_light(run[0])) run.erase(run.begin());
    for (Token& token : run) {
      if (token.low.ends_with("'")) {
        token.low.pop_back();
        token.out.pop_back();
      }
      token.space = true;
    }
  }
  return runs;
}

namespace {

// "User's daughter Ana plays chess" as said of the user.
Parsed as_own(const Fact& fact) {
  if (fact.parsed.subject_terms.front() == "user" && fact.verb <= 1) return fact.parsed;
  const bool person =
      fact.parsed.subject_terms.front() != "user" ||
      std::any_of(fact.parsed.subject_terms.begin(), fact.parsed.subject_terms.end(),
                  [](const std::string& word) { return is_kin(word); });
  if (!person || fact.verb == 0) return fact.parsed;
  return parse_statement("User " + fact.known->content.substr(fact.tokens[fact.verb].begin));
}

// "a marathon runner" of who runs marathons, "a painter" of who paints.
bool ends_being(const Parsed& stored, std::string_view words) {
  return ends(stored, parse_statement("User is " + std::string(words))) ||
         ends(stored, parse_statement("User does " + std::string(words)));
}

// "they've scrapped the 7:42": what nobody has any more, whoever they are.
bool is_withdrawn(const Tokens& segment, const End& end) {
  static const WordSet verbs("scrap axe discontinue close shut disband demolish withdraw");
  if (segment[0].low != "they" || end.begin >= segment.size()) return false;
  const std::string& low = segment[end.begin].low;
  return verbs.has(lemma_of(low)) || low == "scrapped" || low == "disbanded";
}

bool is_ended(const Fact& fact, const Tokens& segment, const Tokens& run, const End& end) {
  if (run.empty() || run.size() > 5 || fact.parsed.subject_terms.empty()) return false;
  const bool person = is_kin(run.back().low) && !is_group(run.back().low);
  if (person || (!may_be_about(segment, fact) && !is_withdrawn(segment, end) && !end.by_any))
    return false;
  const bool times = std::all_of(run.begin(), run.end(),
                                 [](const Token& token) { return is_time_word(token.low); });
  if (times) return false;
  const Parsed stored = as_own(fact);
  Subject user;
  user.text = "User";
  // Words of the subject itself say whom it is about, not what ends.
  Tokens thing;
  for (const Token& token : run) {
    const bool who = &stored != &fact.parsed && stored.subject != fact.parsed.subject &&
                     subject_holds(fact.parsed, token.low);
    static const WordSet vague("dream idea sessions session lessons thing stuff card");
    // "struck the penicillin allergy off my notes"
    static const WordSet ailing("allergy intolerance diagnosis");
    const bool idle = vague.has(token.low) || (end.heals && ailing.has(token.low));
    if (!who && !(run.size() > 1 && idle)) thing.push_back(token);
  }
  if (thing.empty()) return false;
  Parsed parts = stored;
  // "PureGym" for "gym": a compound's part stands for it.
  for (Token& token : thing) {
    for (const Token& word : fact.tokens) {
      if (word.capital && word.low != token.low && means(token, word)) {
        token.low = word.low;
        token.out = word.out;
      }
    }
  }
  const std::string words = join(thing);
  if (ends(parts, parse_statement("User uses " + words))) return true;
  if (end.self && ends_being(stored, words)) return true;
  if (end.unsaid && ends(parts, parse_statement("User mentions " + words))) return true;
  if (end.tastes && ends(parts, parse_statement("User likes " + words))) return true;
  return end.heals && ends(parts, parse_statement("User struggles with " + words));
}

// "Ana has given up chess": the name of somebody who ends what is not said to be the speaker's; a
// null pointer when there is none.
const Token* ended_by(const Tokens& segment, const End& end) {
  if (end.before || owner_of(segment) != Owner::thing) return nullptr;
  if (speaks(segment, "my|our|me|us|mine|ours")) return nullptr;
  for (std::size_t i = 0; i < end.begin; ++i) {
    if (is_telling(segment[i])) return segment[i].capital ? &segment[i] : nullptr;
  }
  return nullptr;
}

// "a puncture put paid to our trip", "rain put paid to tennis"
bool is_passing_cause(const Tokens& segment) {
  return speaks(segment,
                "rain|weather|snow|puncture|traffic|strike|storm|trip|match|game|plan|plans|outing|"
                "weekend|evening|afternoon|holiday|ride|picnic|today");
}

// "a pupil quit chemistry", "the pharmacy has no more of it": done by somebody else, and not to
// what is said to be the speaker's.
bool is_ended_by_another(const Tokens& segment, const End& end) {
  if (end.before || owner_of(segment) != Owner::thing) return false;
  // "a dodgy hip put paid to the cycling"
  if (speaks(segment, "put paid to")) return is_passing_cause(segment);
  if (speaks(TokenSpan(segment).subspan(end.begin), "my|our|me|us|mine|ours")) return false;
  const std::size_t head = head_of(segment);
  return head < end.begin && !segment[head].capital;
}

// "the migraine is gone" of somebody who has migraines.
bool is_one_attack(const Fact& fact, const Tokens& run) {
  if (run.empty() || fact.parsed.verb != "have") return false;
  const auto plural = [&](const Token& each) { return each.low == run.back().low + "s"; };
  return std::any_of(fact.tokens.begin(), fact.tokens.end(), plural);
}

// Whether the fact tells what is eaten or taken, and the words that what there was of it is used
// up.
bool is_used_up(const Fact& fact, const Tokens& segment) {
  static const WordSet consumed("eat drink take use");
  if (!consumed.has(fact.parsed.verb)) return false;
  return is_supply(segment) ||
         speaks(segment,
                "the last of|used up|polished off|finished off|is gone|are gone|'s "
                "gone|finished|empty|went off|gone off|went right off");
}

// "closed Slack", "finished the chapter": only for now, or one of many.
bool is_shut_only(const Tokens& segment, const End& end, const Tokens& run) {
  if (lemma_of(segment[end.begin].low) == "close" && !end.before) {
    static const WordSet closed("account business shop practice cafe café restaurant studio firm");
    return std::none_of(run.begin(), run.end(),
                        [](const Token& token) { return closed.has(token.low); });
  }
  // "my bank is closed now"
  static const WordSet opening(
      "bank shop gym library pool office school restaurant pub bakery museum");
  const bool shut = segment[end.begin].low == "closed" && end.begin > 0 &&
                    is_be(segment[end.begin - 1].low) && !speaks(segment, "closed down|for good");
  if (shut && std::any_of(run.begin(), run.end(),
                          [](const Token& token) { return opening.has(token.low); })) {
    return true;
  }
  return !end.heals && is_one_of_many(run);
}

// "the bridge has closed" ends no card game, "the meeting's over" not the meetings one goes to,
// "the ginger" not ginger tea.
bool is_another_use(const Fact& fact, const Tokens& segment, const End& end, const Tokens& run) {
  static const WordSet pastimes("listen play watch read speak code");
  if (end.before && lemma_of(segment[end.begin].low) == "close" && pastimes.has(fact.parsed.verb))
    return true;
  static const WordSet over("over done finished");
  static const WordSet taken("drink eat");
  for (std::size_t i = fact.verb + 1; i < fact.tokens.size(); ++i) {
    const Token& word = fact.tokens[i];
    if (end.before && over.has(segment[end.begin].low) && word.low == run.back().low + "s")
      return true;
    if (i + 1 >= fact.tokens.size() || !same_word(word, run.back())) continue;
    const Token& next = fact.tokens[i + 1];
    const bool describes = is_telling(next) && next.kind == TokenKind::word && !next.capital &&
                           !is_adverb(next.low) && !is_time_word(next.low) &&
                           !next.low.ends_with("ly") && !is_vague_noun(canonical_word(next.low));
    if (describes && taken.has(fact.parsed.verb) && !word.capital) return true;
  }
  return false;
}

// Another thing of the kind: "the flight on the 2nd" is not the one on 3 May, "the old desk" not
// the standing desk, "the diabetes course" not diabetes.
bool is_another_one(const Fact& fact, const Tokens& segment, const End& end, const Tokens& run) {
  if (speaks(fact.tokens, "favourite|favorite") && end.before) return true;
  Said only;
  only.tokens = segment;
  if (is_namesake(only, fact)) return true;
  const bool plain =
      std::none_of(run.begin(), run.end(), [](const Token& token) { return token.capital; });
  const Token& head = run.back();
  const auto held = [&](const Token& word) {
    return std::any_of(fact.tokens.begin() + 1, fact.tokens.end(),
                       [&](const Token& each) { return means(word, each); });
  };
  if (plain && is_another_use(fact, segment, end, run)) return true;
  // "the world" is not World of Warcraft.
  for (std::size_t i = fact.verb + 1; plain && i < fact.tokens.size(); ++i) {
    const bool part = fact.tokens[i].capital &&
                      ((i + 1 < fact.tokens.size() &&
                        (fact.tokens[i + 1].capital || fact.tokens[i + 1].low == "of")) ||
                       fact.tokens[i - 1].capital);
    const bool met = part && std::any_of(run.begin(), run.end(), [&](const Token& word) {
                       return means(word, fact.tokens[i]);
                     });
    const bool whole = i + 1 < fact.tokens.size() && fact.tokens[i + 1].capital &&
                       std::any_of(run.begin(), run.end(), [&](const Token& word) {
                         return means(word, fact.tokens[i + 1]);
                       });
    if (met && run.size() == 1 && !whole && speaks(segment, "the|a")) return true;
  }
  static const WordSet taught("course class session lesson talk workshop");
  const bool of_kind = run.size() > 1 && taught.has(canonical_word(head.low)) && !held(head);
  if (of_kind && plain && fact.parsed.verb == "have") return true;
  if (plain && run.front().low == "old") {
    for (std::size_t i = fact.verb + 1; i + 1 < fact.tokens.size(); ++i) {
      const bool describes = is_telling(fact.tokens[i]) && same_word(fact.tokens[i + 1], head);
      if (describes && std::none_of(run.begin(), run.end(), [&](const Token& word) {
            return means(word, fact.tokens[i]);
          })) {
        return true;
      }
    }
  }
  const std::vector<Value> stored = values_in(fact.tokens, fact.verb);
  bool another = false;
  for (const Value& value : values_in(segment, 0)) {
    const bool inside = end.before ? value.begin < end.begin : is_occasion(head.low);
    if (!inside || value.sort == Sort::name || value.sort == Sort::colour) continue;
    for (const Value& old : stored) {
      if (!alike(old, value)) continue;
      if (old.norm == value.norm) return false;
      another = true;
    }
  }
  return another;
}

// "sold Ana's bike" says nothing of Ana, and "finished my swim" nothing of swimming on Sundays.
bool is_spared(const Fact& fact, const Tokens& segment, const End& end) {
  static const WordSet habits("swim run go play walk cycle climb row dance sing cook bake train");
  const bool treated = speaks(segment, "therapy|treatment|chemo|rehab|physio|counselling|training");
  const bool finished = lemma_of(segment[end.begin].low) == "finish";
  if (finished && habits.has(fact.parsed.verb) && !treated) return true;
  const bool introduces = speaks(fact.tokens, "called|named|name");
  return introduces && std::any_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& word) {
           return is_kin(word.low) &&
                  std::none_of(segment.begin(), segment.end(),
                               [&](const Token& said) { return said.low == word.low; });
         });
}

// "handed back the keys to the studio", "gave the darkroom keys back": the place, not the keys.
void drop_keys(const Tokens& segment, std::vector<Tokens>& runs) {
  static const WordSet tokens("key keys badge lanyard uniform tabard locker pass");
  const bool handed =
      speaks(segment, "key|keys") || speaks(segment, "handed in my|handed back my|turned in my");
  if (!handed) return;
  for (Tokens& run : runs) {
    std::erase_if(run,
                  [](const Token& token) { return tokens.has(token.low) || token.low == "back"; });
  }
  std::erase_if(runs, [](const Tokens& run) { return run.empty(); });
  // "on Friday" behind it is no part of the place.
  const auto times = [](const Tokens& run) {
    return std::all_of(run.begin(), run.end(),
                       [](const Token& token) { return is_time_word(token.low); });
  };
  if (runs.size() > 1) std::erase_if(runs, times);
}

// Where the clause that ends before `end` begins: "cleared the loft - every record went".
std::size_t behind_mark(const Tokens& segment, std::size_t end) {
  static const WordSet dashes("- \xE2\x80\x93 \xE2\x80\x94 :");
  for (std::size_t i = std::min(end, segment.size()); i-- > 0;) {
    if (dashes.has(segment[i].low) && segment[i].space) return i + 1;
  }
  return 0;
}

// "Rang Sky and told them to stuff it": what was rung.
void drop_deeds(std::vector<Tokens>& runs) {
  for (Tokens& run : runs) {
    if (run.size() > 1 && is_verb(run.front().low, kPast)) run.erase(run.begin());
  }
}

// "every last record": all of the records.
void name_many(std::vector<Tokens>& runs) {
  static const WordSet whole("every last single");
  for (Tokens& run : runs) {
    while (run.size() > 1 && whole.has(run.front().low)) run.erase(run.begin());
    if (run.back().low.ends_with('s') || run.back().capital) continue;
    run.back().low += 's';
    run.back().out += 's';
  }
}

// "did my last Oxfam shift"
void drop_rounds(const Tokens& segment, std::vector<Tokens>& runs) {
  static const WordSet rounds("shift class session lesson practice rehearsal training");
  if (!speaks(segment, "my last|our last")) return;
  for (Tokens& run : runs) {
    if (run.size() > 1)
      std::erase_if(run, [](const Token& token) { return rounds.has(token.low); });
  }
  std::erase_if(runs, [](const Tokens& run) { return run.empty(); });
}

bool speaks_of(const Fact& fact, const Token& name) {
  return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                     [&](const Token& each) { return means(name, each); });
}

void add(std::vector<Touch>& touches, std::size_t fact, Touch::Way way, std::string reason) {
  touches.push_back(
      {.fact = fact, .way = way, .content = {}, .reason = std::move(reason), .value = {}});
}

// "dropped my phone"
bool is_let_fall(const Tokens& segment, const End& end) {
  return end.begin < segment.size() && segment[end.begin].low == "dropped" &&
         is_mishap(part_of(segment, end.begin, segment.size()));
}

// The verb of what was done before it ended: "listened" of "haven't listened to a podcast in ages";
// the size without one.
std::size_t ended_verb(const Tokens& segment, const End& end) {
  if (end.before) return segment.size();
  static const WordSet idle("ever really even just been so much");
  std::size_t at = end.end;
  while (at < segment.size() && (is_adverb(segment[at].low) || idle.has(segment[at].low))) ++at;
  if (at >= segment.size() || segment[at].capital) return segment.size();
  return verb_form(segment[at].low) == nullptr ? segment.size() : at;
}

// "haven't played it in years": what "it" means has ended, not all playing.
bool is_done_to_it(const Tokens& segment, const End& end) {
  const std::size_t verb = ended_verb(segment, end);
  return verb + 1 < segment.size() &&
         (segment[verb + 1].low == "it" || segment[verb + 1].low == "them");
}

// "haven't played it in years" of a harmonica that one has: it is in a drawer.
bool is_only_idle(const Fact& fact, const Tokens& segment, const End& end) {
  static const WordSet owning("have own");
  const std::size_t verb = ended_verb(segment, end);
  if (!owning.has(fact.parsed.verb) || !is_done_to_it(segment, end)) return false;
  static const WordSet losing("have own need want see");
  return !losing.has(lemma_of(segment[verb].low));
}

// "listened to a podcast", "reading the Rankin one": without its object the verb would say more.
bool has_object(const Tokens& segment, const End& end) {
  std::size_t at = ended_verb(segment, end);
  if (at + 1 >= segment.size() || is_light(segment[at])) return false;
  ++at;
  if (segment[at].low == "to" || segment[at].low == "at") ++at;
  if (at >= segment.size() || is_time_word(segment[at].low)) return false;
  if (is_determiner(segment[at].low) || is_possessive(segment[at].low))
    return at + 1 < segment.size() && !is_time_word(segment[at + 1].low);
  return segment[at].capital && segment[at].low != "i";
}

// What slips from a hand, or somebody else ends.
bool is_not_ours(const Tokens& segment, const End& end) {
  // "my elastic came off my braces"
  const bool came_off = !end.before && owner_of(segment) == Owner::thing &&
                        lemma_of(segment[end.begin].low) == "come";
  return came_off || is_let_fall(segment, end) || is_ended_by_another(segment, end);
}

}  // namespace

bool is_broken_only(const Fact& fact, const Tokens& segment, const End& end) {
  static const WordSet dying("die dead");
  if (!dying.has(lemma_of(segment[end.begin].low)) ||
      speaks(segment, "for good|completely|finally"))
    return false;
  static const WordSet working("have own drive use wear ride");
  // "Phone's dead, forgot the charger"
  const bool of_thing = fact.parsed.verb == "be" && fact.parsed.subject_terms.size() > 1;
  if (!working.has(fact.parsed.verb) && !of_thing) return false;
  static const WordSet living(
      "plant tree bee hen chicken fish goldfish horse pony duck goat sheep called");
  return std::none_of(fact.tokens.begin() + 1, fact.tokens.end(), [](const Token& token) {
    const std::string word = canonical_word(token.low);
    return is_group(word) || living.has(word) || is_pet(word) || is_kin(word);
  });
}

namespace {

// "ran my last marathon ... only parkrun from here on", "smoked my last cigarette, that's it": the
// last of its kind, where more is said than that it was the one before.
End find_last_of_kind(const Said& said, const Tokens& segment) {
  constexpr std::string_view kForGood =
      "from here on|from now on|from here on in|no more|never again|for good|that is it|that was "
      "it|"
      "that is me done|retired|retiring|retirement|hanging up|hung up|last ever|final say|only "
      "from|"
      "done with|calling it a day|called it a day|enough is enough|and that is that";
  static const WordSet doing(
      "run ride play teach smoke drink row swim fly drive sail race fight coach dance sing hunt "
      "fish "
      "ski climb referee umpire shoot deliver cook do work");
  if (owner_of(segment) != Owner::speaker) return {};
  if (!speaks(said.tokens, kForGood) && !speaks(said.after, kForGood)) return {};
  for (std::size_t i = 1; i + 2 < segment.size(); ++i) {
    const bool last = segment[i + 1].low == "last" || segment[i + 1].low == "final";
    const bool own = segment[i].low == "my" || segment[i].low == "our";
    if (!last || !own || !doing.has(lemma_of(segment[i - 1].low))) continue;
    if (!is_verb(segment[i - 1].low, kPast | kParticiple)) continue;
    std::size_t stop = i + 2;
    while (stop < segment.size() && is_telling(segment[stop]) &&
           segment[stop].kind == TokenKind::word) {
      ++stop;
    }
    End end;
    end.ended = true;
    end.begin = i - 1;
    end.end = i + 2;
    end.stop = stop;
    return end;
  }
  return {};
}

bool is_kept_all_the_same(const Said& said, const Fact& fact, const Tokens& segment, const End& end,
                          const Tokens& run) {
  return is_spared(fact, segment, end) || is_left_alone(said, fact) ||
         is_shut_only(segment, end, run) || is_another_one(fact, segment, end, run) ||
         is_broken_only(fact, segment, end) || is_only_idle(fact, segment, end) ||
         is_used_up(fact, segment) || (end.heals && is_one_attack(fact, run));
}

}  // namespace

void read_led_stops(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.question) return;
  std::vector<Tokens> before;  // what the segment before names, for "it" and "that"
  Tokens segment_before;
  for (const Tokens& segment : said.segments) {
    const std::vector<Tokens> named_before =
        std::exchange(before, runs_in(segment, 0, segment.size()));
    const Tokens named_in = std::exchange(segment_before, segment);
    End end = find_end(segment);
    if (!end.ended && !end.denied) end = find_last_of_kind(said, segment);
    if (!end.ended && !end.denied) continue;
    if (!end.denied && !end.self && is_unsettled(segment, kOpen)) continue;
    if (end.denied && (end.before || owner_of(segment) == Owner::other)) continue;
    if (is_passing(said, segment, end) || (!end.denied && goes_on_partly(said, segment))) continue;
    if (!end.denied && is_not_ours(segment, end)) continue;
    const Token* const by = ended_by(segment, end);
    std::vector<Tokens> runs = end.before
                                   ? runs_in(segment, behind_mark(segment, end.begin), end.begin)
                                   : runs_in(segment, end.end, std::min(end.stop, segment.size()));
    // "dropped that": what was asked about just before.
    const bool pointed = runs.empty();
    if (pointed) runs = runs_in(said.echo, 0, said.echo.size());
    // "the banjo gathers dust, I've given up"
    static const WordSet given_up("give quit stop pack throw jack");
    const bool bare = end.end >= segment.size() && owner_of(segment) == Owner::speaker &&
                      given_up.has(lemma_of(segment[end.begin].low)) &&
                      !speaks(named_in, "missed|tried|waited|queued|could not|lost again");
    // "the harmonica is in a drawer, I haven't played it in years"
    const bool from_before = (runs.empty() && (bare || speaks(segment, "it|that|them|this"))) ||
                             is_done_to_it(segment, end);
    if (from_before) runs = named_before;
    if (from_before) drop_deeds(runs);
    drop_keys(segment, runs);
    if (speaks(segment, "every last|every single")) name_many(runs);
    drop_rounds(segment, runs);
    if (runs.empty()) continue;
    Tokens all;
    for (const Tokens& run : runs) all.insert(all.end(), run.begin(), run.end());
    std::vector<const Tokens*> tries = {&all};
    // "my contract with O2" is not every contract.
    const bool vague = std::all_of(runs.front().begin(), runs.front().end(), [](const Token& word) {
      return is_vague_noun(canonical_word(word.low));
    });
    if (!is_anothers(segment, end.end) && !vague && (from_before || !has_object(segment, end)))
      tries.push_back(&runs.front());
    // "crashed the Volvo, it's a write-off": the noun next to "it".
    if (from_before && runs.size() > 1) tries.push_back(&runs.back());
    if (pointed) {
      for (const Tokens& run : runs) tries.push_back(&run);
    }
    for (const Tokens* const run : tries) {
      bool any = false;
      for (std::size_t i = 0; i < facts.size(); ++i) {
        if (by != nullptr && !speaks_of(facts[i], *by)) continue;
        if (!is_ended(facts[i], segment, *run, end)) continue;
        if (!end.denied && is_kept_all_the_same(said, facts[i], segment, end, *run)) continue;
        any = true;
        if (end.denied) {
          add(touches, i, Touch::Way::confirms, "still so");
          touches.back().value = join(*run);
        } else {
          add(touches, i, Touch::Way::ends, "no longer so");
          if (end.idiom) touches.back().value = join(*run);
          if (end.before) touches.back().thing = lower(join(*run));
        }
      }
      if (any) break;
    }
  }
}

}  // namespace mnestic::extract
