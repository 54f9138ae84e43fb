#include <string>
#include <utility>

#include "fields.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

// The kind whose schema `data` must follow: the memory's own, unless the call names another.
Result<model::Kind> present_kind(memory::Engine& engine, const Call& call, model::MemoryId id) {
  if (!call.arguments.has("data") || call.arguments.has("kind")) return model::fact_kind();
  memory::GetRequest request;
  request.user_id = call.user_id;
  request.id = id;
  MNESTIC_TRY_ASSIGN(const auto result, engine.get(request));
  return result.memory.kind;
}

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::UpdateRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(const auto id, call.arguments.memory_id("id"));
  request.id = *id;
  MNESTIC_TRY_ASSIGN(const auto kind, present_kind(engine, call, request.id));
  MNESTIC_TRY_ASSIGN(request.fields, read_fields(call.arguments, kind));
  MNESTIC_TRY_ASSIGN(const auto result, engine.update(request));

  Reply reply;
  const std::size_t share = reply.tokens_max / 2 - 200;
  const Shown now = show(result.memory, share);
  const Shown before = show(result.previous, share);
  reply.head = "Updated: " + now.line + "\nBefore: " + before.line;
  reply.structured["memory"] = now.json;
  reply.structured["previous"] = before.json;
  reply.structured["counts"] = to_json(Counts{.updated = 1});
  add_change(reply, result.change);
  return render(reply);
}

}  // namespace

Tool update_memory_tool() {
  return {"update_memory",
          "Update a memory",
          "Change fields of one memory by its id: its words, kind, data, tags, times. The old "
          "version is kept and undo brings "
          "it back. For what the user says in passing, remember is enough: it finds what to update "
          "by itself.",
          {.read_only = false, .destructive = false, .idempotent = false, .open_world = false},
          run};
}

}  // namespace mnestic::tools
