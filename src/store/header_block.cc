#include "header_block.h"

#include <bit>
#include <cstring>

#include "wire.h"

namespace mnestic::store {
namespace {

// checksum u32, 'H', version u8, count u16, then the headers; all numbers little-endian.
constexpr std::size_t kPrefixBytes = 8;
constexpr std::size_t kHeaderBytes = 60;
constexpr char kLetter = 'H';
constexpr char kLayout = 1;
// One LMDB overflow page: 4096 bytes less its header of 16.
static_assert(kPrefixBytes + kBlockSize * kHeaderBytes <= 4080);

template <typename Number>
void put_number(char* to, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    to[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
  }
}

template <typename Number>
Number get_number(const char* from) {
  Number number = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&number, from, sizeof(Number));
  } else {
    for (std::size_t i = sizeof(Number); i > 0; --i) {
      number = static_cast<Number>(number << 8 | static_cast<std::uint8_t>(from[i - 1]));
    }
  }
  return number;
}

void put_time(char* to, Timestamp time) { put_number(to, time.time_since_epoch().count()); }
Timestamp get_time(const char* from) {
  return Timestamp(std::chrono::milliseconds(get_number<std::int64_t>(from)));
}

void put_header(char* to, const Header& header) {
  to[0] = static_cast<char>(header.state);
  to[1] = static_cast<char>(header.kind);
  to[2] = static_cast<char>(header.layer);
  to[3] = header.first_version ? 1 : 0;
  put_number(to + 4, header.length);
  put_time(to + 8, header.observed_at);
  put_time(to + 16, header.valid_from);
  put_time(to + 24, header.valid_to);
  put_time(to + 32, header.expires_at);
  put_time(to + 40, header.recorded_at);
  put_time(to + 48, header.changed_at);
  put_number(to + 56, header.chat);
}

}  // namespace

Result<HeaderBlock> HeaderBlock::open(std::string_view bytes) {
  HeaderBlock block;
  if (bytes.empty()) return block;
  if (bytes.size() < kPrefixBytes || bytes[4] != kLetter || bytes[5] != kLayout) {
    return damaged("A block of headers");
  }
  const std::uint64_t count = get_number<std::uint16_t>(bytes.data() + 6);
  if (count == 0 || count > kBlockSize || bytes.size() != kPrefixBytes + count * kHeaderBytes) {
    return damaged("A block of headers");
  }
  block.bytes_ = bytes;
  block.count_ = count;
  return block;
}

Header HeaderBlock::at(std::uint64_t slot) const {
  Header header;
  if (slot >= count_) return header;
  const char* from = bytes_.data() + kPrefixBytes + slot * kHeaderBytes;
  const auto state = static_cast<std::uint8_t>(from[0]);
  const auto layer = static_cast<std::uint8_t>(from[2]);
  // The checksum was not looked at: a flipped byte must not become an impossible enumerator.
  if (state >= static_cast<std::uint8_t>(State::erased) ||
      layer > static_cast<std::uint8_t>(model::Layer::long_term)) {
    return header;
  }
  header.state = static_cast<State>(state);
  header.kind = static_cast<std::uint8_t>(from[1]);
  header.layer = static_cast<model::Layer>(layer);
  header.first_version = from[3] != 0;
  header.length = get_number<std::uint32_t>(from + 4);
  header.observed_at = get_time(from + 8);
  header.valid_from = get_time(from + 16);
  header.valid_to = get_time(from + 24);
  header.expires_at = get_time(from + 32);
  header.recorded_at = get_time(from + 40);
  header.changed_at = get_time(from + 48);
  header.chat = get_number<ChatNumber>(from + 56);
  return header;
}

bool HeaderBlock::verify_checksum() const {
  if (bytes_.empty()) return true;
  return get_number<std::uint32_t>(bytes_.data()) ==
         checksum32(bytes_.substr(kHeaderBlockChecksumBytes));
}

std::string with_header(std::string_view block, std::uint64_t slot, const Header& header) {
  MNESTIC_ASSERT(slot < kBlockSize);
  std::string bytes(block);
  const std::uint64_t before = bytes.empty() ? 0 : (bytes.size() - kPrefixBytes) / kHeaderBytes;
  const std::uint64_t count = std::max(before, slot + 1);
  bytes.resize(kPrefixBytes + count * kHeaderBytes);
  const auto place = [&bytes](std::uint64_t at) {
    return bytes.data() + kPrefixBytes + at * kHeaderBytes;
  };
  for (std::uint64_t at = before; at < count; ++at) put_header(place(at), Header{});
  put_header(place(slot), header);
  bytes[4] = kLetter;
  bytes[5] = kLayout;
  put_number(bytes.data() + 6, static_cast<std::uint16_t>(count));
  put_number(bytes.data(), checksum32(std::string_view(bytes).substr(kHeaderBlockChecksumBytes)));
  return bytes;
}

}  // namespace mnestic::store
