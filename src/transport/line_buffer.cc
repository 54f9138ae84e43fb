#include "line_buffer.h"

#include <utility>

namespace mnestic::transport {

std::optional<Frame> LineBuffer::take(std::string_view& bytes) {
  const std::size_t newline = bytes.find('\n');
  const std::string_view piece = bytes.substr(0, newline);
  // One byte more than the limit is kept for the '\r' that may end the line.
  if (!too_long_ && line_.size() + piece.size() > line_bytes_max_ + 1) {
    too_long_ = true;
    line_ = std::string();
  }
  if (!too_long_) line_ += piece;
  if (newline == std::string_view::npos) {
    bytes = {};
    return std::nullopt;
  }
  bytes.remove_prefix(newline + 1);
  return end_line();
}

std::optional<Frame> LineBuffer::finish() { return end_line(); }

std::optional<Frame> LineBuffer::end_line() {
  Frame frame{std::exchange(line_, std::string()), std::exchange(too_long_, false)};
  if (!frame.line.empty() && frame.line.back() == '\r') frame.line.pop_back();
  if (frame.line.size() > line_bytes_max_) frame = {std::string(), true};
  if (frame.too_long) return frame;
  if (frame.line.find_first_not_of(" \t\r") == std::string::npos) return std::nullopt;
  return frame;
}

}  // namespace mnestic::transport
