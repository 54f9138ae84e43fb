// Passing remarks: what a clause says of the hour or of the work at hand, and is not worth keeping.
#include <algorithm>
#include <optional>
#include <string>

#include "grammar/classify.h"
#include "grammar/classify_parts.h"
#include "grammar/lexicon.h"

namespace mnestic::extract {
namespace {

// The index behind "be" as the clause's own verb ("am", "have been", "will be"), or 0.
std::size_t behind_be(const Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size() && i < 5; ++i) {
    const std::string& low = tokens[i].low;
    if (is_be(low) || low == "been" || low == "be") return i + 1;
    if (!is_auxiliary(low) && !is_adverb(low) && low != "not" && low != "to") return 0;
  }
  return 0;
}

const WordSet& sought_things() {
  static const WordSet set(
      "job jobs flat apartment house place nanny roommate partner school dog "
      "flatmate investor cofounder co-founder work room");
  return set;
}

const WordSet& lasting_aims() {
  static const WordSet set(
      "conceive lose quit stop learn cut eat sleep drink save reduce exercise "
      "get_pregnant baby gain give");
  return set;
}

// "I've read it", "I don't get that": what is meant stands elsewhere.
bool lacks_object(const Tokens& tokens, std::size_t behind) {
  static const WordSet vague("it this that them those these");
  static const WordSet endings("stop quit drop sell finish cancel give return");
  const bool ended = behind > 0 && endings.has(lemma_of(tokens[behind - 1].low));
  return behind < tokens.size() && vague.has(tokens[behind].low) &&
         (behind + 1 >= tokens.size() || tokens[behind + 1].kind == TokenKind::mark ||
          (ended &&
           (is_preposition(tokens[behind + 1].low) || is_time_word(tokens[behind + 1].low))));
}

// "my code does not compile", "my character is 30": work at hand and fiction.
bool passing_thing(std::string_view noun, std::string_view lemma) {
  const std::size_t blank = noun.find(' ');
  const std::string_view first = noun.substr(0, blank);
  static const WordSet fiction(
      "character hero heroine protagonist villain narrator detective "
      "persona avatar story novel");
  static const WordSet work(
      "code program script function query test tests build app page loop regex "
      "formula spreadsheet essay email question point prompt message text brain "
      "head understanding guess idea terminal console browser internet wifi");
  if (fiction.has(first)) return true;
  if (lemma == "say" || lemma == "ask" || lemma == "think" || lemma == "wonder") return true;
  static const WordSet lasting("call use run belong cost");
  if (noun == "email" && lemma == "be") return false;
  if (noun == "last message" || noun == "previous message") return true;
  return work.has(noun) && !lasting.has(lemma);
}

// "trying to get my 5k under 25 minutes": a figure of one's own that is to be reached.
bool aims_at_figure(const Tokens& tokens, std::size_t trying) {
  static const WordSet bounds("under below down up to over above past within");
  static const WordSet moving("get bring push cut keep reduce lower raise increase take");
  static const WordSet work(
      "code script function query image file bundle build page essay test tests app email post "
      "answer response thread function loop container service server deploy");
  if (next_low(tokens, trying + 1) != "to" || !moving.has(next_low(tokens, trying + 2)) ||
      next_low(tokens, trying + 3) != "my") {
    return false;
  }
  if (has_any(tokens, work)) return false;
  bool bound = false;
  for (std::size_t i = trying + 4; i < tokens.size(); ++i) {
    if (bound && (tokens[i].kind == TokenKind::number || is_number_word(tokens[i].low)))
      return true;
    bound = bound || (i > trying + 4 && bounds.has(tokens[i].low));
  }
  return false;
}

// What somebody is doing now ("I'm writing an email"): whether it passes; nothing for other words.
std::optional<bool> passing_doing(const Tokens& tokens, std::size_t i) {
  const std::string_view word = next_low(tokens, i);
  const std::string_view after = next_low(tokens, i + 1);
  if (word == "having") {
    return !has_time(tokens) || std::none_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return is_occasion(token.low);
    });
  }
  if (word == "over" && after == "the") return has_word(tokens, "moon");
  if (word == "going") {
    static const WordSet near("bed sleep lunch shower");
    if (after == "to" && near.has(next_low(tokens, i + 2))) return true;
    return after != "to" && !has_time(tokens);
  }
  const bool addition = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_pet(token.low) || is_kin(token.low) || is_owned_thing(token.low);
  });
  if (word == "getting" && addition) return false;
  if (word == "getting")
    return after == "a" || after == "an" || after == "this" || after.empty() ||
           has_word(tokens, "error");
  if (word == "looking") return !has_any(tokens, sought_things()) && after != "forward";
  if (word == "writing" || word == "reading") {
    static const WordSet small(
        "docs documentation manual article page thread tutorial instructions "
        "email letter message essay report mail text post script function "
        "test query code review");
    return has_any(tokens, small) || after == "this";
  }
  if (word == "working") return after == "on" && has_word(tokens, "this");
  if (word == "trying") {
    static const WordSet terms("before by until");
    // "trying to get my B2 certificate before I apply for citizenship"
    static const WordSet near("go leave sleep eat start forget run die lose head set");
    bool step = false;
    for (std::size_t k = i + 3; k + 2 < tokens.size(); ++k) {
      step = step || (tokens[k].low == "before" && tokens[k + 1].low == "i" &&
                      !near.has(tokens[k + 2].low));
    }
    static const WordSet own("my a an our the");
    step = step && own.has(next_low(tokens, i + 3));
    const bool term = step || (has_any(tokens, terms) && has_time(tokens));
    return !has_any(tokens, lasting_aims()) && !term && !aims_at_figure(tokens, i);
  }
  return std::nullopt;
}

