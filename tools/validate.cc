#include "validate.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "mnestic/mcp/nearest.h"
#include "mnestic/rpc/message.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kShownBytesMax = 60;

std::string shown(const Json& value) {
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() <= kShownBytesMax) return text;
  return std::string(utf8_prefix(text, kShownBytesMax)) + "...";
}

std::string type_of(const Json& schema) { return schema.value("type", std::string()); }

std::string with_article(const std::string& type) {
  const bool vowel = type == "integer" || type == "object" || type == "array";
  return (vowel ? "an " : "a ") + type;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return true;
}

// A float without fraction that fits, as an integer; JSON Schema does not tell them apart.
std::optional<Json> whole_number(const Json& value) {
  constexpr double kExactMax = 9007199254740992.0;
  if (!value.is_number_float()) return std::nullopt;
  const double number = value.get<double>();
  if (std::floor(number) != number || std::fabs(number) > kExactMax) return std::nullopt;
  return Json(static_cast<std::int64_t>(number));
}

std::optional<Json> parsed_text(std::string_view text) {
  if (text.size() > kFrameBytesMax || rpc::nested_deeper_than(text, kNestingMax)) {
    return std::nullopt;
  }
  // The parser would stop at a NUL.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  Json value = Json::parse(text, nullptr, false);
  return value.is_discarded() ? std::nullopt : std::optional(std::move(value));
}

std::optional<Json> boolean_of(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (text == "true") return Json(true);
  if (text == "false") return Json(false);
  return std::nullopt;
}

// The value in the wanted type, when that is what it plainly means.
std::optional<Json> coerced(const Json& value, const std::string& type) {
  if (type == "integer" && value.is_number_float()) return whole_number(value);
  if (!value.is_string() || type == "string") return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (type == "boolean") return boolean_of(text);
  auto meant = parsed_text(text);
  if (!meant || meant->is_string()) return std::nullopt;
  if (type == "integer" && meant->is_number_float()) meant = whole_number(*meant);
  if (!meant || !has_type(*meant, type)) return std::nullopt;
  return meant;
}

// A value that the schema would take, to show.
Json example_of(const Json& schema, std::string_view name) {
  if (schema.contains("enum")) return schema["enum"][0];
  if (schema.contains("default")) return schema["default"];
  const std::string type = type_of(schema);
  if (type == "integer") return schema.value("minimum", Json(1));
  if (type == "number") return 0.5;
  if (type == "boolean") return true;
  if (type == "array") {
    return Json::array(
        {schema.contains("items") ? example_of(schema["items"], name) : Json("...")});
  }
  if (type == "object") {
    Json object = Json::object();
    for (const Json& required : schema.value("required", Json::array())) {
      const auto& member = required.get_ref<const std::string&>();
      object[member] = example_of(schema["properties"][member], member);
    }
    return object;
  }
  const std::string description = schema.value("description", std::string());
  if (description.find("RFC 3339") != std::string::npos) return "2026-11-20T10:00:00Z";
  if (name == "id" || name == "ids") return "mem_01k9xq0000abcdefghjkmnpqrs";
  return "...";
}

class Validator {
 public:
  explicit Validator(bool coercing) : coercing_(coercing) {}

  // Nothing: `value` is right (and coerced).
  std::optional<std::string> check(const Json& schema, Json& value, const std::string& path) const {
    const std::string type = type_of(schema);
    if (!has_type(value, type)) {
      auto meant = coercing_ ? coerced(value, type) : whole_if_wanted(value, type);
      if (!meant) return wrong_type(schema, value, path);
      value = *std::move(meant);
    }
    if (auto wrong = check_enum(schema, value, path)) return wrong;
    if (value.is_string()) return check_string(schema, value, path);
    if (value.is_number()) return check_number(schema, value, path);
    if (value.is_array()) return check_array(schema, value, path);
    if (value.is_object()) return check_object(schema, value, path);
    return std::nullopt;
  }

 private:
  static std::optional<Json> whole_if_wanted(const Json& value, const std::string& type) {
    return type == "integer" ? whole_number(value) : std::nullopt;
  }

  static std::string_view last_name(const std::string& path) {
    std::string_view name = path;
    if (const auto dot = name.rfind('.'); dot != std::string_view::npos)
      name.remove_prefix(dot + 1);
    return name.substr(0, name.find('['));
  }

  static std::string named(const std::string& path) { return path.empty() ? "arguments" : path; }

  static std::string wrong_type(const Json& schema, const Json& value, const std::string& path) {
    return named(path) + " must be " + with_article(type_of(schema)) + ", got " + shown(value) +
           ". Example: \"" + std::string(last_name(named(path))) +
           "\": " + shown(example_of(schema, last_name(path)));
  }

