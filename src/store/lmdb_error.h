// LMDB's return codes as Errors.
#pragma once

#include <filesystem>
#include <string_view>

#include "mnestic/base/result.h"

namespace mnestic::store {

// `doing` completes "While ...": "opening the store". REQUIRES: rc != 0.
[[nodiscard]] Error lmdb_error(int rc, std::string_view doing, const std::filesystem::path& folder);
// The same for errno.
[[nodiscard]] Error system_error(int error, std::string_view doing,
                                 const std::filesystem::path& path);

}  // namespace mnestic::store
