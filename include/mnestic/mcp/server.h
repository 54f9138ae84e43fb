// Server: the protocol on one pipe, both eras at once. Knows tools by their definitions and nothing
// of what they do.
//
// Era and revision are decided for each message (README of the protocol, "one stdio process, both
// eras"): a request that names a protocol version in its `_meta` is modern and stands alone;
// everything else is legacy and needs `initialize` first, `ping` excepted. A modern request never
// closes the legacy road, nor the other way round.
//
// Threads: run() reads on the thread that calls it, parses, and answers everything quick itself.
// Tool calls go to a few worker threads, started when the first call comes; answers may leave in
// any order. Order: a call starts only when the calls of writing tools (not read_only) that came
// before it on this pipe have finished, so that a client which sends `remember` and `recall` in one
// breath finds what it said. It waits at most `write_wait` for them: a slow writer does not stall
// the pipe, and one worker is always left to reading tools. Cancelling: a call that has not started
// never runs; one that runs sees its flag; neither is answered. End: at the end of input, or when
// the output is closed, reading stops, every call that was accepted finishes and is answered if
// somebody listens, and run() returns.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/mcp/tool.h"
#include "mnestic/transport/transport.h"

namespace mnestic::mcp {

// For display. Empty members are not sent.
struct ServerInfo {
  std::string name;
  std::string title;
  std::string version;
  std::string description;
  std::string website_url;
};

struct ServerOptions {
  ServerInfo info;
  std::string instructions;  // for the model, up front; some hosts cut at 2,048 characters
  std::size_t workers_max = 4;
  std::size_t calls_max = 10'000;                    // accepted and not finished; more are refused
  std::size_t call_bytes_max = 256UL * 1024 * 1024;  // of their lines, together
  std::chrono::milliseconds write_wait{1000};
};

class Server {
 public:
  explicit Server(ServerOptions options) : options_(std::move(options)) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Tools are listed in the order in which they were added.
  // REQUIRES: a name of the form above that no tool has yet; no run() under way.
  void add_tool(ToolDefinition definition, ToolHandler handler);

  // Serves until the end. Returns the process's exit code: 0, or 1 when reading failed. May be
  // called again.
  [[nodiscard]] int run(transport::Transport& transport) const;

  struct Tool {
    ToolDefinition definition;
    ToolHandler handler;
  };
  [[nodiscard]] const ServerOptions& options() const { return options_; }
  [[nodiscard]] const std::vector<Tool>& tools() const { return tools_; }
  // nullptr: there is none.
  [[nodiscard]] const Tool* find_tool(std::string_view name) const;

 private:
  ServerOptions options_;
  std::vector<Tool> tools_;
};

}  // namespace mnestic::mcp
