#include <doctest/doctest.h>

#include <set>
#include <string>
#include <thread>

#include "bench_of_tools.h"
#include "mnestic/transport/transport.h"

namespace mnestic::tools {
namespace {

mcp::ServerOptions server_options() {
  mcp::ServerOptions options;
  options.info = {"mnestic", "mnestic", "0.1.0", "", ""};
  options.instructions = instructions();
  return options;
}

// The tools behind a server behind a transport, as a client meets them.
class Wire {
 public:
  Wire() : server_(server_options()) {
    register_tools(server_, bench.provider(), bench.options);
    auto [near, far] = transport::make_memory_pair();
    client_ = std::move(near);
    far_ = std::move(far);
    thread_ = std::thread([this] { exit_code_ = server_.run(*far_); });
  }
  ~Wire() {
    client_->close_output();
    thread_.join();
    CHECK(exit_code_ == 0);
  }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void send(const Json& message) const { REQUIRE(client_->write_frame(message.dump())); }
  Json receive() const {
    auto frame = client_->read_frame();
    REQUIRE(frame);
    REQUIRE(frame->has_value());
    return Json::parse((*frame)->line);
  }
  Json ask(const std::string& method, const Json& params) {
    send({{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", params}});
    return receive();
  }
  Json open() {
    return ask("initialize", {{"protocolVersion", "2025-11-25"},
                              {"capabilities", Json::object()},
                              {"clientInfo", {{"name", "wire-client"}, {"version", "1"}}}});
  }

  ToolBench bench;

 private:
  mcp::Server server_;
  std::unique_ptr<transport::Transport> client_;
  std::unique_ptr<transport::Transport> far_;
  std::thread thread_;
  int id_ = 0;
  int exit_code_ = -1;
};

TEST_CASE("wire: the listing is complete, small enough, and teaches the model") {
  Wire wire;
  const Json opened = wire.open();
  const std::string words = opened["result"]["instructions"];
  CHECK(words.size() < 2'000);
  CHECK(words == instructions());
  const Json list = wire.ask("tools/list", Json::object())["result"]["tools"];
  std::vector<std::string> names;
  for (const Json& tool : list) {
    CAPTURE(tool["name"]);
    names.push_back(tool["name"]);
    CHECK(tool["title"].get<std::string>().size() > 3);
    CHECK(tool["description"].get<std::string>().size() > 40);
    CHECK(tool["description"].get<std::string>().size() < 2'048);
    CHECK(tool["annotations"].size() == 4);
    CHECK(tool["annotations"]["openWorldHint"] == false);
    CHECK(tool["annotations"]["destructiveHint"] == (tool["name"] == "forget"));
    const std::set<std::string> readers = {"recall", "list_memories", "get_memory", "memory_stats"};
    CHECK(tool["annotations"]["readOnlyHint"] == readers.contains(tool["name"]));
  }
  CHECK(names == tool_names());
  CHECK(list.dump().size() < 64 * 1024);
}

TEST_CASE("wire: remember and recall in one breath, in both eras") {
  Wire wire;
  (void)wire.open();
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    const std::string thing = "Thing" + std::to_string(round);
    wire.send(
        {{"jsonrpc", "2.0"},
         {"id", "w"},
         {"method", "tools/call"},
         {"params", {{"name", "remember"}, {"arguments", {{"facts", {"User owns " + thing}}}}}}});
    wire.send({{"jsonrpc", "2.0"},
               {"id", "r"},
               {"method", "tools/call"},
               {"params",
                {{"name", "recall"},
                 {"arguments", {{"query", thing}}},
                 {"_meta",
                  {{"io.modelcontextprotocol/protocolVersion", "2026-07-28"},
                   {"io.modelcontextprotocol/clientCapabilities", Json::object()}}}}}});
    Json first = wire.receive();
    Json second = wire.receive();
    if (first["id"] == "r") std::swap(first, second);
    CHECK(first["result"]["structuredContent"]["counts"]["added"] == 1);
    CHECK(first["result"]["structuredContent"]["added"][0]["source"]["client"] == "wire-client");
    CHECK(second["result"]["resultType"] == "complete");
    CHECK(second["result"]["structuredContent"]["memories"][0]["content"] == "User owns " + thing);
  }
}

TEST_CASE("wire: with the store away the handshake works and calls are errors of the tool") {
  Wire wire;
  wire.bench.store_fails = true;
  CHECK(wire.open().contains("result"));
  const Json reply = wire.ask("tools/call", {{"name", "recall"}, {"arguments", {{"query", "x"}}}});
  CHECK(reply["result"]["isError"] == true);
  CHECK(reply["result"]["content"][0]["text"] == "The folder /x is not writable. Give another.");
  CHECK_FALSE(reply["result"].contains("structuredContent"));
}

}  // namespace
}  // namespace mnestic::tools
