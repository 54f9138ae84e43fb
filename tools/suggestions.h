// Suggestions: completers for ids, kinds, tags and chats of the default user's memories.
//
// Thread safety: what is given may run on any thread.
#pragma once

#include <memory>

#include "mnestic/mcp/completion.h"
#include "mnestic/tools/tools.h"

namespace mnestic::tools {

// Newest first; of the newest thousand.
[[nodiscard]] mcp::Completer id_completer(std::shared_ptr<const EngineProvider> provider,
                                          std::shared_ptr<const ToolsOptions> options);
[[nodiscard]] mcp::Completer chat_completer(std::shared_ptr<const EngineProvider> provider,
                                            std::shared_ptr<const ToolsOptions> options);
[[nodiscard]] mcp::Completer kind_completer();
// By name; of the newest thousand memories.
[[nodiscard]] mcp::Completer tag_completer(std::shared_ptr<const EngineProvider> provider,
                                           std::shared_ptr<const ToolsOptions> options);

}  // namespace mnestic::tools
