#include "guard/withheld.h"

#include <algorithm>
#include <cctype>

#include "mnestic/extract/guard.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

// The parts of a secret that give it away by themselves: those with four digits and more, but for
// what may as well be a year, and words with a digit in them.
std::vector<std::string_view> telling_parts(std::string_view value) {
  constexpr std::ptrdiff_t kDigitsMin = 4;
  constexpr std::size_t kMixedBytesMin = 5;
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < value.size();) {
    const auto is_part = [&](std::size_t k) {
      const auto byte = static_cast<unsigned char>(value[k]);
      return std::isalnum(byte) != 0 || byte >= 0x80 || byte == '_' || byte == '-';
    };
    std::size_t end = at;
    while (end < value.size() && is_part(end)) ++end;
    const std::string_view part = value.substr(at, end - at);
    const auto digits = std::count_if(part.begin(), part.end(), [](char c) {
      return std::isdigit(static_cast<unsigned char>(c)) != 0;
    });
    const bool year = part.size() == 4 && (part.starts_with("19") || part.starts_with("20"));
    const bool mixed = digits > 0 && digits < static_cast<std::ptrdiff_t>(part.size());
    if ((digits >= kDigitsMin && !year) || (mixed && part.size() >= kMixedBytesMin))
      parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

// Of so many pieces is a phrase, or a number in groups, of which a statement may hold a few.
constexpr std::size_t kPhrasePiecesMin = 4;

// The words of `text` in lower case, between blanks at both ends.
std::string words_in(std::string_view text) {
  std::string words = " ";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      words += static_cast<char>(std::tolower(byte));
    else if (words.back() != ' ')
      words += ' ';
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

// How many of the words of `phrase` stand in `content`, both as words_in() makes them.
std::size_t shared_words(const std::string& phrase, const std::string& content) {
  std::size_t count = 0;
  for (std::size_t at = 0; at + 1 < phrase.size();) {
    const std::size_t end = phrase.find(' ', at + 1);
    count += content.find(phrase.substr(at, end - at + 1)) != std::string::npos ? 1 : 0;
    at = end;
  }
  return count;
}

// Whether `value` stands in `content`, and not inside of a longer word.
bool holds_word(std::string_view content, std::string_view value) {
  const auto inside = [&](std::size_t at) {
    return at < content.size() && std::isalpha(static_cast<unsigned char>(content[at])) != 0;
  };
  for (std::size_t at = content.find(value); at != std::string_view::npos;
       at = content.find(value, at + 1)) {
    const std::size_t end = at + value.size();
    const bool word = std::isalpha(static_cast<unsigned char>(value.front())) != 0 &&
                      std::isalpha(static_cast<unsigned char>(value.back())) != 0;
    if (!word || ((at == 0 || !inside(at - 1)) && !inside(end))) return true;
  }
  return false;
}

}  // namespace

Withheld::Withheld(std::string_view message) {
  for (const Secret& secret : find_secrets(message)) {
    const std::string_view value = message.substr(secret.begin, secret.end - secret.begin);
    secrets_.emplace_back(value, secret.reason);
    if (pieces_of(value).size() >= kPhrasePiecesMin) phrases_.push_back(words_in(value));
    for (const std::string_view part : telling_parts(value)) {
      if (part != value) secrets_.emplace_back(part, secret.reason);
    }
  }
}

std::optional<std::string> Withheld::refusal(std::string_view content) const {
  if (auto reason = refusal_reason(content)) return reason;
  for (const auto& [value, reason] : secrets_) {
    if (holds_word(content, value)) return reason;
  }
  if (phrases_.empty()) return std::nullopt;
  const std::string words = words_in(content);
  for (const std::string& phrase : phrases_) {
    static const std::string kNames = " seed recovery mnemonic phrase wallet ";
    const std::size_t shared = shared_words(phrase, words);
    if (shared >= 2 || (shared == 1 && shared_words(kNames, words) > 0))
      return "looks like a part of a secret phrase";
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
