// Guessing what somebody meant to type.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mnestic::mcp {

// The candidate fewest edits (insert, drop, change, swap of neighbours; case and "-" for "_" are
// free) away from `name`; the first of equals. Empty when none is near enough to be meant, or
// `name` is longer than 64 bytes.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string>& candidates);

}  // namespace mnestic::mcp
