#include "mnestic/extract/guard.h"

#include <algorithm>
#include <cctype>

#include "guard/secrets.h"

namespace mnestic::extract {

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
    const std::size_t begin = at;
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) == 0) ++at;
    if (at > begin) pieces.push_back({begin, at});
  }
  return pieces;
}

std::vector<Secret> find_secrets(std::string_view text) {
  std::vector<Secret> found;
  find_key_shapes(text, found);
  find_checked_numbers(text, found);
  find_announced(text, found);
  std::sort(found.begin(), found.end(), [](const Secret& a, const Secret& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Secret> apart;
  for (const Secret& secret : found) {
    if (!apart.empty() && secret.begin < apart.back().end) {
      apart.back().end = std::max(apart.back().end, secret.end);
    } else {
      apart.push_back(secret);
    }
  }
  return apart;
}

std::optional<std::string> refusal_reason(std::string_view text) {
  const std::vector<Secret> found = find_secrets(text);
  if (found.empty()) return std::nullopt;
  return std::string(found.front().reason);
}

std::string mask_secrets(std::string_view text) {
  std::string masked;
  std::size_t at = 0;
  for (const Secret& secret : find_secrets(text)) {
    masked += text.substr(at, secret.begin - at);
    masked += "[hidden]";
    at = secret.end;
  }
  masked += text.substr(at);
  return masked;
}

}  // namespace mnestic::extract
