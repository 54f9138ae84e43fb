// Keys and tokens that can be told by their shape alone: vendor prefixes, JSON web tokens, private
// key blocks.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

struct Shape {
  std::string_view prefix;
  std::size_t tail_bytes_min;  // key characters after the prefix
  std::string_view reason;
};

constexpr std::string_view kApiKey = "looks like an API key";
constexpr std::string_view kToken = "looks like an access token";
constexpr std::string_view kPrivateKey = "looks like a private key";
constexpr std::array kShapes = {
    Shape{"sk-", 16, kApiKey}, Shape{"sk_live_", 12, kApiKey}, Shape{"sk_test_", 12, kApiKey},
    Shape{"rk_live_", 12, kApiKey}, Shape{"pk_live_", 12, kApiKey}, Shape{"whsec_", 16, kApiKey},
    Shape{"AKIA", 16, kApiKey}, Shape{"ASIA", 16, kApiKey}, Shape{"AIza", 30, kApiKey},
    Shape{"ghp_", 20, kToken}, Shape{"gho_", 20, kToken}, Shape{"ghu_", 20, kToken},
    Shape{"ghs_", 20, kToken}, Shape{"ghr_", 20, kToken}, Shape{"github_pat_", 20, kToken},
    Shape{"glpat-", 16, kToken}, Shape{"xoxb-", 10, kToken}, Shape{"xoxp-", 10, kToken},
    Shape{"xoxa-", 10, kToken}, Shape{"xoxs-", 10, kToken}, Shape{"xoxr-", 10, kToken},
    Shape{"xapp-", 10, kToken}, Shape{"npm_", 30, kToken}, Shape{"hf_", 24, kToken},
    Shape{"pypi-", 24, kToken}, Shape{"SG.", 30, kApiKey}, Shape{"dop_v1_", 30, kToken},
    Shape{"shpat_", 20, kToken}, Shape{"ya29.", 20, kToken}, Shape{"EAACEdEose0cBA", 10, kToken},
    Shape{"gsk_", 24, kApiKey}, Shape{"AGE-SECRET-KEY-1", 20, kPrivateKey},
    // Extended keys of wallets (BIP 32, SLIP 132).
    Shape{"xprv", 100, kPrivateKey}, Shape{"yprv", 100, kPrivateKey},
    Shape{"zprv", 100, kPrivateKey}, Shape{"tprv", 100, kPrivateKey}};

bool key_char(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

std::size_t key_end(std::string_view text, std::size_t at) {
  while (at < text.size() && key_char(text[at])) ++at;
  while (at > 0 && (text[at - 1] == '.' || text[at - 1] == '-')) --at;
  return at;
}

// Upper-case letters and digits only: what AWS ids are made of. "AKIA" in prose stays prose.
bool shouting(std::string_view tail) {
  for (const char c : tail) {
    if (std::isupper(static_cast<unsigned char>(c)) == 0 &&
        std::isdigit(static_cast<unsigned char>(c)) == 0) {
      return false;
    }
  }
  return true;
}

bool mixed(std::string_view tail) {
  for (const char c : tail) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
        std::isupper(static_cast<unsigned char>(c)) != 0) {
      return true;
    }
  }
  return false;
}

// Three parts of URL-safe base 64, of which the first is a JSON object.
bool is_jwt(std::string_view word) {
  if (!word.starts_with("eyJ")) return false;
  const std::size_t first = word.find('.');
  if (first == std::string_view::npos || first < 10) return false;
  const std::size_t second = word.find('.', first + 1);
  return second != std::string_view::npos && second - first > 10 && word.size() - second > 8;
}

// What Telegram gives out for a bot: its number, a colon, 35 key characters.
std::size_t bot_token_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kTailBytes = 35;
  std::size_t colon = at;
  while (colon < text.size() && std::isdigit(static_cast<unsigned char>(text[colon])) != 0) ++colon;
  if (colon - at < 8 || colon - at > 10 || colon >= text.size() || text[colon] != ':') return 0;
  std::size_t end = colon + 1;
  while (end < text.size() && key_char(text[end]) && text[end] != '.') ++end;
  return end - colon - 1 == kTailBytes ? end : 0;
}

void find_private_keys(std::string_view text, std::vector<Secret>& found) {
  std::size_t at = 0;
  while ((at = text.find("-----BEGIN ", at)) != std::string_view::npos) {
    const std::size_t line = text.find("-----", at + 11);
    if (line == std::string_view::npos) return;
    if (text.substr(at, line - at).find("PRIVATE KEY") == std::string_view::npos) {
      at = line;
      continue;
    }
    const std::size_t end_line = text.find("-----END ", line + 5);
    std::size_t end = text.size();
    if (end_line != std::string_view::npos) {
      const std::size_t dashes = text.find("-----", end_line + 9);
      if (dashes != std::string_view::npos) end = dashes + 5;
    }
    found.push_back({at, end, kPrivateKey});
    at = end;
  }
}

// "Crumpet!8", "Thimble^4": a word with such a sign inside and a digit is nothing but a password.
bool is_signed_word(std::string_view word) {
  constexpr std::size_t kBytesMin = 7;
  const std::size_t sign = word.find_first_of("!^");
  if (word.size() < kBytesMin || sign < 3 || sign == std::string_view::npos ||
      word.find_first_of("!^", sign + 1) != std::string_view::npos) {
    return false;
  }
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return std::any_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(sign), letter) &&
         digit(word.back()) && std::all_of(word.begin(), word.end(), [&](char c) {
           return letter(c) || digit(c) ||
                  std::string_view("!^_-").find(c) != std::string_view::npos;
         });
}

