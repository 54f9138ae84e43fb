#include <string>
#include <utility>
#include <vector>

#include "reply.h"
#include "tool.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;
using Numbers = std::vector<std::pair<std::string, std::uint64_t>>;

// More pairs than this help nobody, and they must fit the budget.
constexpr std::size_t kPairsMax = 50;

Json object_of(const Numbers& numbers) {
  Json object = Json::object();
  for (const auto& [name, number] : numbers) object[name] = number;
  return object;
}

std::string line_of(const std::string& title, const Numbers& numbers) {
  std::string line = title + ":";
  for (const auto& [name, number] : numbers)
    line += " " + name + " " + std::to_string(number) + ",";
  if (numbers.empty()) return line + " none";
  line.pop_back();
  return line;
}

Json array_of(const std::vector<memory::AuditPair>& pairs, const std::string& words,
              std::string& text) {
  Json array = Json::array();
  for (const auto& pair : pairs) {
    if (array.size() == kPairsMax) break;
    const std::string first = pair.first.to_string();
    const std::string second = pair.second.to_string();
    array.push_back({{"first", first}, {"second", second}, {"reason", pair.reason}});
    text += "\n" + words + ": " + first + " and " + second + " (" + pair.reason + ")";
  }
  return array;
}

// What gpt-5-mini costs, in dollars a million tokens.
constexpr double kInputPrice = 0.25;
constexpr double kCachedPrice = 0.025;
constexpr double kOutputPrice = 2.00;

double cost_per_1000_turns(const extract::ModelUsage& usage) {
  if (usage.turns == 0) return 0;
  const auto fresh = static_cast<double>(usage.input_tokens - usage.cached_tokens);
  const double dollars =
      (fresh * kInputPrice + static_cast<double>(usage.cached_tokens) * kCachedPrice +
       static_cast<double>(usage.output_tokens) * kOutputPrice) /
      1e6;
  return dollars * 1000 / static_cast<double>(usage.turns);
}

void add_reading(const memory::StatsResult& result, Reply& reply) {
  const memory::QueueStats& queue = result.queue;
  const extract::ModelUsage& model = result.model;
  reply.structured["queue"] = {{"waiting", queue.waiting}, {"dead", queue.dead}};
  if (!queue.last_reason.empty()) reply.structured["queue"]["last_reason"] = queue.last_reason;
  if (queue.waiting + queue.dead > 0) {
    reply.head += "\nTexts waiting for a model: " + std::to_string(queue.waiting) +
                  "; read by rules after it failed: " + std::to_string(queue.dead) +
                  ". Last: " + queue.last_reason;
  }
  if (model.turns == 0) return;
  reply.structured["model"] = {{"turns", model.turns},
                               {"spared", model.spared},
                               {"calls", model.calls},
                               {"useless", model.useless},
                               {"input_tokens", model.input_tokens},
                               {"cached_tokens", model.cached_tokens},
                               {"output_tokens", model.output_tokens},
                               {"estimated", model.estimated},
                               {"usd_per_1000_turns", cost_per_1000_turns(model)}};
  reply.head += "\nSince this server started: " + std::to_string(model.turns) +
                " turns read by the model in " + std::to_string(model.calls) + " calls, " +
                std::to_string(model.input_tokens) + " tokens in (" +
                std::to_string(model.cached_tokens) + " cached), " +
                std::to_string(model.output_tokens) + " out.";
}

Result<mcp::ToolResult> run(memory::Engine& engine, const Call& call) {
  memory::StatsRequest request;
  request.user_id = call.user_id;
  request.audit = call.arguments.flag("audit");
  MNESTIC_TRY_ASSIGN(const auto result, engine.stats(request));

  Reply reply;
  reply.head =
      line_of("Memories by kind", result.by_kind) + "\n" + line_of("By layer", result.by_layer) +
      "\n" + line_of("By status", result.by_status) + "\nChats: " + std::to_string(result.chats) +
      ", messages in them " + std::to_string(result.messages) +
      ". Versions kept: " + std::to_string(result.versions) +
      ". Store: " + std::to_string(result.store_bytes) + " bytes. Embedder: " + result.embedder +
      (result.embedder.starts_with("lexical") ? " (words alone, no model)" : "") +
      ". Extractor: " + result.extractor + ".";
  reply.structured = {{"kinds", object_of(result.by_kind)},
                      {"layers", object_of(result.by_layer)},
                      {"statuses", object_of(result.by_status)},
                      {"chats", result.chats},
                      {"messages", result.messages},
                      {"versions", result.versions},
                      {"store_bytes", result.store_bytes},
                      {"index", {{"embedder", result.embedder}, {"extractor", result.extractor}}}};
  Json& models = reply.structured["index"]["models"] = Json::array();
  for (const auto& model : result.models) {
    models.push_back({{"name", model.name},
                      {"current", model.current},
                      {"embedded", model.embedded},
                      {"all", result.versions}});
    reply.head += "\nVectors of " + model.name + (model.current ? " (in use)" : "") + ": " +
                  std::to_string(model.embedded) + " of " + std::to_string(result.versions) + ".";
  }
  add_reading(result, reply);
  if (request.audit) {
    Json& audit = reply.structured["audit"];
    audit["duplicates"] = array_of(result.duplicates, "Perhaps the same", reply.head);
    audit["contradictions"] = array_of(result.contradictions, "Perhaps contradicting", reply.head);
    const bool cut =
        result.duplicates.size() > kPairsMax || result.contradictions.size() > kPairsMax;
    audit["truncated"] = result.audit_truncated || cut;
    if (result.duplicates.empty() && result.contradictions.empty()) {
      reply.head += "\nNo duplicates or contradictions found.";
    }
  }
  return render(reply);
}

}  // namespace

Tool memory_stats_tool() {
  return {"memory_stats",
          "Memory statistics",
          "How much is stored, by kind, layer and status, how large the store is and which models "
          "serve it; with audit: true "
          "also memories that look like duplicates or contradict each other.",
          {.read_only = true, .destructive = false, .idempotent = true, .open_world = false},
          run};
}

}  // namespace mnestic::tools
