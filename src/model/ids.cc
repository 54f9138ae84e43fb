#include "mnestic/model/ids.h"

#include <charconv>

namespace mnestic::model {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::string_view kMemoryPrefix = "mem_";
constexpr std::string_view kChangePrefix = "chg_";
constexpr std::size_t kDigits = 26;

std::optional<unsigned> digit_of(char c) {
  const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::size_t at = kAlphabet.find(lower);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned>(at);
}

}  // namespace

std::string MemoryId::to_string() const {
  // 26 digits of 5 bits hold 130 bits: two leading zero bits, then the 128 of the id.
  std::string out(kMemoryPrefix);
  unsigned carry = 0;
  unsigned carry_bits = 2;
  for (const std::uint8_t byte : bytes) {
    carry = (carry << 8) | byte;
    carry_bits += 8;
    while (carry_bits >= 5) {
      carry_bits -= 5;
      out += kAlphabet[(carry >> carry_bits) & 31U];
    }
    carry &= (1U << carry_bits) - 1U;
  }
  return out;
}

std::optional<MemoryId> MemoryId::parse(std::string_view text) {
  if (!text.starts_with(kMemoryPrefix)) return std::nullopt;
  text.remove_prefix(kMemoryPrefix.size());
  if (text.size() != kDigits) return std::nullopt;
  MemoryId id;
  unsigned carry = 0;
  unsigned carry_bits = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    const auto digit = digit_of(text[i]);
    if (!digit || (i == 0 && *digit > 7)) return std::nullopt;  // the two leading bits are zero
    carry = (carry << 5) | *digit;
    carry_bits += i == 0 ? 3 : 5;
    if (carry_bits >= 8) {
      carry_bits -= 8;
      id.bytes[at++] = static_cast<std::uint8_t>(carry >> carry_bits);
      carry &= (1U << carry_bits) - 1U;
    }
  }
  return id;
}

MemoryId MemoryId::make(Timestamp now, RandomSource& random) {
  const auto ms = now.time_since_epoch().count();
  MNESTIC_ASSERT(ms >= 0);
  MemoryId id;
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(ms) >> (8 * (5 - i)));
  }
  random.fill(std::span(id.bytes).subspan(6));
  return id;
}

std::string ChangeId::to_string() const {
  return std::string(kChangePrefix) + std::to_string(sequence);
}

std::optional<ChangeId> ChangeId::parse(std::string_view text) {
  if (!text.starts_with(kChangePrefix)) return std::nullopt;
  text.remove_prefix(kChangePrefix.size());
  ChangeId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.sequence);
  if (error != std::errc() || end != text.data() + text.size() || id.sequence == 0) {
    return std::nullopt;
  }
  return id;
}

}  // namespace mnestic::model
