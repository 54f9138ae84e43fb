// What ends a known fact, by any idiom: a word of ending, and a noun that the fact is about. The
// words of ending are many and loose, since only a fact that holds all of the noun is ended.
#include <algorithm>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/rewrite.h"
#include "led/parts.h"
#include "relation/retract.h"
#include "rules/ended.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kVerbs =
    "stop quit cease drop ditch dump abandon uninstall delete cancel sell scrap chuck bin outgrow "
    "axe shelve donate terminate deactivate rehome leave finish end close lapse expire fold "
    "disband dissolve resign retire withdraw unsubscribe kick wean taper discharge heal vanish die "
    "return fizzle return trash toss remove";

// The verb and what belongs to it, perhaps with the thing between.
constexpr std::string_view kPhrases =
    "break up|split up|part ways|part company|give up|give away|give back|hand back|hand in|hand "
    "over|send back|throw out|throw away|chuck out|get rid|get shot|let go|call off|call it|say "
    "goodbye|wave goodbye|bid farewell|throw in the towel|hang up|knock on the head|put an "
    "end|come "
    "to an end|draw a line|turn back on|wash hands|lose interest|grow out of|move on from|walk "
    "away|back out|bow out|opt out|drop out|pull out|step down|step back|sign off|come off|clear "
    "up|go away|run out|fall through|peter out|bite the dust|pass away|put down|put to sleep|trade "
    "in|go to a new home|pack in|pack up|jack in|cut out|phase out|wind up|shut down|close "
    "down|fall "
    "out of love|get over|wrap up|have enough|take off|move out|go bust|go off|go for scrap|go to "
    "the "
    "scrapyard|go to the tip|go to the breakers|go to auction|go to charity|sell on|sell up";

// What is said of the thing behind a form of "be".
constexpr std::string_view kBeing =
    "over|done|history|dead|gone|toast|finished|kaput|no more|out the window|out of the window|a "
    "thing of the past|in the past|behind me|behind us|through|sold|cancelled|canceled|stolen|"
    "totalled|off the menu|off the table|off the cards|off the list|ancient history|all "
    "over|kaputt|"
    "written off|a goner|out of my life|in the bin|in remission|gone for good|axed|scrapped|ended|"
    "a misdiagnosis|a false alarm|ruled out|wrapped up|no longer a thing|not a thing";

constexpr std::string_view kHealing =
    "clear up|go away|heal|vanish|grow out of|outgrow|misdiagnosis|false alarm|ruled out|in "
    "remission|gone";

constexpr std::string_view kOpen =
    "almost|nearly|temporarily|thinking|considering|tempted|want to|wants to|hope|hoping|maybe|"
    "perhaps|might|may|would|could|should|try|trying|planning|plan to|wish|if|unless|until|till|"
    "about to|going to|have to|need to|this week|this month|this time|wondering|whether|still|keep|"
    "kept|keeping|tonight|today only|for a bit";

struct End {
  bool ended = false;
  bool denied = false;  // "not giving up"
  bool heals = false;
  bool before = false;    // the thing stands before the words
  std::size_t begin = 0;  // of the words of ending
  std::size_t end = 0;
};

// The base of a form that the lexicon may not know: "discharged", "binning".
bool is_form(const Token& token, std::string_view lemma) {
  const std::string& low = token.low;
  if (low == lemma || lemma_of(low) == lemma) return true;
  if (lemma.empty() || !low.starts_with(lemma.substr(0, lemma.size() - 1))) return false;
  const std::string base(lemma);
  const std::string stem = base.ends_with("e") ? base.substr(0, base.size() - 1) : base;
  const std::string doubled = base + base.back();
  return low == stem + "ed" || low == stem + "ing" || low == doubled + "ed" ||
         low == doubled + "ing";
}

// The end of a phrase at `i` whose thing may stand inside it; 0 when it is not there.
std::size_t phrase_at(const Tokens& tokens, std::size_t i, std::string_view phrase,
                      std::size_t& gap) {
  constexpr std::size_t kGapMax = 4;
  const std::size_t blank = std::min(phrase.find(' '), phrase.size());
  if (!is_form(tokens[i], phrase.substr(0, blank))) return 0;
  if (blank == phrase.size()) return i + 1;
  const std::string_view rest = phrase.substr(blank + 1);
  const std::size_t count = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ' ')) + 1;
  for (std::size_t skip = 0; skip <= kGapMax; ++skip) {
    if (!sequence_at(tokens, i + 1 + skip, rest)) continue;
    gap = skip;
    return i + 1 + skip + count;
  }
  return 0;
}