// "I'm starving": how things are for a moment, and figures of speech.
bool passing_state(const Tokens& tokens, std::size_t behind) {
  static const WordSet states(
      "starving hungry thirsty tired bored sleepy back here there done sorry confused stuck lost "
      "sure glad happy sad curious ready kidding joking serious wondering afraid trying getting "
      "looking asking going excited fine ok okay good great knackered exhausted freezing boiling "
      "dying stumped aware impressed grateful thankful new free busy late early right wrong "
      "feeling having thinking drowning shattered gutted livid fuming speechless shocked amazed "
      "dead dying done-for screwed doomed over surprised pleased sceptical skeptical wet cold hot "
      "full home outside bit writing such off "
      "reading "
      "struggling debugging working sitting about stressed worried concerned all yours in on out "
      "staying wobbly frazzled grumpy cranky shaky groggy rattled");
  static const WordSet degree(
      "so very really pretty just a bit too quite totally super such kind of "
      "not little absolutely exactly entirely completely");
  std::size_t i = behind;
  // "I'm basically Batman", "I'm literally Hercules".
  static const WordSet figures("basically literally practically totally");
  if (i + 1 < tokens.size() && figures.has(tokens[i].low) && tokens[i + 1].capital &&
      !is_adjective(tokens[i + 1].low)) {
    return true;
  }
  while (i < tokens.size() && (degree.has(tokens[i].low) || is_adverb(tokens[i].low))) ++i;
  const std::string_view word = next_low(tokens, i);
  const std::string_view after = next_low(tokens, i + 1);
  if (i >= tokens.size()) return true;
  if (!states.has(word)) return false;
  const bool over_time = has_word(tokens, "lately") || has_word(tokens, "since") ||
                         has_word(tokens, "days") || has_word(tokens, "weeks") ||
                         has_word(tokens, "always") || has_word(tokens, "often");
  // "I've been trying to sleep more" goes on.
  static const WordSet efforts("trying struggling working");
  static const WordSet at_hand("this that these those it hours minutes error bug");
  if (efforts.has(word) && tokens.front().low == "have" && !has_any(tokens, at_hand)) return false;
  if (word == "done" || word == "through") return after != "with";
  // "concerned about my gran's health" lasts; "about the spices" does not.
  if (word == "concerned" && (has_word(tokens, "my") || has_word(tokens, "our"))) return false;
  if (word == "in" && i + 1 < tokens.size() && tokens[i + 1].capital) return false;
  if (word == "in" || word == "about" || word == "all" || word == "yours") {
    return after == "a" ? next_low(tokens, i + 2) == "hurry" || next_low(tokens, i + 2) == "meeting"
                        : after.empty() || after == "rush";
  }
  if (word == "on") {
    static const WordSet carriers(
        "train bus phone plane tube metro way break call laptop sofa couch toilet loo tram ferry "
        "page line step chapter mobile");
    return tokens.size() < i + 5 && has_any(tokens, carriers) && !has_time(tokens) &&
           !has_word(tokens, "never");
  }
  if (word == "out") return after.empty();
  if (word == "staying") return after == "put";
  // "back at work on the 15th"
  static const WordSet since("on from in");
  const bool dated = has_time(tokens) ||
                     (i + 3 < tokens.size() && has_any(TokenSpan(tokens).subspan(i + 2), since));
  if (word == "back") return after != "to" && !(is_preposition(after) && dated);
  if (word == "off") return after == "to" && i + 3 >= tokens.size() && !has_time(tokens);
  if (const auto passing = passing_doing(tokens, i)) return *passing;
  if (word == "struggling") return !has_word(tokens, "with");
  if (word == "afraid") return after != "of";
  if (word == "good" || word == "great" || word == "new")
    return after.empty() || (after != "at" && after != "with" && after != "to");
  if (word == "free" || word == "busy" || word == "late") return !has_time(tokens);
  if (word == "stressed" || word == "worried" || word == "tired" || word == "exhausted") {
    return !over_time && !has_word(tokens, "about");
  }
  if (word == "cold" || word == "hot") return !over_time;
  return !over_time;
}

