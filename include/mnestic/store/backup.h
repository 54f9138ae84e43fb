// Backup: a consistent copy of a store while it is in use.
//
// Thread safety: any thread; readers and writers of the store go on, in all processes.
#pragma once

#include <filesystem>

#include "mnestic/base/result.h"

namespace mnestic::store {

// Copies one snapshot, entry by entry, so that nothing that was erased comes along. `to` is made
// (0700) and must not exist, or be empty; it is a store's folder then, and durable on return.
// Errors: already_exists; failed_precondition when `to` lies inside `from`: what is erased must not
// stay in the store's folder; not_found when `from` holds no store; what the file system says.
// After an error `to` holds no store.
[[nodiscard]] Result<void> backup_store(const std::filesystem::path& from,
                                        const std::filesystem::path& to);

}  // namespace mnestic::store
