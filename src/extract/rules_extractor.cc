// The rules extractor: message -> sentences -> clauses -> candidates. What is asked stands in
// grammar, rules and led; here is the order in which it is asked and what a sentence as a whole
// rules out.
#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "grammar/classify.h"
#include "grammar/clauses.h"
#include "grammar/dated.h"
#include "grammar/lexicon.h"
#include "grammar/lists.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"
#include "grammar/tokens.h"
#include "guard/screen.h"
#include "led/led.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/extract/guard.h"
#include "mnestic/extract/relation.h"
#include "rules/antecedents.h"
#include "rules/changes.h"
#include "rules/collector.h"
#include "rules/company.h"
#include "rules/ellipsis.h"
#include "rules/ended.h"
#include "rules/introduction.h"
#include "rules/items.h"
#include "rules/loose.h"
#include "rules/naming.h"
#include "rules/next_sentence.h"
#include "rules/of_person.h"
#include "rules/open_ends.h"
#include "rules/plain.h"
#include "rules/plain_parts.h"
#include "rules/predicates.h"
#include "rules/remainder.h"
#include "rules/replies.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kSentenceTokensMax = 120;  // longer is no plain statement
constexpr std::size_t kScannedBytesMax = 4096;   // looked through for what the message is about
constexpr std::size_t kCandidatesPerMessageMax = 1000;

class MessageReader {
 public:
  // `context` says whom pronouns mean, from the messages before; it is told what this one adds.
  MessageReader(const Message& message, std::uint32_t index, Extraction& out, Context& context)
      : message_(message), out_(out), context_(context), collected_(message, index, out) {
    context_.last = Subject();
  }

  void run() {
    const Screened screened = screen(message_.content);
    if (!screened.refused.empty()) {
      out_.rejected.push_back({mask_secrets(message_.content.substr(0, 200)), screened.refused});
      return;
    }
    if (screened.recalled) {
      out_.rejected.push_back({"(lines with ids of memories)", "comes from recall, known already"});
    }
    if (is_for_pasted_text(screened.text) || poses_sum(screened)) return;
    const Tokens all = tokenize(std::string_view(screened.text).substr(0, kScannedBytesMax));
    ailing_ = speaks_of_illness(all);
    own_ = mentions_speaker(all);
    if (context_.thing.empty()) context_.thing = document_in(all);
    context_.people = std::any_of(all.begin(), all.end(), [](const Token& token) {
      return is_kin(token.low) || is_pet(token.low);
    });
    for (const Sentence& sentence : screened.sentences) {
      if (out_.candidates.size() - before_ >= kCandidatesPerMessageMax) {
        out_.rejected.push_back(
            {"(the rest of the message)", "more than 1000 statements in one message"});
        return;
      }
      read_sentence(screened, sentence);
      if (pasted_) return;
    }
  }