bool is_negated(const Tokens& tokens, std::size_t at) {
  for (std::size_t i = at; i-- > 0 && i + 4 > at;) {
    if (tokens[i].low == "not" || tokens[i].low == "never") return true;
  }
  return false;
}

// Whether the verb at `i` tells of what has happened.
bool has_happened(const Tokens& tokens, std::size_t i) {
  const Token& token = tokens[i];
  if (is_verb(token.low, kPast | kParticiple)) return true;
  if (token.low.ends_with("ed")) return true;
  if (i > 0 && is_verb(token.low, kBase)) {
    const std::string& before = tokens[i - 1].low;
    if (before == "to" && i > 1) {
      static const WordSet done("had decided managed chose forced made");
      return done.has(tokens[i - 2].low);
    }
    return before == "did";
  }
  // "after giving up", "finished with coaching"
  return false;
}

class EndFinder {
 public:
  explicit EndFinder(const Tokens& tokens) : tokens_(tokens) {}

  End run() {
    if (find_never_said() || find_no_longer() || find_phrase() || find_being() || find_verb() ||
        find_lasted()) {
      return found_;
    }
    return {};
  }

 private:
  bool set(std::size_t begin, std::size_t end, bool before) {
    found_.ended = true;
    found_.begin = begin;
    found_.end = end;
    found_.before = before;
    if (is_negated(tokens_, begin)) {
      found_.ended = false;
      found_.denied = true;
    }
    found_.heals = speaks(tokens_, kHealing) || holds_form(kHealing);
    return true;
  }

  bool holds_form(std::string_view phrases) const {
    for (std::size_t at = 0; at < phrases.size();) {
      const std::size_t end = std::min(phrases.find('|', at), phrases.size());
      for (std::size_t i = 0; i < tokens_.size(); ++i) {
        std::size_t gap = 0;
        if (phrase_at(tokens_, i, phrases.substr(at, end - at), gap) != 0) return true;
      }
      at = end + 1;
    }
    return false;
  }

  bool word(std::size_t i, std::string_view low) const {
    return i < tokens_.size() && tokens_[i].low == low;
  }

  // "I never said I was a lawyer"
  bool find_never_said() {
    for (std::size_t i = 0; i + 3 < tokens_.size(); ++i) {
      const bool never = word(i, "never") || word(i, "not");
      const bool saying =
          word(i + 1, "said") || word(i + 1, "told") || word(i + 1, "say") || word(i + 1, "tell");
      if (!never || !saying || owner_of(tokens_) != Owner::speaker) continue;
      for (std::size_t k = i + 2; k + 1 < tokens_.size() && k < i + 5; ++k) {
        if (!word(k, "i")) continue;
        found_.ended = true;
        found_.begin = i;
        found_.end = k + 2;
        return true;
      }
    }
    return false;
  }

