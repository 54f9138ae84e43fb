// Secrets in the fields of tables, addresses and command lines: the password of a connection
// string, "?api_key=" in a query, a column of a table, "mysql -p...".
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/tokens.h"
#include "guard/secrets.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kReason = "looks like a password";

bool names_secret(std::string_view name) {
  const std::string low = lower(name);
  for (const std::string_view part : {"password", "passwd", "passcode", "pwd", "secret", "token",
                                      "apikey", "api_key", "api-key", "access_key", "pin"}) {
    const std::size_t at = low.find(part);
    // "pin" by itself, the others in any name.
    if (at != std::string::npos && (part.size() > 3 || low.size() == part.size())) return true;
  }
  return low == "key" || low == "sig" || low == "auth" || low == "pass" || low == "code";
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
    if (host == std::string_view::npos || colon == std::string_view::npos || colon > host) continue;
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
    if (!names_secret(text.substr(at + 1, equals - at - 1))) continue;
    std::size_t end = equals + 1;
    while (end < text.size() && std::isspace(static_cast<unsigned char>(text[end])) == 0 &&
           std::string_view("&#\"'<>").find(text[end]) == std::string_view::npos) {
      ++end;
    }
    if (end - equals > kBytesMin) found.push_back({equals + 1, end, kReason});
  }
}

std::vector<Piece> fields_of(std::string_view text, Piece line) {
  std::vector<Piece> fields;
  std::size_t begin = line.begin;
  for (std::size_t at = line.begin; at <= line.end; ++at) {
    if (at < line.end && text[at] != ',' && text[at] != '\t' && text[at] != ';') continue;
    fields.push_back({begin, at});
    begin = at + 1;
  }
  return fields;
}

std::string_view stripped(std::string_view field) {
  constexpr std::string_view kAround = " \"'\r";
  const std::size_t begin = field.find_first_not_of(kAround);
  if (begin == std::string_view::npos) return {};
  return field.substr(begin, field.find_last_not_of(kAround) - begin + 1);
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

// "username,password,notes" and the lines below.
void find_in_table(std::string_view text, std::vector<Secret>& found) {
  std::vector<std::size_t> columns;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Piece line{at, std::min(text.find('\n', at), text.size())};
    at = line.end + 1;
    const std::vector<Piece> fields = fields_of(text, line);
    if (width > 1 && fields.size() >= width) {
      for (const std::size_t column : columns) {
        if (fields[column].end > fields[column].begin)
          found.push_back({fields[column].begin, fields[column].end, kReason});
      }
      continue;
    }
    columns.clear();
    width = 0;
    const bool names = fields.size() > 1 && std::all_of(fields.begin(), fields.end(), [&](Piece f) {
                         const std::string_view name =
                             stripped(text.substr(f.begin, f.end - f.begin));
                         return !name.empty() && name.find(' ') == std::string_view::npos;
                       });
    for (std::size_t i = 0; names && i < fields.size(); ++i) {
      const Piece f = fields[i];
      if (!names_secret(stripped(text.substr(f.begin, f.end - f.begin)))) continue;
      columns.push_back(i);
      width = fields.size();
    }
  }
}

}  // namespace

void find_fields(std::string_view text, std::vector<Secret>& found) {
  find_in_authority(text, found);
  find_in_query(text, found);
  find_in_codes(text, found);
  find_in_table(text, found);
}

}  // namespace mnestic::extract
