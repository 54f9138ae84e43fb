#include <optional>
#include <string>
#include <utility>

#include "fields.h"
#include "memory_text.h"
#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "mnestic/rpc/message.h"
#include "remembered.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

Result<std::vector<memory::Fields>> read_facts(const Arguments& arguments, model::Kind kind) {
  std::vector<memory::Fields> facts;
  for (const Json& fact : arguments.at("facts")) {
    const std::string path = "facts[" + std::to_string(facts.size()) + "].";
    MNESTIC_TRY_ASSIGN(auto fields, read_fields(Arguments(fact, arguments.zone(), path), kind));
    facts.push_back(std::move(fields));
  }
  return facts;
}

Result<memory::RememberRequest> read_request(const Call& call) {
  const Arguments& arguments = call.arguments;
  memory::RememberRequest request;
  request.user_id = call.user_id;
  request.text = arguments.text("text");
  // Of the fields that a fact has, the call takes kind, observed_at, tags and metadata.
  MNESTIC_TRY_ASSIGN(request.common, read_fields(arguments, model::fact_kind()));
  const model::Kind kind = request.common.kind.value_or(model::fact_kind());
  if (arguments.has("facts")) {
    MNESTIC_TRY_ASSIGN(request.facts, read_facts(arguments, kind));
  }
  if (arguments.has("messages")) {
    MNESTIC_TRY_ASSIGN(request.messages, read_messages(arguments));
  }
  request.chat_id = arguments.text("chat_id");
  request.expires_in_s = arguments.integer("expires_in_s");
  request.client = utf8_prefix(call.context.client_name, kClientBytesMax);
  request.dry_run = arguments.flag("dry_run");
  request.cancelled = [&context = call.context] { return context.cancelled(); };
  request.progress = [&context = call.context](std::size_t done, std::size_t total) {
    context.progress(static_cast<double>(done), static_cast<double>(total));
  };
  return request;
}

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

constexpr std::size_t kReasonsMax = 50;  // a bulk load is not explained fact by fact

std::string head_of(const memory::RememberResult& result, bool dry_run) {
  const bool nothing = result.added.empty() && result.updated.empty() && result.removed.empty() &&
                       result.unchanged.empty() && result.rejected.empty() && result.pending == 0;
  if (nothing) return "Nothing in this to remember: no statement about the user was found.";
  return dry_run ? "Nothing was stored (dry_run). This is what would happen." : "";
}

using ToolOutcome = mcp::Outcome<mcp::ToolResult>;

std::string question_key(std::size_t index) { return "read " + std::to_string(index + 1); }

ToolOutcome questions_of(const std::vector<memory::ClientQuestion>& asked) {
  mcp::Questions questions;
  questions.state = Json::array();
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const memory::ClientQuestion& each = asked[i];
    Json known = Json::array();
    for (const auto& id : each.known) known.push_back(id.to_string());
    questions.state.push_back(std::move(known));
    if (each.user.empty()) continue;
    const Json content = {{"type", "text"}, {"text", each.user}};
    questions.by_key[question_key(i)] =
        mcp::sampling_question({{"messages", {{{"role", "user"}, {"content", content}}}},
                                {"systemPrompt", each.system},
                                {"maxTokens", each.answer_tokens_max}});
  }
  return questions;
}

// The text in what a client's model said: one block, or several.
std::optional<std::string> text_of(const Json* answer) {
  if (answer == nullptr || !answer->is_object()) return std::nullopt;
  const auto found = answer->find("content");
  if (found == answer->end()) return std::nullopt;
  const Json blocks = found->is_array() ? *found : Json::array({*found});
  std::string text;
  for (const Json& block : blocks) {
    if (!block.is_object() || block.value("type", Json()) != "text") continue;
    const auto words = block.find("text");
    if (words != block.end() && words->is_string()) text += words->get<std::string>();
  }
  return text;
}

// As questions_of() asked them: the state says how many, and which facts each showed.
std::vector<memory::ModelAnswer> answers_of(const mcp::Answers& answers) {
  std::vector<memory::ModelAnswer> out;
  for (const Json& known : answers.state) {
    memory::ModelAnswer answer;
    answer.text = text_of(answers.find(question_key(out.size())));
    for (const Json& id : known) {
      const auto parsed = model::MemoryId::parse(id.get<std::string>());
      if (parsed) answer.known.push_back(*parsed);
    }
    out.push_back(std::move(answer));
  }
  return out;
}

