// Prompts over the default user's memories: answer_with_memory and onboard.
//
// Thread safety: the handlers may run on any thread.
#pragma once

#include <memory>

#include "mnestic/mcp/server.h"
#include "mnestic/tools/tools.h"

namespace mnestic::tools {

void register_prompts(mcp::Server& server, const std::shared_ptr<const EngineProvider>& provider,
                      const std::shared_ptr<const ToolsOptions>& options);

}  // namespace mnestic::tools
