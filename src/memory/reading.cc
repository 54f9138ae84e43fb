#include "reading.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include "mnestic/base/utf8.h"
#include "mnestic/extract/model.h"
#include "mnestic/text/words.h"
#include "query.h"
#include "ranking.h"
#include "read_scope.h"
#include "selection.h"
#include "touchable.h"

namespace mnestic::memory {
namespace {

using extract::Extraction;
using extract::ExtractRequest;
using extract::KnownFact;
using extract::Message;

// A call waits this long for a model, over all its questions.
constexpr std::chrono::milliseconds kWaitMax{20'000};
constexpr std::size_t kKnownPerTurn = 4;
constexpr double kKnownRelevanceMin = 0.15;
constexpr std::size_t kQueryBytesMax = 2 * 1024;  // of a turn, for finding what is near
constexpr std::size_t kContextTurns = 2;

// Pieces of at most kTurnBytesMax bytes, cut between sentences where there are any.
std::vector<std::string_view> pieces_of(std::string_view content) {
  std::vector<std::string_view> pieces;
  while (content.size() > extract::kTurnBytesMax) {
    std::size_t end = utf8_prefix(content, extract::kTurnBytesMax).size();
    const auto sentences = text::sentences(content.substr(0, end));
    if (sentences.size() > 1) end = sentences.back().begin;
    pieces.push_back(content.substr(0, end));
    content.remove_prefix(end);
  }
  pieces.push_back(content);
  return pieces;
}

bool is_asked(const Message& message, bool may_spare) {
  return message.role == "user" && !message.content.empty() &&
         (!may_spare || extract::worth_asking(message.content));
}

// What waits need not hold turns that nobody would be asked about.
WaitingTurns waiting_turns(const Turns& turns, bool may_spare, std::vector<Rejected>& rejected) {
  std::vector<extract::Rejection> refused;
  const auto shown = extract::presentable(turns.messages, refused);
  for (extract::Rejection& each : refused) {
    rejected.push_back({std::move(each.content), std::move(each.reason)});
  }
  WaitingTurns out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool context = shown[i].role != "user" && !shown[i].content.empty() &&
                         i + 1 < shown.size() && is_asked(shown[i + 1], may_spare);
    if (!context && !is_asked(shown[i], may_spare)) continue;
    out.messages.push_back(shown[i]);
    out.indexes.push_back(turns.indexes[i]);
  }
  return out;
}

void keep_waiting(const Turns& turns, const RememberRequest& request, std::string reason,
                  bool useless, Drafts& out) {
  WaitingTurns waiting = waiting_turns(turns, request.messages.has_value(), out.rejected);
  const bool holds_something = std::any_of(waiting.messages.begin(), waiting.messages.end(),
                                           [](const Message& m) { return m.role == "user"; });
  if (!holds_something) return;
  waiting.reason = std::move(reason);
  waiting.useless = useless;
  out.waiting.push_back(std::move(waiting));
}

// Facts that were shown, in the order in which they were numbered. One that is gone keeps its
// number.
Result<std::vector<KnownFact>> known_by_ids(const EngineParts& parts, const std::string& user_id,
                                            const std::vector<model::MemoryId>& ids) {
  std::vector<KnownFact> known;
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts, user_id));
  for (const model::MemoryId& id : ids) {
    KnownFact fact{.id = id, .content = {}};
    if (read.scope) {
      const auto record = find_id(*read.scope, id);
      if (record) {
        MNESTIC_TRY_ASSIGN(const auto version, version_at(*read.scope, record->current));
        fact.content = version.memory.content;
      }
    }
    known.push_back(std::move(fact));
  }
  return known;
}

}  // namespace

std::vector<Turns> turns_of(const std::vector<Message>& messages) {
  std::vector<Turns> out(1);
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    for (const std::string_view piece : pieces_of(messages[i].content)) {
      const bool full = out.back().messages.size() >= extract::kTurnsPerQuestionMax ||
                        bytes + piece.size() > extract::kQuestionBytesMax;
      if (full && !out.back().messages.empty()) {
        out.emplace_back();
        bytes = 0;
      }
      bytes += piece.size();
      Message message{
          .role = messages[i].role, .content = std::string(piece), .at = messages[i].at};
      out.back().messages.push_back(std::move(message));
      out.back().indexes.push_back(static_cast<std::uint32_t>(i));
    }
  }
  if (out.back().messages.empty()) out.pop_back();
  return out;
}

Result<std::vector<KnownFact>> known_near(const EngineParts& parts, const std::string& user_id,
                                          const Turns& turns, bool may_spare) {
  std::vector<PreparedQuery> queries;
  for (const Message& message : turns.messages) {
    if (!is_asked(message, may_spare)) continue;
    MNESTIC_TRY_ASSIGN(
        auto query,
        prepare_query(parts, utf8_prefix(message.content, kQueryBytesMax), Sought::the_same));
    queries.push_back(std::move(query));
  }
  std::vector<KnownFact> known;
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts, user_id));
  if (!read.scope) return known;
  constexpr std::array<model::Status, 1> kActive = {model::Status::active};
  const bool timed = std::any_of(queries.begin(), queries.end(),
                                 [](const auto& query) { return !query.times.empty(); });
  Surroundings around(read.scope->counters,
                      timed ? Surroundings::Times::kept : Surroundings::Times::dropped);
  MNESTIC_TRY_ASSIGN(const auto selection, Selection::make(*read.scope, {}, {}, kActive, &around));
  std::vector<Ranked> found;
  for (const PreparedQuery& query : queries) {
    MNESTIC_TRY_ASSIGN(const auto ranker, Ranker::make(*read.scope, query, around, {}));
    MNESTIC_TRY_ASSIGN(auto ranked, ranker.best(*selection, kKnownPerTurn, kKnownRelevanceMin));
    std::move(ranked.begin(), ranked.end(), std::back_inserter(found));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  std::set<store::VersionNumber> seen;
  for (Ranked& each : found) {
    const model::Memory& memory = each.record.memory;
    if (known.size() == extract::kKnownPerQuestionMax) break;
    if (!model::policy_of(memory.kind).reconciled || !seen.insert(each.number).second) continue;
    known.push_back({.id = memory.id, .content = memory.content});
  }
  return known;
}

