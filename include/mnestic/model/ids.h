// The public names of things: memories and changes. What the store numbers stays inside the store.
//
// Thread safety: value types and pure functions.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/base/assert.h"
#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"

namespace mnestic::model {

// "mem_" + 26 characters: 48 bits of creation time (ms), then 80 random bits, in Crockford's base
// 32 (the ULID format, github.com/ulid/spec), lower case. Sorts by creation, as text and as bytes
// alike.
struct MemoryId {
  std::array<std::uint8_t, 16> bytes{};

  // The text form above.
  [[nodiscard]] std::string to_string() const;
  // Nothing when `text` is not such a name. Upper case is accepted.
  [[nodiscard]] static std::optional<MemoryId> parse(std::string_view text);
  // REQUIRES: now >= 1970.
  [[nodiscard]] static MemoryId make(Timestamp now, RandomSource& random);

  friend auto operator<=>(const MemoryId&, const MemoryId&) = default;
};

// The number of one change of the store, unique across users and growing: "chg_" + decimal digits.
// 0 is "none".
struct ChangeId {
  std::uint64_t sequence = 0;

  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] static std::optional<ChangeId> parse(std::string_view text);

  friend auto operator<=>(const ChangeId&, const ChangeId&) = default;
};

}  // namespace mnestic::model
