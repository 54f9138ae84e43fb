#include "wire.h"

#include <bit>
#include <cstring>
#include <limits>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mnestic::store {
namespace {

constexpr std::size_t kChecksumBytes = 4;

}  // namespace

std::uint32_t checksum32(std::string_view bytes) {
  return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

void Writer::raw_varint(std::uint64_t value) {
  while (value >= 0x80) {
    raw_u8(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  raw_u8(static_cast<std::uint8_t>(value));
}

void Writer::raw_fixed64(std::uint64_t value) {
  for (int i = 0; i < 8; ++i) raw_u8(static_cast<std::uint8_t>(value >> (8 * i)));
}

void Writer::raw_bytes(std::string_view bytes) {
  raw_varint(bytes.size());
  bytes_.append(bytes);
}

void Writer::number(std::uint64_t tag, std::uint64_t value) {
  if (value != 0) number_always(tag, value);
}

void Writer::number_always(std::uint64_t tag, std::uint64_t value) {
  key(tag, Wire::varint);
  raw_varint(value);
}

void Writer::signed_number(std::uint64_t tag, std::int64_t value, std::int64_t left_out) {
  if (value != left_out) signed_always(tag, value);
}

void Writer::signed_always(std::uint64_t tag, std::int64_t value) {
  key(tag, Wire::varint);
  raw_varint(zigzag(value));
}

void Writer::real(std::uint64_t tag, double value, double left_out) {
  // By bits: NaN and -0.0 come back as they were.
  const auto bits = std::bit_cast<std::uint64_t>(value);
  if (bits == std::bit_cast<std::uint64_t>(left_out)) return;
  key(tag, Wire::fixed64);
  raw_fixed64(bits);
}

void Writer::bytes(std::uint64_t tag, std::string_view value) {
  if (!value.empty()) bytes_always(tag, value);
}

void Writer::bytes_always(std::uint64_t tag, std::string_view value) {
  key(tag, Wire::bytes);
  raw_bytes(value);
}

std::string_view Reader::take(std::size_t size) {
  if (!ok_ || size > rest_.size()) {
    fail();
    return {};
  }
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint64_t Reader::raw_varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = raw_u8();
    if (!ok_) return 0;
    const std::uint64_t bits = byte & 0x7FU;
    if (shift == 63 && bits > 1) break;
    value |= bits << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  fail();
  return 0;
}

std::uint64_t Reader::raw_fixed64() {
  const std::string_view bytes = take(8);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    value |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
  }
  return value;
}

std::uint8_t Reader::raw_u8() {
  const std::string_view byte = take(1);
  return byte.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(byte.front());
}

std::string_view Reader::raw_bytes() { return take(raw_varint()); }

bool Reader::next() {
  if (!ok_ || rest_.empty()) return false;
  const std::uint64_t key = raw_varint();
  const std::uint64_t tag = key >> 2;
  if (ok_ && tag == kPlaceTag && tag_ != kPlaceTag) {
    wire_ = static_cast<Wire>(key & 3U);
    place_ = static_cast<Place>(number_up_to(std::numeric_limits<Place>::max()));
    if (!rest_.empty()) fail();  // nothing comes after it
    return false;
  }
  if (!ok_ || tag == 0 || tag < tag_ || (key & 3U) > static_cast<std::uint64_t>(Wire::bytes)) {
    fail();
    return false;
  }
  tag_ = tag;
  wire_ = static_cast<Wire>(key & 3U);
  return true;
}

std::uint64_t Reader::number() {
  if (wire_ != Wire::varint) fail();
  return raw_varint();
}

std::uint64_t Reader::number_up_to(std::uint64_t greatest) {
  const std::uint64_t value = number();
  if (value <= greatest) return value;
  fail();
  return 0;
}

double Reader::real() {
  if (wire_ != Wire::fixed64) fail();
  return std::bit_cast<double>(raw_fixed64());
}

std::string_view Reader::bytes() {
  if (wire_ != Wire::bytes) fail();
  return raw_bytes();
}

void Reader::unknown() {
  if (tag_ < kFirstOptionalTag) {
    fail();
    return;
  }
  skipped_ = true;
  switch (wire_) {
    case Wire::varint:
      (void)raw_varint();  // only its length matters; ok() tells the rest
      return;
    case Wire::fixed64:
      (void)raw_fixed64();  // likewise
      return;
    case Wire::bytes:
      (void)raw_bytes();  // likewise
      return;
  }
}

Place place_of(Table table, std::string_view key) {
  // Tables by their names: those are on disk.
  const std::string_view name = to_string(table);
  const std::uint64_t seed = XXH3_64bits(name.data(), name.size());
  return static_cast<Place>(XXH3_64bits_withSeed(key.data(), key.size(), seed));
}

std::string seal(char letter, std::string_view body, std::optional<Place> place) {
  constexpr std::size_t kPlaceBytesMax = 7;
  std::string frame;
  frame.reserve(body.size() + 1 + kPlaceBytesMax + kChecksumBytes);
  frame.push_back(letter);
  frame.append(body);
  if (place) {
    Writer field;
    field.number_always(kPlaceTag, *place);
    frame.append(field.take());
  }
  const std::uint32_t sum = checksum32(frame);
  for (unsigned i = 0; i < kChecksumBytes; ++i) frame.push_back(static_cast<char>(sum >> (8 * i)));
  return frame;
}

Result<std::string_view> unseal(char letter, std::string_view bytes) {
  if (bytes.size() < 1 + kChecksumBytes || bytes.front() != letter) return damaged("A record");
  const std::string_view frame = bytes.substr(0, bytes.size() - kChecksumBytes);
  std::uint32_t sum = 0;
  for (unsigned i = 0; i < kChecksumBytes; ++i) {
    sum |= std::uint32_t{static_cast<std::uint8_t>(bytes[frame.size() + i])} << (8 * i);
  }
  if (sum != checksum32(frame)) return damaged("A record");
  return frame.substr(1);
}

Error damaged(std::string_view what) {
  return data_loss(
      std::string(what) +
      " in the store is damaged or was written by a newer version. Stop writing and run "
      "`mnestic doctor`.");
}

}  // namespace mnestic::store