ExtractRequest extract_request(const EngineParts& parts, const RememberRequest& request,
                               const Turns& turns, Timestamp now) {
  ExtractRequest said;
  said.messages = turns.messages;
  said.observed_at = request.common.observed_at.value_or(now);
  said.zone = parts.zone;
  said.week_start = parts.week_start;
  said.may_spare = request.messages.has_value();
  said.cancelled = request.cancelled;
  return said;
}

void take_extraction(const RememberRequest& request, const Turns& turns,
                     const Extraction& extraction, Timestamp now, Drafts& out) {
  for (const auto& rejection : extraction.rejected) {
    out.rejected.push_back({rejection.content, rejection.reason});
  }
  for (const auto& candidate : extraction.candidates) {
    MNESTIC_ASSERT(candidate.message < turns.messages.size());
    const Message& message = turns.messages[candidate.message];
    out.drafts.push_back(draft_of_candidate(
        request, candidate,
        {.role = message.role, .at = message.at, .index = turns.indexes[candidate.message]}, now));
  }
}

Result<Drafts> read_with_model(const EngineParts& parts, const RememberRequest& request,
                               const std::vector<Message>& messages, std::vector<Message> context,
                               Timestamp now) {
  Drafts out;
  out.extractor = std::string(parts.extractor.name());
  const auto deadline = std::chrono::steady_clock::now() + kWaitMax;
  std::vector<Message> before = std::move(context);
  std::optional<Error> away;
  for (const Turns& turns : turns_of(messages)) {
    MNESTIC_TRY(stop_if_cancelled(request));
    ExtractRequest said = extract_request(parts, request, turns, now);
    said.context = std::exchange(before, {});
    const std::size_t last = turns.messages.size() - std::min(turns.messages.size(), kContextTurns);
    before.assign(turns.messages.begin() + static_cast<std::ptrdiff_t>(last), turns.messages.end());
    said.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (said.timeout.count() <= 0 && !away) {
      away = Error{ErrorCode::deadline_exceeded, "The model took too long."};
    }
    if (!away) {
      MNESTIC_TRY_ASSIGN(said.known, known_near(parts, request.user_id, turns, said.may_spare));
      auto extraction = parts.extractor.extract(said);
      if (extraction && extraction->useless.empty()) {
        take_extraction(request, turns, *extraction, now, out);
        out.model_answered = out.model_answered || !extraction->candidates.empty();
        continue;
      }
      if (extraction) {
        keep_waiting(turns, request, extraction->useless, true, out);
        continue;
      }
      away = std::move(extraction).error();
    }
    if (away->code == ErrorCode::cancelled || request.dry_run) return *away;
    keep_waiting(turns, request, away->message, false, out);
  }
  return out;
}

Result<std::vector<ClientQuestion>> questions_about(const EngineParts& parts,
                                                    const RememberRequest& request,
                                                    const std::vector<Message>& messages,
                                                    Timestamp now) {
  std::vector<ClientQuestion> out;
  bool asks = false;
  for (const Turns& turns : turns_of(messages)) {
    ExtractRequest said = extract_request(parts, request, turns, now);
    std::vector<extract::Rejection> refused;
    said.messages = extract::presentable(std::move(said.messages), refused);
    MNESTIC_TRY_ASSIGN(said.known, known_near(parts, request.user_id, turns, said.may_spare));
    const extract::ModelQuestion question = extract::question_for(said);
    ClientQuestion asked{.system = question.system, .user = question.user};
    asked.answer_tokens_max = extract::answer_tokens_max(turns.messages.size());
    for (const KnownFact& each : said.known) asked.known.push_back(each.id);
    asks = asks || !asked.user.empty();
    out.push_back(std::move(asked));
  }
  if (!asks) out.clear();
  return out;
}

Result<Drafts> read_answers(const EngineParts& parts, const extract::Extractor& rules,
                            const RememberRequest& request, const std::vector<Message>& messages,
                            std::vector<Message> context, Timestamp now) {
  Drafts out;
  out.extractor = rules.name();
  const std::vector<Turns> questions = turns_of(messages);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Turns& turns = questions[i];
    ExtractRequest said = extract_request(parts, request, turns, now);
    if (i == 0) said.context.swap(context);
    const ModelAnswer* const answer =
        i < request.answers->size() ? &(*request.answers)[i] : nullptr;
    if (answer != nullptr && answer->text) {
      ExtractRequest shown = said;
      std::vector<extract::Rejection> refused;
      shown.messages = extract::presentable(std::move(shown.messages), refused);
      MNESTIC_TRY_ASSIGN(shown.known, known_by_ids(parts, request.user_id, answer->known));
      Extraction extraction = extract::read_answer(shown, *answer->text);
      if (extraction.useless.empty()) {
        out.extractor = answer->extractor;
        extraction.rejected.insert(extraction.rejected.begin(), refused.begin(), refused.end());
        take_extraction(request, turns, extraction, now, out);
        continue;
      }
    }
    MNESTIC_TRY_ASSIGN(said.known, touchable(parts, request.user_id, said.messages));
    MNESTIC_TRY_ASSIGN(const Extraction extraction, rules.extract(said));
    take_extraction(request, turns, extraction, now, out);
  }
  return out;
}

}  // namespace mnestic::memory
