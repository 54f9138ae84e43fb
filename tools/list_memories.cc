#include <algorithm>
#include <string>
#include <utility>

#include "memory_text.h"
#include "mnestic/base/assert.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

constexpr std::int64_t kLimitDefault = 50;

memory::OrderBy order_named(const std::string& name) {
  using memory::OrderBy;
  if (name == "updated") return OrderBy::updated;
  if (name == "due") return OrderBy::due;
  if (name == "priority") return OrderBy::priority;
  if (name == "score") return OrderBy::score;
  return OrderBy::created;
}

std::vector<model::Status> read_statuses(const Arguments& arguments) {
  using model::Status;
  std::vector<Status> any = {Status::active, Status::superseded, Status::forgotten, Status::expired,
                             Status::pending};
  const auto name = arguments.text("status");
  if (!name) return arguments.has("change") ? any : std::vector{Status::active};
  if (*name == "any") return any;
  const auto status = model::status_named(*name);
  MNESTIC_ASSERT(status.has_value());
  return {*status};
}

Result<memory::ListRequest> read_request(const Call& call) {
  const Arguments& arguments = call.arguments;
  memory::ListRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(request.filter, arguments.filter());
  MNESTIC_TRY_ASSIGN(request.view, arguments.view());
  request.statuses = read_statuses(arguments);
  MNESTIC_TRY_ASSIGN(request.change, arguments.change_id("change"));
  request.order_by = order_named(arguments.text("order_by").value_or("created"));
  request.limit_count =
      static_cast<std::uint32_t>(arguments.integer("limit").value_or(kLimitDefault));
  request.cursor = arguments.text("cursor");
  return request;
}

Reply reply_of(const memory::ListResult& result) {
  Reply reply;
  Section page{"memories", "", {}};
  for (const auto& memory : result.memories) {
    Entry entry;
    entry.memory = &memory;
    page.entries.push_back(std::move(entry));
  }
  const std::string total = (result.total_more ? "more than " : "") + std::to_string(result.total);
  reply.head = page.entries.empty() ? "No memories here; " + total + " in all."
                                    : std::to_string(page.entries.size()) + " of " + total +
                                          (result.total == 1 ? " memory." : " memories.");
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
  MNESTIC_TRY_ASSIGN(auto request, read_request(call));
  MNESTIC_TRY_ASSIGN(auto result, engine.list(request));
  Reply reply = reply_of(result);
  const std::size_t fitting = entries_that_fit(reply);
  if (fitting == result.memories.size()) return render(reply);
  // The page ends where the budget does, so that the cursor goes on from there. The cursor's own
  // tokens were not in the first count, hence one less.
  request.limit_count = static_cast<std::uint32_t>(std::max<std::size_t>(2, fitting) - 1);
  MNESTIC_TRY_ASSIGN(result, engine.list(request));
  return render(reply_of(result));
}

}  // namespace

Tool list_memories_tool() {
  return {"list_memories",
          "List memories",
          "Page through what is stored, by kind, layer, tag, chat, status, time or the change that "
          "touched it. For questions "
          "about a topic recall is better; this is for overviews: \"what do you know about me\", "
          "open todos by due date, "
          "what a change did.",
          {.read_only = true, .destructive = false, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