// Wishes for this conversation: "I need a recipe", "I want to know ...", "I have a question".
bool asks_now(const Tokens& tokens, std::string_view lemma, std::size_t behind) {
  const std::string_view next = next_low(tokens, behind);
  const std::string_view after = next_low(tokens, behind + 1);
  if (lemma == "have") {
    static const WordSet matters(
        "question questions problem quick request favour favor feeling doubt "
        "idea point thought issue error bug hunch list file dataset dataframe "
        "function string array table essay json csv choice");
    return matters.has(after) || matters.has(next);
  }
  const bool wish =
      lemma == "need" || lemma == "want" || lemma == "like" || lemma == "love" || lemma == "hope";
  if (!wish) {
    return has_word(tokens, "option") || (lemma == "go" && next == "with") ||
           (lemma == "kill" && next == "for") || lemma == "could";
  }
  static const WordSet asked("you help your advice this that it one");
  const bool dummy = next == "it" && (after == "when" || after == "if" || after == "that");
  if (asked.has(next) && !dummy) return true;
  static const WordSet ordinals("first second third last latter former other");
  if (next == "the" && (ordinals.has(after) || after == "idea" || after == "way")) return true;
  if (next == "to") {
    static const WordSet small(
        "know see understand ask hear find make check write say add change "
        "talk discuss be_sure convert calculate print sort");
    // "I'd love to see the northern lights before I turn fifty"
    bool some_day = false;
    for (std::size_t i = behind; i + 1 < tokens.size(); ++i) {
      some_day = some_day || (after == "see" && sequence_at(tokens, i, "before i"));
    }
    return small.has(after) && !some_day && !has_word(tokens, "novel") &&
           !has_word(tokens, "book") && !(has_word(tokens, "one") && has_word(tokens, "day"));
  }
  return (next == "a" || next == "an" || next == "some" || next == "the") &&
         std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return is_asked_thing(token.low); });
}

