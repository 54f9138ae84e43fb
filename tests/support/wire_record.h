// Writes down what a server under test reads and says, for tests/clients/records_test.mjs to check
// against the protocol's official schemas.
#pragma once

#include <nlohmann/json.hpp>

#include <atomic>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "mnestic/transport/transport.h"

namespace mnestic::transport {

// One file a test program, begun anew by each run. MNESTIC_WIRE_RECORD is the path, from CMake.
class WireRecord {
 public:
  static WireRecord& of_this_program() {
    static WireRecord record;
    return record;
  }
  int begin_run() { return ++runs_; }
  void write(int run, const char* from, std::string_view line) {
    const nlohmann::json entry = {{"run", run}, {"from", from}, {"line", line}};
    const std::string text =
        entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    const std::lock_guard lock(mutex_);
    file_ << text << std::flush;
  }

 private:
  std::atomic<int> runs_ = 0;
  std::mutex mutex_;
  std::ofstream file_{MNESTIC_WIRE_RECORD, std::ios::trunc};
};

// The server's end of a line, with everything on it written down, each side in its order.
class RecordedTransport final : public Transport {
 public:
  explicit RecordedTransport(std::unique_ptr<Transport> inner)
      : inner_(std::move(inner)), run_(WireRecord::of_this_program().begin_run()) {}

  Result<std::optional<Frame>> read_frame() override {
    auto frame = inner_->read_frame();
    if (frame && frame->has_value()) note("client", (*frame)->line);
    return frame;
  }
  Result<void> write_frame(std::string_view frame) override {
    note("server", frame);
    return inner_->write_frame(frame);
  }
  void stop_reading() override { inner_->stop_reading(); }
  void close_output() override { inner_->close_output(); }

 private:
  void note(const char* from, std::string_view line) const {
    WireRecord::of_this_program().write(run_, from, line);
  }

  std::unique_ptr<Transport> inner_;
  const int run_;
};

inline std::unique_ptr<Transport> recorded(std::unique_ptr<Transport> inner) {
  return std::make_unique<RecordedTransport>(std::move(inner));
}

}  // namespace mnestic::transport
