#include <string>
#include <utility>

#include "chat_json.h"
#include "fingerprint.h"
#include "memory_text.h"
#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

constexpr std::size_t kConfirmationTokens = 2'000;
constexpr const char* kConfirm = "confirm";
constexpr std::size_t kAskedShown = 5;    // memories that a question shows
constexpr std::size_t kAskedBytes = 200;  // of each

Result<memory::Filter> read_filter(const Arguments& arguments) {
  const auto& object = arguments.at("filter");
  if (object.empty()) {
    return invalid_argument(
        "filter is empty. Give at least one of kinds, tags, chat_id and before; to forget "
        "everything, all: true.");
  }
  const Arguments given(object, arguments.zone(), "filter.");
  MNESTIC_TRY_ASSIGN(auto filter, given.filter());
  MNESTIC_TRY_ASSIGN(filter.until, given.time("before"));
  return filter;
}

Result<memory::ForgetRequest> read_request(const Call& call) {
  const Arguments& arguments = call.arguments;
  memory::ForgetRequest request;
  request.user_id = call.user_id;
  MNESTIC_TRY_ASSIGN(request.ids, arguments.memory_ids("ids"));
  request.statement = arguments.text("statement");
  request.query = arguments.text("query");
  if (arguments.has("filter")) {
    MNESTIC_TRY_ASSIGN(request.filter, read_filter(arguments));
  }
  request.all = arguments.flag("all");
  const bool erase = arguments.text("mode") == "erase";
  request.mode = erase ? memory::ForgetMode::erase : memory::ForgetMode::hide;
  request.confirm = arguments.flag("confirm");
  request.dry_run = arguments.flag("dry_run");
  request.closeness_min = arguments.number("min_score");
  MNESTIC_TRY_ASSIGN(request.observed_at, arguments.time("observed_at"));
  return request;
}

// "3 memories", and what goes of chats with them.
std::string counted(const memory::ForgetResult& result) {
  std::string words = memories_counted(result.forgotten.size());
  if (result.messages > 0) words += " and " + messages_counted(result.messages) + " of chats";
  return words;
}

Section forgotten_section(const memory::ForgetResult& result, std::string title) {
  Section section{"forgotten", std::move(title), {}};
  for (const auto& memory : result.forgotten) {
    Entry entry;
    entry.memory = &memory;
    section.entries.push_back(std::move(entry));
  }
  return section;
}

// Nothing was done: the model is to ask the user, or to call again.
mcp::ToolResult confirmation_of(const memory::ForgetResult& result) {
  const bool erase = result.mode == memory::ForgetMode::erase;
  Reply reply;
  reply.tokens_max = kConfirmationTokens;
  reply.head = "Nothing was forgotten yet. This would " + std::string(erase ? "erase" : "hide") +
               " " + counted(result) + (erase ? ", for good" : "; undo could bring them back") +
               ". If the user wants that, call forget again with the same arguments and "
               "confirm: true.";
  reply.sections.push_back(forgotten_section(result, "What would go:"));
  reply.more_hint = "recall and list_memories show the rest.";
  return error_result(render(reply).text);
}

std::string title_of(const memory::ForgetResult& result, bool dry_run) {
  const bool erase = result.mode == memory::ForgetMode::erase;
  if (dry_run) {
    return std::string("Nothing was forgotten (dry_run). Would ") + (erase ? "erase " : "hide ") +
           counted(result) + ":";
  }
  return (erase ? "Erased for good " : "Forgot (undo brings it back) ") + counted(result) + ":";
}

mcp::ToolResult done(const memory::ForgetRequest& request, const memory::ForgetResult& result) {
  const bool erase = result.mode == memory::ForgetMode::erase;
  Reply reply;
  if (result.forgotten.empty()) {
    reply.head = result.messages == 0 ? "Nothing matches, so nothing was forgotten."
                                      : title_of(result, request.dry_run);
  }
  if (result.messages > 0) reply.structured["messages"] = result.messages;
  reply.sections.push_back(forgotten_section(result, title_of(result, request.dry_run)));
  reply.structured["mode"] = erase ? "erase" : "hide";
  reply.structured["counts"] =
      to_json(Counts{.removed = request.dry_run ? 0 : result.forgotten.size()});
  if (request.dry_run) reply.structured["dry_run"] = true;
  if (result.scrub_pending) {
    reply.structured["scrub_pending"] = true;
    reply.tail =
        "Erased, and nobody can read it any more; the last bytes on disk are overwritten as soon "
        "as other programs have finished reading.";
  }
  reply.more_hint = "The counts are exact.";
  add_change(reply, result.change);
  return render(reply);
}

