// Fold: full-width letters, the digits of other scripts and blanks that do not break made plain, so
// that a secret written with them reads as any other.
//
// Source: Unicode, block "Halfwidth and Fullwidth Forms": U+FF01 to U+FF5E are ASCII moved by
// 0xFEE0. Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::extract {

struct Folded {
  std::string text;
  std::vector<std::size_t> origin;  // of each byte of `text`, and of its end; empty: nothing folded
  [[nodiscard]] std::size_t in_original(std::size_t at) const {
    return origin.empty() ? at : origin[at];
  }
};

[[nodiscard]] Folded fold(std::string_view text);

}  // namespace mnestic::extract
