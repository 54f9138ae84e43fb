// Memories as JSON, and JSON values as the engine's. The one place that knows both forms.
//
// Thread safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/model/memory.h"

namespace mnestic::tools {

// As schemas/memory.json. What is empty, unknown or for ever is left out.
[[nodiscard]] nlohmann::json to_json(const model::Memory& memory);
[[nodiscard]] nlohmann::json to_json(const model::Fields& fields);

// Nothing when the moment has no text form (for ever, or past the year 9999).
[[nodiscard]] std::optional<std::string> time_text(Timestamp time);

// Errors: invalid_argument naming `path` for integers past 64 bits and nesting past kNestingMax.
// REQUIRES: an object.
[[nodiscard]] Result<model::Fields> to_fields(const nlohmann::json& object,
                                              const std::string& path);

}  // namespace mnestic::tools