 private:
  void read_sentence(const Screened& screened, const Sentence& sentence) {
    collected_.open(message_.content.substr(sentence.begin, sentence.end - sentence.begin));
    Tokens all = tokens_of(screened, sentence);
    if (all.empty() || all.size() > kSentenceTokensMax) return;
    if (auto verdict = open_.read_verdict(all))
      return collected_.add(false, *std::move(verdict), "preference");
    const std::size_t told = out_.candidates.size() + out_.rejected.size();
    const std::size_t refused = out_.rejected.size();
    understood_ = false;
    told_before_ = out_.candidates.size() > sentence_begin_;
    sentence_begin_ = out_.candidates.size();
    before_clause_ = std::exchange(last_clause_, std::nullopt);
    const Opening opening = strip_opening(all);
    Tokens tokens(all.begin() + static_cast<std::ptrdiff_t>(opening.begin), all.end());
    if (tokens.empty() || opening.jest || greets_from(all, opening.begin)) return;
    pasted_ = pasted_ || opens_fiction(tokens);
    if (pasted_) return;
    if (echo_past(tokens) || (!sentence.question && read_echo(tokens))) return;
    if (!sentence.question && go_on_with_last(tokens)) return;
    tokens = in_usual_words(all, opening.begin, std::move(tokens));
    if (tokens.empty()) return;
    collected_.corrects = opening.corrects;
    auto guessed = who_is_guessed(tokens);
    const bool question = sentence.question && !opening.states && !guessed;
    if (guessed) tokens = *std::move(guessed);
    const std::vector<Tokens> denials = question ? std::vector<Tokens>() : part_neither(tokens);
    for (const Tokens& denial : denials) read_rest(denial, false);
    if (!denials.empty()) return;
    const bool led = opening.begin > 0 && adds_more(all, opening.begin);
    std::vector<Tokens> more = question ? std::vector<Tokens>() : open_.go_on(tokens, led);
    if (more.empty() && !question) more = answers_to(topic_, tokens);
    if (!more.empty() && !topic_.empty()) open_.note_told(more, tokens);
    for (const Tokens& item : more) read_rest(item, false);
    if (!more.empty()) return;
    go_on_with_list(tokens, sentence.question);
    if (auto named = topic_.empty() ? std::nullopt : with_topic(topic_, tokens)) tokens = *named;
    asked_ = std::exchange(topic_, question ? tokens : Tokens());
    TokenSpan rest = TokenSpan(tokens).subspan(behind_report(tokens));
    rest = rest.subspan(behind_announcement(rest));
    rest = rest.subspan(behind_assurance(rest));
    Tokens thought;
    collected_.hedged = false;
    if (const std::size_t begin = question ? 0 : behind_hedge(rest); begin != 0) {
      collected_.hedged = true;
      thought = as_thought(rest.subspan(begin));
      rest = TokenSpan(thought).subspan(behind_announcement(thought));
    }
    if (question) return read_rest(rest, true);
    rest = rest.subspan(behind_waiver(rest));
    rest = without_chatter(rest);
    const std::vector<Tokens> plain = in_own_words(rest);
    for (const Tokens& each : plain) read_rest(each, false);
    const bool telling = out_.candidates.size() > sentence_begin_;
    introduced_ =
        introduced_ || (telling && out_.candidates.back().content.starts_with("User is a"));
    note_person();
    open_.note_told(telling ? plain : std::vector<Tokens>(), rest);
    if (understood_ || pasted_) return;
    rest = rest.first(aside_begin(rest));
    if (out_.candidates.size() + out_.rejected.size() == told) read_whole(rest, told);
    if (!understood_ && !pasted_) read_left_over(rest, refused);
    if (out_.candidates.size() == sentence_begin_ && !question) named_ = occasion_of(tokens);
    // "Brutalist architecture!! Love it."
    constexpr std::size_t kTopicTokensMax = 5;
    if (out_.candidates.size() == sentence_begin_ && all.size() <= kTopicTokensMax) topic_ = all;
  }

  // Of whom the next sentence may go on to speak: the one that all of this sentence is about.
  void note_person() {
    const std::string& who = context_.last.text;
    const std::span<const Candidate> told = std::span(out_.candidates).subspan(sentence_begin_);
    if (is_person_of_user(who) && all_about(told, who)) person_ = context_.last;
  }

  // The sentences that `rest` is made of, in plain order.
  std::vector<Tokens> in_own_words(TokenSpan rest) {
    const Tokens sentence(rest.begin(), rest.end());
    const bool said = !rest.empty() && !is_hypothetical(rest) && !starts_like_question(rest);
    const std::optional<Subject> person = std::exchange(person_, std::nullopt);
    const bool going_on = std::exchange(introduced_, false);
    if (said && person) {
      std::vector<Tokens> more = read_more_of(person->text, person->plural, sentence);
      if (!more.empty()) return more;
    }
    std::vector<Tokens> own = said ? read_introduction(sentence, going_on) : std::vector<Tokens>();
    introduced_ = !own.empty();
    if (own.empty()) return in_plain_order(sentence);
    std::vector<Tokens> plain;
    for (const Tokens& each : own) {
      for (Tokens& next : in_plain_order(each)) plain.push_back(std::move(next));
    }
    return plain;
  }

  // What no rule could take apart.
  void read_whole(TokenSpan rest, std::size_t told) {
    const auto loose = read_loosely(rest);
    if (!loose) return;
    read_rest(loose->full, false);
    if (understood_ || out_.candidates.size() + out_.rejected.size() != told) return;
    collected_.add_unsure(loose->content, "fact");
  }