// Nothing was done, since the user did not want it.
mcp::ToolResult declined(const memory::ForgetRequest& request) {
  Reply reply;
  reply.head = "Nothing was forgotten: the user was asked and did not confirm.";
  reply.sections.push_back({"forgotten", "", {}});
  const bool erase = request.mode == memory::ForgetMode::erase;
  reply.structured["mode"] = erase ? "erase" : "hide";
  reply.structured["counts"] = to_json(Counts{});
  return render(reply);
}

mcp::Questions confirmation_question(const memory::ForgetResult& result, std::string state) {
  const bool erase = result.mode == memory::ForgetMode::erase;
  std::string message = std::string(erase ? "Erase " : "Forget ") + counted(result) +
                        (erase ? " for good?" : "? Undo can bring them back.");
  for (std::size_t i = 0; i < result.forgotten.size() && i < kAskedShown; ++i) {
    const auto& content = result.forgotten[i].content;
    message += "\n- " + in_quotes(utf8_prefix(content, kAskedBytes));
  }
  if (result.forgotten.size() > kAskedShown) message += "\n- …";
  mcp::Questions questions;
  questions.by_key[kConfirm] = mcp::form_question(
      std::move(message), {{"type", "object"},
                           {"properties",
                            {{kConfirm,
                              {{"type", "boolean"},
                               {"title", erase ? "Yes, erase them" : "Yes, forget them"},
                               {"default", false}}}}},
                           {"required", {kConfirm}}});
  questions.state = std::move(state);
  return questions;
}

// Which memories were shown.
std::string shown_state(const memory::ForgetResult& result) {
  Fingerprint shown;
  for (const auto& memory : result.forgotten) shown.add(memory.id.to_string());
  return shown.text();
}

// What was shown goes, and nothing that came since.
memory::ForgetRequest confirmed(memory::ForgetRequest request, const memory::ForgetResult& shown) {
  request.confirm = true;
  const bool everything = request.all && request.mode == memory::ForgetMode::erase;
  if (everything || shown.forgotten.size() > kItemsPerCallMax) return request;
  memory::ForgetRequest exact;
  exact.user_id = request.user_id;
  exact.mode = request.mode;
  exact.observed_at = request.observed_at;
  exact.confirm = true;
  for (const auto& memory : shown.forgotten) exact.ids.push_back(memory.id);
  return exact;
}

Result<mcp::Outcome<mcp::ToolResult>> run(memory::Engine& engine, const Call& call) {
  using ToolOutcome = mcp::Outcome<mcp::ToolResult>;
  MNESTIC_TRY_ASSIGN(const auto request, read_request(call));
  MNESTIC_TRY_ASSIGN(const auto result, engine.forget(request));
  if (!result.needs_confirmation) return ToolOutcome(done(request, result));
  if (!call.context.can_ask(mcp::QuestionKind::elicitation)) {
    return ToolOutcome(confirmation_of(result));
  }
  const std::string action = call.answers.action(kConfirm);
  if (action == "decline" || action == "cancel") return ToolOutcome(declined(request));
  const std::string state = shown_state(result);
  // Asked for the first time, or what would go is no longer what was shown.
  if (action.empty() || call.answers.state != state) {
    return ToolOutcome(confirmation_question(result, state));
  }
  if (call.answers.content(kConfirm).value(kConfirm, false) != true) {
    return ToolOutcome(declined(request));
  }
  MNESTIC_TRY_ASSIGN(const auto forgotten, engine.forget(confirmed(request, result)));
  return ToolOutcome(done(request, forgotten));
}

}  // namespace

Tool forget_tool() {
  return {"forget",
          "Forget memories",
          "Remove memories: by ids, by a statement of what is no longer so (\"I don't use Magnet "
          "anymore\"), by query, by "
          "filter, or all. mode hide (default) can be taken back with undo; erase destroys for "
          "good and is for explicit "
          "wishes only. More than 20 memories, and all, need confirm: true after the user agreed.",
          {.read_only = false, .destructive = true, .idempotent = true, .open_world = false},
          nullptr,
          run};
}

}  // namespace mnestic::tools
