#include "tests/fault/disk.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cstdarg>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace mnestic::fault {
namespace {

enum class What { write, durable_write, sync, sync_folder, create, rename, unlink };

struct Event {
  What what = What::write;
  std::uint64_t file = 0;  // its inode
  std::uint64_t offset = 0;
  std::string bytes;  // written; or a name
  std::string to;     // renamed to
};

struct Recording {
  bool on = false;
  std::string folder;
  std::vector<Event> events;
};
Recording& recording() {
  static Recording the_one;
  return the_one;
}

// The name below the folder; empty for what is not noted. Lock files hold nothing that counts.
std::string name_of(const char* path) {
  const std::string_view whole(path);
  const auto& folder = recording().folder;
  if (!recording().on || !whole.starts_with(folder + "/")) return {};
  const std::string name(whole.substr(folder.size() + 1));
  return name.find("lock") == std::string::npos ? name : std::string();
}

std::uint64_t inode_of(const char* path) {
  struct stat info {};
  return ::stat(path, &info) == 0 ? info.st_ino : 0;
}

// The file of a descriptor, when it is noted.
std::uint64_t file_of(int descriptor, bool* folder = nullptr) {
  if (!recording().on) return 0;
  std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  std::string path(4096, '\0');
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  if (size <= 0) return 0;
  path.resize(static_cast<std::size_t>(size));
  struct stat info {};
  if (::fstat(descriptor, &info) != 0) return 0;
  if (folder != nullptr) *folder = path == recording().folder;
  const bool noted = path == recording().folder || !name_of(path.c_str()).empty();
  return noted ? info.st_ino : 0;
}

void note_write(int descriptor, const void* bytes, std::size_t size, std::uint64_t offset) {
  const std::uint64_t file = file_of(descriptor);
  if (file == 0) return;
  const bool durable = (::fcntl(descriptor, F_GETFL) & O_DSYNC) != 0;
  recording().events.push_back({durable ? What::durable_write : What::write,
                                file,
                                offset,
                                std::string(static_cast<const char*>(bytes), size),
                                {}});
}

void note_sync(int descriptor) {
  bool folder = false;
  const std::uint64_t file = file_of(descriptor, &folder);
  if (file == 0) return;
  recording().events.push_back({folder ? What::sync_folder : What::sync, file, 0, {}, {}});
}

std::uint64_t position(int descriptor) {
  return static_cast<std::uint64_t>(::lseek(descriptor, 0, SEEK_CUR));
}

struct Contents {
  std::string durable;
  std::vector<const Event*> pending;
};

void put(std::string& contents, std::uint64_t offset, std::string_view bytes) {
  if (contents.size() < offset + bytes.size()) contents.resize(offset + bytes.size());
  contents.replace(offset, bytes.size(), bytes);
}

// Each sector of what was never synced is there or not.
void tear(std::string& contents, const Event& event, RandomSource& random) {
  const std::uint64_t fate = random.next_u64() % 3;
  for (std::size_t at = 0; at < event.bytes.size(); at += kSectorBytes) {
    const bool kept = fate == 0 || (fate == 1 && random.next_u64() % 2 == 0);
    if (kept)
      put(contents, event.offset + at, std::string_view(event.bytes).substr(at, kSectorBytes));
  }
}

using Names = std::map<std::string, std::uint64_t>;

void apply(Names& names, const Event& event) {
  if (event.what == What::create) names[event.bytes] = event.file;
  if (event.what == What::unlink) names.erase(event.bytes);
  if (event.what == What::rename) {
    names[event.to] = event.file;
    names.erase(event.bytes);
  }
}

}  // namespace

void start_recording(const std::filesystem::path& folder) {
  recording() = {.on = true, .folder = folder.string(), .events = {}};
}
void stop_recording() { recording().on = false; }
std::size_t moment() { return recording().events.size(); }

