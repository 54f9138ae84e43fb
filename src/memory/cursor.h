// Cursor: where a list goes on, as text that a client carries. Authenticated with the store's
// secret and bound to the request, so that it survives a restart and refuses tampering.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::memory {

// After the entry with this sort key and number.
struct Position {
  std::int64_t key = 0;
  std::uint64_t number = 0;
};

// `request` says everything that the order depends on (user, filters, order); the same words must
// be given to open.
[[nodiscard]] std::string seal(const store::KeyHasher& hasher, std::string_view request,
                               const Position& position);
// Errors: invalid_argument when the cursor was not made here for this request.
[[nodiscard]] Result<Position> open_cursor(const store::KeyHasher& hasher, std::string_view request,
                                           std::string_view cursor);

}  // namespace mnestic::memory
