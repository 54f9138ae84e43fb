#include "cursor.h"

#include <array>
#include <optional>

#include "mnestic/store/keys.h"

namespace mnestic::memory {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kBodyBytes = 16;
constexpr std::size_t kTagBytes = 16;

std::string to_hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = kDigits.find(text[i]);
    const auto low = kDigits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string tag_of(const store::KeyHasher& hasher, std::string_view request,
                   std::string_view body) {
  const auto tag = hasher.hash128("cursor", std::string(body) + std::string(request));
  return {reinterpret_cast<const char*>(tag.data()), tag.size()};
}

}  // namespace

std::string seal(const store::KeyHasher& hasher, std::string_view request,
                 const Position& position) {
  const store::Key body =
      store::Key().u64(static_cast<std::uint64_t>(position.key)).u64(position.number);
  return to_hex(std::string(body.view()) + tag_of(hasher, request, body.view()));
}

Result<Position> open_cursor(const store::KeyHasher& hasher, std::string_view request,
                             std::string_view cursor) {
  const auto bytes = from_hex(cursor);
  if (bytes && bytes->size() == kBodyBytes + kTagBytes) {
    const std::string_view body = std::string_view(*bytes).substr(0, kBodyBytes);
    if (tag_of(hasher, request, body) == std::string_view(*bytes).substr(kBodyBytes)) {
      store::KeyReader reader(body);
      Position position;
      position.key = static_cast<std::int64_t>(reader.u64());
      position.number = reader.u64();
      return position;
    }
  }
  return invalid_argument(
      "cursor is not one that this request gave. Repeat the arguments of the first page with its "
      "next_cursor, or leave cursor out to begin again.");
}

}  // namespace mnestic::memory