void replay(std::size_t until, RandomSource& random, const std::filesystem::path& folder) {
  std::map<std::uint64_t, Contents> files;
  Names names;
  std::vector<const Event*> pending_names;
  for (std::size_t i = 0; i < until; ++i) {
    const Event& event = recording().events[i];
    Contents& file = files[event.file];
    switch (event.what) {
      case What::write:
        file.pending.push_back(&event);
        break;
      case What::durable_write:
        put(file.durable, event.offset, event.bytes);
        break;
      case What::sync:
        for (const Event* pending : file.pending)
          put(file.durable, pending->offset, pending->bytes);
        file.pending.clear();
        break;
      case What::sync_folder:
        for (const Event* pending : pending_names) apply(names, *pending);
        pending_names.clear();
        break;
      case What::create:
      case What::rename:
      case What::unlink:
        pending_names.push_back(&event);
        break;
    }
  }
  // A journal of names keeps their order: some of the first of them got through.
  const std::size_t kept = random.next_u64() % (pending_names.size() + 1);
  for (std::size_t i = 0; i < kept; ++i) apply(names, *pending_names[i]);
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto& [name, inode] : names) {
    Contents file = files[inode];
    for (const Event* event : file.pending) tear(file.durable, *event, random);
    std::ofstream(folder / name, std::ios::binary) << file.durable;
  }
}

}  // namespace mnestic::fault

// --- the system calls ---

using mnestic::fault::Event;
using mnestic::fault::What;

extern "C" {

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    std::va_list rest;
    va_start(rest, flags);
    mode = static_cast<mode_t>(va_arg(rest, int));
    va_end(rest);
  }
  const std::string name = mnestic::fault::name_of(path);
  const bool fresh = !name.empty() && mnestic::fault::inode_of(path) == 0;
  const int descriptor = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  if (fresh && descriptor >= 0) {
    mnestic::fault::recording().events.push_back(
        {What::create, mnestic::fault::inode_of(path), 0, name, {}});
  }
  return descriptor;
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  mnestic::fault::note_write(descriptor, bytes, size, static_cast<std::uint64_t>(offset));
  return ::syscall(SYS_pwrite64, descriptor, bytes, size, offset);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  mnestic::fault::note_write(descriptor, bytes, size, mnestic::fault::position(descriptor));
  return ::syscall(SYS_write, descriptor, bytes, size);
}

ssize_t writev(int descriptor, const struct iovec* pieces, int count) {
  std::uint64_t at = mnestic::fault::position(descriptor);
  for (int i = 0; i < count; ++i) {
    mnestic::fault::note_write(descriptor, pieces[i].iov_base, pieces[i].iov_len, at);
    at += pieces[i].iov_len;
  }
  return ::syscall(SYS_writev, descriptor, pieces, count);
}

int fdatasync(int descriptor) {
  const auto done = static_cast<int>(::syscall(SYS_fdatasync, descriptor));
  if (done == 0) mnestic::fault::note_sync(descriptor);
  return done;
}

int fsync(int descriptor) {
  const auto done = static_cast<int>(::syscall(SYS_fsync, descriptor));
  if (done == 0) mnestic::fault::note_sync(descriptor);
  return done;
}

int unlink(const char* path) noexcept {
  const std::string name = mnestic::fault::name_of(path);
  const std::uint64_t file = name.empty() ? 0 : mnestic::fault::inode_of(path);
  if (file != 0) mnestic::fault::recording().events.push_back({What::unlink, file, 0, name, {}});
  return static_cast<int>(::syscall(SYS_unlink, path));
}

int rename(const char* from, const char* to) noexcept {
  const std::string name = mnestic::fault::name_of(from);
  if (!name.empty()) {
    mnestic::fault::recording().events.push_back(
        {What::rename, mnestic::fault::inode_of(from), 0, name, mnestic::fault::name_of(to)});
  }
  return static_cast<int>(::syscall(SYS_rename, from, to));
}
}
