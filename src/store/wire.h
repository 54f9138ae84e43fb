// Wire: the pieces that records are made of: varints, tagged fields, and the frame with its
// checksum. The grammar stands in FORMAT.md.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"

namespace mnestic::store {

// XXH3 with 64 bits, the low 32 of them.
[[nodiscard]] std::uint32_t checksum32(std::string_view bytes);

[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

// From this tag on, a reader that does not know a field skips it; it refuses lower ones.
inline constexpr std::uint64_t kFirstOptionalTag = 64;
// The last field of a record: its place. Records that were written before there were places lack
// it.
inline constexpr std::uint64_t kPlaceTag = 127;

enum class Wire : std::uint8_t { varint = 0, fixed64 = 1, bytes = 2 };

// Appends fields. Fields must be written in ascending order of their tags; what equals its default
// is left out.
class Writer {
 public:
  void raw_varint(std::uint64_t value);
  void raw_fixed64(std::uint64_t value);
  void raw_u8(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void raw_bytes(std::string_view bytes);  // with its length before it

  void number(std::uint64_t tag, std::uint64_t value);  // 0 is left out
  void number_always(std::uint64_t tag, std::uint64_t value);
  void signed_number(std::uint64_t tag, std::int64_t value, std::int64_t left_out);
  void signed_always(std::uint64_t tag, std::int64_t value);
  void real(std::uint64_t tag, double value, double left_out);
  void bytes(std::uint64_t tag, std::string_view value);  // empty is left out
  void bytes_always(std::uint64_t tag, std::string_view value);

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void key(std::uint64_t tag, Wire wire) {
    raw_varint((tag << 2) | static_cast<std::uint64_t>(wire));
  }
  std::string bytes_;
};

// Reads the same back from bytes that may be anything. After the first thing that cannot be, ok()
// is false for good and zeros come.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t raw_varint();
  [[nodiscard]] std::uint64_t raw_fixed64();
  [[nodiscard]] std::uint8_t raw_u8();
  [[nodiscard]] std::string_view raw_bytes();
  [[nodiscard]] std::size_t size() const { return rest_.size(); }

  // Moves to the next field. False at the end, and when not ok(). The place is no field: it is
  // kept.
  [[nodiscard]] bool next();
  [[nodiscard]] const std::optional<Place>& place() const { return place_; }
  [[nodiscard]] std::uint64_t tag() const { return tag_; }
  // The current field's value, once. Another wire type than the one asked for is a failure.
  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] std::uint64_t number_up_to(std::uint64_t greatest);
  [[nodiscard]] std::int64_t signed_number() { return unzigzag(number()); }
  [[nodiscard]] double real();
  [[nodiscard]] std::string_view bytes();
  // For a tag that the caller does not know.
  void unknown();

  void fail() { ok_ = false; }
  [[nodiscard]] bool ok() const { return ok_; }
  // Whether a field was skipped: then the bytes say more than the decoded value.
  [[nodiscard]] bool skipped() const { return skipped_; }
  void note_skipped() { skipped_ = true; }

 private:
  std::string_view take(std::size_t size);

  std::string_view rest_;
  std::uint64_t tag_ = 0;
  Wire wire_ = Wire::varint;
  std::optional<Place> place_;
  bool ok_ = true;
  bool skipped_ = false;
};

// letter, body, the place if one is given, checksum of all that.
[[nodiscard]] std::string seal(char letter, std::string_view body, std::optional<Place> place = {});
// The body. Errors: data_loss when it is not a frame with this letter or the checksum is wrong.
[[nodiscard]] Result<std::string_view> unseal(char letter, std::string_view bytes);
// The one thing that decoders say.
[[nodiscard]] Error damaged(std::string_view what);

}  // namespace mnestic::store
