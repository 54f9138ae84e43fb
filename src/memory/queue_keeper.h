// QueueKeeper: what one process knows about its work on the queue.
//
// Thread safety: all members may be used from any thread.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>

#include "mnestic/base/clock.h"

namespace mnestic::memory {

// How long after its `failures`th try in a row nobody is asked again: 1 s doubling to 60 s.
[[nodiscard]] inline std::chrono::milliseconds pause_after(std::uint32_t failures) {
  constexpr std::chrono::milliseconds kPauseMax{60'000};
  std::chrono::milliseconds pause{1'000};
  for (std::uint32_t i = 1; i < failures && pause < kPauseMax; ++i) pause *= 2;
  return std::min(pause, kPauseMax);
}

class QueueKeeper {
 public:
  explicit QueueKeeper(std::uint64_t own_name) : name(own_name) {}

  const std::uint64_t name;          // of this process in leases
  std::atomic<bool> drains = false;  // the model just answered: what waits need wait no longer

  void note_answer() {
    failures_ = 0;
    not_before_ms_ = kNever;
    drains = true;
  }
  // Nobody answered. The whole queue waits together until the moment returned.
  Timestamp note_silence(Timestamp now) {
    drains = false;
    const Timestamp until = now + pause_after(++failures_);
    not_before_ms_ = until.time_since_epoch().count();
    return until;
  }
  [[nodiscard]] Timestamp not_before() const {
    return Timestamp(std::chrono::milliseconds(not_before_ms_.load()));
  }

 private:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
  std::atomic<std::uint32_t> failures_ = 0;  // tries in a row
  std::atomic<std::int64_t> not_before_ms_ = kNever;
};

}  // namespace mnestic::memory
