#include "fields.h"

#include <string>
#include <utility>

#include "memory_json.h"
#include "mnestic/base/assert.h"
#include "schemas.h"
#include "validate.h"

namespace mnestic::tools {
namespace {

// The schema's enums admit known names only.
template <typename T>
T known(std::optional<T> value) {
  MNESTIC_ASSERT(value.has_value());
  return *value;
}

Result<model::Source> read_source(const nlohmann::json& object, const Arguments& parent) {
  const Arguments arguments(object, parent.zone());
  model::Source source;
  source.chat_id = arguments.text("chat_id").value_or("");
  if (const auto message = arguments.integer("message")) {
    source.message = static_cast<std::uint32_t>(*message);
  }
  source.role = arguments.text("role").value_or("");
  source.client = arguments.text("client").value_or("");
  source.quote = arguments.text("quote").value_or("");
  return source;
}

Result<model::Fields> read_data(const Arguments& arguments, model::Kind kind) {
  const std::string path = arguments.path_of("data");
  MNESTIC_TRY_ASSIGN(const auto data, validated(kind_schema(model::policy_of(kind).name),
                                                arguments.at("data"), path));
  return to_fields(data, path);
}

}  // namespace

Result<memory::Fields> read_fields(const Arguments& arguments, model::Kind kind_otherwise) {
  memory::Fields fields;
  fields.content = arguments.text("content");
  if (const auto name = arguments.text("kind")) fields.kind = known(model::kind_named(*name));
  if (const auto name = arguments.text("layer")) fields.layer = known(model::layer_named(*name));
  if (const auto name = arguments.text("origin")) fields.origin = known(model::origin_named(*name));
  fields.confidence = arguments.number("confidence");
  fields.importance = arguments.number("importance");
  if (arguments.has("data")) {
    MNESTIC_TRY_ASSIGN(fields.data, read_data(arguments, fields.kind.value_or(kind_otherwise)));
  }
  if (arguments.has("tags")) fields.tags = arguments.texts("tags");
  if (arguments.has("metadata")) {
    MNESTIC_TRY_ASSIGN(fields.metadata,
                       to_fields(arguments.at("metadata"), arguments.path_of("metadata")));
  }
  if (arguments.has("source")) {
    MNESTIC_TRY_ASSIGN(fields.source, read_source(arguments.at("source"), arguments));
  }
  MNESTIC_TRY_ASSIGN(fields.observed_at, arguments.time("observed_at"));
  MNESTIC_TRY_ASSIGN(fields.valid_from, arguments.time("valid_from"));
  MNESTIC_TRY_ASSIGN(fields.valid_to, arguments.time("valid_to"));
  MNESTIC_TRY_ASSIGN(fields.expires_at, arguments.time("expires_at"));
  return fields;
}

}  // namespace mnestic::tools