  // "no longer X", "no more X", "don't X any more", "haven't X since", "X is not needed".
  bool find_no_longer() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool longer = word(i, "no") && (word(i + 1, "longer") || word(i + 1, "more"));
      if (longer) {
        found_.ended = true;
        found_.begin = i;
        found_.end = i + 2;
        found_.before = i + 2 >= tokens_.size();
        return true;
      }
      if (!word(i, "not") && !word(i, "no") && !word(i, "never")) continue;
      for (std::size_t k = i + 1; k < tokens_.size(); ++k) {
        const bool over = word(k, "anymore") ||
                          (word(k, "any") && (word(k + 1, "more") || word(k + 1, "longer"))) ||
                          (word(i, "never") && word(k, "again"));
        const bool long_ago =
            (word(k, "in") || word(k, "for")) && k + 1 < tokens_.size() && names_long(k + 1);
        const bool perfect = i > 0 && (word(i - 1, "have") || word(i - 1, "has"));
        const bool since = perfect && (word(k, "since") || long_ago);
        const bool renew =
            (word(k, "renew") || word(k, "renewed") || word(k, "renewing")) && k == i + 1;
        if (!over && !since && !renew) continue;
        found_.ended = true;
        found_.begin = i;
        found_.end = renew ? k + 1 : i + 1;
        // "insulin's not needed any more"
        static const WordSet needing("needed necessary required allowed");
        found_.before = i + 1 < tokens_.size() && (needing.has(tokens_[i + 1].low));
        return true;
      }
      // "Since August I've not had a membership"
      const bool perfect = i > 0 && (word(i - 1, "have") || word(i - 1, "has"));
      if (perfect && word(0, "since")) {
        found_.ended = true;
        found_.begin = i;
        found_.end = i + 2;
        return true;
      }
    }
    return false;
  }

  bool names_long(std::size_t at) const {
    static const WordSet spans("weeks months years ages decades year decade forever");
    for (std::size_t i = at; i < tokens_.size() && i < at + 4; ++i) {
      if (spans.has(tokens_[i].low)) return true;
    }
    return false;
  }

  bool find_phrase() {
    const std::string_view phrases = kPhrases;
    for (std::size_t at = 0; at < phrases.size();) {
      const std::size_t stop = std::min(phrases.find('|', at), phrases.size());
      const std::string_view phrase = phrases.substr(at, stop - at);
      at = stop + 1;
      for (std::size_t i = 0; i < tokens_.size(); ++i) {
        std::size_t gap = 0;
        const std::size_t end = phrase_at(tokens_, i, phrase, gap);
        if (end == 0) continue;
        const bool let = phrase == "let go" || (i > 1 && word(0, "let"));
        if (!has_happened(tokens_, i) && !let && !is_negated(tokens_, i)) continue;
        set(i, gap > 0 ? i + 1 : end, gap == 0 && i > 0 && stands_before(phrase, end));
        // "let my subscription run out"
        if (i > 1 && word(0, "let")) {
          found_.begin = 0;
          found_.end = 1;
          found_.before = false;
        }
        return true;
      }
    }
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      static const WordSet rounds(
          "day shift session class lesson game match pill dose cigarette ever visit appointment");
      if (word(i, "last") && rounds.has(tokens_[i + 1].low) && i > 0 &&
          is_possessive(tokens_[i - 1].low)) {
        return set(i, i + 2, false);
      }
      const bool gave = word(i, "gave") || word(i, "given") || word(i, "passed");
      if (gave && speaks(TokenSpan(tokens_).subspan(i), "to") &&
          is_possessive(tokens_[i + 1].low)) {
        return set(i, i + 1, false);
      }
      const bool let = word(i, "let") && i + 2 < tokens_.size() && word(tokens_.size() - 1, "go");
      if (let) return set(i, i + 1, false);
      if (word(i, "goodbye") || word(i, "farewell") || word(i, "rip") || word(i, "adios"))
        return set(i, i + 1, false);
    }
    return false;
  }

  // Whether the thing that ends stands before its verb: "the lease ran out", "the plan died".
  bool stands_before(std::string_view words, std::size_t end) const {
    if (owner_of(tokens_) != Owner::thing) return false;
    static const WordSet alone(
        "end lapse expire fold disband dissolve die heal vanish fizzle close");
    static const WordSet phrases("break fall run peter bite go clear come pass wind");
    if (alone.has(words) || phrases.has(words.substr(0, words.find(' ')))) return true;
    return std::none_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(end), tokens_.end(),
        [](const Token& token) { return is_telling(token) && !is_time_word(token.low); });
  }

  // "Evernote and I", "me and Dario"
  bool is_pair(std::size_t verb) const {
    for (std::size_t i = 0; i + 1 < verb; ++i) {
      if (word(i, "and") && (word(i + 1, "i") || (i > 0 && word(i - 1, "me")))) return true;
    }
    return false;
  }

  bool find_being() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      const bool has_gone = (word(i, "has") || word(i, "have")) && word(i + 1, "gone");
      if (!is_be(tokens_[i].low) && !has_gone && !word(i, "been") && !word(i, "got") &&
          !word(i, "get"))
        continue;
      std::size_t next = i + 1;
      while (next < tokens_.size() &&
             (is_adverb(tokens_[next].low) || word(next, "well") || word(next, "been")))
        ++next;
      const std::string_view phrases = kBeing;
      for (std::size_t at = 0; at < phrases.size();) {
        const std::size_t stop = std::min(phrases.find('|', at), phrases.size());
        const std::string_view phrase = phrases.substr(at, stop - at);
        at = stop + 1;
        if (!sequence_at(tokens_, next, phrase)) continue;
        const std::size_t end =
            next + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
        const bool of_speaker = owner_of(tokens_) == Owner::speaker && !is_pair(i);
        // "I'm done with X", "I'm over X"; "I'm done" alone ends nothing.
        if (of_speaker && !word(end, "with") && !word(end - 1, "over")) continue;
        return set(next, of_speaker && word(end, "with") ? end + 1 : end, !of_speaker);
      }
    }
    return false;
  }

  static std::string_view ending_verb(const Token& token) {
    for (std::size_t at = 0; at < kVerbs.size();) {
      const std::size_t end = std::min(kVerbs.find(' ', at), kVerbs.size());
      if (is_form(token, kVerbs.substr(at, end - at))) return kVerbs.substr(at, end - at);
      at = end + 1;
    }
    return {};
  }

  bool find_verb() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool gerund = is_verb(tokens_[i].low, kGerund) || tokens_[i].low.ends_with("ing");
      const std::string_view lemma = ending_verb(tokens_[i]);
      if (lemma.empty()) continue;
      if (gerund && !speaks(tokens_, "round to|got round to|ended up")) {
        if (is_negated(tokens_, i)) return set(i, i + 1, false);
        continue;
      }
      if (!gerund && !has_happened(tokens_, i) && !is_negated(tokens_, i)) continue;
      return set(i, i + 1, i > 0 && stands_before(lemma, i + 1));
    }
    return false;
  }

  // "the keto thing lasted three weeks"
  bool find_lasted() {
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (word(i, "lasted")) return set(i, i + 1, true);
    }
    return false;
  }

  const Tokens& tokens_;
  End found_;
};

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
      "pick open visit");
  return set.has(base_of_gerund(token.low)) || set.has(lemma_of(token.low));
}