// What happens on a screen, at a bus stop or in a head for an hour.
bool is_at_hand(const Tokens& tokens, std::string_view lemma, std::size_t behind) {
  static const WordSet screen("click press tap scroll type select hover drag");
  static const WordSet ailments(
      "headache hangover hiccups cold cough fever stomachache toothache cramp nosebleed");
  static const WordSet lasting(
      "every often always chronic constant constantly regularly since years months lately "
      "recurring frequent frequently when whenever");
  if (screen.has(lemma)) return true;
  // "I followed the recipe", "I ran the script": a step of the matter at hand.
  static const WordSet steps(
      "follow run try restart reboot copy paste attach update check read rerun recompile compile "
      "debug test add change edit open download apply refresh");
  static const WordSet matter(
      "recipe steps step instructions tutorial guide docs script code command server file files "
      "page line function query test tests settings config app link document documentation report "
      "data row column cell output");
  const bool past = !tokens.empty() && is_verb(tokens[behind > 0 ? behind - 1 : 0].low, kPast);
  if (past && steps.has(lemma) && behind + 1 < tokens.size() &&
      (next_low(tokens, behind) == "the" || next_low(tokens, behind) == "your" ||
       next_low(tokens, behind) == "all") &&
      has_any(tokens, matter)) {
    return true;
  }
  // "I haven't eaten since breakfast"
  static const WordSet daily("eaten slept drunk showered moved sat");
  static const WordSet recent("breakfast lunch dinner yesterday morning noon hours today");
  if (has_word(tokens, "not") && has_any(tokens, daily) && has_any(tokens, recent)) return true;
  static const WordSet codes("404 403 401 500 502 503");
  if ((lemma == "get" || lemma == "see") && has_any(tokens, codes)) return true;
  if (lemma == "wait" || has_word(tokens, "waiting")) {
    return !has_word(tokens, "list") && !has_word(tokens, "lists");
  }
  if (has_any(tokens, lasting)) return false;
  if (lemma == "have" || lemma == "get") {
    static const WordSet slight("a the some bad terrible splitting slight awful nasty bit of");
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (ailments.has(tokens[i].low) && slight.has(tokens[i - 1].low) && !has_time(tokens)) {
        return true;
      }
    }
  }
  return lemma == "be" && next_low(tokens, behind) == "still" &&
         next_low(tokens, behind + 1) == "at" && next_low(tokens, behind + 2) == "it";
}

// What is nobody's business the day after.
bool is_trifle(const Tokens& tokens, std::string_view lemma, std::size_t behind) {
  // "but I get 41": a result at hand.
  if (lemma == "get" && behind < tokens.size() && tokens[behind].kind == TokenKind::number &&
      (behind + 1 >= tokens.size() || tokens[behind + 1].kind == TokenKind::mark)) {
    return true;
  }
  if (lemma == "mind" && has_word(tokens, "not") && behind >= tokens.size()) return true;
  // "I've nothing to wear", "I've no plans to go back": to what is told elsewhere.
  static const WordSet wants("wear do say eat add report complain declare lose hide");
  if (lemma == "have" && next_low(tokens, behind) == "nothing" &&
      next_low(tokens, behind + 1) == "to" && wants.has(next_low(tokens, behind + 2))) {
    return true;
  }
  static const WordSet intents("plan plans intention intentions desire wish urge");
  static const WordSet again("return restart rejoin resume");
  if (lemma == "have" && next_low(tokens, behind) == "no" &&
      intents.has(next_low(tokens, behind + 1)) && behind + 3 < tokens.size()) {
    const std::string_view last = tokens.back().low;
    if (again.has(last) || last == "back" || last == "again") return true;
  }
  if (tokens.size() < 4 && lemma == "wake") return true;
  if (has_word(tokens, "told") && has_word(tokens, "otherwise")) return true;
  if (lemma == "get" && has_word(tokens, "not") &&
      (has_word(tokens, "joke") || has_word(tokens, "point") || has_word(tokens, "question"))) {
    return true;
  }
  // "struggling with question 4"
  static const WordSet exercises("question problem exercise step chapter level part task page");
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (exercises.has(tokens[i].low) && tokens[i + 1].kind == TokenKind::number) return true;
  }
  return false;
}

