// Blocks of settings, pasted from a file: what they say is a program's, not the speaker's.
#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "guard/screen.h"

namespace mnestic::extract {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlanks) - begin + 1);
}

// "PrivateKey" of "PrivateKey = 4Hf8", "Interface" of "[Interface]"; empty for other lines.
std::string_view setting_of(std::string_view line) {
  if (line.starts_with("- ")) line.remove_prefix(2);
  if (line.size() > 2 && line.front() == '[' && line.back() == ']')
    return line.substr(1, line.size() - 2);
  std::size_t end = 0;
  while (end < line.size() && (std::isalnum(static_cast<unsigned char>(line[end])) != 0 ||
                               std::string_view("_.-").find(line[end]) != std::string_view::npos)) {
    ++end;
  }
  const std::string_view rest = trimmed(line.substr(end));
  const bool told = end > 0 && !rest.empty() && (rest.front() == '=' || rest.front() == ':');
  return told ? line.substr(0, end) : std::string_view();
}

// A name that no person heads a line with: "client_secret", "smtp.host", "apiVersion".
bool is_machine_name(std::string_view name) {
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    const bool hump = std::islower(static_cast<unsigned char>(name[i - 1])) != 0 &&
                      std::isupper(static_cast<unsigned char>(name[i])) != 0;
    if (hump || name[i] == '_' || name[i] == '.') return true;
  }
  return false;
}

}  // namespace

void blank_settings(std::string& text) {
  constexpr std::size_t kLinesMin = 2;
  std::size_t begin = 0;  // of the block at hand
  std::size_t lines = 0;
  bool machine = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = trimmed(std::string_view(text).substr(at, end - at));
    const std::string_view name = setting_of(line);
    if (!name.empty()) {
      if (lines++ == 0) begin = at;
      machine = machine || is_machine_name(name) || line.front() == '[';
    }
    if (name.empty() || end == text.size()) {
      const std::size_t stop = name.empty() ? at : end;
      for (std::size_t i = begin; machine && lines >= kLinesMin && i < stop; ++i) {
        if (text[i] != '\n') text[i] = ' ';
      }
      lines = 0;
      machine = false;
    }
    at = end + 1;
  }
}

}  // namespace mnestic::extract