  // Parts that are not in anything told so far; none where something ends or is mended.
  void read_left_over(TokenSpan rest, std::size_t refused) {
    static const WordSet others("he she it they");
    if (is_hypothetical(rest) || starts_like_question(rest) || others.has(rest[0].low)) return;
    if (is_request(rest) && rest.size() > 1 && is_determiner(rest[1].low)) return;
    bool of_kin = false;
    std::vector<std::string> told;
    for (std::size_t i = before_; i < out_.candidates.size(); ++i) {
      const Candidate& candidate = out_.candidates[i];
      const bool aside = candidate.action != Action::assert_fact || candidate.elliptic ||
                         model::policy_of(candidate.kind).name == "instruction";
      if (aside && i >= sentence_begin_) return;
      of_kin = of_kin || (i >= sentence_begin_ && is_about_kin(candidate.content));
      told.push_back(candidate.content);
    }
    if (out_.rejected.size() > refused || of_kin) return;
    for (FragmentReading& reading : read_remainder(rest, told, own_)) {
      collected_.add_unsure(std::move(reading.content), reading.kind);
    }
  }

  // "favourite cheeses? comté. manchego. and babybel": each short sentence is one more.
  void go_on_with_list(const Tokens& tokens, bool question) {
    const Tokens heading = std::exchange(listed_, {});
    constexpr std::size_t kItemTokensMax = 5;
    if (question || !is_verbless(tokens) || tokens.size() > kItemTokensMax) return;
    if (topic_.empty()) topic_ = heading;
    listed_ = topic_;
  }

  // "teacher, yeah. Physics, sixth form": the second sentence says more of the first.
  bool read_echo(TokenSpan tokens) {
    OpenEnds::Echo echo = open_.read_echo(tokens);
    if (!echo.narrowed.empty()) collected_.add_elliptic(std::move(echo.narrowed));
    return echo.noted;
  }

  // "Jury service. Two weeks from 8 June.", "I eat everything. Except olives.", "Don't call me sir.
  // Just Robin."
  bool go_on_with_last(const Tokens& tokens) {
    const Tokens occasion = std::exchange(named_, {});
    if (!occasion.empty() && is_time_only(tokens)) {
      read_rest(with_time(occasion, tokens), false);
      return out_.candidates.size() > sentence_begin_;
    }
    if (!told_before_ || out_.candidates.size() == before_) return false;
    if (auto name = more_naming(out_.candidates.back().content, tokens)) {
      read_rest(*name, false);
      return true;
    }
    const std::string exception = exception_in(tokens);
    if (exception.empty()) return false;
    collected_.add_to_last(exception);
    return true;
  }

  // "My hamster is called Nibbles. Well, was."
  bool echo_past(TokenSpan tokens) {
    if (out_.candidates.size() == before_) return false;
    Candidate& last = out_.candidates.back();
    auto past = past_echo(tokens, last.content);
    if (!past || last.action != Action::assert_fact) return false;
    last.content = *std::move(past);
    return true;
  }

