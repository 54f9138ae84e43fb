// A server with a few odd tools, run on a thread, and a client's end to talk to it line by line.
#pragma once

#include <doctest/doctest.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "mnestic/mcp/server.h"
#include "mnestic/transport/transport.h"
#include "tests/support/wire_record.h"

namespace mnestic::mcp {

// Named gates: a tool waits at one until the test opens it, and the test waits until a tool has
// come to it.
class Gates {
 public:
  void wait_at(const std::string& name) {
    std::unique_lock lock(mutex_);
    reached_.insert(name);
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_.contains(name); });
  }
  void open(const std::string& name) {
    const std::lock_guard lock(mutex_);
    open_.insert(name);
    changed_.notify_all();
  }
  void await_reached(const std::string& name) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return reached_.contains(name); });
  }
  bool reached(const std::string& name) {
    const std::lock_guard lock(mutex_);
    return reached_.contains(name);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> reached_;
  std::set<std::string> open_;
};

inline ToolDefinition definition(const std::string& name, bool read_only) {
  return {.name = name,
          .title = "Title of " + name,
          .description = "Description of " + name,
          .input_schema = {{"type", "object"}},
          .output_schema = {{"type", "object"}},
          .annotations = {.read_only = read_only,
                          .destructive = false,
                          .idempotent = read_only,
                          .open_world = false}};
}

inline ServerOptions test_options() {
  ServerOptions options;
  options.info = {"test", "Test", "1.2.3", "A server for tests", "https://example.com"};
  options.instructions = "Be brief.";
  return options;
}

// echo: gives its arguments back. read, write: wait at the gate named by `gate`. throw, fail,
// array, blocks: as named.
class Harness {
 public:
  explicit Harness(ServerOptions options = test_options()) : server_(std::move(options)) {
    add_tools();
    auto [near, far] = transport::make_memory_pair();
    client = std::move(near);
    far_ = transport::recorded(std::move(far));
    thread_ = std::thread([this] { exit_code_ = server_.run(*far_); });
  }
  ~Harness() {
    client->close_output();
    if (thread_.joinable()) thread_.join();
  }
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  void send(const std::string& line) const { REQUIRE(client->write_frame(line)); }
  Json receive() const {
    auto frame = client->read_frame();
    REQUIRE(frame);
    REQUIRE(frame->has_value());
    return Json::parse((*frame)->line);
  }
  Json ask(const std::string& line) const {
    send(line);
    return receive();
  }
  // A legacy request; `params` as JSON text, empty for none.
  Json ask(int id, const std::string& method, const std::string& params = "") const {
    return ask(request(id, method, params));
  }
  static std::string request(int id, const std::string& method, const std::string& params = "") {
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + method + "\"" +
           (params.empty() ? "" : ",\"params\":" + params) + "}";
  }
  static std::string call(int id, const std::string& tool, const std::string& arguments = "{}") {
    return request(id, "tools/call", R"({"name":")" + tool + R"(","arguments":)" + arguments + "}");
  }
  // A modern request: `params` are the members besides _meta, with a leading comma.
  static std::string modern(int id, const std::string& method, const std::string& params = "",
                            const std::string& version = "2026-07-28") {
    return request(id, method,
                   R"({"_meta":{"io.modelcontextprotocol/protocolVersion":")" + version +
                       R"(","io.modelcontextprotocol/clientCapabilities":{}})" + params + "}");
  }
  static std::string cancel(int id) {
    return R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" +
           std::to_string(id) + "}}";
  }
  Json open_legacy(const std::string& version) const {
    Json reply =
        ask(0, "initialize",
            R"({"protocolVersion":")" + version +
                R"(","capabilities":{"roots":{}},"clientInfo":{"name":"c","version":"1"}})");
    send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    return reply;
  }
  // Closes the client's side and gives everything that still comes, and the exit code.
  std::vector<Json> finish() {
    client->close_output();
    thread_.join();
    far_.reset();
    std::vector<Json> rest;
    for (;;) {
      auto frame = client->read_frame();
      REQUIRE(frame);
      if (!frame->has_value()) return rest;
      rest.push_back(Json::parse((*frame)->line));
    }
  }
  int exit_code() const { return exit_code_; }

  Gates gates;
  std::unique_ptr<transport::Transport> client;

 private:
  void add_tools() {
    const auto gated = [this](const Json& arguments, CallContext& context) {
      const std::string gate = arguments.value("gate", "");
      if (!gate.empty()) gates.wait_at(gate);
      return ToolResult{
          context.cancelled() ? "cancelled" : "done " + gate, Json::object(), false, {}};
    };
    server_.add_tool(definition("echo", true), [](const Json& arguments, CallContext& context) {
      return ToolResult{arguments.dump(),
                        {{"arguments", arguments},
                         {"revision", to_string(context.revision)},
                         {"client", context.client_name},
                         {"capabilities", context.client_capabilities},
                         {"token", context.progress_token.value_or(Json())}},
                        false,
                        {}};
    });
    server_.add_tool(definition("read", true), gated);
    server_.add_tool(definition("write", false), gated);
    server_.add_tool(definition("throw", true), [](const Json&, CallContext&) -> ToolResult {
      return {Json::object().at("secret words").get<std::string>(), nullptr, false, {}};
    });
    server_.add_tool(definition("fail", true), [](const Json&, CallContext&) {
      return ToolResult{"limit must be 1 to 100", {{"x", 1}}, true, {}};
    });
    ToolDefinition array = definition("array", true);
    array.output_schema = {{"type", "array"}};
    server_.add_tool(array, [](const Json&, CallContext&) {
      return ToolResult{"[1]", Json::array({1}), false, {}};
    });
    server_.add_tool(definition("blocks", true), [](const Json&, CallContext&) {
      return ToolResult{"",
                        nullptr,
                        false,
                        {{{"type", "audio"}, {"data", "AA=="}, {"mimeType", "audio/wav"}},
                         {{"type", "resource_link"}, {"uri", "memory://x"}, {"name", "x"}}}};
    });
  }

  Server server_;
  std::unique_ptr<transport::Transport> far_;
  std::thread thread_;
  int exit_code_ = -1;
};

inline int code_of(const Json& reply) {
  REQUIRE(reply.contains("error"));
  return reply["error"]["code"].get<int>();
}

}  // namespace mnestic::mcp
