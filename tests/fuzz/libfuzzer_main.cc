// libFuzzer's way in. Its names are its own.
#include <cstddef>
#include <cstdint>

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  mnestic::fuzz::attack({reinterpret_cast<const char*>(data), size});
  return 0;
}
