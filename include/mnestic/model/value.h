// Value: a JSON-like value without JSON. `data` and `metadata` of a memory are trees of these; the
// tools turn them into JSON and back, the store into bytes.
//
// Thread safety: a value type. Limits: nesting up to kNestingMax, checked where values enter.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mnestic::model {

class Value;
// Ordered by name, so that equal objects have equal encodings.
using Fields = std::map<std::string, Value, std::less<>>;
using Values = std::vector<Value>;

class Value {
 public:
  using Variant =
      std::variant<std::monostate, bool, std::int64_t, double, std::string, Values, Fields>;

  Value() = default;
  Value(bool value) : variant(value) {}
  Value(int value) : variant(std::int64_t{value}) {}
  Value(std::int64_t value) : variant(value) {}
  Value(double value) : variant(value) {}
  Value(std::string value) : variant(std::move(value)) {}
  Value(const char* value) : variant(std::string(value)) {}
  Value(Values value) : variant(std::move(value)) {}
  Value(Fields value) : variant(std::move(value)) {}

  // The string inside, or nullptr.
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&variant); }

  friend bool operator==(const Value&, const Value&) = default;

  Variant variant;
};

// The string under `name`, or an empty view.
[[nodiscard]] std::string_view string_field(const Fields& fields, std::string_view name);

}  // namespace mnestic::model
