// One conversation with a server process: the handshake, tool calls as JSON-RPC lines, and the
// lines themselves for whoever wants to show them.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/bench/server_process.h"

namespace mnestic::cli {

// One exchange as it went over the pipe, and what the answer says.
struct Exchange {
  std::string request;
  std::string answer;
  std::string text;           // the answer's text form
  nlohmann::json structured;  // the same as data; null when it is an error
  bool is_error = false;      // the tool could not do it; `text` says why
};

class Conversation {
 public:
  // Starts a server on `home` and opens a session. `wire`: see bench::ServerProcess.
  [[nodiscard]] static Result<Conversation> open(const std::filesystem::path& home,
                                                 const std::filesystem::path& wire);

  // Errors: what the process says; internal when the answer is no tool result.
  [[nodiscard]] Result<Exchange> call(std::string_view tool, const nlohmann::json& arguments);

  // Ends it; the server must leave with exit code 0. Errors: internal when it does not.
  [[nodiscard]] Result<void> close();

 private:
  explicit Conversation(bench::ServerProcess server) : server_(std::move(server)) {}
  bench::ServerProcess server_;
  int calls_ = 0;
};

}  // namespace mnestic::cli
