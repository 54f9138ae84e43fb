// ServerProcess: this very program, started once more as a server on a store of its own and spoken
// to as a client would, over pipes. What `bench` measures and `demo` talks to.
//
// Thread safety: one thread at a time. Lifetime: the destructor ends the process and waits for it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"

namespace mnestic::bench {

class ServerProcess {
 public:
  // Starts `mnestic --home home` with the plain settings (rules, lexical, UTC) and an empty
  // environment, so that nothing of the caller's configuration plays a part. With `wire`, each line
  // of both sides is added to that file as {"run": process, "from": "client"|"server", "line": …}.
  // Errors: internal when the system refuses a process or a pipe; unavailable when `wire` cannot be
  // written.
  [[nodiscard]] static Result<ServerProcess> start(const std::filesystem::path& home,
                                                   const std::filesystem::path& wire = {});

  ServerProcess(ServerProcess&& other) noexcept;
  ServerProcess& operator=(ServerProcess&&) = delete;
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();

  // Sends one line. Errors: unavailable when the server is gone.
  [[nodiscard]] Result<void> send(std::string_view line);
  // The next line. Errors: unavailable when the server is gone, deadline_exceeded, cancelled when a
  // signal came meanwhile.
  [[nodiscard]] Result<std::string> receive(std::chrono::milliseconds timeout);
  // Ends the input and waits for the exit; the exit code, or 128 + the signal that ended it.
  [[nodiscard]] Result<int> finish();

  // Private resident memory (RssAnon of /proc). Errors: unavailable when it cannot be read.
  [[nodiscard]] Result<std::uint64_t> rss_anon_bytes() const;

 private:
  ServerProcess(pid_t pid, int input_fd, int output_fd, std::ofstream wire)
      : pid_(pid), input_fd_(input_fd), output_fd_(output_fd), wire_(std::move(wire)) {}
  void close_input();
  void note(std::string_view from, std::string_view line);
  [[nodiscard]] bool wait_for_exit(std::chrono::milliseconds timeout);

  pid_t pid_ = -1;
  int input_fd_ = -1;   // to the server
  int output_fd_ = -1;  // from the server
  int exit_code_ = -1;
  std::string buffer_;  // read, but not handed out
  std::ofstream wire_;  // open when what passes is written down
};

// The two lines that open a session, and what to send after the answer.
inline constexpr std::string_view kInitializeLine =
    R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",)"
    R"("capabilities":{},"clientInfo":{"name":"mnestic","version":"1"}}})";
inline constexpr std::string_view kInitializedLine =
    R"({"jsonrpc":"2.0","method":"notifications/initialized"})";

}  // namespace mnestic::bench
