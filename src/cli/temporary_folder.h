// A folder that goes away with its object.
#pragma once

#include <filesystem>

#include "mnestic/base/result.h"

namespace mnestic::cli {

class TemporaryFolder {
 public:
  // A new, empty folder (0700) where the system keeps such things. Errors: unavailable.
  [[nodiscard]] static Result<TemporaryFolder> make();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace mnestic::cli
