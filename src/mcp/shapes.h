// Shapes: results as each revision knows them. The one place where fields are added or left out by
// era.
//
// Thread safety: pure functions.
#pragma once

#include "mnestic/mcp/server.h"
#include "mnestic/mcp/tool.h"

namespace mnestic::mcp {

[[nodiscard]] Json implementation_shape(const ServerInfo& info, Revision revision);
[[nodiscard]] Json capabilities_shape();

[[nodiscard]] Json initialize_shape(const ServerOptions& options, Revision revision);
[[nodiscard]] Json discover_shape(const ServerOptions& options, Revision revision);
[[nodiscard]] Json tools_list_shape(const Server& server, Revision revision);
[[nodiscard]] Json tool_result_shape(const ServerInfo& info, ToolResult result, Revision revision);

}  // namespace mnestic::mcp
