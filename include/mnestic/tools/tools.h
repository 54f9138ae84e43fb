// The MCP tools, resources and prompts: one adapter each between JSON arguments and the engine.
// What may be called, with what, and what comes back stands in schemas/, which is embedded here.
//
// Thread safety: register_tools() before the server runs; the handlers that it adds may run on any
// thread at once. Lifetime: the engine that a provider gives must outlive the call it was given
// for.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/mcp/server.h"
#include "mnestic/memory/engine.h"

namespace mnestic::tools {

// Asked at every call, from several threads at once: the engine may be opened at the first. An
// error becomes the call's result, so its message should say what a person can do; the next call
// asks again.
using EngineProvider = std::function<Result<memory::Engine*>()>;

struct ToolsOptions {
  std::string default_user =
      "default";           // whose memories, when a call names nobody; 1 to kIdBytesMax bytes
  bool only_user = false;  // refuse every other user
  bool ask_client_model = false;  // `remember` has the client's model read what is said
  std::string zone = "UTC";       // in which bare dates and times without offset are read
};

// For `instructions`: when to remember, recall and forget. Under 2,000 characters, main points
// first.
[[nodiscard]] std::string_view instructions();

// Adds every tool, in a fixed order, and beside them the resources memory://profile and
// memory://memories/{id} and the prompts answer_with_memory and onboard, all about the default
// user; logging, the key of questions' state, and notes of changes by any process on the store. The
// embedded schemas are parsed here.
void register_tools(mcp::Server& server, EngineProvider provider, ToolsOptions options);

// One call without a server, for the command line: as a client with `client_name` would make it.
// An unknown tool is an error result, like everything else that can be mended.
[[nodiscard]] mcp::ToolResult call_tool(const EngineProvider& provider, const ToolsOptions& options,
                                        std::string_view client_name, std::string_view tool,
                                        const mcp::Json& arguments);

// Names of all tools, in the order of their listing.
[[nodiscard]] std::vector<std::string> tool_names();

}  // namespace mnestic::tools
