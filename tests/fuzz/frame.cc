// The frame reader: any bytes in any pieces give the same frames as a plain split of the whole.
#include <string>
#include <vector>

#include "mnestic/base/assert.h"
#include "src/transport/line_buffer.h"
#include "target.h"

namespace mnestic::fuzz {
namespace {

using transport::Frame;

// The obvious version: split, drop the line end, drop blanks.
std::vector<Frame> frames_naively(std::string_view bytes, std::size_t line_bytes_max) {
  std::vector<Frame> frames;
  while (!bytes.empty()) {
    const std::size_t newline = std::min(bytes.find('\n'), bytes.size());
    std::string line(bytes.substr(0, newline));
    bytes.remove_prefix(std::min(newline + 1, bytes.size()));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.size() > line_bytes_max) {
      frames.push_back({"", true});
    } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
      frames.push_back({line, false});
    }
  }
  return frames;
}

}  // namespace

void attack(std::string_view bytes) {
  const std::size_t line_bytes_max = 1 + take_byte(bytes) % 64;
  const std::size_t piece_bytes = 1 + take_byte(bytes) % 32;
  const std::vector<Frame> wanted = frames_naively(bytes, line_bytes_max);

  std::vector<Frame> got;
  transport::LineBuffer buffer(line_bytes_max);
  for (std::size_t begin = 0; begin < bytes.size(); begin += piece_bytes) {
    std::string_view piece = bytes.substr(begin, piece_bytes);
    while (!piece.empty()) {
      const std::size_t before = piece.size();
      if (auto frame = buffer.take(piece)) got.push_back(std::move(*frame));
      MNESTIC_ASSERT(piece.size() < before);
    }
  }
  if (auto frame = buffer.finish()) got.push_back(std::move(*frame));

  MNESTIC_ASSERT(got.size() == wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    MNESTIC_ASSERT(got[i].line == wanted[i].line && got[i].too_long == wanted[i].too_long);
    MNESTIC_ASSERT(got[i].line.find('\n') == std::string::npos);
  }
}

}  // namespace mnestic::fuzz
