// Looks for bytes in the files of a folder.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/store/children.h"
#include "tests/store/fixtures.h"

namespace mnestic::store::testing {

inline std::string file_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// How many places of all files hold `needle`. In a process of its own: closing LMDB's lock file
// would drop the locks of a store that this process has open.
inline std::uint64_t count_in_folder(const std::filesystem::path& folder, std::string_view needle) {
  Child child([&](const Child::Pipes& pipes) {
    std::uint64_t count = 0;
    for (const std::string& name : files_in(folder)) {
      const std::string bytes = file_bytes(folder / name);
      for (std::size_t at = bytes.find(needle); at != std::string::npos;
           at = bytes.find(needle, at + 1)) {
        ++count;
      }
    }
    pipes.to_parent.send(count);
    return 0;
  });
  const auto count = child.receive();
  REQUIRE(count.has_value());
  REQUIRE(child.wait() == 0);
  return *count;
}

}  // namespace mnestic::store::testing
