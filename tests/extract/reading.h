// Reading: what the rules make of one message, as a line that tests compare.
#pragma once

#include <string>

namespace mnestic::extract {

// "+ content" for each assertion and "- content" for each retraction, joined by "; ".
[[nodiscard]] std::string read_text(const std::string& text);

}  // namespace mnestic::extract
