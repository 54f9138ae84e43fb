// Chats: what is asked about conversations and what is answered. A chat's messages belong to that
// chat alone, and no recall finds them; what was learnt from them belongs to the person.
//
// Thread safety: value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/requests.h"
#include "mnestic/model/ids.h"

namespace mnestic::memory {

// A chat is there as long as one of its messages is.
struct Chat {
  std::string id;     // the caller's, opaque
  std::string title;  // the last one given; empty: none
  std::uint64_t messages = 0;
  Timestamp created_at{};  // when the first and the last of them were stored
  Timestamp updated_at{};
};

struct ChatMessage {
  std::uint32_t number = 0;  // in the chat, growing; what Source::message says
  std::string role;
  std::string content;  // secrets in it are masked
  Timestamp at{};       // when it was said
};

// Appends to the chat, which begins with its first message. What the user says in them is learnt,
// with the chat's last messages as context, unless `extract` is off.
struct AddMessagesRequest {
  std::string user_id;
  std::string chat_id;
  std::vector<extract::Message> messages;  // oldest first
  std::optional<std::string> title;
  bool extract = true;
  std::string client;  // the client's name, for `source`
  // As in RememberRequest.
  std::function<bool()> cancelled;
  std::function<void(std::size_t done, std::size_t total)> progress;
};
struct AddMessagesResult {
  RememberResult learnt;     // its change is that of the whole call
  Chat chat;                 // as it is now
  std::uint64_t masked = 0;  // messages that were stored with something secret masked
};

// What came before is shown to the extractor: at most this many messages, and this many bytes.
inline constexpr std::size_t kContextMessagesMax = 12;
inline constexpr std::size_t kContextBytesMax = 8 * 1024;

struct ListChatsRequest {
  std::string user_id;
  std::uint32_t limit_count = 50;
  std::optional<std::string> cursor;
};
struct ListChatsResult {
  std::vector<Chat> chats;  // the one written to last first
  std::uint64_t total = 0;  // exact up to kTotalExactMax
  bool total_more = false;
  std::optional<std::string> next_cursor;
};

// A page holds at most this many bytes of messages, and at least one message.
inline constexpr std::size_t kChatPageBytesMax = 2 * 1024 * 1024;

struct GetChatRequest {
  std::string user_id;
  std::string chat_id;
  std::uint32_t limit_count = 50;
  std::optional<std::string> cursor;
};
struct GetChatResult {
  Chat chat;
  std::vector<ChatMessage> messages;  // oldest first
  std::optional<std::string> next_cursor;
};

// hide: undo brings the messages back. erase: nothing does, and memories lose what they quote from
// the chat, and its id.
struct DeleteChatRequest {
  std::string user_id;
  std::string chat_id;
  ForgetMode mode = ForgetMode::hide;
};
struct DeleteChatResult {
  std::uint64_t messages = 0;  // that went
  ForgetMode mode = ForgetMode::hide;
  model::ChangeId change;
  bool scrub_pending = false;  // as in ForgetResult
};

}  // namespace mnestic::memory
