// The texts of schemas/, put in at build.
#pragma once

#include <span>
#include <string_view>

namespace mnestic::tools {

struct EmbeddedSchema {
  std::string_view name;  // the path below schemas/ without ".json": "recall.input", "kinds/todo"
  std::string_view text;
};

[[nodiscard]] std::span<const EmbeddedSchema> embedded_schemas();

}  // namespace mnestic::tools
