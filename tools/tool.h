// What every tool of this folder is: a name, words for people and models, and a function from
// checked arguments to a result. The schemas carry the rest.
//
// Thread safety: the functions may run on several threads at once.
#pragma once

#include <string>
#include <string_view>

#include "arguments.h"
#include "mnestic/base/result.h"
#include "mnestic/mcp/tool.h"
#include "mnestic/memory/engine.h"

namespace mnestic::tools {

// One call. `arguments` passed the tool's input schema; `user_id` is whom it is about.
struct Call {
  const Arguments& arguments;
  const std::string& user_id;
  mcp::CallContext& context;
  const mcp::Answers& answers;  // of the client, for a tool that asks
  bool ask_client_model = false;
};

// An Error becomes an error result with its message.
using ToolFunction = Result<mcp::ToolResult> (*)(memory::Engine& engine, const Call& call);

// The form that may ask the client first.
using AskingToolFunction = Result<mcp::Outcome<mcp::ToolResult>> (*)(memory::Engine& engine,
                                                                     const Call& call);

struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  mcp::ToolAnnotations annotations;
  ToolFunction run;                         // or
  AskingToolFunction run_asking = nullptr;  // this one
};

[[nodiscard]] Tool remember_tool();
[[nodiscard]] Tool recall_tool();
[[nodiscard]] Tool forget_tool();
[[nodiscard]] Tool list_memories_tool();
[[nodiscard]] Tool get_memory_tool();
[[nodiscard]] Tool update_memory_tool();
[[nodiscard]] Tool undo_tool();
[[nodiscard]] Tool add_messages_tool();
[[nodiscard]] Tool list_chats_tool();
[[nodiscard]] Tool get_chat_tool();
[[nodiscard]] Tool delete_chat_tool();
[[nodiscard]] Tool memory_stats_tool();
[[nodiscard]] Tool maintain_tool();

// `remember` takes plain strings among `facts`, though its listed schema shows objects: they become
// objects here, before the schema is asked.
void spell_out_facts(nlohmann::json& arguments);

}  // namespace mnestic::tools