// The noun phrases in [from, to), each without what points at it.
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

bool is_ended(const Fact& fact, const Tokens& segment, const Tokens& run, bool heals) {
  if (run.empty() || run.size() > 5 || fact.parsed.subject_terms.empty()) return false;
  if (is_kin(run.back().low) || !may_be_about(segment, fact)) return false;
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
    static const WordSet vague("dream idea sessions session lessons thing stuff");
    if (!who && !(run.size() > 1 && vague.has(token.low))) thing.push_back(token);
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
  return heals && ends(parts, parse_statement("User struggles with " + words));
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

// What sounds like an end and is none: a supply, a number, a mood, one time of many.
bool is_no_end(const Tokens& segment) {
  if (speaks(segment, "run out of|ran out of|running out of|over the moon|over the hill"))
    return true;
  static const WordSet days("monday tuesday wednesday thursday friday saturday sunday");
  for (std::size_t i = 0; i + 1 < segment.size(); ++i) {
    const bool over = segment[i].low == "over" && segment[i + 1].kind == TokenKind::number;
    if (over || (segment[i].low == "this" && days.has(segment[i + 1].low))) return true;
  }
  return false;
}

// "sold Ana's bike" says nothing of Ana, and "finished my swim" nothing of swimming on Sundays.
bool is_spared(const Fact& fact, const Tokens& segment, const End& end) {
  static const WordSet habits("swim run go play walk cycle climb row dance sing cook bake train");
  if (lemma_of(segment[end.begin].low) == "finish" && habits.has(fact.parsed.verb)) return true;
  const bool introduces = speaks(fact.tokens, "called|named|name");
  return introduces && std::any_of(fact.tokens.begin(), fact.tokens.end(), [&](const Token& word) {
           return is_kin(word.low) &&
                  std::none_of(segment.begin(), segment.end(),
                               [&](const Token& said) { return said.low == word.low; });
         });
}

bool has_owner(const Tokens& segment, std::size_t from) {
  return std::any_of(segment.begin() + static_cast<std::ptrdiff_t>(from), segment.end(),
                     [](const Token& token) { return token.low == "'s"; });
}

bool speaks_of(const Fact& fact, const Token& name) {
  return std::any_of(fact.tokens.begin(), fact.tokens.end(),
                     [&](const Token& each) { return means(name, each); });
}

void add(std::vector<Touch>& touches, std::size_t fact, Touch::Way way, std::string reason) {
  touches.push_back(
      {.fact = fact, .way = way, .content = {}, .reason = std::move(reason), .value = {}});
}

}  // namespace

