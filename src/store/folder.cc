#include "folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <system_error>

#include "lmdb_error.h"

namespace mnestic::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "store-";
constexpr std::string_view kDataSuffix = ".mdb";
constexpr std::string_view kLockSuffix = ".mdb-lock";
constexpr const char* kFolderLockName = "store.lock";

std::optional<Generation> generation_of(std::string_view name, std::string_view suffix) {
  if (!name.starts_with(kPrefix) || !name.ends_with(suffix)) return std::nullopt;
  if (name.size() <= kPrefix.size() + suffix.size()) return std::nullopt;
  const std::string_view digits =
      name.substr(kPrefix.size(), name.size() - kPrefix.size() - suffix.size());
  Generation generation = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), generation);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || digits.front() == '0') return std::nullopt;
  return generation;
}

Result<std::vector<Generation>> list(const fs::path& folder, std::string_view suffix) {
  std::vector<Generation> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const auto generation = generation_of(it->path().filename().string(), suffix);
    if (generation) found.push_back(*generation);
  }
  if (error) return system_error(error.value(), "listing the store", folder);
  std::sort(found.begin(), found.end());
  return found;
}

Result<void> remove_file(const fs::path& file) {
  if (::unlink(file.c_str()) == 0 || errno == ENOENT) return {};
  return system_error(errno, "removing an old file of the store", file);
}

Result<void> remove_if(const fs::path& folder, const std::function<bool(Generation)>& unwanted) {
  // Data before locks: a lock file without data is seen by nobody, data without its lock file would
  // be opened.
  for (const std::string_view suffix : {kDataSuffix, kLockSuffix}) {
    MNESTIC_TRY_ASSIGN(const auto generations, list(folder, suffix));
    for (const Generation generation : generations) {
      if (!unwanted(generation)) continue;
      MNESTIC_TRY(remove_file(suffix == kDataSuffix ? data_path(folder, generation)
                                                    : lock_path(folder, generation)));
    }
  }
  return {};
}

Result<void> make_folders(const fs::path& folder) {
  fs::path so_far;
  for (const fs::path& part : folder) {
    so_far /= part;
    if (::mkdir(so_far.c_str(), 0700) == 0 || errno == EEXIST) continue;
    const int error = errno;
    struct stat info {};
    // A parent on a read-only file system may well exist.
    if (::stat(so_far.c_str(), &info) == 0) continue;
    return failed_precondition("The store folder " + folder.string() +
                               " cannot be made: " + so_far.string() + ": " + std::strerror(error) +
                               ". Choose another folder, or make it yourself.");
  }
  return {};
}

}  // namespace

Result<FolderLock> FolderLock::take(const fs::path& folder) {
  const fs::path file = folder / kFolderLockName;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return system_error(errno, "opening the store's lock", file);
  FolderLock lock(descriptor);
  while (::flock(descriptor, LOCK_EX) != 0) {
    if (errno != EINTR) return system_error(errno, "locking the store", file);
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

fs::path data_path(const fs::path& folder, Generation generation) {
  return folder / (std::string(kPrefix) + std::to_string(generation) + std::string(kDataSuffix));
}

fs::path lock_path(const fs::path& folder, Generation generation) {
  return folder / (std::string(kPrefix) + std::to_string(generation) + std::string(kLockSuffix));
}

fs::path unborn_path(const fs::path& folder) { return folder / "store-new.tmp"; }

Result<std::vector<Generation>> list_generations(const fs::path& folder) {
  return list(folder, kDataSuffix);
}

Result<void> prepare_folder(const fs::path& folder, bool create) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0) {
    if (errno == ENOENT && !create) {
      return not_found("There is no store in " + folder.string() + ".");
    }
    // Anything but a missing name (a file on the way, no permission) shows as the error of making
    // it.
    MNESTIC_TRY(make_folders(folder));
    if (::stat(folder.c_str(), &info) != 0) {
      return system_error(errno, "looking for the store", folder);
    }
  }
  if (!S_ISDIR(info.st_mode)) {
    return failed_precondition("The store's place " + folder.string() +
                               " is not a folder. Choose another one, or move that file away.");
  }
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
    return failed_precondition("The store folder " + folder.string() +
                               " cannot be used: " + std::strerror(errno) +
                               ". Make it readable and writable for this user, or choose another.");
  }
  return {};
}

Result<void> check_is_lmdb(const fs::path& file) {
  // Page header, then magic and version of the first meta page, as in LMDB's mdb.c.
  constexpr std::size_t kMagicOffset = 16;
  constexpr std::uint32_t kMagic = 0xBEEFC0DE;
  constexpr std::uint32_t kVersion = 1;
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  // Gone meanwhile: another process switched generations; whoever opens it next will see.
  if (descriptor < 0 && errno == ENOENT) return {};
  if (descriptor < 0) return system_error(errno, "opening the store", file);
  std::array<std::uint32_t, 2> words{};
  const ssize_t got = ::pread(descriptor, words.data(), sizeof(words), kMagicOffset);
  ::close(descriptor);
  if (got == static_cast<ssize_t>(sizeof(words)) && words[0] == kMagic && words[1] == kVersion) {
    return {};
  }
  return failed_precondition("The file " + file.string() +
                             " is not a store. Choose another folder, or move that file away.");
}

Result<void> remove_below(const fs::path& folder, Generation current) {
  return remove_if(folder, [current](Generation generation) { return generation < current; });
}

Result<void> remove_above(const fs::path& folder, Generation current) {
  return remove_if(folder, [current](Generation generation) { return generation > current; });
}

Result<void> sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return system_error(errno, "syncing the folder", folder);
  const int rc = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (rc != 0) return system_error(error, "syncing the folder", folder);
  return {};
}

}  // namespace mnestic::store
