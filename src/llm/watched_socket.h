// WatchedSocket: ends an exchange that is over time or no longer wanted. The HTTP library has
// timeouts for each step only, and none of its steps can be interrupted from outside except by
// shutting the socket down under it.
//
// Thread safety: adopt() from the exchanging thread, the rest as noted. Lifetime: made before the
// exchange, destroyed after it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mnestic::llm {

using SteadyTime = std::chrono::steady_clock::time_point;

// How often `cancelled` is asked.
inline constexpr std::chrono::milliseconds kCancelPoll{50};

class WatchedSocket {
 public:
  enum class End { none, deadline, cancelled };

  WatchedSocket(SteadyTime deadline, const std::function<bool()>& cancelled);
  WatchedSocket(const WatchedSocket&) = delete;
  WatchedSocket& operator=(const WatchedSocket&) = delete;
  ~WatchedSocket();

  // Watches a socket from now on, in place of an earlier one. Keeps a duplicate of the descriptor:
  // the number may be closed and given again while the watch still looks.
  void adopt(int descriptor);

  // Why the exchange was ended, if it was.
  [[nodiscard]] End end() const;

 private:
  void watch();
  void release();  // REQUIRES: mutex_ is held

  const SteadyTime deadline_;
  const std::function<bool()>& cancelled_;
  mutable std::mutex mutex_;
  std::condition_variable over_changed_;
  int descriptor_ = -1;  // guarded by mutex_, as what follows
  bool over_ = false;
  End end_ = End::none;
  std::thread thread_;
};

}  // namespace mnestic::llm
