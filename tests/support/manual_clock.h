// A clock that stands still until it is moved.
#pragma once

#include <atomic>

#include "mnestic/base/clock.h"

namespace mnestic::testing {

class ManualClock final : public Clock {
 public:
  // 2026-11-20T10:00:00Z.
  static constexpr std::int64_t kStartMs = 1'795'168'800'000;

  [[nodiscard]] Timestamp now() const override {
    return Timestamp(std::chrono::milliseconds(now_ms_.load()));
  }
  void advance(std::chrono::milliseconds by) { now_ms_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_ms_{kStartMs};
};

}  // namespace mnestic::testing
