// Replays kept inputs with the ordinary compiler: every file named, and every file of the folders
// named. Files *.hex hold their bytes as hexadecimal text (blanks between are free); others are
// taken as they are. Besides each input, every prefix of a short one is tried.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "target.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPrefixesBytesMax = 4096;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (path.extension() != ".hex") return bytes;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  std::size_t digits = 0;
  for (const char c : bytes) {
    const std::size_t value = kDigits.find(c);
    if (value == std::string_view::npos) continue;
    if (digits++ % 2 == 0) out += '\0';
    const auto held = static_cast<unsigned char>(out.back());
    out.back() = static_cast<char>(held << 4 | value);
  }
  return out;
}

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t replayed = 0;
  for (const char* argument : std::span(arguments, static_cast<std::size_t>(count)).subspan(1)) {
    for (const fs::path& path : files_of(argument)) {
      // Said before it runs, so that a crash has a name.
      std::cerr << path.string() << "\n";
      const std::string bytes = bytes_of(path);
      mnestic::fuzz::attack(bytes);
      ++replayed;
      if (bytes.size() > kPrefixesBytesMax) continue;
      for (std::size_t size = 0; size < bytes.size(); ++size) {
        mnestic::fuzz::attack(bytes.substr(0, size));
      }
    }
  }
  if (replayed == 0) {
    std::cerr << "nothing to replay\n";
    return 1;
  }
  return 0;
}
