// Validation of JSON against the part of JSON Schema that schemas/ uses: type, properties,
// required, additionalProperties (true or false), items, enum, minLength, maxLength, minItems,
// maxItems, minimum, maximum. Everything else in a schema is taken for description.
//
// Thread safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "mnestic/base/result.h"

namespace mnestic::tools {

// `value` as the schema wants it: a string that holds a number, boolean, array or object becomes
// one where that type is asked, a whole float becomes an integer; nothing else is changed. Errors:
// invalid_argument for the first thing wrong, naming the field by its path ("facts[2].kind") and
// how to mend it. `path` is where `value` stands, empty for a call's arguments.
[[nodiscard]] Result<nlohmann::json> validated(const nlohmann::json& schema, nlohmann::json value,
                                               const std::string& path = {});

// What is wrong with `value` as it stands, or nothing.
[[nodiscard]] std::optional<std::string> violation(const nlohmann::json& schema,
                                                   const nlohmann::json& value);

}  // namespace mnestic::tools
