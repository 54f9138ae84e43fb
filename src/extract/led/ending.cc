// The words of ending: many and loose, since only a fact that holds all of the noun beside them is
// ended.
#include "led/ending.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "grammar/lexicon.h"
#include "led/parts.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kVerbs =
    "stop quit cease drop ditch dump abandon uninstall delete cancel sell scrap chuck bin outgrow "
    "axe shelve donate terminate deactivate rehome leave finish end close lapse expire fold "
    "disband dissolve resign retire withdraw unsubscribe disconnect kick wean taper discharge heal "
    "vanish die "
    "return fizzle trash toss remove discontinue";

// The verb and what belongs to it, perhaps with the thing between.
constexpr std::string_view kPhrases =
    "break up|split up|part ways|part company|give up|give away|give back|hand back|hand in|hand "
    "over|send back|throw out|throw away|chuck out|get rid|get shot|let go|call off|call it|say "
    "goodbye|wave goodbye|bid farewell|throw in the towel|hang up|knock on the head|put an "
    "end|come "
    "to an end|draw a line|turn back on|wash hands|lose interest|grow out of|move on from|walk "
    "away|back out|bow out|opt out|drop out|pull out|step down|step back|sign off|come off|clear "
    "up|go away|take my name off|take our name off|take myself off|remove myself from|remove my "
    "name from|run out|fall through|peter out|bite the dust|pass away|put down|put to sleep|trade "
    "in|go to a new home|pack in|pack up|jack in|cut out|phase out|wind up|shut down|close "
    "down|fall "
    "out of love|get over|wrap up|have enough|take off|move out|go bust|go off|go for scrap|go to "
    "the "
    "scrapyard|go to the tip|go to the breakers|go to auction|go to charity|sell on|sell up|run "
    "its course|turn in|tear up|stand down|put paid to|call time on|break it off|break off|put "
    "behind me|put "
    "behind us|give the boot|give the "
    "chop|give the push|give the elbow|pass on to|fall by the wayside|shave off";

// What is said of the thing behind a form of "be".
constexpr std::string_view kBeing =
    "over|done|history|dead|gone|toast|finished|kaput|no more|out the window|out of the window|a "
    "thing of the past|in the past|behind me|behind us|behind me "
    "now|through|sold|cancelled|canceled|stolen|"
    "totalled|off the menu|off the table|off the cards|off the list|ancient history|all "
    "over|kaputt|"
    "written off|a goner|out of my life|in the bin|in remission|gone for good|axed|scrapped|ended|"
    "a misdiagnosis|a false alarm|ruled out|wrapped up|no longer a thing|not a thing|a write-off|a "
    "total loss|discontinued";

