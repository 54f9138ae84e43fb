#include "memory_json.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <utility>

#include "mnestic/base/limits.h"
#include "mnestic/text/time.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

// The first and the last moment that RFC 3339 can write.
constexpr Timestamp kTextBegins{std::chrono::milliseconds(-62'135'596'800'000)};
constexpr Timestamp kTextEnds{std::chrono::milliseconds(253'402'300'799'999)};

Json value_json(const model::Value& value);

struct ValueWriter {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const model::Values& values) const {
    Json array = Json::array();
    for (const model::Value& value : values) array.push_back(value_json(value));
    return array;
  }
  Json operator()(const model::Fields& fields) const { return tools::to_json(fields); }
  template <typename Scalar>
  Json operator()(const Scalar& scalar) const {
    return scalar;
  }
};

Json value_json(const model::Value& value) { return std::visit(ValueWriter{}, value.variant); }

void put(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

void put_time(Json& object, const char* name, Timestamp time) {
  if (auto text = time_text(time)) object[name] = *std::move(text);
}

Json source_json(const model::Source& source) {
  Json object = Json::object();
  put(object, "chat_id", source.chat_id);
  if (source.message) object["message"] = *source.message;
  put(object, "role", source.role);
  put(object, "client", source.client);
  put(object, "quote", source.quote);
  return object;
}

Result<model::Value> to_value(const Json& json, const std::string& path, std::size_t depth) {
  if (depth > kNestingMax) {
    return invalid_argument(path + " is nested deeper than " + std::to_string(kNestingMax) + ".");
  }
  if (json.is_null()) return model::Value();
  if (json.is_boolean()) return model::Value(json.get<bool>());
  if (json.is_number_float()) return model::Value(json.get<double>());
  if (json.is_number_integer()) {
    if (json.is_number_unsigned() &&
        json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
      return invalid_argument(path + " is too large for a number; give it as a string.");
    }
    return model::Value(json.get<std::int64_t>());
  }
  if (json.is_string()) return model::Value(json.get<std::string>());
  if (json.is_array()) {
    model::Values values;
    for (const Json& item : json) {
      MNESTIC_TRY_ASSIGN(
          auto value, to_value(item, path + "[" + std::to_string(values.size()) + "]", depth + 1));
      values.push_back(std::move(value));
    }
    return model::Value(std::move(values));
  }
  model::Fields fields;
  for (const auto& [name, item] : json.items()) {
    MNESTIC_TRY_ASSIGN(auto value, to_value(item, path + "." + name, depth + 1));
    fields.emplace(name, std::move(value));
  }
  return model::Value(std::move(fields));
}

}  // namespace

Json to_json(const model::Fields& fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) object[name] = value_json(value);
  return object;
}

std::optional<std::string> time_text(Timestamp time) {
  if (time < kTextBegins || time > kTextEnds) return std::nullopt;
  return text::format_time(time);
}

Json to_json(const model::Memory& memory) {
  Json object = {{"id", memory.id.to_string()},
                 {"user_id", memory.user_id},
                 {"content", memory.content},
                 {"kind", model::policy_of(memory.kind).name},
                 {"layer", model::to_string(memory.layer)},
                 {"origin", model::to_string(memory.origin)},
                 {"confidence", memory.confidence},
                 {"importance", memory.importance},
                 {"access_count", memory.access_count},
                 {"status", model::to_string(memory.status)},
                 {"version", memory.version}};
  if (!memory.data.empty()) object["data"] = to_json(memory.data);
  if (!memory.tags.empty()) object["tags"] = memory.tags;
  if (!memory.metadata.empty()) object["metadata"] = to_json(memory.metadata);
  if (Json source = source_json(memory.source); !source.empty())
    object["source"] = std::move(source);
  put_time(object, "observed_at", memory.observed_at);
  put_time(object, "valid_from", memory.valid_from);
  put_time(object, "valid_to", memory.valid_to);
  put_time(object, "created_at", memory.created_at);
  put_time(object, "updated_at", memory.updated_at);
  put_time(object, "expires_at", memory.expires_at);
  if (memory.last_accessed_at) put_time(object, "last_accessed_at", *memory.last_accessed_at);
  for (const auto& id : memory.supersedes) object["supersedes"].push_back(id.to_string());
  if (memory.superseded_by) object["superseded_by"] = memory.superseded_by->to_string();
  return object;
}

Result<model::Fields> to_fields(const Json& object, const std::string& path) {
  MNESTIC_TRY_ASSIGN(auto value, to_value(object, path, 1));
  return std::move(*std::get_if<model::Fields>(&value.variant));
}

}  // namespace mnestic::tools
