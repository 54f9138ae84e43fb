// Text → JSON tree, keeping what the usual parser loses: digits of integers past 64 bits, and
// repeated root members.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace mnestic::rpc {

struct Tree {
  nlohmann::json root;
  // The digits of the root object's `id`, when it is an integer too large for 64 bits. In a batch:
  // not kept, and the id counts as a float.
  std::optional<std::string> large_id;
  // `id` or `method` occurs twice in the root object.
  bool ambiguous = false;
};

// Values in one tree. The largest call that means something, 10,000 facts with every field, has a
// third of it.
inline constexpr std::size_t kValuesMax = 1'000'000;

struct TreeError {
  std::string message;
};

// REQUIRES: the nesting of `text` has been checked.
[[nodiscard]] std::variant<Tree, TreeError> parse_tree(std::string_view text);

}  // namespace mnestic::rpc
