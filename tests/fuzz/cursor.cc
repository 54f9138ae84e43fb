// Cursors: only what was sealed here for this request opens, and nothing near it does.
// Input: a choice, a place, the request up to a newline, then the cursor as a client sends it.
#include "src/memory/cursor.h"

#include <string>

#include "mnestic/base/assert.h"
#include "mnestic/base/utf8.h"
#include "target.h"

namespace mnestic::fuzz {

void attack(std::string_view bytes) {
  const store::KeyHasher hasher({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
  const unsigned char choice = take_byte(bytes);
  const unsigned char place = take_byte(bytes);
  const std::size_t newline = std::min(bytes.find('\n'), bytes.size());
  const std::string_view request = bytes.substr(0, newline);
  const std::string_view cursor = bytes.substr(std::min(newline + 1, bytes.size()));

  const auto opened = memory::open_cursor(hasher, request, cursor);
  if (opened) {
    MNESTIC_ASSERT(memory::seal(hasher, request, *opened) == cursor);
  } else {
    MNESTIC_ASSERT(opened.error().code == ErrorCode::invalid_argument);
    MNESTIC_ASSERT(is_valid_utf8(opened.error().message));
  }

  const memory::Position position{-static_cast<std::int64_t>(bytes.size()) * 977,
                                  std::uint64_t{choice} << 40 | place};
  std::string sealed = memory::seal(hasher, request, position);
  const auto back = memory::open_cursor(hasher, request, sealed);
  MNESTIC_ASSERT(back && back->key == position.key && back->number == position.number);
  MNESTIC_ASSERT(!memory::open_cursor(hasher, std::string(request) + "x", sealed));
  // One digit changed.
  char& digit = sealed[place % sealed.size()];
  digit = digit == '0' ? '1' : '0';
  MNESTIC_ASSERT(!memory::open_cursor(hasher, request, sealed));
}

}  // namespace mnestic::fuzz
