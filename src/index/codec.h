// Codec: varints, little-endian numbers and the checksum of the blocks of this room.
//
// Thread safety: pure functions and value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace mnestic::index {

inline void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80U));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

// Reads varints from bytes that may be anything. After a bad one, ok() is false for good and zeros
// come.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes)
      : at_(reinterpret_cast<const std::uint8_t*>(bytes.data())), end_(at_ + bytes.size()) {}

  std::uint64_t next() {
    // Nearly all are one byte long.
    if (at_ < end_ && *at_ < 0x80) return *at_++;
    return next_long();
  }
  // The same, for values that must fit 32 bits.
  std::uint32_t next_u32() {
    const std::uint64_t value = next();
    if (value > UINT32_MAX) ok_ = false;
    return static_cast<std::uint32_t>(value);
  }
  [[nodiscard]] std::string_view rest() const {
    return {reinterpret_cast<const char*>(at_), static_cast<std::size_t>(end_ - at_)};
  }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::uint64_t next_long();

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool ok_ = true;
};

// Little-endian on every machine; `at` needs no alignment.
template <typename T>
[[nodiscard]] T load_le(const char* at) {
  static_assert(std::is_unsigned_v<T>);
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    value = static_cast<T>(value | (static_cast<T>(static_cast<std::uint8_t>(at[i])) << (8 * i)));
  }
  return value;
}
template <typename T>
void store_le(char* at, T value) {
  static_assert(std::is_unsigned_v<T>);
  for (std::size_t i = 0; i < sizeof(T); ++i) at[i] = static_cast<char>(value >> (8 * i));
}
template <typename T>
void append_le(std::string& out, T value) {
  char bytes[sizeof(T)];
  store_le(bytes, value);
  out.append(bytes, sizeof(T));
}

// Finds damage, not malice: eight bytes a step, multiplied and mixed. Part of the format.
[[nodiscard]] std::uint32_t checksum(std::string_view bytes);

}  // namespace mnestic::index
