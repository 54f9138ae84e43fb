// The files of a store: one data file (and LMDB's lock file) a generation, and the folder lock that
// keeps names and opening apart. Why this is enough stands in FORMAT.md, "Generations".
//
// Thread safety: free functions; what they see may change unless the folder lock is held.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"

namespace mnestic::store {

using Generation = std::uint64_t;

// Held for the life of the object, by one thread of one process at a time; released by the kernel
// when the process dies. Held while generations are listed and opened, and while one appears under
// its name or is unlinked.
class FolderLock {
 public:
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept : descriptor_(other.descriptor_) {
    other.descriptor_ = -1;
  }
  FolderLock& operator=(FolderLock&& other) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

[[nodiscard]] std::filesystem::path data_path(const std::filesystem::path& folder,
                                              Generation generation);
[[nodiscard]] std::filesystem::path lock_path(const std::filesystem::path& folder,
                                              Generation generation);
// Where the first generation is made before it gets its name.
[[nodiscard]] std::filesystem::path unborn_path(const std::filesystem::path& folder);

// Generations whose data file is there, ascending.
[[nodiscard]] Result<std::vector<Generation>> list_generations(const std::filesystem::path& folder);

// The folder exists (made, 0700, if `create`), is a folder, and may be used. Errors: as
// open_store().
[[nodiscard]] Result<void> prepare_folder(const std::filesystem::path& folder, bool create);
// Reads the first bytes only. Errors: failed_precondition when LMDB would not know the file.
[[nodiscard]] Result<void> check_is_lmdb(const std::filesystem::path& file);

// Unlinks data files, then lock files, of the generations below (above) `current`, lowest first.
// Fine when there is none. REQUIRES: for those below, the folder lock.
[[nodiscard]] Result<void> remove_below(const std::filesystem::path& folder, Generation current);
[[nodiscard]] Result<void> remove_above(const std::filesystem::path& folder, Generation current);

// Makes the names in the folder durable.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace mnestic::store
