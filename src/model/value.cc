#include "mnestic/model/value.h"

namespace mnestic::model {

std::string_view string_field(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  if (found == fields.end()) return {};
  const std::string* text = found->second.as_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

}  // namespace mnestic::model
