#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "mnestic/config/config.h"
#include "settings.h"

namespace mnestic::config {
namespace {

// The home folder by the user database: some clients start their servers without HOME.
std::string home_of_user() {
  std::array<char, 16 * 1024> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) {
    return "";
  }
  return found->pw_dir == nullptr ? "" : found->pw_dir;
}

}  // namespace

Environment process_environment() {
  Environment environment;
  const auto take = [&](std::string_view name) {
    const char* value = std::getenv(std::string(name).c_str());
    if (value != nullptr && *value != '\0') environment.emplace(name, value);
  };
  take("HOME");
  take("XDG_DATA_HOME");
  for (const std::string_view name : kProxyVariables) take(name);
  for (const std::string_view name : kNoProxyVariables) take(name);
  for (const SettingRow& row : setting_rows()) {
    if (!row.variable.empty()) take(row.variable);
  }
  if (!environment.contains("HOME")) {
    if (std::string home = home_of_user(); !home.empty())
      environment.emplace("HOME", std::move(home));
  }
  return environment;
}

}  // namespace mnestic::config
