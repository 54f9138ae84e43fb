// LineBuffer: bytes in any pieces → frames. Skips blank lines and what is too long; holds one line
// at most.
//
// Thread safety: none; one reader.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/transport/transport.h"

namespace mnestic::transport {

class LineBuffer {
 public:
  explicit LineBuffer(std::size_t line_bytes_max) : line_bytes_max_(line_bytes_max) {}

  // Takes bytes from the front of `bytes` up to the end of one line, or all of them. A frame when a
  // line that counts ended; call again while `bytes` is not empty.
  [[nodiscard]] std::optional<Frame> take(std::string_view& bytes);

  // The input has ended: what is left, if it counts.
  [[nodiscard]] std::optional<Frame> finish();

 private:
  std::optional<Frame> end_line();

  std::size_t line_bytes_max_;
  std::string line_;
  bool too_long_ = false;
};

}  // namespace mnestic::transport
