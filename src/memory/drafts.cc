#include "drafts.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "embedding.h"
#include "fields.h"
#include "mnestic/extract/guard.h"

namespace mnestic::memory {
namespace {

using extract::Action;
using model::Memory;

Timestamp observed_at_of(const RememberRequest& request, const std::optional<Timestamp>& own,
                         Timestamp now) {
  return own ? *own : request.common.observed_at.value_or(now);
}

// When a memory ends by itself: the caller's word, else the lifetime of its kind.
Timestamp expiry_of(const RememberRequest& request, const std::optional<Timestamp>& own,
                    model::Kind kind, Timestamp observed_at) {
  if (own) return *own;
  if (request.expires_in_s) return observed_at + std::chrono::seconds(*request.expires_in_s);
  if (request.common.expires_at) return *request.common.expires_at;
  const std::int64_t lifetime_s = model::policy_of(kind).lifetime_s;
  return lifetime_s == 0 ? kForever : observed_at + std::chrono::seconds(lifetime_s);
}

// The defaults of the kind under the call's own fields, to be overridden by a fact's or a
// candidate's.
Memory common_memory(const RememberRequest& request, model::Kind kind, Timestamp observed_at) {
  const model::KindPolicy& policy = model::policy_of(kind);
  Memory memory;
  memory.layer = policy.default_layer;
  memory.importance = policy.importance;
  memory.valid_from = observed_at;
  lay_over(memory, request.common);
  memory.kind = kind;
  memory.observed_at = observed_at;
  if (request.chat_id) memory.source.chat_id = *request.chat_id;
  if (memory.source.client.empty()) memory.source.client = request.client;
  return memory;
}

Draft draft_of_fact(const RememberRequest& request, const Fields& fact, Timestamp now) {
  const model::Kind kind = fact.kind.value_or(request.common.kind.value_or(model::fact_kind()));
  const Timestamp observed_at = observed_at_of(request, fact.observed_at, now);
  Memory memory = common_memory(request, kind, observed_at);
  const model::Source common = memory.source;
  lay_over(memory, fact);
  if (memory.source.chat_id.empty()) memory.source.chat_id = common.chat_id;
  if (memory.source.client.empty()) memory.source.client = common.client;
  memory.expires_at = expiry_of(request, fact.expires_at, kind, observed_at);
  return {.memory = std::move(memory), .action = Action::assert_fact, .vector = {}};
}

// Drafts embedded, or reconciled, between two notes of progress.
constexpr std::size_t kStride = 500;

}  // namespace

Draft draft_of_candidate(const RememberRequest& request, const extract::Candidate& candidate,
                         const SaidMessage& said, Timestamp now) {
  const model::Kind kind = request.common.kind.value_or(candidate.kind);
  const Timestamp observed_at = observed_at_of(request, said.at, now);
  Memory memory = common_memory(request, kind, observed_at);
  memory.content = candidate.content;
  if (!request.common.layer) memory.layer = candidate.layer;
  if (!request.common.origin) memory.origin = candidate.origin;
  if (!request.common.confidence) memory.confidence = candidate.confidence;
  if (!request.common.importance) memory.importance = candidate.importance;
  for (const auto& [name, value] : candidate.data) memory.data.try_emplace(name, value);
  memory.tags.insert(memory.tags.end(), candidate.tags.begin(), candidate.tags.end());
  memory.source.message = said.index;
  memory.source.role = said.role;
  memory.source.quote = candidate.quote;
  if (candidate.valid_from) memory.valid_from = *candidate.valid_from;
  if (candidate.valid_to) memory.valid_to = *candidate.valid_to;
  memory.expires_at = expiry_of(request, candidate.expires_at, kind, observed_at);
  return {.memory = std::move(memory),
          .action = candidate.action,
          .vector = {},
          .elliptic = candidate.elliptic,
          .mends = candidate.mends,
          .touches = candidate.touches,
          .rewrites = candidate.rewrites,
          .touch_reason = candidate.touch_reason,
          .unless_ended = candidate.unless_ended};
}

Drafts drafts_of_facts(const RememberRequest& request, const std::vector<Fields>& facts,
                       Timestamp now) {
  Drafts out;
  for (const Fields& fact : facts) {
    Draft draft = draft_of_fact(request, fact, now);
    auto reason = extract::refusal_reason(draft.memory.content);
    if (!reason) reason = extract::refusal_reason(draft.memory.source.quote);
    if (reason) {
      out.rejected.push_back({extract::mask_secrets(draft.memory.content), *reason});
    } else {
      out.drafts.push_back(std::move(draft));
    }
  }
  return out;
}

Result<void> stop_if_cancelled(const RememberRequest& request) {
  if (!request.cancelled || !request.cancelled()) return {};
  return Error{ErrorCode::cancelled, "The call was cancelled; nothing of it was stored."};
}

// Every draft is worked on twice: embedded, then reconciled.
void tell_progress(const RememberRequest& request, std::size_t done, std::size_t drafts) {
  if (request.progress) request.progress(done, drafts * 2);
}

Result<void> embed_all(const EngineParts& parts, const RememberRequest& request,
                       std::vector<Draft>& drafts, RememberResult& result) {
  for (std::size_t begin = 0; begin < drafts.size(); begin += kStride) {
    MNESTIC_TRY(stop_if_cancelled(request));
    const std::size_t end = std::min(drafts.size(), begin + kStride);
    std::vector<std::string> contents;
    contents.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) contents.push_back(drafts[i].memory.content);
    Embedded made = embed_contents(parts, contents);
    for (std::size_t i = begin; i < end; ++i) drafts[i].vector = std::move(made.vectors[i - begin]);
    if (!made.problem.empty()) result.embedder_problem = std::move(made.problem);
    tell_progress(request, end, drafts.size());
  }
  return {};
}

Result<void> reconcile_all(ChangeWriter& writer, const RememberRequest& request,
                           std::vector<Draft>& drafts, const InChat* chat, RememberResult& result) {
  std::string ending;  // the last sentence that ended something stored
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    MNESTIC_TRY(stop_if_cancelled(request));
    const std::string quote = drafts[i].memory.source.quote;
    const bool ends = drafts[i].action == extract::Action::retract || drafts[i].touches;
    if (drafts[i].unless_ended && !ending.empty() && ending == quote) continue;
    const std::size_t gone = result.removed.size() + result.updated.size();
    auto& message = drafts[i].memory.source.message;
    const std::uint32_t index = message.value_or(0);
    if (chat != nullptr) message = chat->appender.number_of(index);
    MNESTIC_TRY(reconcile(writer, std::move(drafts[i]), result));
    if (ends && result.removed.size() + result.updated.size() > gone) ending = quote;
    if (chat != nullptr) chat->appender.note_taught(index, writer.take_touched());
    if ((i + 1) % kStride == 0) tell_progress(request, drafts.size() + i + 1, drafts.size());
  }
  return stop_if_cancelled(request);
}

}  // namespace mnestic::memory
