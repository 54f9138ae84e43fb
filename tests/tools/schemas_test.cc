#include "schemas.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "embedded.h"
#include "mnestic/base/limits.h"
#include "mnestic/model/kinds.h"
#include "mnestic/model/memory.h"
#include "mnestic/tools/tools.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

// Calls visit(path, node) for every schema inside `schema`, itself included.
template <typename Visit>
void walk(const Json& schema, const std::string& path, const Visit& visit) {
  visit(path, schema);
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [name, member] : properties.items()) {
    walk(member, path + "." + name, visit);
  }
  if (schema.contains("items")) walk(schema["items"], path + "[]", visit);
}

std::set<std::string> names_of_kinds() {
  std::set<std::string> names;
  for (const auto& policy : model::kinds()) names.emplace(policy.name);
  return names;
}

TEST_CASE("schemas: every tool has both, plain enough for every client") {
  const std::set<std::string> input_words = {
      "type",      "properties", "required", "additionalProperties",
      "items",     "enum",       "default",  "description",
      "minLength", "maxLength",  "minItems", "maxItems",
      "minimum",   "maximum"};
  for (const std::string& tool : tool_names()) {
    CAPTURE(tool);
    const Json input = schema_named(tool + ".input");
    CHECK(input["type"] == "object");
    CHECK(input["additionalProperties"] == false);
    CHECK(input.size() == 4);
    walk(input, tool, [&](const std::string& path, const Json& node) {
      CAPTURE(path);
      REQUIRE(node.is_object());
      CHECK(node["type"].is_string());
      for (const auto& [word, value] : node.items()) {
        CAPTURE(word);
        CHECK(input_words.contains(word));
      }
      if (node["type"] == "array") CHECK(node.contains("items"));
      if (path != tool && !path.ends_with("[]"))
        CHECK(node["description"].get<std::string>().size() > 10);
      if (node["type"] == "string" && !node.contains("enum")) CHECK(node.contains("maxLength"));
      if (node["type"] == "array" && !node["items"].contains("enum"))
        CHECK(node.contains("maxItems"));
    });
    const Json output = schema_named(tool + ".output");
    CHECK(output["type"] == "object");
    walk(output, tool, [&](const std::string& path, const Json& node) {
      CAPTURE(path);
      CHECK(node["type"].is_string());
      CHECK_FALSE(node.contains("additionalProperties"));
      CHECK_FALSE(node.contains("$splice"));
      CHECK_FALSE(node.contains("$ref"));
      if (node["type"] == "array") CHECK(node.contains("items"));
    });
    // Every required member is described.
    for (const Json* schema : {&input, &output}) {
      for (const Json& name : (*schema)["required"]) {
        CHECK((*schema)["properties"].contains(name.get<std::string>()));
      }
    }
  }
}

TEST_CASE("schemas: enums agree with the program's own tables") {
  std::set<std::string> layers;
  for (const auto layer :
       {model::Layer::short_term, model::Layer::semantic, model::Layer::long_term}) {
    layers.emplace(to_string(layer));
  }
  std::size_t kinds_seen = 0;
  std::size_t layers_seen = 0;
  for (const std::string& tool : tool_names()) {
    walk(schema_named(tool + ".input"), tool, [&](const std::string& path, const Json& node) {
      CAPTURE(path);
      if (!node.contains("enum")) return;
      std::set<std::string> names;
      for (const Json& name : node["enum"]) names.insert(name.get<std::string>());
      CHECK(names.size() == node["enum"].size());
      if (path.ends_with(".kind") || path.ends_with(".kinds[]")) {
        CHECK(names == names_of_kinds());
        ++kinds_seen;
      } else if (path.ends_with(".layer") || path.ends_with(".layers[]")) {
        CHECK(names == layers);
        ++layers_seen;
      } else if (path.ends_with(".status")) {
        names.erase("any");
        for (const auto& name : names) CHECK(model::status_named(name));
        CHECK(names.size() == 5);
      } else if (path.ends_with(".origin")) {
        for (const auto& name : names) CHECK(model::origin_named(name));
      }
    });
  }
  CHECK(kinds_seen >= 5);
  CHECK(layers_seen >= 3);
}

TEST_CASE("schemas: limits agree with the program's") {
  const Json remember = schema_named("remember.input")["properties"];
  const Json fact = remember["facts"]["items"]["properties"];
  CHECK(fact["content"]["maxLength"] == kContentBytesMax);
  CHECK(remember["text"]["maxLength"] == kTextBytesMax);
  CHECK(remember["messages"]["items"]["properties"]["content"]["maxLength"] == kTextBytesMax);
  CHECK(remember["facts"]["maxItems"] == kItemsPerCallMax);
  CHECK(remember["messages"]["maxItems"] == kItemsPerCallMax);
  CHECK(remember["tags"]["maxItems"] == kTagsMax);
  CHECK(remember["tags"]["items"]["maxLength"] == kTagBytesMax);
  CHECK(remember["user_id"]["maxLength"] == kIdBytesMax);
  CHECK(schema_named("recall.input")["properties"]["limit"]["maximum"] == kLimitMax);
  CHECK(schema_named("list_memories.input")["properties"]["limit"]["maximum"] == kLimitMax);
  const Json add = schema_named("add_messages.input")["properties"];
  CHECK(add["messages"]["maxItems"] == kItemsPerCallMax);
  CHECK(add["messages"]["items"]["properties"]["content"]["maxLength"] == kTextBytesMax);
  CHECK(add["title"]["maxLength"] == kTitleBytesMax);
  CHECK(add["chat_id"]["maxLength"] == kIdBytesMax);
  const Json budget = schema_named("recall.input")["properties"]["max_tokens"];
  CHECK(budget["maximum"] == kReplyTokensMax);
  CHECK(budget["default"] == kReplyTokensDefault);
}

TEST_CASE("schemas: a kind has a schema, and a schema of a kind has a kind") {
  std::set<std::string> found;
  for (const EmbeddedSchema& schema : embedded_schemas()) {
    CHECK(Json::accept(schema.text));
    const std::string name(schema.name);
    if (name.starts_with("kinds/")) found.insert(name.substr(6));
  }
  CHECK(found == names_of_kinds());
  for (const std::string& kind : found) {
    CAPTURE(kind);
    walk(kind_schema(kind), kind, [&](const std::string& path, const Json& node) {
      CAPTURE(path);
      CHECK(node["type"].is_string());
    });
  }
}

}  // namespace
}  // namespace mnestic::tools