Result<ToolOutcome> run(memory::Engine& engine, const Call& call) {
  MNESTIC_TRY_ASSIGN(auto request, read_request(call));
  const bool asks = call.ask_client_model && call.context.can_ask(mcp::QuestionKind::sampling);
  if (asks && call.answers.state.is_null()) {
    MNESTIC_TRY_ASSIGN(const auto asked, engine.questions_for(request));
    if (!asked.empty()) return questions_of(asked);
  }
  // Asked once only: what the client did not answer, rules read.
  if (asks && call.answers.state.is_array()) request.answers = answers_of(call.answers);
  MNESTIC_TRY_ASSIGN(const auto result, engine.remember(request));
  return ToolOutcome(render(remembered(result, request.dry_run)));
}

}  // namespace

Result<std::vector<extract::Message>> read_messages(const Arguments& arguments) {
  std::vector<extract::Message> messages;
  for (const Json& each : arguments.at("messages")) {
    const std::string path = "messages[" + std::to_string(messages.size()) + "].";
    const Arguments given(each, arguments.zone(), path);
    extract::Message message;
    message.role = *given.text("role");
    message.content = *given.text("content");
    MNESTIC_TRY_ASSIGN(message.at, given.time("at"));
    messages.push_back(std::move(message));
  }
  return messages;
}

Reply remembered(const memory::RememberResult& result, bool dry_run) {
  Reply reply;
  reply.head = head_of(result, dry_run);
  add_memories(reply, "added", "Added", result.added);
  Section updated{"updated", "Updated " + memories_counted(result.updated.size()) + ":", {}};
  for (const auto& each : result.updated) {
    Entry entry;
    entry.memory = &each.memory;
    entry.previous = &each.previous;
    updated.entries.push_back(std::move(entry));
  }
  reply.sections.push_back(std::move(updated));
  add_memories(reply, "removed", "No longer so, removed", result.removed);
  add_memories(reply, "unchanged", "Known already:", result.unchanged);
  Section rejected{"rejected", "Refused " + std::to_string(result.rejected.size()) + ":", {}};
  for (const auto& each : result.rejected) {
    Entry entry;
    entry.extra = {{"content", each.content}, {"reason", each.reason}};
    entry.note = in_quotes(each.content) + ": " + each.reason;
    rejected.entries.push_back(std::move(entry));
  }
  reply.sections.push_back(std::move(rejected));
  reply.structured["counts"] =
      to_json(Counts{result.added.size(), result.updated.size(), result.removed.size(),
                     result.unchanged.size(), result.rejected.size()});
  Json reasons = Json::array();
  for (const memory::Reason& reason : result.reasons) {
    reasons.push_back({{"id", reason.id.to_string()}, {"reason", reason.text}});
    if (reasons.size() >= kReasonsMax) break;
  }
  if (!reasons.empty()) reply.structured["reasons"] = std::move(reasons);
  reply.structured["pending"] = result.pending;
  reply.structured["extractor"] = result.extractor;
  if (dry_run) reply.structured["dry_run"] = true;
  if (result.pending > 0) {
    reply.tail = std::to_string(result.pending) + " text(s) wait for a model to read them.";
  }
  if (result.unembedded > 0) {
    reply.structured["without_vector"] = result.unembedded;
    if (!reply.tail.empty()) reply.tail += "\n";
    reply.tail += std::to_string(result.unembedded) +
                  " of them are found by their words alone until the embedding model answers. " +
                  result.embedder_problem;
  }
  reply.more_hint = "The counts are exact.";
  add_change(reply, result.change);
  return reply;
}

void spell_out_facts(Json& arguments) {
  const auto facts = arguments.find("facts");
  if (facts == arguments.end()) return;
  if (facts->is_string()) {
    const auto& text = facts->get_ref<const std::string&>();
    if (rpc::nested_deeper_than(text, kNestingMax)) return;
    Json meant = Json::parse(text, nullptr, false);
    if (!meant.is_array()) return;  // the schema says what is wrong
    *facts = std::move(meant);
  }
  if (!facts->is_array()) return;
  for (Json& fact : *facts) {
    if (!fact.is_string()) continue;
    const auto& text = fact.get_ref<const std::string&>();
    const bool object_text = text.find_first_not_of(" \t\r\n") != std::string::npos &&
                             text[text.find_first_not_of(" \t\r\n")] == '{' &&
                             !rpc::nested_deeper_than(text, kNestingMax) &&
                             Json::parse(text, nullptr, false).is_object();
    if (!object_text) fact = Json{{"content", text}};
  }
}

Tool remember_tool() {
  return {"remember",
          "Remember",
          "Store what the user tells about themselves: facts, preferences, plans, corrections, "
          "standing instructions. "
          "Give their words as text and the facts are found in them; or finished statements as "
          "facts; or a piece of "
          "conversation as messages. What is already known is not stored twice, a correction "
          "replaces what it corrects, "
          "and \"I don't use X anymore\" removes that fact. The answer says what was added, "
          "updated and removed.",
          {.read_only = false, .destructive = false, .idempotent = false, .open_world = false},
          nullptr,
          run};
}

}  // namespace mnestic::tools
