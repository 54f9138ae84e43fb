#include "rules/collector.h"

#include <algorithm>
#include <utility>

#include "grammar/classify.h"
#include "grammar/lexicon.h"
#include "grammar/mood.h"
#include "grammar/rewrite.h"
#include "rules/change_parts.h"
#include "rules/ellipsis.h"
#include "rules/predicates.h"

namespace mnestic::extract {
namespace {

constexpr double kUnsureConfidence = 0.5;  // "I think I ...", "probably"; kept and not understood
constexpr double kEllipticConfidence = 0.75;

}  // namespace

void Collector::add_elliptic(std::string content) {
  const std::size_t count = out_.candidates.size();
  add(false, std::move(content), "fact");
  if (out_.candidates.size() == count) return;
  out_.candidates.back().elliptic = true;
  out_.candidates.back().corrects = true;
  out_.candidates.back().confidence = kEllipticConfidence;
}

void Collector::add_unsure(std::string content, std::string_view kind) {
  const std::size_t count = out_.candidates.size();
  add(false, std::move(content), kind);
  if (out_.candidates.size() == count) return;
  out_.candidates.back().confidence = kUnsureConfidence;
  out_.candidates.back().origin = model::Origin::implicit_inferred;
}

void Collector::add_statement(const Clause& clause, std::string content) {
  // "is at 6, not 7": where only one value can be so, the new one says enough.
  const std::string mends = wrong_before(content);
  const std::size_t count = out_.candidates.size();
  add(false, std::move(content), "fact");
  if (out_.candidates.size() == count) return;
  classify(clause, out_.candidates.back());
  if (hedged || is_unsure(clause.predicate)) {
    out_.candidates.back().confidence = kUnsureConfidence;
    out_.candidates.back().origin = model::Origin::implicit_inferred;
  }
  out_.candidates.back().mends = mends;
}

void Collector::add_if_nothing_ended(const Clause& clause, const std::vector<Change>& changes) {
  const bool ends = std::all_of(changes.begin(), changes.end(),
                                [](const Change& change) { return change.retract; });
  const Core core = core_of(clause.predicate);
  if (changes.empty() || !ends || core.negated || core.verb >= clause.predicate.size()) return;
  // "I'm done with X" and "I don't use X anymore" tell of now; "I sold it" of what happened.
  const Token& verb = clause.predicate[core.verb];
  const bool off = (verb.low == "am" || verb.low == "are") &&
                   core.verb + 2 < clause.predicate.size() &&
                   clause.predicate[core.verb + 1].low == "off";  // "I'm off dairy"
  const bool happened = off || (is_verb(verb.low, kPast | kParticiple) && !is_auxiliary(verb.low));
  // "Gave up smoking in 2019" says when; "closed the tab" is of the moment.
  const bool dated =
      std::any_of(clause.predicate.begin(), clause.predicate.end(), [](const Token& token) {
        return is_time_word(token.low) ||
               (token.kind == TokenKind::number && token.low.size() == 4);
      });
  const std::string& who = clause.subject.text;
  // What one's flatmate has given up is hardly worth knowing.
  static const WordSet others(
      "boss manager flatmate housemate roommate lodger tenant landlord landlady colleague coworker "
      "friend friends mate mates neighbour neighbours neighbor neighbors ex");
  const bool family =
      is_about_kin(who) && !others.has(std::string_view(who).substr(who.rfind(' ') + 1));
  const bool ours = who == "User" || family;
  if (!happened || !ours || (clause.subject.implied && !dated)) return;
  const std::size_t count = out_.candidates.size();
  add_statement(clause, statement(who, third_person_predicate(clause.subject, clause.predicate)));
  if (out_.candidates.size() > count) out_.candidates.back().unless_ended = true;
}

void Collector::add(bool retract, std::string content, std::string_view kind) {
  if (content.size() < 6 || content.find(' ') == std::string::npos) return;
  if (!retract && !is_whole(content)) return;
  if (auto reason = withheld_.refusal(content)) {
    out_.rejected.push_back({withheld_.masked(content), *std::move(reason)});
    content = withheld_.part_without_secret(content);
    if (content.empty()) return;
  }
  Candidate candidate;
  candidate.action = retract ? Action::retract : Action::assert_fact;
  candidate.content = std::move(content);
  set_kind(candidate, kind);
  candidate.quote = withheld_.masked(sentence_);
  candidate.message = index_;
  candidate.corrects = corrects;
  out_.candidates.push_back(std::move(candidate));
}

void Collector::add_to_last(std::string_view more) {
  std::string content = out_.candidates.back().content + std::string(more);
  if (!withheld_.refusal(content)) out_.candidates.back().content = std::move(content);
}

}  // namespace mnestic::extract
