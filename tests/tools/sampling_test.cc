// remember, read by the client's own model, in both eras.
#include <doctest/doctest.h>

#include "../support/server_pair.h"
#include "bench_of_tools.h"

namespace mnestic::tools {
namespace {

using mcp::Pair;

const Json kCan = {{"sampling", Json::object()}};
const Json kSaid = {{"name", "remember"}, {"arguments", {{"text", "I use Shram daily"}}}};

struct Bed {
  Bed() : server(mcp::pair_options()) {
    bench.options.ask_client_model = true;
    register_tools(server, bench.provider(), bench.options);
  }
  ToolBench bench;
  mcp::Server server;
};

// What a model gives: the text of one fact about the first message.
Json sample(const std::string& text) {
  Json fact = {{"m", 1}, {"k", 0}, {"kind", "fact"}, {"text", text}};
  Json facts = Json::object();
  facts["facts"] = Json::array();
  facts["facts"].push_back(std::move(fact));
  return {{"role", "assistant"},
          {"model", "theirs"},
          {"content", {{"type", "text"}, {"text", "Here you are: " + facts.dump()}}}};
}

Json structured(const Json& reply) { return reply["result"]["structuredContent"]; }

TEST_CASE("sampling: the legacy client is asked, and its answer is checked like any other") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open("2025-11-25", kCan);
  pair.send_legacy(1, "tools/call", kSaid);
  const Json question = pair.receive();
  REQUIRE(question["method"] == "sampling/createMessage");
  const Json& asked = question["params"];
  CHECK(asked["messages"][0]["content"]["text"] == "MESSAGES\n1: I use Shram daily\n");
  CHECK(asked["systemPrompt"].get<std::string>().size() > 1'000);
  CHECK(asked["maxTokens"].get<int>() > 100);
  pair.answer(question, sample("User uses Shram daily"));
  const Json done = structured(pair.receive());
  CHECK(done["extractor"] == "sampling");
  REQUIRE(done["added"].size() == 1);
  CHECK(done["added"][0]["content"] == "User uses Shram daily");

  pair.send_legacy(2, "tools/call", kSaid);
  pair.answer(pair.receive(), sample("User hates Magnet"));
  const Json lie = structured(pair.receive());
  CHECK(lie["added"].empty());
  CHECK(lie["rejected"].size() == 1);
}

TEST_CASE("sampling: a refusal, or nonsense, and rules read") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open("2025-11-25", kCan);
  pair.send_legacy(1, "tools/call", kSaid);
  const Json question = pair.receive();
  SUBCASE("refused") {
    pair.send(
        {{"jsonrpc", "2.0"}, {"id", question["id"]}, {"error", {{"code", -1}, {"message", "No"}}}});
  }
  SUBCASE("nonsense") {
    pair.answer(question, {{"role", "assistant"},
                           {"model", "theirs"},
                           {"content", {{"type", "text"}, {"text", "I will not."}}}});
  }
  const Json done = structured(pair.receive());
  CHECK(done["extractor"] == "rules");
  CHECK(done["added"].size() == 1);
}

TEST_CASE(
    "sampling: a client that never answers is not waited for, and its answer comes too late") {
  mcp::ServerOptions options = mcp::pair_options();
  options.ask_wait = std::chrono::milliseconds(50);
  ToolBench bench;
  bench.options.ask_client_model = true;
  mcp::Server server(std::move(options));
  register_tools(server, bench.provider(), bench.options);
  const Pair pair(server);
  (void)pair.open("2025-11-25", kCan);
  pair.send_legacy(1, "tools/call", kSaid);
  const Json question = pair.receive();
  const Json taken_back = pair.receive();
  CHECK(taken_back["method"] == "notifications/cancelled");
  CHECK(taken_back["params"]["requestId"] == question["id"]);
  const Json done = structured(pair.receive());
  CHECK(done["extractor"] == "rules");
  REQUIRE(done["added"].size() == 1);
  pair.answer(question, sample("User uses Shram daily"));
  const Json listed = structured(
      pair.legacy("tools/call", {{"name", "list_memories"}, {"arguments", Json::object()}}));
  CHECK(listed["total"] == 1);
}

TEST_CASE("sampling: the modern client answers in its next try") {
  Bed bed;
  const Pair pair(bed.server);
  const Json asked = pair.modern("tools/call", kSaid, kCan)["result"];
  REQUIRE(asked["resultType"] == "input_required");
  REQUIRE(asked["inputRequests"].size() == 1);
  const std::string key = asked["inputRequests"].begin().key();
  Json retry = kSaid;
  retry["inputResponses"][key] = sample("User uses Shram daily");
  retry["requestState"] = asked["requestState"];
  const Json done = structured(pair.modern("tools/call", retry, kCan));
  CHECK(done["extractor"] == "sampling");
  CHECK(done["added"].size() == 1);
}

TEST_CASE("sampling: a client without a model, or nothing to ask about, gets rules") {
  Bed bed;
  const Pair pair(bed.server);
  CHECK(structured(pair.modern("tools/call", kSaid))["extractor"] == "rules");
  (void)pair.open("2025-06-18");
  CHECK(structured(pair.legacy("tools/call", kSaid))["extractor"] == "rules");
  const Json fact = {{"name", "remember"}, {"arguments", {{"facts", {"User is tall"}}}}};
  CHECK(structured(pair.modern("tools/call", fact, kCan))["extractor"] == "none");
}

}  // namespace
}  // namespace mnestic::tools
