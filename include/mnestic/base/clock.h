// The one clock. Everything that needs the time gets a Clock; only SystemClock asks the machine.
//
// Thread safety: all methods may be called from any thread.
#pragma once

#include <chrono>

namespace mnestic {

// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z (may be negative).
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

// "Never ends": the upper bound of an open interval.
inline constexpr Timestamp kForever = Timestamp::max();
// Before every other moment.
inline constexpr Timestamp kBeginning = Timestamp::min();

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  // The wall clock. May go backwards when the machine's clock is set.
  [[nodiscard]] virtual Timestamp now() const = 0;
};

// The machine's clock. The object lives as long as the program.
[[nodiscard]] const Clock& system_clock();

}  // namespace mnestic
