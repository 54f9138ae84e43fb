// A server of the test's making, run on a thread, and a client's end to talk to it.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "mnestic/mcp/server.h"
#include "mnestic/transport/transport.h"
#include "wire_record.h"

namespace mnestic::mcp {

class Pair {
 public:
  explicit Pair(Server& server) {
    auto [near, far] = transport::make_memory_pair();
    client_ = std::move(near);
    far_ = transport::recorded(std::move(far));
    thread_ = std::thread([this, &server] { exit_code_ = server.run(*far_); });
  }
  ~Pair() {
    client_->close_output();
    thread_.join();
    CHECK(exit_code_ == 0);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  void send(const Json& message) const { REQUIRE(client_->write_frame(message.dump())); }
  Json receive() const {
    auto frame = client_->read_frame();
    REQUIRE(frame);
    REQUIRE(frame->has_value());
    return Json::parse((*frame)->line);
  }
  void notify(const std::string& method, const Json& params = Json::object()) const {
    send({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
  }
  void send_legacy(const Json& id, const std::string& method, const Json& params) const {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
  }
  void send_modern(const Json& id, const std::string& method, Json params,
                   const Json& capabilities = Json::object()) const {
    params["_meta"]["io.modelcontextprotocol/protocolVersion"] = "2026-07-28";
    params["_meta"]["io.modelcontextprotocol/clientCapabilities"] = capabilities;
    send_legacy(id, method, params);
  }
  Json legacy(const std::string& method, const Json& params = Json::object()) const {
    send_legacy(7, method, params);
    return receive();
  }
  Json modern(const std::string& method, const Json& params = Json::object(),
              const Json& capabilities = Json::object()) const {
    send_modern(8, method, params, capabilities);
    return receive();
  }
  // A handshake, and the client says that it is ready.
  Json open(const std::string& revision = "2025-11-25",
            const Json& capabilities = Json::object()) const {
    Json reply = legacy("initialize", {{"protocolVersion", revision},
                                       {"capabilities", capabilities},
                                       {"clientInfo", {{"name", "c"}, {"version", "1"}}}});
    notify("notifications/initialized");
    return reply["result"];
  }
  void answer(const Json& question, const Json& result) const {
    send({{"jsonrpc", "2.0"}, {"id", question["id"]}, {"result", result}});
  }

 private:
  std::unique_ptr<transport::Transport> client_;
  std::unique_ptr<transport::Transport> far_;
  std::thread thread_;
  int exit_code_ = -1;
};

inline ServerOptions pair_options() {
  ServerOptions options;
  options.info = {"test", "Test", "1", "", ""};
  return options;
}

}  // namespace mnestic::mcp
