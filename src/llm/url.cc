#include "url.h"

#include <algorithm>
#include <charconv>

namespace mnestic::llm {
namespace {

constexpr int kPortMax = 65'535;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

Error no_url() {
  return invalid_argument("An address must be like https://host/path, in printable ASCII.");
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

Result<int> parse_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return no_url();
  if (port < 1 || port > kPortMax) return no_url();
  return port;
}

// "host", "host:port", "[v6]", "[v6]:port".
Result<void> parse_authority(std::string_view text, Url& url) {
  std::string_view host = text;
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return no_url();
    host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    port = text.substr(colon);
  }
  if (host.empty()) return no_url();
  url.host = lower(host);
  url.port = url.secure ? 443 : 80;
  if (port.empty()) return {};
  if (port.front() != ':') return no_url();
  MNESTIC_TRY_ASSIGN(url.port, parse_port(port.substr(1)));
  return {};
}

}  // namespace

std::string Url::origin() const {
  const bool v6 = host.find(':') != std::string::npos;
  const bool usual = port == (secure ? 443 : 80);
  return (secure ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) +
         (usual ? "" : ":" + std::to_string(port));
}

Result<Url> parse_url(std::string_view text) {
  Url url;
  const std::string scheme = lower(text.substr(0, text.find("://")));
  if (scheme != "http" && scheme != "https") return no_url();
  if (!is_printable(text)) return no_url();
  url.secure = scheme == "https";
  text.remove_prefix(scheme.size() + 3);
  text = text.substr(0, text.find('#'));
  const std::string_view authority = text.substr(0, text.find_first_of("/?"));
  text.remove_prefix(authority.size());
  if (!text.empty()) url.path = text.front() == '/' ? std::string(text) : "/" + std::string(text);
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos) url.user = authority.substr(0, at);
  MNESTIC_TRY(
      parse_authority(at == std::string_view::npos ? authority : authority.substr(at + 1), url));
  return url;
}

Result<Url> resolve_url(const Url& from, std::string_view location) {
  location = location.substr(0, location.find('#'));
  if (!is_printable(location) || location.empty()) return no_url();
  if (location.starts_with("//")) {
    return parse_url((from.secure ? "https:" : "http:") + std::string(location));
  }
  if (location.find("://") < location.find_first_of("/?")) return parse_url(location);
  Url url = from;
  if (location.starts_with('/')) {
    url.path = location;
  } else {
    const std::string path = from.path.substr(0, from.path.find('?'));
    url.path = path.substr(0, path.rfind('/') + 1) + std::string(location);
  }
  return url;
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

bool is_asked_directly(std::string_view host, std::string_view no_proxy) {
  while (!no_proxy.empty()) {
    const auto comma = no_proxy.find(',');
    std::string entry = lower(no_proxy.substr(0, comma));
    no_proxy = comma == std::string_view::npos ? std::string_view() : no_proxy.substr(comma + 1);
    std::erase(entry, ' ');
    if (entry == "*") return true;
    if (entry.starts_with('.')) entry.erase(0, 1);
    if (entry.empty()) continue;
    if (host == entry || host.ends_with("." + entry)) return true;
  }
  return false;
}

}  // namespace mnestic::llm
