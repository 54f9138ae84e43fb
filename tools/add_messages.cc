#include <string>
#include <utility>

#include "chat_json.h"
#include "memory_text.h"
#include "mnestic/base/utf8.h"
#include "remembered.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  const Arguments& arguments = call.arguments;
  memory::AddMessagesRequest request;
  request.user_id = call.user_id;
  request.chat_id = *arguments.text("chat_id");
  MNESTIC_TRY_ASSIGN(request.messages, read_messages(arguments));
  request.title = arguments.text("title");
  if (arguments.has("extract")) request.extract = arguments.flag("extract");
  request.client = utf8_prefix(call.context.client_name, kClientBytesMax);
  request.cancelled = [&context = call.context] { return context.cancelled(); };
  request.progress = [&context = call.context](std::size_t done, std::size_t total) {
    context.progress(static_cast<double>(done), static_cast<double>(total));
  };
  MNESTIC_TRY_ASSIGN(const auto result, engine.add_messages(request));

  Reply reply = remembered(result.learnt, false);
  const std::string learnt = reply.head;
  reply.head = "Added " + messages_counted(request.messages.size()) + " to chat " +
               in_quotes(result.chat.id) + ", which has " + std::to_string(result.chat.messages) +
               " now.";
  if (result.masked > 0) {
    reply.head +=
        " What looked like a secret is masked in " + messages_counted(result.masked) + ".";
    reply.structured["masked"] = result.masked;
  }
  if (request.extract && !learnt.empty()) reply.head += " " + learnt;
  reply.structured["chat"] = to_json(result.chat);
  return render(reply);
}

}  // namespace

Tool add_messages_tool() {
  return {
      "add_messages",
      "Add messages to a chat",
      "Keep messages of a conversation under a chat_id of your choice; the first ones begin the "
      "chat. What the user "
      "says in them is remembered as well, unless extract is false. The messages stay in that "
      "chat: recall never shows "
      "them, get_chat does; what was learnt belongs to the user and is known in every chat.",
      {.read_only = false, .destructive = false, .idempotent = false, .open_world = false},
      run};
}

}  // namespace mnestic::tools