// "Bluegill*Pond9", "Fasolada_82!k": letters of both cases and digits around a sign that no name
// holds.
bool is_strong_word(std::string_view word) {
  constexpr std::size_t kBytesMin = 8;
  constexpr std::size_t kBytesMax = 40;
  const std::size_t sign = word.find_first_of("!$^*~");
  if (word.size() < kBytesMin || word.size() > kBytesMax || sign == std::string_view::npos ||
      sign < 2 || sign + 1 >= word.size()) {
    return false;
  }
  bool upper = false;
  bool digit = false;
  std::size_t letters = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0 &&
        std::string_view("!$%^*~_-.#@&").find(c) == std::string_view::npos)
      return false;
    upper = upper || std::isupper(byte) != 0;
    digit = digit || std::isdigit(byte) != 0;
    letters += std::islower(byte) != 0 ? 1 : 0;
  }
  return upper && digit && letters >= 4 &&
         std::isalnum(static_cast<unsigned char>(word[sign - 1])) != 0 &&
         std::isalnum(static_cast<unsigned char>(word[sign + 1])) != 0;
}

void find_signed_words(std::string_view text, std::vector<Secret>& found) {
  for (Piece word : pieces_of(text)) {
    while (word.end > word.begin &&
           std::string_view(".,;:?)\"'").find(text[word.end - 1]) != std::string_view::npos)
      --word.end;
    const std::string_view said = text.substr(word.begin, word.end - word.begin);
    if (is_signed_word(said) || is_strong_word(said))
      found.push_back({word.begin, word.end, "looks like a password"});
  }
}

// "sha256 of the file", "the last commit": what has so many digits and is known to all. An address
// never has the 64 hexadecimal digits of a private key.
bool is_digest_of(std::string_view text, std::size_t at, bool key) {
  constexpr std::size_t kReachBytes = 32;
  const std::size_t from = at > kReachBytes ? at - kReachBytes : 0;
  std::string before(text.substr(from, at - from));
  for (char& c : before) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view word : {"sha", "hash", "digest", "checksum", "commit", "://", "md5",
                                      "transaction", "tx", "address", "etag", "image"}) {
    if (key && word == "address") continue;
    if (before.find(word) != std::string::npos) return true;
  }
  return false;
}

// Words that nobody could know by heart: 32 characters and more of upper case, lower case and
// digits, or 64 of hexadecimal digits, as private keys have.
void find_dense_words(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kBytesMin = 32;
  constexpr std::size_t kHexBytes = 64;
  const auto is_dense = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '/' || c == '=' ||
           c == '_' || c == '-';
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_dense(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    if (word.starts_with("0x")) word.remove_prefix(2);
    std::size_t upper = 0;
    std::size_t lower_case = 0;
    std::size_t digits = 0;
    std::size_t hex = 0;
    std::size_t breaks = 0;
    for (const char c : word) {
      const auto byte = static_cast<unsigned char>(c);
      upper += std::isupper(byte) != 0 ? 1 : 0;
      lower_case += std::islower(byte) != 0 ? 1 : 0;
      digits += std::isdigit(byte) != 0 ? 1 : 0;
      hex += std::isxdigit(byte) != 0 ? 1 : 0;
      breaks += std::isalnum(byte) == 0 ? 1 : 0;
    }
    const bool mixed = word.size() >= kBytesMin && upper >= 4 && lower_case >= 4 && digits >= 3 &&
                       breaks * 8 <= word.size();
    const bool key = word.size() == kHexBytes && hex == kHexBytes && digits > 8;
    if ((mixed || key) && !is_digest_of(text, at, key))
      found.push_back({at, end, "looks like a secret key"});
    at = std::max(end, at + 1);
  }
}

// "4-7-7-1-2": nothing else is written so.
void find_dashed_digits(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kDigitsMin = 4;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto digit = [&](std::size_t k) {
      return k < text.size() && std::isdigit(static_cast<unsigned char>(text[k])) != 0;
    };
    if (!digit(at) || (at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                                  text[at - 1] == '-'))) {
      continue;
    }
    std::size_t end = at + 1;
    std::size_t digits = 1;
    while (end + 1 < text.size() && text[end] == '-' && digit(end + 1)) {
      end += 2;
      ++digits;
    }
    const bool whole =
        end >= text.size() || std::isalnum(static_cast<unsigned char>(text[end])) == 0;
    if (digits >= kDigitsMin && whole)
      found.push_back({at, end, "looks like a PIN or access code"});
    at = end;
  }
}

}  // namespace

void find_key_shapes(std::string_view text, std::vector<Secret>& found) {
  find_dashed_digits(text, found);
  find_dense_words(text, found);
  find_private_keys(text, found);
  find_signed_words(text, found);
  std::size_t at = 0;
  while (at < text.size()) {
    if (!key_char(text[at]) || (at > 0 && key_char(text[at - 1]))) {
      ++at;
      continue;
    }
    if (const std::size_t token = bot_token_end(text, at); token != 0) {
      found.push_back({at, token, kToken});
      at = token;
      continue;
    }
    const std::size_t end = key_end(text, at);
    if (end <= at) {
      ++at;
      continue;
    }
    const std::string_view word = text.substr(at, end - at);
    std::string_view reason;
    if (is_jwt(word)) reason = kToken;
    for (const Shape& shape : kShapes) {
      if (!reason.empty()) break;
      if (!word.starts_with(shape.prefix)) continue;
      const std::string_view tail = word.substr(shape.prefix.size());
      const bool upper_only = shape.prefix == "AKIA" || shape.prefix == "ASIA";
      if (tail.size() >= shape.tail_bytes_min && (upper_only ? shouting(tail) : mixed(tail))) {
        reason = shape.reason;
      }
    }
    if (!reason.empty()) found.push_back({at, end, reason});
    at = end;
  }
}

}  // namespace mnestic::extract
