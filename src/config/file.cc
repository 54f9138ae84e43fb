#include "file.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "mnestic/base/utf8.h"
#include "settings.h"

namespace mnestic::config {
namespace {

// A configuration is a few lines; what is longer is something else.
constexpr std::uintmax_t kFileBytesMax = 64 * 1024;

// Nothing when the value is an array or an object.
std::optional<std::string> plain_text(const nlohmann::ordered_json& value) {
  if (value.is_structured()) return std::nullopt;
  if (value.is_null()) return std::string();
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Result<std::optional<std::string>> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  // A home that is no folder, or may not be entered, is the store's to report.
  if (!std::filesystem::exists(status)) return std::optional<std::string>();
  if (!std::filesystem::is_regular_file(status)) {
    return failed_precondition(path.string() + " is not a file; remove it.");
  }
  const auto size_bytes = std::filesystem::file_size(path, error);
  if (!error && size_bytes > kFileBytesMax) {
    return failed_precondition(path.string() + " is " + std::to_string(size_bytes) +
                               " bytes long; a configuration is far shorter. Remove it.");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof()) {
    return failed_precondition(path.string() + " cannot be read; mend its permissions.");
  }
  return std::optional<std::string>(std::move(text));
}

Result<std::vector<std::pair<std::string, std::string>>> parse_file(
    const std::filesystem::path& path, std::string_view text) {
  nlohmann::ordered_json document;
  try {
    document = nlohmann::ordered_json::parse(text);
  } catch (const nlohmann::json::exception& broken) {
    // The library's message starts with its own tag: "[json.exception.parse_error.101] parse error
    // at …".
    std::string_view what(broken.what());
    if (const auto end = what.find("] "); end != std::string_view::npos)
      what.remove_prefix(end + 2);
    return invalid_argument(path.string() + ": " + to_valid_utf8(what));
  }
  if (!document.is_object()) {
    return invalid_argument(path.string() + " must be an object like {\"user\": \"ada\"}.");
  }
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& [key, value] : document.items()) {
    auto plain = plain_text(value);
    if (!plain) {
      return invalid_argument(path.string() + ": \"" + key +
                              "\" must be a string, a number or true or false.");
    }
    entries.emplace_back(key, std::move(*plain));
  }
  return entries;
}

Error unknown_key(const std::filesystem::path& path, std::string_view key,
                  std::span<const std::string_view> keys) {
  std::string message = path.string() + ": unknown key \"" + to_valid_utf8(key) + "\"";
  if (key == "home") {
    return invalid_argument(message + "; the file lies in that folder. Set MNESTIC_HOME.");
  }
  if (const std::string_view meant = nearest(key, keys); !meant.empty()) {
    return invalid_argument(message + "; did you mean \"" + std::string(meant) + "\"?");
  }
  message += "; use";
  for (const std::string_view each : keys) {
    message += (each == keys.front() ? " " : ", ") + std::string(each);
  }
  return invalid_argument(message + ".");
}

}  // namespace mnestic::config
