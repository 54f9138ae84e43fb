#include "watched_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace mnestic::llm {

WatchedSocket::WatchedSocket(SteadyTime deadline, const std::function<bool()>& cancelled)
    : deadline_(deadline), cancelled_(cancelled), thread_([this] { watch(); }) {}

WatchedSocket::~WatchedSocket() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  over_changed_.notify_one();
  thread_.join();
  release();
}

void WatchedSocket::adopt(int descriptor) {
  const std::lock_guard lock(mutex_);
  release();
  descriptor_ = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}

WatchedSocket::End WatchedSocket::end() const {
  const std::lock_guard lock(mutex_);
  return end_;
}

void WatchedSocket::release() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

void WatchedSocket::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    const auto now = std::chrono::steady_clock::now();
    if (end_ == End::none && now >= deadline_) end_ = End::deadline;
    if (end_ == End::none && cancelled_) {
      lock.unlock();
      const bool unwanted = cancelled_();
      lock.lock();
      if (unwanted) end_ = End::cancelled;
    }
    // Again and again: the exchange may be between two sockets.
    if (end_ != End::none && descriptor_ >= 0) shutdown(descriptor_, SHUT_RDWR);
    const auto poll = now + kCancelPoll;
    over_changed_.wait_until(lock, end_ == End::none ? std::min(poll, deadline_) : poll,
                             [this] { return over_; });
  }
}

}  // namespace mnestic::llm
