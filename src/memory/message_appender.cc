#include "message_appender.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "mnestic/extract/guard.h"

namespace mnestic::memory {

Chat to_chat(std::string chat_id, const store::ChatRecord& record) {
  return {.id = std::move(chat_id),
          .title = record.title,
          .messages = record.messages,
          .created_at = record.created_at,
          .updated_at = record.updated_at};
}

Result<void> MessageAppender::begin(ChangeWriter& writer) {
  MNESTIC_TRY_ASSIGN(number_, writer.intern_chat(request_.chat_id));
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(auto record, store::get_chat(scope.txn, scope.user, number_));
  if (record) record_ = *std::move(record);
  constexpr auto kNumberMax = std::numeric_limits<store::MessageNumber>::max();
  if (kNumberMax - record_.next_message >= request_.messages.size()) return {};
  return Error{ErrorCode::resource_exhausted, "This chat is full; go on in another one."};
}

void MessageAppender::note_taught(std::uint32_t index,
                                  const std::vector<model::MemoryId>& memories) {
  auto& taught = taught_[index];
  for (const model::MemoryId& id : memories) {
    if (std::find(taught.begin(), taught.end(), id) == taught.end()) taught.push_back(id);
  }
}

Result<void> MessageAppender::finish(ChangeWriter& writer) {
  const std::string title = extract::mask_secrets(request_.title.value_or(""));
  if (!title.empty()) record_.title = title;
  for (std::size_t i = 0; i < request_.messages.size(); ++i) {
    const extract::Message& said = request_.messages[i];
    store::MessageRecord message;
    message.role = said.role;
    message.content = extract::mask_secrets(said.content);
    message.at = said.at.value_or(writer.at());
    message.taught = std::move(taught_[i]);
    if (i == 0) message.title = title;
    if (message.content != said.content) ++masked_;
    MNESTIC_TRY(writer.create_message(number_, record_.next_message++, std::move(message)));
  }
  if (record_.messages == 0) record_.created_at = writer.at();
  record_.messages += static_cast<store::MessageNumber>(request_.messages.size());
  record_.updated_at = writer.at();
  const Scope scope = writer.scope();
  return store::put_chat(writer.txn(), scope.user, number_, record_);
}

Chat MessageAppender::chat() const { return to_chat(request_.chat_id, record_); }

}  // namespace mnestic::memory
