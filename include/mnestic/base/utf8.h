// UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
//
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mnestic {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

// A copy in which each maximal ill-formed run is one U+FFFD. Valid text comes back unchanged.
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);

// The longest prefix of at most `bytes_max` bytes that ends between characters. REQUIRES: valid
// UTF-8.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t bytes_max);

}  // namespace mnestic
