#include "lmdb_error.h"

#include <lmdb.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <cerrno>

namespace mnestic::store {
namespace {

constexpr unsigned long long kDiskFullBytes = 1024 * 1024;

// LMDB says EIO when a write came out short, which is how a full disk shows first, and a limit on
// the size of files.
bool no_room(const std::filesystem::path& folder) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) return true;
  struct statvfs disk {};
  return statvfs(folder.c_str(), &disk) == 0 &&
         static_cast<unsigned long long>(disk.f_bavail) * disk.f_frsize < kDiskFullBytes;
}

ErrorCode code_of(int rc, const std::filesystem::path& folder) {
  switch (rc) {
    case MDB_MAP_FULL:
    case MDB_READERS_FULL:
    case MDB_TXN_FULL:
    case MDB_DBS_FULL:
    case MDB_MAP_RESIZED:
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case ENOMEM:
    case EMFILE:
    case ENFILE:
      return ErrorCode::resource_exhausted;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
      return ErrorCode::data_loss;
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
    case EISDIR:
    case ENOLCK:
      return ErrorCode::failed_precondition;
    case MDB_PANIC:
    case EAGAIN:
    case EBUSY:
      return ErrorCode::unavailable;
    case EIO:
      return no_room(folder) ? ErrorCode::resource_exhausted : ErrorCode::unavailable;
    default:
      return ErrorCode::internal;
  }
}

std::string_view advice(int rc, ErrorCode code) {
  switch (rc) {
    case MDB_MAP_FULL:
      return "The store has reached its size limit: erase memories, or raise the limit.";
    case MDB_READERS_FULL:
      return "Too many programs use the store at once: close some.";
    case MDB_MAP_RESIZED:
      return "The store is larger than the memory limit of this process allows: raise the limit.";
    case MDB_PANIC:
      return "An earlier write failed in the middle: restart the program.";
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
      return "It is not a store: choose another folder, or move the file away.";
    default:
      break;
  }
  switch (code) {
    case ErrorCode::resource_exhausted:
      return "The disk or another limit of the system is full: make room, then try again.";
    case ErrorCode::data_loss:
      return "The file is damaged: stop writing, and restore a backup.";
    case ErrorCode::failed_precondition:
      return "Make the folder readable and writable for this user, or choose another one.";
    case ErrorCode::unavailable:
      return "Try again; if it stays so, check the disk.";
    case ErrorCode::invalid_argument:
    case ErrorCode::not_found:
    case ErrorCode::already_exists:
    case ErrorCode::deadline_exceeded:
    case ErrorCode::cancelled:
    case ErrorCode::internal:
      break;
  }
  return "This is a fault of the program: please report it.";
}

}  // namespace

Error lmdb_error(int rc, std::string_view doing, const std::filesystem::path& folder) {
  const ErrorCode code = code_of(rc, folder);
  std::string message = "While " + std::string(doing) + " in " + folder.string() + ": ";
  message += mdb_strerror(rc);
  message += ". ";
  message += advice(rc, code);
  return Error{code, std::move(message)};
}

Error system_error(int error, std::string_view doing, const std::filesystem::path& path) {
  return lmdb_error(error, doing, path);
}

}  // namespace mnestic::store
