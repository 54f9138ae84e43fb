// The rules extractor: message -> sentences -> clauses -> candidates. The grammar lives in the
// files beside; here is the order in which it is asked and what a sentence as a whole rules out.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "changes.h"
#include "classify.h"
#include "clauses.h"
#include "lexicon.h"
#include "lists.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/extract/guard.h"
#include "mood.h"
#include "rewrite.h"
#include "screen.h"
#include "tokens.h"

namespace mnestic::extract {
namespace {

constexpr std::size_t kSentenceTokensMax = 120;  // longer is no plain statement
constexpr std::size_t kCandidatesPerMessageMax = 200;

class MessageReader {
 public:
  MessageReader(const Message& message, std::uint32_t index, Extraction& out)
      : message_(message), index_(index), out_(out) {}

  void run() {
    const Screened screened = screen(message_.content);
    if (!screened.refused.empty()) {
      out_.rejected.push_back({mask_secrets(message_.content.substr(0, 200)), screened.refused});
      return;
    }
    if (is_for_pasted_text(screened.text)) return;
    for (const Sentence& sentence : screened.sentences) {
      if (out_.candidates.size() - before_ >= kCandidatesPerMessageMax) return;
      read_sentence(screened, sentence);
    }
  }

 private:
  void read_sentence(const Screened& screened, const Sentence& sentence) {
    const std::string_view text =
        std::string_view(screened.text).substr(sentence.begin, sentence.end - sentence.begin);
    quote_ = message_.content.substr(sentence.begin, sentence.end - sentence.begin);
    Tokens tokens = tokenize(text);
    if (tokens.empty() || tokens.size() > kSentenceTokensMax) return;
    Opening opening = strip_opening(tokens);
    const TokenSpan rest = TokenSpan(tokens).subspan(opening.begin);
    if (rest.empty()) return;
    corrects_ = opening.corrects;
    if (is_hypothetical(rest)) return;
    if (sentence.question && !opening.states) {
      read_question(rest);
      return;
    }
    if (auto instruction = read_instruction(rest)) {
      add(false, instruction->content, instruction->kind);
      return;
    }
    if (is_request(rest)) return;
    if (starts_like_question(rest)) return;
    for (const Clause& clause : split_clauses(rest, context_)) read_clause(clause);
  }

  // A question may carry a statement before it: "I'm vegan, what can I cook?"
  void read_question(TokenSpan tokens) {
    if (starts_like_question(tokens)) return;
    std::vector<Clause> clauses = split_clauses(tokens, context_);
    if (clauses.size() < 2) return;
    clauses.pop_back();
    for (const Clause& clause : clauses) {
      if (!clause.fragment && !clause.subject.implied) read_clause(clause);
    }
  }

  void read_clause(const Clause& clause) {
    if (clause.predicate.empty() || is_passing(clause) || is_hypothetical(clause.predicate)) return;
    if (is_about_assistant(clause)) return;
    const std::vector<Change> changes = read_changes(clause);
    if (!changes.empty()) {
      for (const Change& change : changes) add_change(clause, change);
      return;
    }
    if (clause.fragment) {
      read_fragment(clause);
      return;
    }
    for (const Tokens& part : part_list(clause.predicate)) {
      add_statement(clause,
                    statement(clause.subject.text, third_person_predicate(clause.subject, part)));
    }
  }

  void read_fragment(const Clause& clause) {
    for (const FragmentReading& reading : read_fragment_text(clause.predicate)) {
      add(false, reading.content, reading.kind);
      if (!out_.candidates.empty()) out_.candidates.back().confidence = 0.75;
    }
  }

  void add_change(const Clause& clause, const Change& change) {
    if (change.retract) {
      add(true, change.content, "fact");
    } else {
      add_statement(clause, change.content);
    }
  }

  void add_statement(const Clause& clause, std::string content) {
    const std::size_t count = out_.candidates.size();
    add(false, std::move(content), "fact");
    if (out_.candidates.size() > count) classify(clause, out_.candidates.back());
  }

  void add(bool retract, std::string content, std::string_view kind) {
    if (content.size() < 6 || content.find(' ') == std::string::npos) return;
    if (auto reason = refusal_reason(content)) {
      out_.rejected.push_back({mask_secrets(content), *std::move(reason)});
      return;
    }
    Candidate candidate;
    candidate.action = retract ? Action::retract : Action::assert_fact;
    candidate.content = std::move(content);
    set_kind(candidate, kind);
    candidate.quote = mask_secrets(quote_);
    candidate.message = index_;
    candidate.corrects = corrects_;
    out_.candidates.push_back(std::move(candidate));
  }

  const Message& message_;
  std::uint32_t index_;
  Extraction& out_;
  std::size_t before_ = out_.candidates.size();
  Context context_;
  std::string quote_;
  bool corrects_ = false;
};

class RulesExtractor final : public Extractor {
 public:
  [[nodiscard]] std::string_view name() const override { return "rules"; }

  [[nodiscard]] Result<Extraction> extract(const ExtractRequest& request) const override {
    Extraction extraction;
    for (std::size_t i = 0; i < request.messages.size(); ++i) {
      const Message& message = request.messages[i];
      if (message.role != "user") continue;
      MessageReader(message, static_cast<std::uint32_t>(i), extraction).run();
    }
    return extraction;
  }
};

}  // namespace

std::unique_ptr<Extractor> make_rules_extractor() { return std::make_unique<RulesExtractor>(); }

}  // namespace mnestic::extract
