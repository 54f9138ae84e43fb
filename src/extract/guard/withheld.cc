#include "guard/withheld.h"

#include <algorithm>

#include "guard/secrets.h"
#include "mnestic/extract/guard.h"

namespace mnestic::extract {

Withheld::Withheld(std::string_view message) {
  for (const Secret& secret : find_secrets(message)) {
    secrets_.emplace_back(message.substr(secret.begin, secret.end - secret.begin), secret.reason);
  }
}

std::optional<std::string> Withheld::refusal(std::string_view content) const {
  if (auto reason = refusal_reason(content)) return reason;
  for (const auto& [value, reason] : secrets_) {
    if (content.find(value) != std::string_view::npos) return reason;
  }
  return std::nullopt;
}

std::string Withheld::masked(std::string_view content) const {
  std::string text = mask_secrets(content);
  for (const auto& [value, reason] : secrets_) {
    for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at)) {
      text.replace(at, value.size(), "[hidden]");
    }
  }
  return text;
}

std::string Withheld::part_without_secret(const std::string& content) const {
  constexpr std::ptrdiff_t kBlanksMin = 2;
  std::string part = content;
  while (refusal(part)) {
    const std::size_t comma = part.rfind(", ");
    const std::size_t both = part.rfind(" and ");
    if (comma == std::string::npos && both == std::string::npos) return {};
    const bool later = comma == std::string::npos || (both != std::string::npos && both > comma);
    part.resize(later ? both : comma);
  }
  return std::count(part.begin(), part.end(), ' ') >= kBlanksMin ? part : std::string();
}

}  // namespace mnestic::extract
