#include "led/led.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "guard/screen.h"
#include "guard/withheld.h"
#include "led/ending.h"
#include "led/parts.h"
#include "led/reworded.h"
#include "mnestic/extract/guard.h"
#include "mnestic/extract/relation.h"

namespace mnestic::extract {
namespace {

using Offset = std::ptrdiff_t;

constexpr std::size_t kSentenceTokensMax = 60;  // longer is no plain change of one fact
constexpr std::size_t kSentencesMax = 40;
constexpr std::size_t kRefusedBytesMax = 400;
constexpr std::size_t kEchoTokensMax = 4;

constexpr std::string_view kCorrecting =
    "wrong|mistake|mixed up|mix up|mixed those up|mixed them up|swapped them|swapped "
    "those|typo|misspoke|misspelled|i meant|meant|correction|oops|"
    "whoops|dropped a digit|missed a digit|fat finger|fat fingers|wrong digit|"
    "scratch that|hang on|no no|should be|should have been|supposed to be|autocorrect|other "
    "way round|other way around|wrong way round|i said|spelled|spelt|i did say|never said|never "
    "told|to be "
    "clear|mislabelled|not what i said|where you got|where you get|where that came|you wrote|you "
    "put down|other way about|wrong way about|wrong way around|backwards|back to front|swap "
    "those|swap "
    "them|swap these|vice versa|misheard|misread|misunderstood|got that wrong|wrong son|wrong "
    "daughter|wrong sister|wrong brother|wrong cat|wrong dog|wrong child|wrong kid|wrong "
    "friend|the "
    "other sister|the other brother|other son|other daughter|other cat|other dog|is actually|are "
    "actually|'s actually|not mine|not ours";

class Follower {
 public:
  Follower(const Message& message, std::uint32_t index, const std::vector<KnownFact>& known,
           std::size_t begin, Extraction& out)
      : message_(message), index_(index), begin_(begin), out_(out) {
    for (const KnownFact& each : known) {
      Fact fact = take_apart(each);
      if (!fact.tokens.empty() && !fact.parsed.subject_terms.empty())
        facts_.push_back(std::move(fact));
    }
  }

  void run() {
    const Screened screened = screen(message_.content);
    if (facts_.empty()) return;
    withheld_.emplace(message_.content);
    if (!screened.refused.empty()) return read_refused();
    if (is_for_pasted_text(screened.text)) return;
    const auto words_of = [&](std::size_t at) {
      if (at >= screened.sentences.size() || at >= kSentencesMax) return Tokens();
      const Sentence& sentence = screened.sentences[at];
      return tokenize(
          std::string_view(screened.text).substr(sentence.begin, sentence.end - sentence.begin));
    };
    for (std::size_t at = 0; at < screened.sentences.size() && at < kSentencesMax; ++at) {
      const Sentence& sentence = screened.sentences[at];
      after_ = words_of(at + 1);
      quote_before_ = std::exchange(quote_, {});
      quote_ = mask_secrets(message_.content.substr(sentence.begin, sentence.end - sentence.begin));
      if (!read_sentence(words_of(at), sentence.question)) return;
      if (std::exchange(told_on_, goes_on_) && !quote_.empty()) drop_all_of(quote_);
      goes_on_ = false;
    }
  }

 private:
  // "don't remember that I have eczema": nothing of it is kept, and what is known of it goes.
  void read_refused() {
    const Tokens all = tokenize(std::string_view(message_.content).substr(0, kRefusedBytesMax));
    Said said;
    const std::size_t begin = strip_opening(all).begin;
    said.tokens.assign(all.begin() + static_cast<Offset>(begin), all.end());
    if (said.tokens.empty() || said.tokens.size() > kSentenceTokensMax) return;
    said.segments = segments_of(said.tokens);
    std::vector<Touch> touches;
    read_led_forgetting(said, facts_, touches);
    for (Touch& touch : touches) take(std::move(touch));
  }

