#include "chat_json.h"

#include "memory_json.h"
#include "memory_text.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kDigits = "0123456789ABCDEF";

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::optional<unsigned> digit(char c) {
  if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  const auto at = kDigits.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
}

}  // namespace

std::string chat_uri(std::string_view chat_id) {
  std::string uri(kChatUri);
  for (const char c : chat_id) {
    if (stands_for_itself(c)) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += '%';
      uri += kDigits[byte >> 4];
      uri += kDigits[byte & 15];
    }
  }
  return uri;
}

std::optional<std::string> chat_id_in(std::string_view uri) {
  if (!uri.starts_with(kChatUri)) return std::nullopt;
  uri.remove_prefix(kChatUri.size());
  std::string id;
  for (std::size_t i = 0; i < uri.size(); ++i) {
    if (uri[i] != '%') {
      id += uri[i];
      continue;
    }
    if (i + 2 >= uri.size()) return std::nullopt;
    const auto high = digit(uri[i + 1]);
    const auto low = digit(uri[i + 2]);
    if (!high || !low) return std::nullopt;
    id += static_cast<char>(*high << 4 | *low);
    i += 2;
  }
  if (id.empty()) return std::nullopt;
  return id;
}

Json to_json(const memory::Chat& chat) {
  Json object = {{"id", chat.id},
                 {"messages", chat.messages},
                 {"created_at", time_text(chat.created_at).value_or("")},
                 {"updated_at", time_text(chat.updated_at).value_or("")}};
  if (!chat.title.empty()) object["title"] = chat.title;
  return object;
}

Json to_json(const memory::ChatMessage& message) {
  return {{"number", message.number},
          {"role", message.role},
          {"content", message.content},
          {"at", time_text(message.at).value_or("")}};
}

std::string line_of(const memory::Chat& chat) {
  std::string line = in_quotes(chat.id);
  if (!chat.title.empty()) line += " " + in_quotes(chat.title);
  return line + ": " + messages_counted(chat.messages) + ", the last " +
         time_text(chat.updated_at).value_or("");
}

std::string line_of(const memory::ChatMessage& message) {
  return std::to_string(message.number) + " " + message.role + ", " +
         time_text(message.at).value_or("") + ": " + in_quotes(message.content);
}

std::string messages_counted(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " message" : " messages");
}

}  // namespace mnestic::tools
