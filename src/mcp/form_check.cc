#include "form_check.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "request_context.h"

namespace mnestic::mcp {
namespace {

// Characters, as JSON Schema counts them.
std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool within(const Json& field, const char* min_name, const char* max_name, double value) {
  const Json& min = member_of(field, min_name);
  const Json& max = member_of(field, max_name);
  return (!min.is_number() || value >= min.get<double>()) &&
         (!max.is_number() || value <= max.get<double>());
}

// `enum`, or the `const`s of oneOf or anyOf; without any of them everything is allowed.
bool is_offered(const Json& field, const Json& value) {
  const Json& names = member_of(field, "enum");
  if (names.is_array()) return std::find(names.begin(), names.end(), value) != names.end();
  for (const char* key : {"oneOf", "anyOf"}) {
    const Json& choices = member_of(field, key);
    if (!choices.is_array()) continue;
    return std::any_of(choices.begin(), choices.end(),
                       [&](const Json& each) { return member_of(each, "const") == value; });
  }
  return true;
}

bool fits_field(const Json& field, const Json& value) {
  const Json& type = member_of(field, "type");
  if (type == "boolean") return value.is_boolean();
  if (type == "integer" || type == "number") {
    if (!value.is_number()) return false;
    const double number = value.get<double>();
    if (type == "integer" && number != std::floor(number)) return false;
    return within(field, "minimum", "maximum", number);
  }
  if (type == "array") {
    if (!value.is_array()) return false;
    const Json& items = member_of(field, "items");
    return within(field, "minItems", "maxItems", static_cast<double>(value.size())) &&
           std::all_of(value.begin(), value.end(), [&](const Json& each) {
             return each.is_string() && is_offered(items, each);
           });
  }
  if (type == "string" || type.is_null()) {
    return value.is_string() && is_offered(field, value) &&
           within(field, "minLength", "maxLength",
                  static_cast<double>(length_of(value.get_ref<const std::string&>())));
  }
  return false;
}

}  // namespace

bool fits_form(const Json& schema, const Json& content) {
  if (!content.is_object()) return false;
  for (const Json& name : member_of(schema, "required")) {
    if (name.is_string() && !content.contains(name.get_ref<const std::string&>())) return false;
  }
  const Json& fields = member_of(schema, "properties");
  if (!fields.is_object()) return true;
  for (const auto& [name, field] : fields.items()) {
    const auto found = content.find(name);
    if (found != content.end() && !fits_field(field, *found)) return false;
  }
  return true;
}

}  // namespace mnestic::mcp
