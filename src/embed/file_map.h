// FileMap: a whole file, mapped for reading. Its pages are the kernel's to drop, so they do not
// count as the program's own memory.
//
// Thread safety: const methods from any thread. Lifetime: bytes() is valid as long as the map; a
// file that is replaced by rename stays whole, one that is cut in place does not.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include "mnestic/base/result.h"

namespace mnestic::embed {

class FileMap {
 public:
  // Errors: not_found when there is no such file; failed_precondition when it cannot be read.
  [[nodiscard]] static Result<FileMap> open(const std::filesystem::path& path);

  FileMap() = default;
  FileMap(FileMap&& other) noexcept;
  FileMap& operator=(FileMap&& other) noexcept;
  FileMap(const FileMap&) = delete;
  FileMap& operator=(const FileMap&) = delete;
  ~FileMap();

  [[nodiscard]] std::span<const std::byte> bytes() const { return {data_, size_bytes_}; }
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(data_), size_bytes_};
  }

 private:
  std::byte* data_ = nullptr;  // never written; munmap() wants it so
  std::size_t size_bytes_ = 0;
};

}  // namespace mnestic::embed
