// config.json: from bytes to names and texts. What the names mean is settings.h's to say.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mnestic/base/result.h"

namespace mnestic::config {

// The file's bytes; nothing when there is no file (or no folder).
// Errors: failed_precondition when it cannot be read, or is far too long to be a configuration.
[[nodiscard]] Result<std::optional<std::string>> read_file(const std::filesystem::path& path);

// Names and values in the file's order; numbers and booleans as text, null as an empty one.
// Errors: invalid_argument with the place, when the text is no JSON object of plain values.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> parse_file(
    const std::filesystem::path& path, std::string_view text);

// The error for a name that no setting has; names the nearest real one, else all of them.
[[nodiscard]] Error unknown_key(const std::filesystem::path& path, std::string_view key,
                                std::span<const std::string_view> keys);

}  // namespace mnestic::config