constexpr std::string_view kHealing =
    "clear up|go away|heal|vanish|grow out of|outgrow|misdiagnosis|false alarm|ruled out|in "
    "remission|gone";

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
  static const WordSet degree("right completely totally entirely altogether straight well");
  std::size_t idle = 0;  // "gone right off mushrooms"
  for (std::size_t skip = 0; skip <= kGapMax; ++skip) {
    if (skip > 0 && i + skip < tokens.size() && degree.has(tokens[i + skip].low)) ++idle;
    if (!sequence_at(tokens, i + 1 + skip, rest)) continue;
    gap = skip - idle;
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
    if (find_never_said() || find_no_self() || find_former_self() || find_riddance() ||
        find_no_longer() || find_without() || find_phrase() || find_being() || find_verb() ||
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
    found_.idiom = speaks(tokens_, "behind me|behind us|the boot|the chop|the push|the elbow");
    found_.tastes = !before && owner_of(tokens_) == Owner::speaker &&
                    holds_form("go off|fall out of love|lose interest|get over");
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
        found_.unsaid = true;
        found_.begin = i;
        found_.end = is_auxiliary(tokens_[k + 1].low) ? k + 2 : k + 1;
        return true;
      }
    }
    return false;
  }

  // "I wouldn't call myself a runner these days", "I'd hardly say I'm a painter any more"
  bool find_no_self() {
    static constexpr std::string_view kNow =
        "any more|anymore|these days|nowadays|any longer|now|no longer";
    if (owner_of(tokens_) != Owner::speaker) return false;
    // "I was a coffee drinker until March"
    for (std::size_t i = 0; i + 3 < tokens_.size(); ++i) {
      static const WordSet articles("a an");
      const bool was = word(i, "was") && articles.has(tokens_[i + 1].low);
      if (!was || !speaks(TokenSpan(tokens_).subspan(i), "until|till|up to")) continue;
      found_.ended = true;
      found_.self = true;
      found_.begin = i;
      found_.end = i + 2;
      return true;
    }
    if (!speaks(tokens_, kNow)) return false;
    const bool denied = speaks(tokens_, "not|hardly|no longer|scarcely|barely|never");
    for (std::size_t i = 1; denied && i + 2 < tokens_.size(); ++i) {
      static const WordSet calling("call consider describe count think");
      if (!calling.has(lemma_of(tokens_[i].low)) || !word(i + 1, "myself")) continue;
      std::size_t noun = i + 2;
      while (noun < tokens_.size() && (word(noun, "as") || is_determiner(tokens_[noun].low)))
        ++noun;
      found_.ended = true;
      found_.self = true;
      found_.begin = i;
      found_.end = noun;
      return true;
    }
    return false;
  }

  // "used to be a keen angler": what one did for pleasure, not what one earned one's living with.
  bool find_former_self() {
    static const WordSet keen(
        "keen avid big huge serious passionate heavy competitive regular enthusiastic committed "
        "lifelong");
    if (owner_of(tokens_) != Owner::speaker) return false;
    for (std::size_t i = 0; i + 4 < tokens_.size(); ++i) {
      if (!sequence_at(tokens_, i, "used to be")) continue;
      std::size_t noun = i + 3;
      bool pleasure = false;
      while (noun < tokens_.size() &&
             (is_determiner(tokens_[noun].low) || is_adverb(tokens_[noun].low) ||
              keen.has(tokens_[noun].low))) {
        pleasure = pleasure || keen.has(tokens_[noun].low);
        ++noun;
      }
      if (!pleasure || noun >= tokens_.size()) return false;
      found_.ended = true;
      found_.self = true;
      found_.begin = i;
      found_.end = noun;
      return true;
    }
    return false;
  }

  // "finally shot of the timeshare", "told Sky to stuff it"
  bool find_riddance() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool shot = (word(i, "shot") || word(i, "rid")) && word(i + 1, "of");
      if (shot && i > 0 && owner_of(tokens_) == Owner::speaker &&
          !is_verb(tokens_[i - 1].low, kBase)) {
        return set(i, i + 2, false);
      }
      if (!word(i, "told")) continue;
      for (std::size_t k = i + 2; k + 1 < tokens_.size() && k < i + 6; ++k) {
        if (!sequence_at(tokens_, k, "to stuff it") && !sequence_at(tokens_, k, "to shove it") &&
            !sequence_at(tokens_, k, "to get lost"))
          continue;
        return set(k, tokens_.size(), true);
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

  // "I can walk without the wheelchair now"
  bool find_without() {
    if (!speaks(tokens_, "now|again|these days|nowadays") || !speaks(tokens_, "can|manage")) {
      return false;
    }
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (word(i, "without") && !is_verb(tokens_[i + 1].low, kGerund)) return set(i, i + 1, false);
    }
    return false;
  }

  // "I'm out of the band": what one was in with others.
  bool leaves_group(std::size_t next) const {
    if (!word(next, "out") || !word(next + 1, "of") || next + 3 >= tokens_.size()) return false;
    if (!is_determiner(tokens_[next + 2].low)) return false;
    std::size_t noun = next + 3;
    while (noun + 1 < tokens_.size() && is_telling(tokens_[noun + 1])) ++noun;
    return is_group(tokens_[noun].low);
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
        const bool before =
            gap == 0 && i > 0 && (stands_before(phrase, end) || is_pair(i) || is_done_to_thing(i));
        set(i, gap > 0 ? i + 1 : end, before);
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
      std::size_t round = i + 1;
      while (round + 1 < tokens_.size() && round < i + 3 && is_telling(tokens_[round]) &&
             !rounds.has(tokens_[round].low)) {
        ++round;
      }
      const bool last = word(i, "last") || word(i, "final");
      if (last && i > 0 && is_possessive(tokens_[i - 1].low) && rounds.has(tokens_[round].low)) {
        // "did my last Oxfam shift", not "my last piano lesson was awful"
        static const WordSet having("have do work play take teach smoke eat run finish wear");
        const bool had = i > 1 && having.has(lemma_of(tokens_[i - 2].low));
        if (round == i + 1) return set(i, i + 2, false);
        if (had) return set(i, i + 1, false);
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

  // Whether the thing that ends stands before its verb: "the lease ran out", "the plan died". What
  // only people do ends nothing of what they are named by: "half my class dropped out".
  bool stands_before(std::string_view words, std::size_t end) const {
    if (owner_of(tokens_) != Owner::thing) return false;
    static const WordSet done_by_people("quit resign retire leave withdraw unsubscribe");
    static const WordSet done_by_people_too("drop pull step back bow opt move walk give sign");
    if (done_by_people.has(words)) return false;
    if (words.find(' ') != std::string_view::npos &&
        done_by_people_too.has(words.substr(0, words.find(' ')))) {
      return false;
    }
    static const WordSet alone(
        "end lapse expire fold disband dissolve die heal vanish fizzle close");
    static const WordSet phrases("break fall run peter bite go clear come pass wind");
    // "Zeit ended its podcast"
    if (end < tokens_.size() && is_determiner(tokens_[end].low)) return false;
    // "the piano lessons stopped when she retired"
    static const WordSet onwards("when after because since once");
    if (words == "stop" && (end >= tokens_.size() || onwards.has(tokens_[end].low))) return true;
    if (alone.has(words) || phrases.has(words.substr(0, words.find(' ')))) return true;
    return std::none_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(end), tokens_.end(),
        [](const Token& token) { return is_telling(token) && !is_time_word(token.low); });
  }

  // "Suki was put to sleep", "we had Bramble put to sleep": the thing stands before the verb.
  bool is_done_to_thing(std::size_t verb) const {
    static const WordSet passive("be been being got getting");
    const std::string& before = tokens_[verb - 1].low;
    if ((is_be(before) || passive.has(before)) && owner_of(tokens_) == Owner::thing) return true;
    return is_caused(verb);
  }

  // "had the landline disconnected"
  bool is_caused(std::size_t verb) const {
    if (!is_telling(tokens_[verb - 1]) || owner_of(tokens_) != Owner::speaker) return false;
    for (std::size_t i = verb - 1; i-- > 0 && i + 6 > verb;) {
      if (word(i, "had") || word(i, "getting") || word(i, "got")) return true;
      if (word(i, "have") && i > 1 && word(i - 1, "to") && word(i - 2, "had")) return true;
      if (verb_form(tokens_[i].low) != nullptr && !tokens_[i].capital) return false;
    }
    return false;
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
      if (leaves_group(next) && owner_of(tokens_) == Owner::speaker) {
        set(next, next + 2, false);
        found_.idiom = true;
        return true;
      }
      // "the cast is off"
      static const WordSet worn("cast brace braces plaster bandage splint stitches boot sling");
      if (word(next, "off") && i > 0 && worn.has(tokens_[i - 1].low))
        return set(next, next + 1, true);
      const std::string_view phrases = kBeing;
      for (std::size_t at = 0; at < phrases.size();) {
        const std::size_t stop = std::min(phrases.find('|', at), phrases.size());
        const std::string_view phrase = phrases.substr(at, stop - at);
        at = stop + 1;
        if (!sequence_at(tokens_, next, phrase)) continue;
        const std::size_t end =
            next + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
        // "rents have gone up"
        static const WordSet onwards("up down to from back well through out into by ahead");
        if (word(end - 1, "gone") && end < tokens_.size() && onwards.has(tokens_[end].low) &&
            phrase == "gone") {
          continue;
        }
        if (word(end - 1, "over") && (word(end, "there") || word(end, "here"))) continue;
        // "it's a write-off": the thing named before.
        static const WordSet lost("a sold stolen totalled written scrapped discontinued history");
        const bool it = i > 0 && (word(i - 1, "it") || word(i - 1, "that")) &&
                        lost.has(phrase.substr(0, phrase.find(' ')));
        const bool of_speaker = owner_of(tokens_) == Owner::speaker && !is_pair(i) && !it;
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
      // "Kip had his stitches removed" is not about Kip.
      const bool done_to = i > 1 && owner_of(tokens_) == Owner::thing &&
                           speaks(TokenSpan(tokens_).first(i - 1), "had|got|having");
      if (done_to && !word(i - 1, "been")) continue;
      return set(i, i + 1, i > 0 && (stands_before(lemma, i + 1) || is_caused(i)));
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

}  // namespace

End find_end(const Tokens& segment) {
  // The longer words first: "gave up the ghost" gives nothing up.
  const End farewell = find_farewell(segment);
  return farewell.ended ? farewell : EndFinder(segment).run();
}

}  // namespace mnestic::extract