  void read_rest(TokenSpan rest, bool question) {
    if (rest.empty()) return;
    const bool after_wish = std::exchange(wished_, false);
    if ((!question || starts_like_question(rest)) && read_forgetting(rest)) {
      understood_ = true;
      return;
    }
    if (auto name = question ? std::nullopt : read_unnaming(rest)) {
      collected_.add(true, "User wants to be called " + *name, "fact");
      return;
    }
    const bool asked = rest.size() > 2 && is_modal(rest[0].low) && rest[1].low == "you";
    if (auto instruction = question && !asked ? std::nullopt : read_instruction(rest)) {
      collected_.add(false, instruction->content, instruction->kind);
      wished_ = true;
      return;
    }
    if (question ? is_hypothetical(rest) : is_supposition(rest)) return;
    auto swap = question ? std::nullopt : read_said(rest);
    if (!swap && !question) swap = read_narrowed(rest);
    if (!swap && !question) swap = read_detail(rest);
    if (swap) {
      collected_.corrects = true;
      return collected_.add_elliptic(*std::move(swap));
    }
    if (after_wish && elaborates(rest)) return;
    if (question) {
      read_question(rest);
      return;
    }
    pasted_ = pasted_ || reports_text(rest);
    if (pasted_) return;
    if (is_request(rest) || starts_like_question(rest)) {
      rest = rest.subspan(behind_request(rest, context_));
      if (rest.empty() || is_hypothetical(rest)) return;
    }
    if (read_polite_wish(rest)) return;
    sentence_ = rest;
    const TokenSpan kept = rest.first(aside_begin(rest));
    std::vector<Clause> clauses = split_clauses(kept, context_);
    std::size_t found = 0;  // statements of the clause before
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      if (i + 1 < clauses.size() && retract_replaced(clauses[i], clauses[i + 1])) continue;
      if (i == 0 && before_clause_) name_object(*before_clause_, clauses[i]);
      if (i > 0) {
        if (clauses[i].subject.foreign && denies_thought(clauses[i - 1])) continue;
        if (!complete_elided(clauses[i - 1], clauses[i])) continue;
        name_object(clauses[i - 1], clauses[i]);
        own_attribute(clauses[i - 1], clauses[i]);
      }
      name_topic(asked_, clauses[i]);
      if (i > 0 && found == 1 && tells_measure(clauses[i])) {
        collected_.add_to_last(", which " +
                               third_person_predicate(clauses[i].subject, clauses[i].predicate));
        continue;
      }
      const std::size_t before = out_.candidates.size();
      read_clause(clauses[i]);
      found = out_.candidates.size() - before;
    }
    if (!clauses.empty() && !clauses.back().subject.implied) last_clause_ = clauses.back();
  }

  // "I'm not 42, I'm 43": the first clause only says what ends.
  bool retract_replaced(const Clause& clause, const Clause& next) {
    const Tokens was = replaced_by(clause, next);
    if (was.empty()) return false;
    collected_.add(
        true, statement(clause.subject.text, third_person_predicate(clause.subject, was)), "fact");
    return true;
  }

  // "forget that I live in Berlin", "forget my address".
  bool read_forgetting(TokenSpan tokens) {
    const Forgetting wish = read_forget_wish(tokens);
    if (!wish.found) return false;
    for (const Change& change : wish.objects) collected_.add(true, change.content, "fact");
    if (wish.rest_begin < tokens.size()) {
      for (const Clause& clause : split_clauses(tokens.subspan(wish.rest_begin), context_)) {
        read_clause(clause);
      }
    }
    if (wish.clause_begin >= tokens.size()) return true;
    for (const Clause& clause : split_clauses(tokens.subspan(wish.clause_begin), context_)) {
      if (clause.fragment || clause.subject.foreign) continue;
      for (const Tokens& part : part_list(clause.predicate)) {
        collected_.add(true,
                       statement(clause.subject.text, third_person_predicate(clause.subject, part)),
                       "fact");
      }
    }
    return true;
  }

  // A question may carry a statement before it: "I'm vegan, what can I cook?"
  void read_question(TokenSpan tokens) {
    if (starts_like_question(tokens) || is_request(tokens)) {
      note_objects(tokens, context_);
      tokens = tokens.subspan(behind_request(tokens, context_));
      if (tokens.empty()) return;
      for (const Clause& clause : split_clauses(tokens, context_)) {
        if (!clause.fragment && !clause.subject.foreign) read_clause(clause);
      }
      return;
    }
    std::vector<Clause> clauses = split_clauses(tokens, context_);
    const bool whole = clauses.size() == 1 && clauses[0].fragment;
    if (const std::size_t noun = open_.await_from_question(tokens, whole); noun < tokens.size()) {
      for (const Clause& clause : split_clauses(tokens.first(noun), context_)) {
        if (!clause.fragment && (!clause.subject.foreign || belongs_to_speaker(clause))) {
          read_clause(clause);
        }
      }
      return;
    }
    if (clauses.size() < 2) return;
    if (asks_amount(tokens)) return;
    clauses.pop_back();
    for (const Clause& clause : clauses) {
      if (!clause.fragment && !clause.subject.implied && !clause.subject.foreign)
        read_clause(clause);
    }
  }

  // "Short answers only, please"
  bool read_polite_wish(TokenSpan tokens) {
    if (tokens.size() < 3 || mentions_subject(tokens)) return false;
    std::size_t last = tokens.size() - 1;
    while (last > 0 && tokens[last].kind == TokenKind::mark) --last;
    if (tokens[last].low != "please" || is_verb(tokens.front().low, kBase)) return false;
    // "window seats make me nervous, aisle please": the wish is the last part.
    std::size_t wish = last;
    while (wish > 0 && tokens[wish - 1].low != ",") --wish;
    if (wish > 0 && finite_clause_in(tokens.first(wish))) {
      for (const Clause& clause : split_clauses(tokens.first(wish - 1), context_))
        read_clause(clause);
      tokens = tokens.subspan(wish);
    }
    for (FragmentReading& reading :
         read_fragment_text(Tokens(tokens.begin(), tokens.end()), false)) {
      collected_.add(false, std::move(reading.content), reading.kind);
    }
    return true;
  }

  void read_fragment(const Clause& clause) {
    if (auto order = read_instruction(clause.predicate))
      return collected_.add(false, order->content, order->kind);
    for (const Change& change : read_fragment_change(clause.predicate)) add_change(clause, change);
    if (says_no_longer(clause.predicate)) return;
    if (add_ended(clause)) return;
    for (FragmentReading& reading : read_fragment_text(clause.predicate, ailing_)) {
      if (reading.elliptic) {
        collected_.add_elliptic(std::move(reading.content));
        continue;
      }
      collected_.add(false, std::move(reading.content), reading.kind);
      if (!out_.candidates.empty()) out_.candidates.back().confidence = 0.75;
    }
  }

  void read_clause(const Clause& clause) {
    if (clause.predicate.empty()) return;
    if (auto intent = read_intent(clause)) return collected_.add_unsure(*std::move(intent), "goal");
    const bool open =
        is_hypothetical(clause.predicate) || is_about_assistant(clause) || is_reply(clause);
    // What is told in passing is understood, and left.
    const bool mishap = subject_is_user(clause) && is_mishap(clause.predicate);
    understood_ = understood_ || open ||
                  (!clause.fragment && !clause.subject.foreign && (is_passing(clause) || mishap));
    if (open) return read_rest(reason_in(clause.predicate), false);
    if (clause.fragment) return read_fragment(clause);
    if (const std::size_t at = behind_saying(clause); at != 0)
      return read_rest(TokenSpan(clause.predicate).subspan(at), false);
    if (clause.subject.foreign && is_of_the_moment(clause.subject.text)) return;
    if (const auto treatment = read_treatment(clause)) return add_change(clause, *treatment);
    if (clause.subject.text != "User" && read_changes(clause).empty() &&
        read_foreign_change(clause).empty() && add_ended(clause)) {
      return;
    }
    if (clause.subject.foreign && !belongs_to_speaker(clause)) {
      if (auto done = read_done_to_speaker(clause))
        return collected_.add_statement(clause, *std::move(done));
      if (auto mended = read_vague_swap(clause)) return collected_.add_elliptic(*std::move(mended));
      if (const auto change = read_tolerated(clause, sentence_)) add_change(clause, *change);
      const std::vector<Change> ended = read_foreign_change(clause);
      for (const Change& change : ended) add_change(clause, change);
      if (ended.empty() && (is_scheduled(clause) || is_own_affair(clause))) {
        Clause own = clause;
        own.subject.text = owned_if_definite(clause.subject.text);
        if (own.subject.text == clause.subject.text && is_own_affair(clause))
          own.subject.text = "User's " + lower(own.subject.text);
        collected_.add_statement(
            own, statement(own.subject.text, third_person_predicate(own.subject, own.predicate)));
      } else if (ended.empty() && told_of_speaker() && keeps_company(clause)) {
        collected_.add_unsure(statement(clause.subject.text,
                                        third_person_predicate(clause.subject, clause.predicate)),
                              "fact");
      }
      return;
    }
    if (mishap || is_passing(clause) || is_bare_failure(clause.predicate)) return;
    if (collected_.hedged && is_faint_memory(clause.predicate)) return;
    Clause whole = clause;
    if (!clause.lead.empty() && clause.lead.front().low == "instead") {
      whole.predicate.insert(whole.predicate.end(), clause.lead.begin(), clause.lead.end());
    }
    const std::vector<Change> changes = read_changes(whole);
    if (!changes.empty()) {
      for (const Change& change : changes) add_change(clause, change);
      collected_.add_if_nothing_ended(whole, changes);
      if (changes.size() == 1 && changes[0].retract && is_under_way(clause)) {
        add_part(clause, clause.predicate, false);
      }
      return;
    }
    if (add_ended(whole)) return;
    if (lacks_antecedent(clause)) return;
    std::vector<Tokens> parts;
    for (const Tokens& piece : part_qualities(clause.predicate)) {
      for (Tokens& part : part_list(piece)) parts.push_back(std::move(part));
    }
    for (const Tokens& part : parts) add_part(clause, part, parts.size() > 1);
  }

  void add_part(const Clause& said, Tokens part, bool one_of_many) {
    Clause clause = said;
    part.insert(part.end(), clause.lead.begin(), clause.lead.end());
    clause.predicate.insert(clause.predicate.end(), clause.lead.begin(), clause.lead.end());
    clause.lead.clear();
    if (left_employer_ && subject_is_user(clause)) name_employer(part);
    Subject subject = clause.subject;
    if (one_of_many && subject.plural) name_one_of(subject, part);
    drop_idle_now(part);
    std::string content = statement(subject.text, third_person_predicate(subject, part));
    const bool nobody = content.find("User") == std::string::npos;
    if (subject.foreign && nobody && !mentions_speaker(clause.predicate)) content += " for User";
    collected_.add_statement(clause, std::move(content));
  }

  bool is_own_affair(const Clause& clause) const {
    return out_.candidates.size() > sentence_begin_ && is_affair_of_speaker(clause);
  }

  // In a message of a line or two, by the sentence at hand.
  bool told_of_speaker() const {
    constexpr std::size_t kBytesMax = 140;
    return message_.content.size() <= kBytesMax && out_.candidates.size() > sentence_begin_ &&
           out_.candidates.back().content.starts_with("User");
  }

  static bool subject_is_user(const Clause& clause) { return clause.subject.text == "User"; }

  bool add_ended(const Clause& clause) {
    const std::vector<Change> ended = read_ended(clause);
    for (const Change& change : ended) add_change(clause, change);
    collected_.add_if_nothing_ended(clause, ended);
    return !ended.empty();
  }

  void add_change(const Clause& clause, const Change& change) {
    if (change.retract) {
      left_employer_ = left_employer_ || change.content.starts_with("User works at ") ||
                       change.content.starts_with("User works for ");
      collected_.add(true, change.content, "fact");
    } else {
      collected_.add_statement(clause, change.content);
    }
  }

  const Message& message_;
  Extraction& out_;
  std::size_t before_ = out_.candidates.size();
  Context& context_;
  Collector collected_;
  bool ailing_ = false;  // the message speaks of an illness: "Humira every other Friday" is taken
  bool own_ = false;     // the message speaks of its speaker
  OpenEnds open_;        // what the sentence before left open
  Tokens topic_;         // of a question just asked: "Olives? Hate them."
  Tokens listed_;        // of a question that several short sentences answer
  Tokens asked_;         // the topic of the sentence before, while this one is read
  TokenSpan sentence_;   // the one at hand, without its opening; valid while its clauses are read
  std::optional<Subject> person_;  // whom the sentence before was about
  bool introduced_ = false;        // the sentence before said what the speaker is
  bool pasted_ = false;            // the rest of the message is another's text
  bool left_employer_ = false;
  std::size_t sentence_begin_ = 0;       // candidates before the sentence at hand
  bool understood_ = false;              // the sentence says nothing that should be kept
  std::optional<Clause> last_clause_;    // of the sentence at hand
  std::optional<Clause> before_clause_;  // the last one of the sentence before
  bool wished_ = false;                  // the sentence before was a standing wish
  bool told_before_ = false;             // the sentence before told something
  Tokens named_;                         // an occasion that it named and did not date
};

