// Naming: what is said behind "don't call me sir": "Or madam.", "Just Robin."
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "grammar/tokens.h"

namespace mnestic::extract {

// "or madam", "just Robin", "Bob is fine" as a wish of its own; nothing for other words.
[[nodiscard]] std::optional<Tokens> more_naming(const Tokens& tokens);

// The same behind the statement `before`, where that tells what its user is called, or not called.
[[nodiscard]] std::optional<Tokens> more_naming(std::string_view before, const Tokens& tokens);

}  // namespace mnestic::extract
