// Shapes: results as each revision knows them. The one place where fields are added or left out by
// era.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mnestic/mcp/server.h"

namespace mnestic::mcp {

[[nodiscard]] Json implementation_shape(const ServerInfo& info, Revision revision);
[[nodiscard]] Json capabilities_shape(const Server::Contents& contents, Revision revision);

[[nodiscard]] Json initialize_shape(const Server& server, Revision revision);
[[nodiscard]] Json discover_shape(const Server& server, Revision revision);

[[nodiscard]] Json tools_list_shape(const Server& server, Revision revision);
[[nodiscard]] Json prompt_list_shape(const Server& server, Revision revision);
[[nodiscard]] Json template_list_shape(const Server& server, Revision revision);
[[nodiscard]] Json resource_list_shape(const ServerInfo& info,
                                       const std::vector<ResourceDefinition>& resources,
                                       const std::optional<std::string>& next_cursor,
                                       Revision revision);

[[nodiscard]] Json tool_result_shape(const ServerInfo& info, ToolResult result, Revision revision);
[[nodiscard]] Json prompt_result_shape(const ServerInfo& info, PromptResult result,
                                       Revision revision);
[[nodiscard]] Json resource_body_shape(const ServerInfo& info, ResourceBody body,
                                       Revision revision);
[[nodiscard]] Json completion_shape(const ServerInfo& info, Completion completion,
                                    Revision revision);
// Modern only.
[[nodiscard]] Json input_required_shape(const ServerInfo& info, Json requests, std::string state,
                                        Revision revision);

}  // namespace mnestic::mcp
