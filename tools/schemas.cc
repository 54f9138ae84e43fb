#include "schemas.h"

#include <map>
#include <string>

#include "embedded.h"
#include "mnestic/base/assert.h"
#include "mnestic/model/kinds.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

Json parsed(std::string_view name) {
  for (const EmbeddedSchema& schema : embedded_schemas()) {
    if (schema.name != name) continue;
    Json tree = Json::parse(schema.text, nullptr, false);
    MNESTIC_ASSERT(tree.is_object());
    return tree;
  }
  MNESTIC_ASSERT(false && "no such schema");
  return {};
}

void splice(Json& node) {
  if (node.is_object() && node.size() == 1 && node.contains("$splice")) {
    node = parsed(node["$splice"].get_ref<const std::string&>());
    return;
  }
  if (node.is_structured()) {
    for (Json& child : node) splice(child);
  }
}

}  // namespace

Json schema_named(std::string_view name) {
  Json schema = parsed(name);
  splice(schema);
  return schema;
}

const Json& kind_schema(std::string_view kind) {
  static const std::map<std::string, Json, std::less<>> schemas = [] {
    std::map<std::string, Json, std::less<>> made;
    for (const auto& policy : model::kinds()) {
      made.emplace(policy.name, schema_named("kinds/" + std::string(policy.name)));
    }
    return made;
  }();
  const auto found = schemas.find(kind);
  MNESTIC_ASSERT(found != schemas.end());
  return found->second;
}

}  // namespace mnestic::tools
