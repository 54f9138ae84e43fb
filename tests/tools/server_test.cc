#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>

#include "../support/server_pair.h"
#include "bench_of_tools.h"

namespace mnestic::tools {
namespace {

mcp::ServerOptions server_options() {
  mcp::ServerOptions options;
  options.info = {"mnestic", "mnestic", "0.1.0", "", ""};
  options.instructions = instructions();
  return options;
}

// The tools behind a server behind a transport, as a client meets them.
struct Wire {
  Wire() : server(server_options()) {
    register_tools(server, bench.provider(), bench.options);
    pair.emplace(server);
  }

  ToolBench bench;
  mcp::Server server;
  std::optional<mcp::Pair> pair;
};

TEST_CASE("wire: the listing is complete, small enough, and teaches the model") {
  Wire wire;
  const Json opened = wire.pair->open();
  const std::string words = opened["instructions"];
  CHECK(words.size() < 2'000);
  CHECK(words == instructions());
  const Json list = wire.pair->legacy("tools/list")["result"]["tools"];
  std::vector<std::string> names;
  for (const Json& tool : list) {
    CAPTURE(tool["name"]);
    names.push_back(tool["name"]);
    CHECK(tool["title"].get<std::string>().size() > 3);
    CHECK(tool["description"].get<std::string>().size() > 40);
    CHECK(tool["description"].get<std::string>().size() < 2'048);
    CHECK(tool["annotations"].size() == 4);
    CHECK(tool["annotations"]["openWorldHint"] == false);
    const std::set<std::string> destroyers = {"forget", "delete_chat"};
    CHECK(tool["annotations"]["destructiveHint"] == destroyers.contains(tool["name"]));
    const std::set<std::string> readers = {"recall",     "list_memories", "get_memory",
                                           "list_chats", "get_chat",      "memory_stats"};
    CHECK(tool["annotations"]["readOnlyHint"] == readers.contains(tool["name"]));
  }
  CHECK(names == tool_names());
  CHECK(list.dump().size() < 64 * 1024);
}

TEST_CASE("wire: remember and recall in one breath, in both eras") {
  Wire wire;
  (void)wire.pair->open();
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    const std::string thing = "Thing" + std::to_string(round);
    wire.pair->send_legacy(
        "w", "tools/call",
        {{"name", "remember"}, {"arguments", {{"facts", {"User owns " + thing}}}}});
    wire.pair->send_modern("r", "tools/call",
                           {{"name", "recall"}, {"arguments", {{"query", thing}}}});
    Json first = wire.pair->receive();
    Json second = wire.pair->receive();
    if (first["id"] == "r") std::swap(first, second);
    CHECK(first["result"]["structuredContent"]["counts"]["added"] == 1);
    CHECK(first["result"]["structuredContent"]["added"][0]["source"]["client"] == "c");
    CHECK(second["result"]["resultType"] == "complete");
    CHECK(second["result"]["structuredContent"]["memories"][0]["content"] == "User owns " + thing);
  }
}

TEST_CASE("wire: with the store away the handshake works and calls are errors of the tool") {
  Wire wire;
  wire.bench.store_fails = true;
  CHECK(wire.pair->open().contains("protocolVersion"));
  const Json reply =
      wire.pair->legacy("tools/call", {{"name", "recall"}, {"arguments", {{"query", "x"}}}});
  CHECK(reply["result"]["isError"] == true);
  CHECK(reply["result"]["content"][0]["text"] == "The folder /x is not writable. Give another.");
  CHECK_FALSE(reply["result"].contains("structuredContent"));
}

}  // namespace
}  // namespace mnestic::tools
