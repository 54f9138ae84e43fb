// Keys: fixed-width big-endian numbers, so that byte order is number order, and every key of a
// person's data begins with the person.
//
// Thread safety: pure functions and a value type.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "mnestic/base/clock.h"
#include "mnestic/store/records.h"

namespace mnestic::store {

// Builds a key piece by piece: Key().u64(user).u64(number).view().
class Key {
 public:
  Key& u8(std::uint8_t value);
  Key& u16(std::uint16_t value);
  Key& u32(std::uint32_t value);
  Key& u64(std::uint64_t value);
  // Order-preserving for times before 1970 too.
  Key& time(Timestamp value);
  Key& bytes(std::string_view value);
  [[nodiscard]] std::string_view view() const { return bytes_; }

 private:
  std::string bytes_;
};

// Reads a key back in the same order. Past the end, zeros come and ok() turns false.
class KeyReader {
 public:
  explicit KeyReader(std::string_view bytes) : rest_(bytes) {}
  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  Timestamp time();
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::uint64_t number(std::size_t width);
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace mnestic::store
