#include "file_map.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace mnestic::embed {

Result<FileMap> FileMap::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return not_found(path.string() + " is missing.");
  }
  struct stat status {};
  const bool is_file = fd >= 0 && ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  FileMap map;
  map.size_bytes_ = is_file ? static_cast<std::size_t>(status.st_size) : 0;
  void* data = nullptr;
  if (map.size_bytes_ > 0) data = ::mmap(nullptr, map.size_bytes_, PROT_READ, MAP_PRIVATE, fd, 0);
  if (fd >= 0) ::close(fd);
  if (!is_file || data == MAP_FAILED) {
    map.size_bytes_ = 0;
    return failed_precondition(path.string() + " cannot be read; mend its permissions.");
  }
  map.data_ = static_cast<std::byte*>(data);
  return map;
}

FileMap::FileMap(FileMap&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_bytes_(std::exchange(other.size_bytes_, 0)) {}

FileMap& FileMap::operator=(FileMap&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_bytes_, other.size_bytes_);
  return *this;
}

FileMap::~FileMap() {
  if (data_ != nullptr) ::munmap(data_, size_bytes_);
}

}  // namespace mnestic::embed
