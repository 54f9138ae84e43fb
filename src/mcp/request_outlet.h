// RequestOutlet: where a running request's log lines and progress go, and where they stop.
//
// Thread safety: all methods from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "mnestic/mcp/context.h"

namespace mnestic::mcp {

class RequestOutlet final : public Outlet {
 public:
  struct Options {
    Revision revision = kNewestLegacy;
    std::optional<Json> progress_token;
    // What the client wants to hear; null: nothing.
    std::function<std::optional<LogLevel>()> level_min;
    std::shared_ptr<const std::atomic<bool>> cancel_flag;
    std::chrono::milliseconds gap{20};
    std::function<void(const std::string&)> write;
  };
  explicit RequestOutlet(Options options) : options_(std::move(options)) {}

  void log(LogLevel level, std::string_view logger, const Json& data) override;
  void progress(double done, std::optional<double> total, std::string_view message) override;

  // The answer comes next: nothing is written from here on.
  void close();

 private:
  [[nodiscard]] bool is_open() const;
  [[nodiscard]] bool takes_credit();

  const Options options_;
  std::mutex mutex_;
  // Everything below is guarded by mutex_.
  bool closed_ = false;
  std::optional<double> last_;
  double credits_ = 10;
  std::chrono::steady_clock::time_point refilled_ = std::chrono::steady_clock::now();
};

}  // namespace mnestic::mcp
