#include "mnestic/store/keys.h"

namespace mnestic::store {
namespace {

constexpr std::uint64_t kSignBit = std::uint64_t{1} << 63;

void append(std::string& bytes, std::uint64_t value, unsigned width) {
  for (unsigned i = width; i-- > 0;) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

}  // namespace

Key& Key::u8(std::uint8_t value) {
  append(bytes_, value, 1);
  return *this;
}

Key& Key::u16(std::uint16_t value) {
  append(bytes_, value, 2);
  return *this;
}

Key& Key::u32(std::uint32_t value) {
  append(bytes_, value, 4);
  return *this;
}

Key& Key::u64(std::uint64_t value) {
  append(bytes_, value, 8);
  return *this;
}

Key& Key::time(Timestamp value) {
  return u64(static_cast<std::uint64_t>(value.time_since_epoch().count()) ^ kSignBit);
}

Key& Key::bytes(std::string_view value) {
  bytes_.append(value);
  return *this;
}

std::uint64_t KeyReader::number(std::size_t width) {
  if (rest_.size() < width) {
    ok_ = false;
    rest_ = {};
    return 0;
  }
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    value = (value << 8) | static_cast<std::uint8_t>(rest_[i]);
  }
  rest_.remove_prefix(width);
  return value;
}

std::uint8_t KeyReader::u8() { return static_cast<std::uint8_t>(number(1)); }
std::uint16_t KeyReader::u16() { return static_cast<std::uint16_t>(number(2)); }
std::uint32_t KeyReader::u32() { return static_cast<std::uint32_t>(number(4)); }
std::uint64_t KeyReader::u64() { return number(8); }

Timestamp KeyReader::time() {
  const std::uint64_t bits = number(8);
  if (!ok_) return Timestamp{};
  return Timestamp(std::chrono::milliseconds(static_cast<std::int64_t>(bits ^ kSignBit)));
}

}  // namespace mnestic::store
