#include <algorithm>
#include <string>
#include <utility>

#include "chat_json.h"
#include "memory_text.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

constexpr std::int64_t kLimitDefault = 50;

Reply reply_of(const memory::ListChatsResult& result) {
  Reply reply;
  Section page{"chats", "", {}};
  for (const auto& chat : result.chats) {
    Entry entry;
    entry.extra = to_json(chat);
    entry.note = line_of(chat);
    page.entries.push_back(std::move(entry));
  }
  const std::string total = (result.total_more ? "more than " : "") + std::to_string(result.total);
  reply.head = page.entries.empty() ? "No chats here; " + total + " in all."
                                    : std::to_string(page.entries.size()) + " of " + total +
                                          (result.total == 1 ? " chat." : " chats.");
  reply.sections.push_back(std::move(page));
  reply.structured["total"] = result.total;
  if (result.total_more) reply.structured["total_more"] = true;
  if (result.next_cursor) {
    reply.structured["next_cursor"] = *result.next_cursor;
    reply.tail = "More: the same call with cursor " + in_quotes(*result.next_cursor) + ".";
  }
  return reply;
}

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::ListChatsRequest request;
  request.user_id = call.user_id;
  request.limit_count =
      static_cast<std::uint32_t>(call.arguments.integer("limit").value_or(kLimitDefault));
  request.cursor = call.arguments.text("cursor");
  MNESTIC_TRY_ASSIGN(auto result, engine.list_chats(request));
  Reply reply = reply_of(result);
  const std::size_t fitting = entries_that_fit(reply);
  if (fitting == result.chats.size()) return render(reply);
  // The page ends where the budget does; one less, for the cursor.
  request.limit_count = static_cast<std::uint32_t>(std::max<std::size_t>(2, fitting) - 1);
  MNESTIC_TRY_ASSIGN(result, engine.list_chats(request));
  return render(reply_of(result));
}

}  // namespace

Tool list_chats_tool() {
  return {"list_chats",
          "List chats",
          "The conversations that are kept, the one written to last first: id, title, number of "
          "messages. get_chat shows one.",
          {.read_only = true, .destructive = false, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
