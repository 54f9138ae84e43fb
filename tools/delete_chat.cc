#include <string>

#include "chat_json.h"
#include "memory_text.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::DeleteChatRequest request;
  request.user_id = call.user_id;
  request.chat_id = *call.arguments.text("chat_id");
  const bool erase = call.arguments.text("mode") == "erase";
  request.mode = erase ? memory::ForgetMode::erase : memory::ForgetMode::hide;
  MNESTIC_TRY_ASSIGN(const auto result, engine.delete_chat(request));

  Reply reply;
  reply.head = (erase ? "Erased for good chat " : "Deleted (undo brings it back) chat ") +
               in_quotes(request.chat_id) + " with " + messages_counted(result.messages) +
               ". What was learnt from it stays" + (erase ? ", without its quotes." : ".");
  reply.structured = {{"chat", {{"id", request.chat_id}}},
                      {"messages", result.messages},
                      {"mode", erase ? "erase" : "hide"}};
  if (result.scrub_pending) {
    reply.structured["scrub_pending"] = true;
    reply.tail =
        "Nobody can read it any more; the last bytes on disk are overwritten as soon as other "
        "programs have finished reading.";
  }
  add_change(reply, result.change);
  return render(reply);
}

}  // namespace

Tool delete_chat_tool() {
  return {"delete_chat",
          "Delete a chat",
          "Remove a chat's messages. mode hide (default) can be taken back with undo; erase "
          "destroys them for good and is "
          "for explicit wishes only. What was learnt about the user in it stays; forget removes "
          "that.",
          {.read_only = false, .destructive = true, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
