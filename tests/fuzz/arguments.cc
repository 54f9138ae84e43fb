// Argument validation: any JSON against the schema of any tool. What validation lets through obeys
// the schema and is left alone by a second validation.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mnestic/base/assert.h"
#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "mnestic/rpc/message.h"
#include "mnestic/tools/tools.h"
#include "target.h"
#include "tools/schemas.h"
#include "tools/validate.h"

namespace mnestic::fuzz {
namespace {

using Json = nlohmann::json;

const std::vector<Json>& schemas() {
  static const std::vector<Json> kSchemas = [] {
    std::vector<Json> schemas;
    for (const std::string& tool : tools::tool_names()) {
      schemas.push_back(tools::schema_named(tool + ".input"));
    }
    return schemas;
  }();
  return kSchemas;
}

}  // namespace

void attack(std::string_view bytes) {
  const Json& schema = schemas()[take_byte(bytes) % schemas().size()];
  // As the decoder lets it in.
  if (!is_valid_utf8(bytes) || rpc::nested_deeper_than(bytes, kNestingMax)) return;
  const Json value = Json::parse(bytes, nullptr, false);
  if (value.is_discarded()) return;

  const auto wrong = tools::violation(schema, value);
  MNESTIC_ASSERT(!wrong || !wrong->empty());
  const auto valid = tools::validated(schema, value);
  if (!valid) {
    MNESTIC_ASSERT(valid.error().code == ErrorCode::invalid_argument);
    MNESTIC_ASSERT(!valid.error().message.empty() && is_valid_utf8(valid.error().message));
    MNESTIC_ASSERT(wrong.has_value());
    return;
  }
  MNESTIC_ASSERT(!tools::violation(schema, *valid));
  const auto again = tools::validated(schema, *valid);
  MNESTIC_ASSERT(again && again->dump() == valid->dump());
}

}  // namespace mnestic::fuzz