class RulesExtractor final : public Extractor {
 public:
  [[nodiscard]] std::string_view name() const override { return "rules"; }

  [[nodiscard]] Result<Extraction> extract(const ExtractRequest& request) const override {
    Extraction extraction;
    Context context;
    for (const Message& earlier : request.context) {
      // Read for whom its words name only.
      Extraction aside;
      if (earlier.role == "user") MessageReader(earlier, 0, aside, context).run();
    }
    for (std::size_t i = 0; i < request.messages.size(); ++i) {
      const Message& message = request.messages[i];
      if (message.role != "user") continue;
      const std::size_t before = extraction.candidates.size();
      const auto index = static_cast<std::uint32_t>(i);
      MessageReader(message, index, extraction, context).run();
      follow_known(message, index, request.known, before, extraction);
      // What depends on whether something ends is asked last.
      std::stable_partition(extraction.candidates.begin() + static_cast<std::ptrdiff_t>(before),
                            extraction.candidates.end(),
                            [](const Candidate& each) { return !each.unless_ended; });
      const Timestamp said = message.at.value_or(request.observed_at);
      for (std::size_t k = before; k < extraction.candidates.size(); ++k) {
        resolve_dates(extraction.candidates[k], dates_of(request, said));
      }
    }
    return extraction;
  }
};

}  // namespace

std::unique_ptr<Extractor> make_rules_extractor() { return std::make_unique<RulesExtractor>(); }

}  // namespace mnestic::extract
