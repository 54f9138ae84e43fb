// URI templates of the simplest kind (RFC 6570 level 1): literal text and `{variable}`s.
//
// Thread safety: pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::mcp {

// Names in their order. Nothing when it is malformed: a stray brace, a name that is empty or not of
// A-Z a-z 0-9 _, a name twice, two variables without text between them.
[[nodiscard]] std::optional<std::vector<std::string>> template_variables(
    std::string_view uri_template);

// What the variables stand for in `uri`, percent-decoded; nothing when the template does not fit. A
// variable ends where the text after it begins first.
// REQUIRES: a well-formed template.
[[nodiscard]] std::optional<std::map<std::string, std::string>> match_uri(
    std::string_view uri_template, std::string_view uri);

}  // namespace mnestic::mcp
