#include "mnestic/mcp/server.h"

#include <algorithm>
#include <utility>

#include "mnestic/base/assert.h"
#include "session.h"

namespace mnestic::mcp {
namespace {

bool is_tool_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

void Server::add_tool(ToolDefinition definition, ToolHandler handler) {
  MNESTIC_ASSERT(is_tool_name(definition.name));
  MNESTIC_ASSERT(find_tool(definition.name) == nullptr);
  MNESTIC_ASSERT(definition.input_schema.is_object());
  MNESTIC_ASSERT(handler != nullptr);
  tools_.push_back({std::move(definition), std::move(handler)});
}

const Server::Tool* Server::find_tool(std::string_view name) const {
  const auto found = std::find_if(tools_.begin(), tools_.end(),
                                  [&](const Tool& tool) { return tool.definition.name == name; });
  return found == tools_.end() ? nullptr : &*found;
}

int Server::run(transport::Transport& transport) const { return Session(*this, transport).run(); }

}  // namespace mnestic::mcp
