#include "mnestic/mcp/nearest.h"

#include <doctest/doctest.h>

namespace mnestic::mcp {
namespace {

TEST_CASE("nearest: names that were meant, and names that were not") {
  const std::vector<std::string> names = {"remember", "recall", "list_memories", "memory_stats"};
  const std::vector<std::pair<std::string, std::string>> table = {
      {"recal", "recall"},           {"RECALL", "recall"},
      {"rememebr", "remember"},      {"list-memories", "list_memories"},
      {"memories", "list_memories"}, {"list", "list_memories"},
      {"stats", "memory_stats"},     {"x", ""},
      {"delete_everything", ""},     {"", ""},
      {std::string(65, 'r'), ""}};
  for (const auto& [wrong, wanted] : table) {
    CAPTURE(wrong);
    CHECK(nearest_name(wrong, names) == wanted);
  }
  CHECK(nearest_name("recall", {}).empty());
}

}  // namespace
}  // namespace mnestic::mcp