  // False: the rest of the message is another's text.
  bool read_sentence(const Tokens& all, bool question) {
    if (all.empty() || all.size() > kSentenceTokensMax) return true;
    const Opening opening = strip_opening(all);
    Said said;
    said.tokens.assign(all.begin() + static_cast<Offset>(opening.begin), all.end());
    say_dates(facts_, said.tokens);
    reword(said.tokens);
    if (said.tokens.empty()) corrected_ = corrected_ || opening.corrects;  // "wrong person!"
    if (opening.jest || said.tokens.empty()) return true;
    // "pretend I never told you about X" opens no story.
    const bool unsays = speaks(said.tokens, "pretend i never|pretend i did not|act like i never");
    if (!unsays && (opens_fiction(said.tokens) || reports_text(said.tokens))) return false;
    said.whole = all;
    said.before = std::exchange(before_, all);
    said.after = after_;
    said.question = question && !opening.states;
    said.echo = std::exchange(echo_, {});
    if (said.question && said.tokens.size() <= kEchoTokensMax + 2) echo_ = said.tokens;
    const bool starred = all.front().low == "*";
    say_being(said.tokens);
    static const WordSet denials("no nope nah");
    const bool denies = all.size() > 1 && denials.has(all[0].low) && all[1].kind == TokenKind::mark;
    said.corrects = opening.corrects || starred || denies || closes_with_actually(all) ||
                    speaks(all, kCorrecting) || corrected_;
    said.corrects = said.corrects || mends_itself(all);
    said.starred = starred;
    corrected_ = said.corrects;
    said.segments = segments_of(said.tokens);
    if (!unsays && is_hypothetical(said.tokens)) return true;
    const bool idle = ends_nothing(said);
    drop_idle(said, idle);
    if (!idle) read_all(said);
    return true;
  }

  // What was read from a sentence that does not do what it sounds like.
  void drop_idle(const Said& said, bool ends_nothing) {
    const bool elsewhere = tells_elsewhere(said.tokens);
    const bool once = ends_nothing || ends_in_passing(said);
    const bool passing = is_stay(said.tokens);
    const auto is_idle = [&](const Candidate& each) {
      if (each.quote != quote_) return false;
      if (each.action == Action::retract) {
        return once || names_only_times(each.content) || is_about_repair(said, each.content) ||
               ends_another(said, each.content);
      }
      if (each.elliptic && mends_another(said, each.content)) return true;
      return (elsewhere && each.elliptic) ||
             (passing && single_valued_slot(each.content).has_value() &&
              each.content.find(" is in ") != std::string::npos);
    };
    const auto first = out_.candidates.begin() + static_cast<Offset>(begin_);
    out_.candidates.erase(std::remove_if(first, out_.candidates.end(), is_idle),
                          out_.candidates.end());
  }

  // "User does Friday", of a lunch that was moved.
  static bool names_only_times(std::string_view content) {
    const Parsed parsed = parse_statement(content);
    return !parsed.terms.empty() &&
           std::all_of(parsed.terms.begin(), parsed.terms.end(),
                       [](const Term& term) { return term.link || is_time_word(term.word); });
  }

  // "the bins go out on Wednesday, not Tuesday": each fact that holds the wrong word is about
  // something else.
  bool mends_another(const Said& said, const std::string& content) const {
    if (said.corrects) return false;
    const auto clause = std::find_if(said.segments.begin(), said.segments.end(),
                                     [](const Tokens& each) { return finite_verb_in(each); });
    if (clause == said.segments.end() || owner_of(*clause) == Owner::speaker ||
        is_pronoun(clause->front().low)) {
      return false;
    }
    return std::none_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
      return corrected(fact.known->content, content) && may_be_about(*clause, fact) &&
             !is_of_another_thing(*clause, fact);
    });
  }

