// What every implementation of the store refuses, in the same words.
#pragma once

#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

inline constexpr std::size_t kValueBytesMax = std::size_t{1} << 30;

[[nodiscard]] inline Result<void> check_seek_key(std::string_view key) {
  if (key.size() <= kKeyBytesMax) return {};
  return invalid_argument("A key has at most " + std::to_string(kKeyBytesMax) + " bytes, not " +
                          std::to_string(key.size()) + ".");
}

[[nodiscard]] inline Result<void> check_key(std::string_view key) {
  if (key.empty()) return invalid_argument("A key has at least 1 byte.");
  return check_seek_key(key);
}

[[nodiscard]] inline Result<void> check_value(std::string_view value) {
  if (value.size() <= kValueBytesMax) return {};
  return invalid_argument("A value has at most 1 GiB.");
}

}  // namespace mnestic::store
