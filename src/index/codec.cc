#include "codec.h"

namespace mnestic::index {

std::uint64_t VarintReader::next_long() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at_ == end_) break;
    const std::uint64_t byte = *at_++;
    if (shift == 63 && byte > 1) break;
    value |= (byte & 0x7FU) << shift;
    if (byte < 0x80) {
      // One form for each number: a last byte of zero says nothing.
      if (byte == 0) break;
      return value;
    }
  }
  ok_ = false;
  at_ = end_;
  return 0;
}

std::uint32_t checksum(std::string_view bytes) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = (bytes.size() + 1) * kFactor;
  const auto step = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 29;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) step(load_le<std::uint64_t>(bytes.data() + at));
  std::uint64_t tail = 0;
  for (std::size_t shift = 0; at < bytes.size(); ++at, shift += 8) {
    tail |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(bytes[at])) << shift;
  }
  step(tail);
  hash = (hash ^ (hash >> 32)) * kFactor;
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace mnestic::index