  static std::optional<std::string> check_enum(const Json& schema, const Json& value,
                                               const std::string& path) {
    const auto allowed = schema.find("enum");
    if (allowed == schema.end() ||
        std::find(allowed->begin(), allowed->end(), value) != allowed->end()) {
      return std::nullopt;
    }
    std::string list;
    std::vector<std::string> names;
    for (const Json& each : *allowed) {
      list += (list.empty() ? "" : ", ") + shown(each);
      if (each.is_string()) names.push_back(each.get<std::string>());
    }
    const std::string near =
        value.is_string() ? mcp::nearest_name(value.get_ref<const std::string&>(), names) : "";
    return named(path) + " must be one of " + list + ", got " + shown(value) + "." +
           (near.empty() ? "" : " Did you mean \"" + near + "\"?");
  }

  static std::optional<std::string> check_string(const Json& schema, const Json& value,
                                                 const std::string& path) {
    const auto& text = value.get_ref<const std::string&>();
    // Characters, as JSON Schema counts them: bytes that do not continue one.
    const auto length =
        static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char c) {
          return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        }));
    if (length < schema.value("minLength", std::uint64_t{0})) {
      return named(path) + (text.empty() ? " is empty" : " is too short") + ". Example: \"" +
             std::string(last_name(path)) + "\": " + shown(example_of(schema, last_name(path)));
    }
    if (const auto limit = schema.find("maxLength");
        limit != schema.end() && length > limit->get<std::uint64_t>()) {
      return named(path) + " has " + std::to_string(length) + " characters; the limit is " +
             shown(*limit) + ". Shorten it, or split it into several.";
    }
    return std::nullopt;
  }

  static std::optional<std::string> check_number(const Json& schema, const Json& value,
                                                 const std::string& path) {
    const auto low = schema.find("minimum");
    const auto high = schema.find("maximum");
    const bool too_low = low != schema.end() && value < *low;
    const bool too_high = high != schema.end() && value > *high;
    if (!too_low && !too_high) return std::nullopt;
    std::string range = low == schema.end()    ? "at most " + shown(*high)
                        : high == schema.end() ? "at least " + shown(*low)
                                               : "between " + shown(*low) + " and " + shown(*high);
    return named(path) + " must be " + range + ", got " + shown(value) + ".";
  }

  std::optional<std::string> check_array(const Json& schema, Json& value,
                                         const std::string& path) const {
    if (const auto limit = schema.find("maxItems");
        limit != schema.end() && value.size() > limit->get<std::size_t>()) {
      return named(path) + " has " + std::to_string(value.size()) + " entries; the limit is " +
             shown(*limit) + ". Send the rest in another call.";
    }
    if (value.size() < schema.value("minItems", std::size_t{0})) {
      return named(path) + " is empty. Example: \"" + std::string(last_name(path)) +
             "\": " + shown(example_of(schema, last_name(path)));
    }
    const auto items = schema.find("items");
    if (items == schema.end()) return std::nullopt;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (auto wrong = check(*items, value[i], path + "[" + std::to_string(i) + "]")) return wrong;
    }
    return std::nullopt;
  }

  std::optional<std::string> check_object(const Json& schema, Json& value,
                                          const std::string& path) const {
    const std::string before = path.empty() ? "" : path + ".";
    static const Json kNone = Json::object();
    const auto described = schema.find("properties");
    const Json& properties = described == schema.end() ? kNone : *described;
    if (!schema.value("additionalProperties", true)) {
      for (const auto& [name, member] : value.items()) {
        if (!properties.contains(name)) return unknown_member(properties, name, path);
      }
    }
    const auto required = schema.find("required");
    for (const Json& each : required == schema.end() ? kNone : *required) {
      const auto& name = each.get_ref<const std::string&>();
      if (value.contains(name)) continue;
      const Json member = properties.value(name, Json::object());
      return before + name + " is missing. Example: \"" + name +
             "\": " + shown(example_of(member, name));
    }
    for (const auto& [name, member] : properties.items()) {
      const auto found = value.find(name);
      if (found == value.end()) continue;
      if (auto wrong = check(member, *found, before + name)) return wrong;
    }
    return std::nullopt;
  }

  static std::string unknown_member(const Json& properties, const std::string& name,
                                    const std::string& path) {
    std::vector<std::string> names;
    std::string list;
    for (const auto& [each, member] : properties.items()) {
      names.push_back(each);
      list += (list.empty() ? "" : ", ") + each;
    }
    const std::string near = mcp::nearest_name(name, names);
    return (path.empty() ? "Unknown argument " : "Unknown field in " + path + ": ") + shown(name) +
           "." + (near.empty() ? "" : " Did you mean \"" + near + "\"?") + " Known: " + list + ".";
  }

  bool coercing_;
};

}  // namespace

Result<Json> validated(const Json& schema, Json value, const std::string& path) {
  if (auto wrong = Validator(true).check(schema, value, path)) {
    return invalid_argument(*std::move(wrong));
  }
  return value;
}

std::optional<std::string> violation(const Json& schema, const Json& value) {
  Json copy = value;
  return Validator(false).check(schema, copy, "");
}

}  // namespace mnestic::tools
