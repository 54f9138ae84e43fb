// Writing side of the blocks of headers. Layout in FORMAT.md.
#pragma once

#include <string>
#include <string_view>

#include "mnestic/store/records.h"

namespace mnestic::store {

inline constexpr std::size_t kHeaderBlockChecksumBytes = 4;  // at the beginning

// `block` with `header` in `slot`; grown with erased headers as far as needed. REQUIRES: slot <
// kBlockSize; `block` is empty or was accepted by HeaderBlock::open.
[[nodiscard]] std::string with_header(std::string_view block, std::uint64_t slot,
                                      const Header& header);

}  // namespace mnestic::store
