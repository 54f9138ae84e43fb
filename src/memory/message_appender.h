// MessageAppender: the messages of one call on their way into a chat, in the transaction that also
// stores what they taught.
//
// Thread safety: one thread, as the writer. Lifetime: the request outlives it.
#pragma once

#include <vector>

#include "change_writer.h"
#include "mnestic/memory/chats.h"

namespace mnestic::memory {

class MessageAppender {
 public:
  explicit MessageAppender(const AddMessagesRequest& request)
      : request_(request), taught_(request.messages.size()) {}

  // Finds the chat's end, so that the messages have numbers.
  [[nodiscard]] Result<void> begin(ChangeWriter& writer);
  // The number in the chat of the call's message `index`.
  [[nodiscard]] std::uint32_t number_of(std::uint32_t index) const {
    return record_.next_message + index;
  }
  void note_taught(std::uint32_t index, const std::vector<model::MemoryId>& memories);
  // Writes the messages and the chat.
  [[nodiscard]] Result<void> finish(ChangeWriter& writer);

  // As they are after finish().
  [[nodiscard]] Chat chat() const;
  [[nodiscard]] std::uint64_t masked() const { return masked_; }

 private:
  const AddMessagesRequest& request_;
  std::vector<std::vector<model::MemoryId>> taught_;  // by message
  store::ChatNumber number_ = 0;
  store::ChatRecord record_;
  std::uint64_t masked_ = 0;
};

[[nodiscard]] Chat to_chat(std::string chat_id, const store::ChatRecord& record);

}  // namespace mnestic::memory
