#include "mnestic/extract/guard.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "secrets/fold.h"
#include "secrets/secrets.h"

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

namespace {

// What a value looks like: "LX8402917" is "aa9999999".
std::string shape_of(std::string_view word) {
  std::string shape;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    shape += std::isdigit(byte) != 0 ? '9' : std::isalpha(byte) != 0 ? 'a' : c;
  }
  return shape;
}

// "my wife's passport is LX8402917, mine's LX8402731", "it is Jennifer. No, Jennifer1962": words
// made as a secret of the same text is, or out of it.
void find_alike(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kBytesMin = 6;
  constexpr std::size_t kSecretsMax = 32;
  const std::vector<Secret> first(
      found.begin(),
      found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), kSecretsMax)));
  for (const Secret& secret : first) {
    const std::string_view value = text.substr(secret.begin, secret.end - secret.begin);
    if (value.size() < kBytesMin || value.find_first_of(" \n\t") != std::string_view::npos)
      continue;
    const std::string shape = shape_of(value);
    const bool mixed =
        shape.find('9') != std::string::npos && shape.find_first_not_of('9') != std::string::npos;
    for (const Piece& piece : pieces_of(text)) {
      Piece word = piece;
      while (word.end > word.begin &&
             std::ispunct(static_cast<unsigned char>(text[word.end - 1])) != 0)
        --word.end;
      while (word.end > word.begin &&
             std::ispunct(static_cast<unsigned char>(text[word.begin])) != 0)
        ++word.begin;
      if (word.begin == secret.begin) continue;
      const std::string_view other = text.substr(word.begin, word.end - word.begin);
      if (other.starts_with(value) || (mixed && shape_of(other) == shape))
        found.push_back({word.begin, word.end, secret.reason});
    }
  }
}

}  // namespace

std::vector<Secret> find_secrets(std::string_view text) {
  const Folded folded = fold(text);
  std::vector<Secret> found;
  find_key_shapes(folded.text, found);
  find_codes(folded.text, found);
  find_checked_numbers(folded.text, found);
  find_national_ids(folded.text, found);
  find_announced(folded.text, found);
  find_seed_phrases(folded.text, found);
  find_foreign(folded.text, found);
  find_fields(folded.text, found);
  find_tables(folded.text, found);
  find_settings(folded.text, found);
  find_commands(folded.text, found);
  find_alike(folded.text, found);
  std::sort(found.begin(), found.end(), [](const Secret& a, const Secret& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<Secret> apart;
  for (const Secret& secret : found) {
    const std::size_t begin = folded.in_original(secret.begin);
    const std::size_t end = folded.in_original(secret.end);
    if (!apart.empty() && begin < apart.back().end) {
      apart.back().end = std::max(apart.back().end, end);
    } else {
      apart.push_back({begin, end, secret.reason});
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
