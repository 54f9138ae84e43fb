#include "background.h"

#include <utility>

namespace mnestic::cli {

Background::Background(std::function<std::chrono::milliseconds()> turn)
    : turn_(std::move(turn)), thread_([this] { run(); }) {}

Background::~Background() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void Background::run() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    lock.unlock();
    const auto pause = turn_();
    lock.lock();
    ended_.wait_for(lock, pause, [this] { return over_; });
  }
}

}  // namespace mnestic::cli
