// Chats as JSON, as lines that a person can read, and as resources with a URI.
//
// Thread safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/memory/chats.h"

namespace mnestic::tools {

inline constexpr std::string_view kChatUri = "memory://chats/";

// A chat's id is any text: in a URI it is percent-encoded.
[[nodiscard]] std::string chat_uri(std::string_view chat_id);
// Nothing when it is no such URI.
[[nodiscard]] std::optional<std::string> chat_id_in(std::string_view uri);

// {id, title, messages, created_at, updated_at}; without a title there is no such member.
[[nodiscard]] nlohmann::json to_json(const memory::Chat& chat);
// {number, role, content, at}.
[[nodiscard]] nlohmann::json to_json(const memory::ChatMessage& message);

// "trip" "Plans for May": 3 messages, the last 2026-11-20T10:00:00Z
[[nodiscard]] std::string line_of(const memory::Chat& chat);
// 2 user, 2026-11-20T10:00:00Z: "Hello"
[[nodiscard]] std::string line_of(const memory::ChatMessage& message);
[[nodiscard]] std::string messages_counted(std::uint64_t count);

}  // namespace mnestic::tools
