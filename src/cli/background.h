// Background: a thread that does a piece of work, waits as long as the work says, and does the next
// one, until it is destroyed.
//
// Thread safety: the work runs on the one thread. Destroying waits for the piece under way.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mnestic::cli {

class Background {
 public:
  // `turn` does one piece and says how long to wait for the next.
  explicit Background(std::function<std::chrono::milliseconds()> turn);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background();

 private:
  void run();

  std::function<std::chrono::milliseconds()> turn_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace mnestic::cli
