// Secrets in addresses: the password of a connection string, "?api_key=" in a query, a path that
// lets in whoever knows it; and in what the square code of a wireless network says.
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/lexicon.h"
#include "grammar/tokens.h"
#include "secrets/names.h"
#include "secrets/secrets.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a password";

// "k3J9fLq20sVbn4Xt81Pw" and not "how-to-reset-your-password-in-10-steps": what nobody could guess.
bool is_unguessable(std::string_view part) {
  constexpr std::size_t kBytesMin = 20;
  constexpr std::size_t kKindMin = 3;
  constexpr std::size_t kUuidBytes = 36;
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t dashes = 0;
  for (const char c : part) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isdigit(byte) != 0) {
      ++digits;
    } else if (std::isalpha(byte) != 0) {
      ++letters;
    } else if (c == '-' || c == '_') {
      ++dashes;
    } else {
      return false;
    }
  }
  const bool uuid = part.size() == kUuidBytes && dashes == 4 && part[8] == '-' && part[13] == '-';
  return part.size() >= kBytesMin && digits >= kKindMin && letters >= kKindMin &&
         (dashes < kKindMin || uuid);
}

// "scheme://user:password@host"
void find_in_authority(std::string_view text, std::vector<Secret>& found) {
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at)) {
    at += 3;
    std::size_t end = at;
    while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) == 0) ++end;
    const std::string_view rest = text.substr(at, end - at);
    const std::string_view authority = rest.substr(0, rest.find_first_of("?#"));
    const std::size_t host = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (host == std::string_view::npos) continue;
    if (is_unguessable(authority.substr(0, host))) found.push_back({at, at + host, kReason});
    if (colon == std::string_view::npos || colon > host) continue;
    if (host > colon + 1) found.push_back({at + colon + 1, at + host, kReason});
  }
}

// "?city=Leeds&apikey=..."
void find_in_query(std::string_view text, std::vector<Secret>& found) {
  constexpr std::size_t kBytesMin = 4;
  for (std::size_t at = text.find_first_of("?&"); at != std::string_view::npos;
       at = text.find_first_of("?&", at + 1)) {
    std::size_t equals = at + 1;
    while (equals < text.size() && (std::isalnum(static_cast<unsigned char>(text[equals])) != 0 ||
                                    text[equals] == '_' || text[equals] == '-')) {
      ++equals;
    }
    if (equals >= text.size() || text[equals] != '=') continue;
    if (named_by(text.substr(at + 1, equals - at - 1)) == Named::nothing) continue;
    std::size_t end = equals + 1;
    while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) == 0 &&
           std::string_view("&#\"'<>").find(text[end]) == std::string_view::npos) {
      ++end;
    }
    if (end - equals > kBytesMin) found.push_back({equals + 1, end, kReason});
  }
}

// What a wireless network's square code says, "WIFI:T:WPA;S:home;P:secret;;", and the addresses
// that let anybody post.
void find_in_codes(std::string_view text, std::vector<Secret>& found) {
  for (std::size_t at = text.find("WIFI:"); at != std::string_view::npos;
       at = text.find("WIFI:", at + 1)) {
    const std::size_t value = text.find("P:", text.find(';', at));
    if (value == std::string_view::npos) break;
    found.push_back({value + 2, std::min(text.find(';', value), text.size()), kReason});
  }
  for (const std::string_view host : {"hooks.slack.com/services/", "/api/webhooks/"}) {
    const std::size_t at = text.find(host);
    if (at == std::string_view::npos) continue;
    std::size_t end = at + host.size();
    while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) == 0) ++end;
    if (end > at + host.size()) found.push_back({at + host.size(), end, "looks like a secret key"});
  }
}

// Whether an address says of itself that whoever knows it may do something.
bool is_powerful(std::string_view address) {
  static const WordSet words(
      "hook hooks webhook webhooks token tokens invite invites invitation join magic reset "
      "resetpassword sig signature verify verification confirm confirmation activate activation "
      "private secret key auth login signin sso unsubscribe ical oauth callback sas");
  static const WordSet known("commit commits tree blob");  // digests that all may know
  bool powerful = false;
  for (std::size_t at = 0; at < address.size();) {
    std::size_t end = at;
    while (end < address.size() && std::isalnum(static_cast<unsigned char>(address[end])) != 0)
      ++end;
    const std::string word = lower(address.substr(at, end - at));
    if (known.has(word)) return false;
    powerful = powerful || words.has(word);
    at = end + 1;
  }
  return powerful;
}

// "https://app.example.com/invite/k3J9fLq20sVbn4Xt81Pw", "hooks.example.com/in/...".
void find_in_path(std::string_view text, std::vector<Secret>& found) {
  constexpr std::string_view kMarks = "/?&=#%.,;:!()<>[]\"'";
  for (const Piece& piece : pieces_of(text)) {
    const std::string_view address = text.substr(piece.begin, piece.end - piece.begin);
    const std::size_t dot = address.find('.');
    if (dot == std::string_view::npos || address.find('/', dot) == std::string_view::npos) continue;
    if (!is_powerful(address)) continue;
    for (std::size_t at = dot; at < address.size();) {
      const std::size_t end = std::min(address.find_first_of(kMarks, at), address.size());
      if (is_unguessable(address.substr(at, end - at)))
        found.push_back({piece.begin + at, piece.begin + end, "looks like an access token"});
      at = end + 1;
    }
  }
}

}  // namespace

void find_fields(std::string_view text, std::vector<Secret>& found) {
  find_in_authority(text, found);
  find_in_query(text, found);
  find_in_codes(text, found);
  find_in_path(text, found);
}

}  // namespace mnestic::extract
