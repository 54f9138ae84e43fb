// Schemas: the embedded JSON Schemas as trees, with shared parts spliced in.
//
// {"$splice":"memory"} stands for the whole of schemas/memory.json: clients are given no $ref,
// since many cannot read them.
//
// Thread safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace mnestic::tools {

// REQUIRES: schemas/<name>.json exists and is JSON ("recall.input", "kinds/todo").
[[nodiscard]] nlohmann::json schema_named(std::string_view name);

// The schema of a kind's data fields, parsed once. REQUIRES: a kind of model::kinds().
[[nodiscard]] const nlohmann::json& kind_schema(std::string_view kind);

}  // namespace mnestic::tools
