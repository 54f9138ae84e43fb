#include <string>
#include <utility>

#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::GetRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(const auto id, call.arguments.memory_id("id"));
  request.id = *id;
  request.history = call.arguments.flag("history");
  MNESTIC_TRY_ASSIGN(request.view, call.arguments.view());
  MNESTIC_TRY_ASSIGN(const auto result, engine.get(request));

  Reply reply;
  const Shown shown = show(result.memory, reply.tokens_max / 2);
  reply.head = shown.line;
  reply.structured["memory"] = shown.json;
  if (request.history) {
    Section versions{"versions", "Versions, oldest first:", {}};
    for (const auto& version : result.versions) {
      Entry entry;
      entry.memory = &version;
      entry.note = " version " + std::to_string(version.version);
      versions.entries.push_back(std::move(entry));
    }
    reply.sections.push_back(std::move(versions));
    reply.more_hint = "get_memory with known_at shows any one version.";
  }
  return render(reply);
}

}  // namespace

Tool get_memory_tool() {
  return {"get_memory",
          "Get one memory",
          "Everything about one memory by its id, with every earlier version when history is true.",
          {.read_only = true, .destructive = false, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