  // "replaced the windows with triple glazing" ends no Windows, "dropped Isla at uni" no daughter.
  bool ends_another(const Said& said, const std::string& content) const {
    const Statement fresh(content);
    return std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
      return (is_namesake(said, fact) || is_left_alone(said, fact)) &&
             relate(Statement(fact.known->content), fresh, Action::retract).relation ==
                 Relation::negates;
    });
  }

  // "the Golf died on the M4"
  bool is_about_repair(const Said& said, const std::string& content) const {
    const Statement fresh(content);
    return std::any_of(said.segments.begin(), said.segments.end(), [&](const Tokens& segment) {
      const End end = find_end(segment);
      return end.ended && std::any_of(facts_.begin(), facts_.end(), [&](const Fact& fact) {
               return is_broken_only(fact, segment, end) &&
                      relate(Statement(fact.known->content), fresh, Action::retract).relation ==
                          Relation::negates;
             });
    });
  }

  // "in Paris these days and then back in Ghent": where one is, not where one lives.
  static bool is_stay(const Tokens& tokens) {
    return speaks(tokens, "these days|nowadays|lately") &&
           speaks(tokens,
                  "then back|back home|back to|back in|home on|home by|until|till|visiting|on "
                  "holiday|for work|for a|then home");
  }

  // "third floor, sorry, I always forget", "just Leo, no n"
  static bool mends_itself(const Tokens& tokens) {
    std::size_t end = tokens.size();
    while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
    if (end > 2 && tokens[end - 2].low == "no" && tokens[end - 1].low.size() == 1) return true;
    for (std::size_t i = 2; i < tokens.size(); ++i) {
      const bool apart = tokens[i - 1].low == "," &&
                         (i + 1 >= tokens.size() || tokens[i + 1].kind == TokenKind::mark);
      if (tokens[i].low == "sorry" && apart) return true;
    }
    return false;
  }

  static bool closes_with_actually(const Tokens& tokens) {
    std::size_t end = tokens.size();
    while (end > 0 && tokens[end - 1].kind == TokenKind::mark) --end;
    return end > 0 && tokens[end - 1].low == "actually";
  }

  void read_all(const Said& said) {
    using Reader = void (*)(const Said&, const std::vector<Fact>&, std::vector<Touch>&);
    static constexpr Reader kReaders[] = {read_led_forgetting, read_led_alarms,  read_led_echoes,
                                          read_led_disbelief,  read_led_crossed, read_led_owners,
                                          read_led_kinds,      read_led_places,  read_led_swaps,
                                          read_led_rungs,      read_led_renewed, read_led_narrowed,
                                          read_led_values,     read_led_stops,   read_led_details};
    for (const Reader reader : kReaders) {
      std::vector<Touch> touches;
      reader(said, facts_, touches);
      bool any = false;
      for (Touch& touch : touches) any = take(std::move(touch)) || any;
      if (any && reader == read_led_values) drop_leading_up();
      if (any) break;
    }
    // What an event ends beside what it says; what has another value in its place already has not.
    std::vector<Touch> outcomes;
    read_led_events(said, facts_, outcomes);
    read_led_births(said, facts_, outcomes);
    read_led_milestones(said, facts_, outcomes);
    read_led_settled(said, facts_, outcomes);
    read_led_departures(said, facts_, outcomes);
    read_led_cleared(said, facts_, outcomes);
    read_led_contrasts(said, facts_, outcomes);
    read_led_posts(said, facts_, outcomes);
    read_led_household(said, facts_, outcomes);
    read_led_former(said, facts_, outcomes);
    read_led_retiring(said, facts_, outcomes);
    read_led_switched(said, facts_, outcomes);
    read_led_misheard(said, facts_, outcomes);
    for (Touch& touch : outcomes) {
      if (touch.way == Touch::Way::yields) {
        if (give_way(touch) || touch.content.empty()) continue;
        touch.way = Touch::Way::follows;
      }
      take(std::move(touch));
    }
  }

  // Lets the newest statement of the sentence take the fact's place; false when it says nothing.
  bool give_way(const Touch& touch) {
    const Fact& fact = facts_[touch.fact];
    if (is_settled(fact, touch.way)) return true;
    const std::string& quote = touch.goes_on ? quote_before_ : quote_;
    for (std::size_t i = out_.candidates.size(); i-- > begin_;) {
      Candidate& each = out_.candidates[i];
      if (each.action != Action::assert_fact || each.quote != quote || each.elliptic) continue;
      if (each.touches) break;
      if (!touch.value.empty() && !holds_value(each, touch)) continue;
      each.touches = fact.known->id;
      each.touch_reason = touch.reason;
      return true;
    }
    return false;
  }

  // Whether what was read from the sentence does it already. That it has ended does not say what
  // takes its place.
  bool is_settled(const Fact& fact, Touch::Way way) const {
    const Statement stored(fact.known->content);
    for (std::size_t i = begin_; i < out_.candidates.size(); ++i) {
      const Candidate& each = out_.candidates[i];
      if (each.touches == fact.known->id) return true;
      // Swaps read without the fact at hand give way to those read with it.
      if (each.elliptic) continue;
      const bool mends = !each.mends.empty() && corrected(fact.known->content, each.mends) &&
                         may_put_right(stored, Statement(each.content));
      if (mends) return true;
      const Relation relation = relate(stored, Statement(each.content), each.action).relation;
      if (relation == Relation::negates && way == Touch::Way::follows) continue;
      if (relation == Relation::contradicts || relation == Relation::negates ||
          relation == Relation::refines) {
        return true;
      }
    }
    return false;
  }

  bool is_refused(const std::string& content) {
    auto reason = withheld_->refusal(content);
    if (!reason) return false;
    out_.rejected.push_back({mask_secrets(quote_), *std::move(reason)});
    return true;
  }

  static bool holds_value(const Candidate& candidate, const Touch& touch) {
    const Tokens words = tokenize(touch.value);
    const Tokens content = tokenize(candidate.content);
    return std::any_of(words.begin(), words.end(), [&](const Token& word) {
      return is_telling(word) && std::any_of(content.begin(), content.end(), [&](const Token& one) {
               return canonical_word(one.low) == canonical_word(word.low);
             });
    });
  }

  // Weights and times behind "Baby's here! Wren, ...".
  void drop_all_of(const std::string& quote) {
    const auto first = out_.candidates.begin() + static_cast<Offset>(begin_);
    const auto of_it = [&](const Candidate& each) {
      return each.quote == quote && !each.touches && each.action == Action::assert_fact &&
             each.content.starts_with("User ");
    };
    out_.candidates.erase(std::remove_if(first, out_.candidates.end(), of_it),
                          out_.candidates.end());
  }

  // "Sertraline is done" beside the end of it.
  void drop_ended_thing(const Touch& touch) {
    if (touch.way != Touch::Way::ends || touch.thing.empty()) return;
    const std::string opening = touch.thing + ' ';
    const auto first = out_.candidates.begin() + static_cast<Offset>(begin_);
    const auto of_it = [&](const Candidate& each) {
      return each.action == Action::assert_fact && each.quote == quote_ && !each.touches &&
             lower(each.content).starts_with(opening);
    };
    out_.candidates.erase(std::remove_if(first, out_.candidates.end(), of_it),
                          out_.candidates.end());
  }

  // "User's rent has gone up", "User's rent was 980" beside the new rent.
  void drop_leading_up() {
    const auto leads_up = [&](const Candidate& each) {
      if (each.action != Action::assert_fact || each.quote != quote_ || each.touches) return false;
      const Tokens words = tokenize(each.content);
      static const WordSet turned("up down changed risen fallen dropped increased");
      static const WordSet moved("has went");
      const bool changed = words.size() > 3 && turned.has(words.back().low) &&
                           std::any_of(words.end() - 3, words.end(),
                                       [](const Token& token) { return moved.has(token.low); });
      const bool was = words.size() > 4 && words[words.size() - 2].low == "was" &&
                       words.back().kind == TokenKind::number;
      return each.content.starts_with("User's ") && (changed || was);
    };
    const auto first = out_.candidates.begin() + static_cast<Offset>(begin_);
    out_.candidates.erase(std::remove_if(first, out_.candidates.end(), leads_up),
                          out_.candidates.end());
  }

  // Statements of the same sentence that say what the touch says, or say it wrongly.
  void drop_said(const Touch& touch) {
    if (touch.value.empty()) return;
    const auto says = [&](const Candidate& each) {
      if (each.action != Action::assert_fact || each.quote != quote_ || each.touches) return false;
      return each.elliptic || touch.value == kWhole || holds_value(each, touch);
    };
    const auto first = out_.candidates.begin() + static_cast<Offset>(begin_);
    out_.candidates.erase(std::remove_if(first, out_.candidates.end(), says),
                          out_.candidates.end());
  }

  bool take(Touch touch) {
    const Fact& fact = facts_[touch.fact];
    if (is_settled(fact, touch.way)) return false;
    const bool keeps = touch.way == Touch::Way::ends || touch.way == Touch::Way::confirms;
    if (touch.way == Touch::Way::rewrites && adds_what_is_said(fact, touch)) return false;
    if (!keeps && is_refused(touch.content)) return true;
    drop_said(touch);
    drop_ended_thing(touch);
    goes_on_ = goes_on_ || touch.goes_on;
    Candidate candidate;
    candidate.action = touch.way == Touch::Way::ends ? Action::retract : Action::assert_fact;
    candidate.content = keeps ? fact.known->content : touch.content;
    candidate.kind = fact.known->kind;
    candidate.layer = model::policy_of(candidate.kind).default_layer;
    candidate.importance = model::policy_of(candidate.kind).importance;
    candidate.confidence = keeps ? 0.9 : 0.75;
    candidate.quote = quote_;
    candidate.message = index_;
    candidate.corrects = touch.way == Touch::Way::rewrites;
    candidate.touches = fact.known->id;
    candidate.rewrites = touch.way == Touch::Way::rewrites;
    candidate.touch_reason = std::move(touch.reason);
    out_.candidates.push_back(std::move(candidate));
    return true;
  }

  // A detail that a statement of the same sentence tells already.
  bool adds_what_is_said(const Fact& fact, const Touch& touch) const {
    if (!touch.content.starts_with(fact.known->content)) return false;
    for (std::size_t i = begin_; i < out_.candidates.size(); ++i) {
      const Candidate& each = out_.candidates[i];
      if (each.quote != quote_ || each.action != Action::assert_fact || each.elliptic) continue;
      if (holds_value(each, touch)) return true;
    }
    return false;
  }

  const Message& message_;
  std::uint32_t index_;
  std::size_t begin_;
  Extraction& out_;
  std::vector<Fact> facts_;
  std::optional<Withheld> withheld_;  // from run() on
  std::string quote_;
  std::string quote_before_;
  Tokens before_;
  Tokens after_;
  bool goes_on_ = false;  // the next sentence goes on with what this one told
  bool told_on_ = false;
  Tokens echo_;
  bool corrected_ = false;
};

}  // namespace

void follow_known(const Message& message, std::uint32_t index, const std::vector<KnownFact>& known,
                  std::size_t begin, Extraction& out) {
  if (!known.empty()) Follower(message, index, known, begin, out).run();
}

}  // namespace mnestic::extract
