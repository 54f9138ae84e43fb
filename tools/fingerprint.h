// Fingerprint: whether something is still what it was (FNV-1a, 64 bits). Not for secrets.
//
// Thread safety: a value type.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mnestic::tools {

class Fingerprint {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) step(static_cast<unsigned char>(c));
    step(0);  // so that "a","bc" differs from "ab","c"
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }
  [[nodiscard]] std::string text() const { return std::to_string(value_); }

 private:
  void step(unsigned char byte) {
    value_ ^= byte;
    value_ *= 0x100000001B3ULL;
  }
  std::uint64_t value_ = 0xCBF29CE484222325ULL;
};

}  // namespace mnestic::tools
