#include "mnestic/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace mnestic {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "mnestic: assertion failed: %s (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace mnestic
