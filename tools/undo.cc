#include <string>
#include <utility>

#include "chat_json.h"
#include "memory_json.h"
#include "memory_text.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

void add_memories(Reply& reply, const char* key, const std::string& words,
                  const std::vector<model::Memory>& memories) {
  Section section{key, words + " " + memories_counted(memories.size()) + ":", {}};
  for (const auto& memory : memories) {
    Entry entry;
    entry.memory = &memory;
    section.entries.push_back(std::move(entry));
  }
  reply.sections.push_back(std::move(section));
}

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  const Arguments& arguments = call.arguments;
  memory::UndoRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(request.change, arguments.change_id("change"));
  MNESTIC_TRY_ASSIGN(request.id, arguments.memory_id("id"));
  request.redo = arguments.flag("redo");
  MNESTIC_TRY_ASSIGN(const auto result, engine.undo(request));

  Reply reply;
  const std::string undone = result.undone.to_string();
  const std::string at = time_text(result.at).value_or("");
  reply.head = (request.redo ? "Took back the undo " : "Took back ") + undone + ", a " +
               result.action + (at.empty() ? "." : " of " + at + ".");
  reply.structured["undone"] = {{"change", undone}, {"action", result.action}, {"at", at}};
  add_memories(reply, "restored", "Restored", result.restored);
  add_memories(reply, "removed", "Removed again", result.removed);
  reply.structured["counts"] =
      to_json(Counts{.added = result.restored.size(), .removed = result.removed.size()});
  if (result.messages_restored > 0) {
    reply.structured["messages_restored"] = result.messages_restored;
    reply.head += " Restored " + messages_counted(result.messages_restored) + " of chats.";
  }
  if (result.messages_removed > 0) {
    reply.structured["messages_removed"] = result.messages_removed;
    reply.head += " Removed again " + messages_counted(result.messages_removed) + " of chats.";
  }
  add_change(reply, result.change);
  return render(reply);
}

}  // namespace

Tool undo_tool() {
  return {"undo",
          "Undo a change",
          "Take back a change: the user's last, or the one named by change, or the last of the "
          "memory named by id. Again: one "
          "further back. redo: true takes the last undo back. What was erased cannot come back.",
          {.read_only = false, .destructive = false, .idempotent = false, .open_world = false},
          run};
}

}  // namespace mnestic::tools
