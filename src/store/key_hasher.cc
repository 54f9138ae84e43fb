#include <sodium.h>

#include "mnestic/store/store.h"

namespace mnestic::store {
namespace {

std::string message(std::string_view domain, std::string_view bytes) {
  std::string joined;
  joined.reserve(domain.size() + 1 + bytes.size());
  joined.append(domain).push_back('\0');
  joined.append(bytes);
  return joined;
}

const unsigned char* raw(const std::string& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::uint64_t KeyHasher::hash64(std::string_view domain, std::string_view bytes) const {
  const std::string text = message(domain, bytes);
  std::array<std::uint8_t, crypto_shorthash_siphash24_BYTES> out{};
  crypto_shorthash_siphash24(out.data(), raw(text), text.size(), secret_.data());
  std::uint64_t value = 0;
  for (std::size_t i = out.size(); i-- > 0;) value = (value << 8) | out[i];
  return value;
}

std::array<std::uint8_t, 16> KeyHasher::hash128(std::string_view domain,
                                                std::string_view bytes) const {
  const std::string text = message(domain, bytes);
  std::array<std::uint8_t, crypto_shorthash_siphashx24_BYTES> out{};
  crypto_shorthash_siphashx24(out.data(), raw(text), text.size(), secret_.data());
  return out;
}

}  // namespace mnestic::store
