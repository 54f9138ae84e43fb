#include <condition_variable>
#include <deque>
#include <mutex>

#include "mnestic/base/limits.h"
#include "mnestic/transport/transport.h"

namespace mnestic::transport {
namespace {

// One direction. Shared by both ends.
struct Lane {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Frame> frames;     // guarded by mutex
  bool writer_closed = false;   // guarded by mutex
  bool reader_stopped = false;  // guarded by mutex
};

class MemoryEnd final : public Transport {
 public:
  MemoryEnd(std::shared_ptr<Lane> in, std::shared_ptr<Lane> out)
      : in_(std::move(in)), out_(std::move(out)) {}

  ~MemoryEnd() override {
    MemoryEnd::stop_reading();
    MemoryEnd::close_output();
  }

  Result<std::optional<Frame>> read_frame() override {
    std::unique_lock lock(in_->mutex);
    in_->changed.wait(
        lock, [&] { return !in_->frames.empty() || in_->writer_closed || in_->reader_stopped; });
    if (in_->reader_stopped || in_->frames.empty()) return std::optional<Frame>();
    std::optional<Frame> frame = std::move(in_->frames.front());
    in_->frames.pop_front();
    return frame;
  }

  Result<void> write_frame(std::string_view frame) override {
    const std::lock_guard lock(out_->mutex);
    if (out_->writer_closed || out_->reader_stopped) {
      return Error{ErrorCode::unavailable, "the other end is closed"};
    }
    if (frame.find_first_not_of(" \t\r") == std::string_view::npos) return {};
    if (frame.size() > kFrameBytesMax) {
      out_->frames.push_back({std::string(), true});
    } else {
      out_->frames.push_back({std::string(frame), false});
    }
    out_->changed.notify_all();
    return {};
  }

  void stop_reading() override {
    const std::lock_guard lock(in_->mutex);
    in_->reader_stopped = true;
    in_->changed.notify_all();
  }

  void close_output() override {
    const std::lock_guard lock(out_->mutex);
    out_->writer_closed = true;
    out_->changed.notify_all();
  }

 private:
  std::shared_ptr<Lane> in_;
  std::shared_ptr<Lane> out_;
};

}  // namespace

std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> make_memory_pair() {
  auto there = std::make_shared<Lane>();
  auto back = std::make_shared<Lane>();
  return {std::make_unique<MemoryEnd>(back, there), std::make_unique<MemoryEnd>(there, back)};
}

}  // namespace mnestic::transport