void read_led_stops(const Said& said, const std::vector<Fact>& facts, std::vector<Touch>& touches) {
  if (said.question) return;
  std::vector<Tokens> before;  // what the segment before names, for "it" and "that"
  for (const Tokens& segment : said.segments) {
    const std::vector<Tokens> named_before =
        std::exchange(before, runs_in(segment, 0, segment.size()));
    const End end = EndFinder(segment).run();
    if (!end.ended && !end.denied) continue;
    if (!end.denied && (speaks(segment, kOpen) || is_for_a_while(segment))) continue;
    if (owner_of(segment) == Owner::other && end.denied) continue;
    if ((end.denied && end.before) || is_no_end(segment)) continue;
    const Token* const by = ended_by(segment, end);
    std::vector<Tokens> runs =
        end.before ? runs_in(segment, 0, end.begin) : runs_in(segment, end.end, segment.size());
    // "dropped that": what was asked about just before.
    const bool pointed = runs.empty();
    if (pointed) runs = runs_in(said.echo, 0, said.echo.size());
    if (runs.empty() && speaks(segment, "it|that|them|this")) runs = named_before;
    if (runs.empty()) continue;
    Tokens all;
    for (const Tokens& run : runs) all.insert(all.end(), run.begin(), run.end());
    std::vector<const Tokens*> tries = {&all};
    if (!has_owner(segment, end.end)) tries.push_back(&runs.front());
    if (pointed) {
      for (const Tokens& run : runs) tries.push_back(&run);
    }
    for (const Tokens* const run : tries) {
      bool any = false;
      for (std::size_t i = 0; i < facts.size(); ++i) {
        if (by != nullptr && !speaks_of(facts[i], *by)) continue;
        if (!is_ended(facts[i], segment, *run, end.heals)) continue;
        if (!end.denied && is_spared(facts[i], segment, end)) continue;
        any = true;
        if (end.denied) {
          add(touches, i, Touch::Way::confirms, "still so");
          touches.back().value = join(*run);
        } else {
          add(touches, i, Touch::Way::ends, "no longer so");
        }
      }
      if (any) break;
    }
  }
}

// What to forget: a wish to the assistant, and a noun that the fact is about.
void read_led_forgetting(const Said& said, const std::vector<Fact>& facts,
                         std::vector<Touch>& touches) {
  constexpr std::string_view kWishes =
      "forget|erase|delete|remove|wipe|scrub|strike|clear|drop|lose|scrap|unlearn|un-remember|take "
      "out|get rid of|need to know|need to remember|not remember|not know|none of your business|"
      "should not be in|should not have|not be in|not keep|not store|stop remembering|take it out|"
      "take it off|clear it|you keeping|you remembering|you knowing|you having";
  constexpr std::string_view kAddressed =
      "you|your|memory|notes|record|records|the bit about|the part about|what i said|what i told|"
      "please|the thing about|everything about|anything about";
  if (!speaks(said.tokens, kWishes) || !speaks(said.tokens, kAddressed)) return;
  if (speaks(said.tokens,
             "not forget|not lose|if i|did you|what if|that i|that my|that we|that our"))
    return;
  static const WordSet about_memory(
      "forget erase delete remove wipe scrub strike clear drop lose scrap unlearn un-remember "
      "memory notes note record records bit part please need business remember store keep rid take "
      "rather stop meetings stuff info list keeping remembering knowing having want");
  std::vector<Tokens> runs;
  for (const Tokens& segment : said.segments) {
    std::vector<Tokens> named = runs_in(segment, 0, segment.size());
    const bool wish = speaks(segment, kWishes);
    // "..., get rid of that": what was named before.
    if (!wish && !speaks(segment, kAddressed) && !runs.empty()) continue;
    runs.insert(runs.end(), named.begin(), named.end());
  }
  for (Tokens& run : runs) {
    std::erase_if(run, [](const Token& token) { return about_memory.has(token.low); });
    if (run.empty() || std::all_of(run.begin(), run.end(),
                                   [](const Token& token) { return is_time_word(token.low); })) {
      continue;
    }
    const std::string words = join(run);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].parsed.subject_terms.empty()) continue;
      if (!ends(facts[i].parsed, parse_statement("User mentions " + words))) continue;
      add(touches, i, Touch::Way::ends, "asked to be forgotten");
      touches.back().value = kWhole;
    }
  }
}

}  // namespace mnestic::extract
