// Asker: the server's own requests to a client of the legacy era, and the answers to them.
//
// Thread safety: ask() blocks the thread of a handler; deliver(), wake() and close() come from the
// reader.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "mnestic/mcp/ask.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

class Asker {
 public:
  using Write = std::function<void(const std::string& line)>;
  // A result, or why there is none.
  struct Answer {
    Json result;
    std::string failure;  // empty: there is a result
  };
  Asker(Write write, std::chrono::milliseconds wait) : write_(std::move(write)), wait_(wait) {}

  // Puts all questions at once and waits for all answers. One that does not come in time is taken
  // back and has a failure. Nothing: the call was cancelled or the pipe ended; all were taken back.
  [[nodiscard]] std::optional<std::map<std::string, Answer>> ask(
      const std::map<std::string, Question>& questions, Revision revision,
      const std::shared_ptr<const std::atomic<bool>>& cancel_flag);

  // What answers no open question is ignored.
  void deliver(const rpc::Response& response);
  // A cancel flag may have been set.
  void wake();
  // No answer will come any more.
  void close();

 private:
  struct Open {
    std::string id;
    std::optional<Answer> answer;
  };
  using OpenPtr = std::shared_ptr<Open>;
  void take_back(const std::string& id, const char* reason);

  const Write write_;
  const std::chrono::milliseconds wait_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // Everything below is guarded by mutex_.
  std::map<std::string, OpenPtr> open_;  // by id
  std::uint64_t asked_ = 0;
  bool closed_ = false;
};

}  // namespace mnestic::mcp
