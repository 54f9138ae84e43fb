// Addresses taken apart, as far as asking them needs.
#pragma once

#include <string>
#include <string_view>

#include "mnestic/base/result.h"

namespace mnestic::llm {

struct Url {
  bool secure = false;
  std::string user;        // "user:password", as written; only of a proxy
  std::string host;        // in lower case; an IPv6 address without its brackets
  int port = 0;            // always set
  std::string path = "/";  // with the query, without the fragment

  // "https://host:port", fit for messages.
  [[nodiscard]] std::string origin() const;
};

// Errors: invalid_argument for what is no http or https address; the message does not repeat it.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

// Where a `Location` leads that was received for `from`.
[[nodiscard]] Result<Url> resolve_url(const Url& from, std::string_view location);

// "localhost", 127.0.0.0/8 and ::1.
[[nodiscard]] bool is_this_machine(std::string_view host);

// `no_proxy` as curl reads it: names and domains (with or without a leading dot), or "*".
[[nodiscard]] bool is_asked_directly(std::string_view host, std::string_view no_proxy);

}  // namespace mnestic::llm
