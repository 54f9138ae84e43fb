// One fuzz target: bytes from anybody in, nothing out. The same body runs under libFuzzer
// (`./dev fuzz`) and over the kept corpus with the ordinary compiler (ctest). A finding ends the
// process: by MNESTIC_ASSERT where a promise is broken, by a sanitizer where memory is.
//
// Thread safety: called by one thread.
#pragma once

#include <string_view>

namespace mnestic::fuzz {

// Each target's file defines it once.
void attack(std::string_view bytes);

// Takes the first byte off `bytes`; 0 when there is none. For choices inside a target.
[[nodiscard]] inline unsigned char take_byte(std::string_view& bytes) {
  if (bytes.empty()) return 0;
  const auto byte = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  return byte;
}

}  // namespace mnestic::fuzz
