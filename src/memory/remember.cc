#include <chrono>
#include <utility>

#include "drafts.h"
#include "learn.h"
#include "mnestic/memory/engine.h"
#include "queue_keeper.h"
#include "reading.h"
#include "touchable.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

bool is_kept_whole(const RememberRequest& request) {
  return request.common.kind && !model::policy_of(*request.common.kind).reconciled;
}

std::vector<extract::Message> messages_of(const RememberRequest& request) {
  if (request.text) return {{.role = "user", .content = *request.text, .at = std::nullopt}};
  return request.messages.value_or(std::vector<extract::Message>{});
}

Result<Drafts> drafts_of_notes(const RememberRequest& request,
                               std::vector<extract::Message> messages, Timestamp now) {
  std::vector<Fields> facts;
  for (extract::Message& message : messages) {
    if (message.content.size() > kContentBytesMax) {
      return invalid_argument("A note has at most " + std::to_string(kContentBytesMax) +
                              " bytes; split it into several.");
    }
    Fields fact;
    fact.source = model::Source{.role = message.role};
    fact.observed_at = message.at;
    fact.content = std::move(message.content);
    facts.push_back(std::move(fact));
  }
  return drafts_of_facts(request, facts, now);
}

// Notes are what was said, whole; everything else goes through an extractor.
Result<Drafts> drafts_of_messages(const EngineParts& parts, const Learning& learning,
                                  const RememberRequest& request,
                                  std::vector<extract::Message> messages,
                                  std::vector<extract::Message> context, Timestamp now) {
  if (is_kept_whole(request)) return drafts_of_notes(request, std::move(messages), now);
  if (request.answers) {
    return read_answers(parts, learning.rules, request, messages, std::move(context), now);
  }
  if (parts.extractor.asks_model()) {
    return read_with_model(parts, request, messages, std::move(context), now);
  }
  Turns turns;
  turns.messages = std::move(messages);
  for (std::uint32_t i = 0; i < turns.messages.size(); ++i) turns.indexes.push_back(i);
  extract::ExtractRequest said = extract_request(parts, request, turns, now);
  said.context = std::move(context);
  MNESTIC_TRY_ASSIGN(said.known, touchable(parts, request.user_id, said.messages));
  MNESTIC_TRY_ASSIGN(const auto extraction, parts.extractor.extract(said));
  Drafts out;
  out.extractor = std::string(parts.extractor.name());
  take_extraction(request, turns, extraction, now, out);
  return out;
}

Result<Drafts> drafts_of(const EngineParts& parts, const Learning& learning,
                         const RememberRequest& request, const InChat* chat) {
  const Timestamp now = parts.clock.now();
  if (chat != nullptr && !chat->extract) return Drafts{};
  if (request.facts) return drafts_of_facts(request, *request.facts, now);
  auto context = chat == nullptr ? std::vector<extract::Message>{} : chat->context;
  return drafts_of_messages(parts, learning, request, messages_of(request), std::move(context),
                            now);
}

}  // namespace

Result<RememberResult> learn(const EngineParts& parts, AccessLog& accesses,
                             const Learning& learning, const RememberRequest& request,
                             const InChat* chat) {
  MNESTIC_TRY_ASSIGN(Drafts drafts, drafts_of(parts, learning, request, chat));
  if (drafts.model_answered) learning.keeper.note_answer();
  RememberResult result;
  result.extractor = std::move(drafts.extractor);
  result.rejected = std::move(drafts.rejected);
  if (drafts.drafts.empty() && drafts.waiting.empty() && chat == nullptr) return result;

  MNESTIC_TRY(embed_all(parts, request, drafts.drafts, result));
  MNESTIC_TRY_ASSIGN(const auto writer,
                     ChangeWriter::begin(parts, accesses, request.user_id,
                                         chat == nullptr ? store::ChangeAction::remember
                                                         : store::ChangeAction::add_messages));
  if (chat != nullptr) MNESTIC_TRY(chat->appender.begin(*writer));
  MNESTIC_TRY(reconcile_all(*writer, request, drafts.drafts, chat, result));
  MNESTIC_TRY(queue_turns(*writer, request, drafts.waiting, chat, result));
  if (request.dry_run) return result;
  if (chat != nullptr) MNESTIC_TRY(chat->appender.finish(*writer));
  if (!writer->empty()) result.change = writer->id();
  result.unembedded = writer->unembedded();
  MNESTIC_TRY(writer->commit());
  tell_progress(request, drafts.drafts.size() * 2, drafts.drafts.size());
  return result;
}

Result<std::vector<ClientQuestion>> Engine::questions_for(const RememberRequest& request) {
  MNESTIC_TRY(validate(request));
  std::vector<ClientQuestion> questions;
  if (request.facts || is_kept_whole(request)) return questions;
  return questions_about(parts_, request, messages_of(request), parts_.clock.now());
}

Result<RememberResult> Engine::remember(const RememberRequest& request) {
  MNESTIC_TRY(validate(request));
  return learn(parts_, *accesses_, {.rules = *rules_, .keeper = *keeper_}, request, nullptr);
}

}  // namespace mnestic::memory