// "I see a physio every fortnight", "saw an owl last night", not "I see what you mean".
bool sees_somebody(const Tokens& tokens, std::size_t behind) {
  static const WordSet often("every weekly monthly twice once regularly live");
  const bool object =
      behind < tokens.size() && (tokens[behind].capital || is_determiner(tokens[behind].low));
  const bool past = std::any_of(tokens.begin(), tokens.end(),
                                [](const Token& token) { return token.low == "saw"; });
  if (object && (has_any(tokens, often) || (past && has_time(tokens)))) return true;
  // "I'd love to see Iceland one day"
  const bool dreams = tokens.front().low == "would" && behind < tokens.size() &&
                      tokens[behind].capital && tokens[behind].low != "i";
  if (dreams) return true;
  static const WordSet whom("a an my our the");
  static const WordSet carers("specialist counsellor");
  if (behind + 1 >= tokens.size() || !whom.has(tokens[behind].low)) return false;
  for (std::size_t i = behind + 1; i < tokens.size() && i < behind + 4; ++i) {
    if (is_kin(tokens[i].low) || carers.has(tokens[i].low)) return true;
  }
  return false;
}

}  // namespace

bool is_asked_thing(std::string_view low) {
  static const WordSet set(
      "regex query formula macro command snippet code caption slogan headline tagline bio letter "
      "email reply translation phrase title rhyme itinerary checklist spreadsheet essay paragraph "
      "sentence paraphrase one-liner diagram logo recipe list name names title summary word way "
      "hand synonym script "
      "function idea ideas explanation gift template quote joke poem "
      "example examples suggestion suggestions tip tips plan help advice "
      "outline draft picture image table answer break coffee nap drink");
  return set.has(low);
}

bool is_of_the_moment(std::string_view subject) {
  if (subject == "User's") return true;  // "mine": of what, is not said
  const std::string low = lower(subject);
  for (const std::string_view pointer : {"this ", "that ", "these ", "those "}) {
    if (low.starts_with(pointer)) return true;
  }
  return low.starts_with("the ") && passing_thing(std::string_view(low).substr(4), "be");
}

namespace {

// "My brain only works before ten" is so every day.
bool is_daily_rhythm(std::string_view noun, std::string_view lemma, const Tokens& tokens) {
  static const WordSet heads("brain head mind");
  static const WordSet lasting("only best better never");
  return heads.has(noun) && (lemma == "work" || lemma == "function") && has_any(tokens, lasting);
}

// "my back's a bit off": of the day, unless it has been so for long.
bool is_slight(std::string_view noun, const Tokens& tokens) {
  static const WordSet lasting("since years months always for been");
  const bool bit = (next_low(tokens, 1) == "a" && next_low(tokens, 2) == "bit") ||
                   (next_low(tokens, 1) == "a" && next_low(tokens, 2) == "little") ||
                   next_low(tokens, 1) == "slightly";
  return is_body_part(noun.substr(noun.rfind(' ') + 1)) && is_be(tokens[0].low) && bit &&
         !has_any(tokens, lasting);
}

// "I did it!", "we made it": what, is not said.
bool manages_it(const Tokens& tokens) {
  static const WordSet managed("do make nail manage smash ace");
  return tokens.size() == 2 && tokens[1].low == "it" && managed.has(lemma_of(tokens[0].low));
}

// "my flight got moved", "the dentist rang": when to, or why, is not said.
bool is_moved_only(const Tokens& tokens) {
  static const WordSet called("rang called phoned texted emailed");
  if (tokens.size() == 1 && called.has(tokens[0].low)) return true;
  static const WordSet moved("moved changed rescheduled delayed pushed postponed");
  static const WordSet passive("got get was were is are has have been just now again");
  return moved.has(tokens.back().low) &&
         std::all_of(tokens.begin(), tokens.end() - 1,
                     [](const Token& token) { return passive.has(token.low); });
}

}  // namespace

