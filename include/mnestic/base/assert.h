// MNESTIC_ASSERT: preconditions and impossible states. Stays on in release builds and ends the
// process with the place that failed on stderr. Never for input, disk contents or answers from the
// network: those are Errors.
#pragma once

namespace mnestic {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;
}  // namespace mnestic

#define MNESTIC_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::mnestic::assertion_failed(#condition, __FILE__, __LINE__))
