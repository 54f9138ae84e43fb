#include "mnestic/store/backup.h"

#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "folder.h"
#include "lmdb_error.h"
#include "lmdb_store.h"

namespace mnestic::store {

Result<void> backup_store(const std::filesystem::path& from, const std::filesystem::path& to) {
  MNESTIC_TRY_ASSIGN(const auto store,
                     LmdbStore::open({.folder = from, .create = false}, system_random()));
  std::error_code error;
  const auto inside = std::filesystem::weakly_canonical(to, error).lexically_relative(
      std::filesystem::weakly_canonical(from, error));
  if (!inside.empty() && *inside.begin() != "..") {
    return failed_precondition(to.string() +
                               " lies in the store's own folder. A backup is a store of its own, "
                               "which erasing does not reach: name a folder elsewhere.");
  }
  const bool there = std::filesystem::exists(to, error);
  if (there &&
      !(std::filesystem::is_directory(to, error) && std::filesystem::is_empty(to, error))) {
    return Error{ErrorCode::already_exists, to.string() +
                                                " is there already, and a backup "
                                                "overwrites nothing. Name a new folder."};
  }
  if (!there) MNESTIC_TRY(prepare_folder(to, true));
  if (::chmod(to.c_str(), 0700) != 0) return system_error(errno, "making the backup", to);
  const auto unborn = unborn_path(to);
  auto copied = store->copy_to(unborn);
  if (copied) {
    std::filesystem::rename(unborn, data_path(to, 1), error);
    if (error) copied = system_error(error.value(), "making the backup", to);
  }
  if (!copied) {
    std::filesystem::remove(unborn, error);
    return copied;
  }
  return sync_folder(to);
}

}  // namespace mnestic::store