bool is_passing(const Clause& clause) {
  const Tokens& tokens = clause.predicate;
  std::size_t behind = 0;
  const std::string lemma = main_lemma(tokens, behind);
  const std::string& subject = clause.subject.text;
  if (subject.starts_with("User's ")) {
    const bool wonders = lemma == "want" && next_low(tokens, behind) == "to" &&
                         next_low(tokens, behind + 1) == "know";
    static const WordSet machines("computer laptop pc phone tablet app browser printer router");
    static const WordSet failing(
        "crash crashes crashed crashing froze freeze freezes freezing hang hanging lag");
    const bool glitch = machines.has(subject.substr(7)) &&
                        (has_any(tokens, failing) || lemma == "restart" || lemma == "work");
    static const WordSet rides("train bus flight tram ferry plane uber taxi");
    static const WordSet hitches("late delayed here packed full stuck early boarding running");
    if (rides.has(subject.substr(7)) && lemma == "be" && has_any(tokens, hitches)) return true;
    if (is_slight(subject.substr(7), tokens) || is_moved_only(tokens)) return true;
    // "The meeting was boring", "dinner's burning": of the day.
    static const WordSet outings("meeting game match film movie lecture class session call lesson");
    static const WordSet kitchen("dinner lunch tea kettle pan oven food breakfast toast");
    const bool review = outings.has(subject.substr(7)) && (tokens[0].low == "was") &&
                        tokens.size() < 5 && !has_time(tokens);
    const bool cooling = is_be(tokens[0].low) || tokens[0].low == "went" || tokens[0].low == "got";
    if (review || (kitchen.has(subject.substr(7)) && cooling)) return true;
    if (glitch || has_word(tokens, "killing")) return true;
    if (is_daily_rhythm(subject.substr(7), lemma, tokens)) return false;
    return wonders || passing_thing(subject.substr(7), lemma);
  }
  if (subject != "User") return lemma == "say" || lemma == "ask" || lemma == "think";
  if (tokens.front().low == "could" && !has_word(tokens, "not") && !has_word(tokens, "when")) {
    return true;
  }
  if (is_trifle(tokens, lemma, behind) || manages_it(tokens)) return true;
  static const WordSet faults("error exception");
  if (has_any(tokens, faults) && (lemma == "get" || lemma == "see")) return true;
  // "we should all eat less meat": a view, not a plan.
  if (clause.subject.we && tokens.front().low == "should") return true;
  // "I can't open the file": trouble at hand.
  static const WordSet handling("open load find access install connect log reach see");
  if (tokens.front().low == "can" && has_word(tokens, "not") && handling.has(lemma)) return true;
  if (has_word(tokens, "way") && tokens.size() < 6 && has_word(tokens, "on")) return true;
  if (is_at_hand(tokens, lemma, behind)) return true;
  if (asks_now(tokens, lemma, behind) || lacks_object(tokens, behind)) return true;
  if (const std::size_t state = behind_be(tokens); state != 0) return passing_state(tokens, state);
  // "I didn't know I could ..."
  const bool learnt = lemma == "know" && tokens.front().low == "did";
  if (learnt || (lemma == "get" && has_word(tokens, "wrong"))) return true;
  // "I remember getting a discount" tells of it.
  const bool recalls = lemma == "remember" && behind < tokens.size() &&
                       is_verb(tokens[behind].low, kGerund) && tokens.size() > behind + 3;
  if (recalls) return false;
  static const WordSet talk(
      "think guess wonder mean see understand know suppose say believe bet agree doubt "
      "remember thank appreciate ask tell hear assume notice try joke kid check "
      "look google figure try paste attach copy rephrase");
  if (lemma == "know" || lemma == "speak" || lemma == "read") {
    return lemma == "know" &&
           ((behind + 1 >= tokens.size() && (behind >= tokens.size() || !tokens[behind].capital)) ||
            is_wh_word(next_low(tokens, behind)) || next_low(tokens, behind) == "that" ||
            tokens[behind].kind == TokenKind::mark);
  }
  if (lemma == "feel") return next_low(tokens, behind) == "like" || tokens.size() < behind + 2;
  if (lemma == "look" && next_low(tokens, behind) == "after") return false;
  if (lemma == "follow") return behind >= tokens.size() || has_word(tokens, "you");
  if (lemma == "see" && sees_somebody(tokens, behind)) return false;
  // "I told Sara I'd water her plants" promises something.
  if (lemma == "tell" || lemma == "say") return !has_word(tokens, "would");
  return talk.has(lemma);
}

}  // namespace mnestic::extract
