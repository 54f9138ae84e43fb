#include "waiting.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "mnestic/base/utf8.h"
#include "mnestic/store/tables.h"
#include "mnestic/text/words.h"
#include "queue_keeper.h"
#include "ranking.h"

namespace mnestic::memory {
namespace {

using store::QueuePlace;
using store::QueueRecord;
using store::QueueState;

constexpr std::size_t kReasonBytesMax = 256;
// Words alone say less than words and meaning: a text that holds all of them stays below what
// says exactly that.
constexpr double kWordsShare = 0.9;

// The option of entries whose messages are also kept in the chat.
constexpr const char* kInChat = "in_chat";

std::int64_t millis(Timestamp time) { return time.time_since_epoch().count(); }

void put_time(model::Fields& options, const char* name, const std::optional<Timestamp>& time) {
  if (time) options.emplace(name, millis(*time));
}

std::optional<Timestamp> time_in(const model::Fields& options, std::string_view name) {
  const auto found = options.find(name);
  if (found == options.end()) return std::nullopt;
  const auto* const ms = std::get_if<std::int64_t>(&found->second.variant);
  if (ms == nullptr) return std::nullopt;
  return Timestamp(std::chrono::milliseconds(*ms));
}

template <typename T>
std::optional<T> value_in(const model::Fields& options, std::string_view name) {
  const auto found = options.find(name);
  if (found == options.end()) return std::nullopt;
  const T* const value = std::get_if<T>(&found->second.variant);
  return value == nullptr ? std::nullopt : std::optional<T>(*value);
}

// What the call said besides its text. Absent things are left out.
model::Fields options_of(const RememberRequest& request) {
  const Fields& common = request.common;
  model::Fields options;
  if (common.kind) options.emplace("kind", std::string(model::policy_of(*common.kind).name));
  if (common.layer) options.emplace("layer", std::string(to_string(*common.layer)));
  if (common.origin) options.emplace("origin", std::string(to_string(*common.origin)));
  if (common.confidence) options.emplace("confidence", *common.confidence);
  if (common.importance) options.emplace("importance", *common.importance);
  if (common.data) options.emplace("data", *common.data);
  if (common.metadata) options.emplace("metadata", *common.metadata);
  if (common.tags) {
    options.emplace("tags", model::Values(common.tags->begin(), common.tags->end()));
  }
  put_time(options, "valid_from", common.valid_from);
  put_time(options, "valid_to", common.valid_to);
  put_time(options, "expires_at", common.expires_at);
  if (request.expires_in_s) options.emplace("expires_in_s", *request.expires_in_s);
  if (!request.client.empty()) options.emplace("client", request.client);
  return options;
}

bool passes(const QueueRecord& record, const Filter& filter, const View& view) {
  const auto among = [](const auto& list, const auto& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  const model::Memory memory = as_memory(record);
  const bool tagged = std::all_of(filter.tags.begin(), filter.tags.end(), [&](const auto& tag) {
    return std::find(memory.tags.begin(), memory.tags.end(), tag) != memory.tags.end();
  });
  return among(filter.kinds, memory.kind) && among(filter.layers, memory.layer) && tagged &&
         (!filter.chat_id || *filter.chat_id == record.chat_id) &&
         (!filter.since || memory.observed_at >= *filter.since) &&
         (!filter.until || memory.observed_at < *filter.until) &&
         (!view.as_of || memory.observed_at <= *view.as_of) &&
         (!view.known_at || record.queued_at <= *view.known_at);
}

Result<std::vector<Waiting>> collect(const Scope& scope, QueueState state) {
  std::vector<Waiting> out;
  MNESTIC_TRY(store::visit_queue_of(
      scope.txn, scope.user,
      [&](const QueuePlace& place, const QueueRecord& record) -> Result<bool> {
        if (record.state == state) out.emplace_back(place, record);
        return true;
      }));
  return out;
}

Result<void> bring_back(ChangeWriter& writer, Waiting waiting, UndoResult& result) {
  waiting.second.state = QueueState::waiting;
  waiting.second.next_try = writer.at();
  MNESTIC_TRY(writer.requeue(waiting.first, waiting.second));
  result.restored.push_back(as_memory(waiting.second));
  return {};
}

Result<void> take_away(ChangeWriter& writer, const Waiting& waiting, UndoResult& result) {
  MNESTIC_TRY(withdraw(writer, waiting));
  result.removed.push_back(as_memory(waiting.second));
  return {};
}

template <typename Wanted>
Result<void> erase_where(ChangeWriter& writer, const Wanted& wanted) {
  std::vector<QueuePlace> places;
  const Scope scope = writer.scope();
  MNESTIC_TRY(store::visit_queue_of(
      scope.txn, scope.user,
      [&](const QueuePlace& place, const QueueRecord& record) -> Result<bool> {
        if (wanted(record)) places.push_back(place);
        return true;
      }));
  for (const QueuePlace& place : places) MNESTIC_TRY(writer.dequeue(place, true));
  return {};
}

}  // namespace

Result<void> queue_turns(ChangeWriter& writer, const RememberRequest& request,
                         const std::vector<WaitingTurns>& waiting, const InChat* chat,
                         RememberResult& result) {
  for (const WaitingTurns& turns : waiting) {
    QueueRecord record;
    for (std::size_t i = 0; i < turns.messages.size(); ++i) {
      const extract::Message& message = turns.messages[i];
      record.messages.push_back({.role = message.role,
                                 .content = message.content,
                                 .at = message.at,
                                 .index = chat == nullptr
                                              ? turns.indexes[i]
                                              : chat->appender.number_of(turns.indexes[i])});
      if (message.role == "user") ++result.pending;
    }
    record.chat_id = request.chat_id.value_or("");
    record.options = options_of(request);
    if (chat != nullptr) record.options.emplace(kInChat, true);
    record.observed_at = request.common.observed_at.value_or(writer.at());
    record.tries = 1;
    record.useless = turns.useless ? 1 : 0;
    record.reason = utf8_prefix(turns.reason, kReasonBytesMax);
    record.next_try = writer.at() + pause_after(1);
    MNESTIC_TRY(writer.queue(std::move(record)));
  }
  return {};
}

bool is_in_chat(const QueueRecord& record) { return record.options.contains(kInChat); }

RememberRequest request_of(const QueueRecord& record) {
  const model::Fields& options = record.options;
  RememberRequest request;
  request.user_id = record.user_id;
  if (!record.chat_id.empty()) request.chat_id = record.chat_id;
  Fields& common = request.common;
  common.observed_at = record.observed_at;
  common.kind = model::kind_named(model::string_field(options, "kind"));
  common.layer = model::layer_named(model::string_field(options, "layer"));
  common.origin = model::origin_named(model::string_field(options, "origin"));
  common.confidence = value_in<double>(options, "confidence");
  common.importance = value_in<double>(options, "importance");
  common.data = value_in<model::Fields>(options, "data");
  common.metadata = value_in<model::Fields>(options, "metadata");
  if (const auto tags = value_in<model::Values>(options, "tags")) {
    common.tags.emplace();
    for (const model::Value& tag : *tags) {
      if (const std::string* text = tag.as_string()) common.tags->push_back(*text);
    }
  }
  common.valid_from = time_in(options, "valid_from");
  common.valid_to = time_in(options, "valid_to");
  common.expires_at = time_in(options, "expires_at");
  request.expires_in_s = value_in<std::int64_t>(options, "expires_in_s");
  request.client = model::string_field(options, "client");
  return request;
}

model::Memory as_memory(const QueueRecord& record) {
  const RememberRequest request = request_of(record);
  model::Memory memory;
  memory.id = record.id;
  memory.user_id = record.user_id;
  memory.kind = model::note_kind();
  memory.layer = model::policy_of(memory.kind).default_layer;
  memory.importance = model::policy_of(memory.kind).importance;
  for (const store::QueuedMessage& each : record.messages) {
    if (each.role != "user") continue;
    memory.content += (memory.content.empty() ? "" : "\n") + each.content;
  }
  memory.content = utf8_prefix(memory.content, kContentBytesMax);
  memory.tags = request.common.tags.value_or(std::vector<std::string>{});
  memory.metadata = request.common.metadata.value_or(model::Fields{});
  memory.source = {.chat_id = record.chat_id, .role = "user", .client = request.client};
  memory.observed_at = memory.valid_from = record.observed_at;
  memory.created_at = memory.updated_at = record.queued_at;
  memory.status = model::Status::pending;
  return memory;
}

Result<std::vector<Waiting>> waiting_texts(const Scope& scope, const Filter& filter,
                                           const View& view) {
  MNESTIC_TRY_ASSIGN(auto out, collect(scope, QueueState::waiting));
  std::erase_if(out, [&](const Waiting& each) { return !passes(each.second, filter, view); });
  return out;
}

Result<QueueStats> queue_stats(const Scope& scope) {
  QueueStats stats;
  MNESTIC_TRY(store::visit_queue_of(
      scope.txn, scope.user, [&](const QueuePlace&, const QueueRecord& record) -> Result<bool> {
        if (record.state == QueueState::withdrawn) return true;
        ++(record.state == QueueState::dead ? stats.dead : stats.waiting);
        if (!record.reason.empty()) stats.last_reason = record.reason;
        return true;
      }));
  return stats;
}

double waiting_score(std::string_view query, const QueueRecord& record) {
  const auto terms = text::index_terms(query);
  const auto held = text::index_terms(as_memory(record).content);
  const std::set<std::string> words(held.begin(), held.end());
  const auto count = std::count_if(terms.begin(), terms.end(),
                                   [&](const std::string& term) { return words.contains(term); });
  if (terms.empty()) return 0;
  return kWordsShare * static_cast<double>(count) / static_cast<double>(terms.size());
}

Result<void> recall_waiting(const Scope& scope, const RecallRequest& request,
                            std::vector<Recalled>& recalled) {
  MNESTIC_TRY_ASSIGN(const auto waiting, waiting_texts(scope, request.filter, request.view));
  if (waiting.empty()) return {};
  for (const Waiting& each : waiting) {
    Recalled found{.memory = as_memory(each.second)};
    found.score = waiting_score(request.query, each.second);
    found.relevance = relevance_by_words(found.score / kWordsShare);
    if (found.score <= 0 || found.relevance < request.relevance_min.value_or(0)) continue;
    if (request.explain) found.signals = {{"words", found.score}};
    recalled.push_back(std::move(found));
  }
  std::stable_sort(recalled.begin(), recalled.end(),
                   [](const Recalled& a, const Recalled& b) { return a.score > b.score; });
  if (recalled.size() > request.limit_count) recalled.resize(request.limit_count);
  return {};
}

Result<void> withdraw(ChangeWriter& writer, const Waiting& waiting) {
  QueueRecord record = waiting.second;
  record.state = QueueState::withdrawn;
  record.withdrawn_by = writer.id().sequence;
  return writer.requeue(waiting.first, record);
}

Result<void> reverse_queued(ChangeWriter& writer, std::uint64_t sequence,
                            const store::ChangeRecord& change, UndoResult& result) {
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(const auto hidden, collect(scope, QueueState::withdrawn));
  MNESTIC_TRY_ASSIGN(const auto waiting, collect(scope, QueueState::waiting));
  // What the change itself took away comes back.
  for (const Waiting& each : hidden) {
    if (each.second.withdrawn_by == sequence) MNESTIC_TRY(bring_back(writer, each, result));
  }
  for (const Waiting& each : waiting) {
    const bool queued = each.first.change == sequence;
    // A redo: what the undone change had taken away goes again.
    const bool again = change.action == store::ChangeAction::undo && change.target != 0 &&
                       each.second.withdrawn_by == change.target;
    if (queued || again) MNESTIC_TRY(take_away(writer, each, result));
  }
  return {};
}

Result<void> note_taught(ChangeWriter& writer, const QueueRecord& record, std::uint32_t message,
                         const std::vector<model::MemoryId>& memories) {
  if (!is_in_chat(record)) return {};
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(const auto chat,
                     store::find_chat(scope.txn, scope.hasher, scope.user, record.chat_id));
  if (!chat) return {};
  MNESTIC_TRY_ASSIGN(auto stored, store::get_message(scope.txn, scope.user, *chat, message));
  if (!stored) return {};
  for (const model::MemoryId& id : memories) {
    auto& taught = stored->taught;
    if (std::find(taught.begin(), taught.end(), id) == taught.end()) taught.push_back(id);
  }
  return store::put_message(writer.txn(), scope.user, *chat, message, *stored);
}

Result<void> erase_queued_of_chat(ChangeWriter& writer, const std::string& chat_id) {
  return erase_where(writer, [&](const QueueRecord& record) { return record.chat_id == chat_id; });
}

Result<void> erase_queued_quotes(ChangeWriter& writer, const std::vector<std::string>& quotes) {
  if (quotes.empty()) return {};
  return erase_where(writer, [&](const QueueRecord& record) {
    return std::any_of(record.messages.begin(), record.messages.end(), [&](const auto& message) {
      return std::any_of(quotes.begin(), quotes.end(), [&](const std::string& quote) {
        return !quote.empty() && message.content.find(quote) != std::string::npos;
      });
    });
  });
}

Result<void> erase_all_queued(ChangeWriter& writer) {
  return erase_where(writer, [](const QueueRecord&) { return true; });
}

}  // namespace mnestic::memory
