// The settings as a table: what each is called on the command line, in the environment and in
// config.json, how its text is read, and how it is shown.
//
// Thread safety: constant data and pure functions.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "mnestic/config/config.h"

namespace mnestic::config {

struct SettingRow {
  std::string_view variable;  // in the environment; empty: none
  std::string_view key;       // in config.json; empty: may not stand there
  std::string_view flag;      // "--user"; empty: none
  // Checks `text` and puts it into the configuration. Errors: invalid_argument saying what is
  // allowed.
  Result<void> (*set)(Config& config, std::string_view text, Origin origin);
  std::string (*show)(const Config& config);
  Origin (*origin)(const Config& config);
};

// In the order in which people want to read them.
[[nodiscard]] std::span<const SettingRow> setting_rows();

// The name among `names` that `name` most likely meant, or an empty view when none is near.
[[nodiscard]] std::string_view nearest(std::string_view name,
                                       std::span<const std::string_view> names);

// Variables that name a proxy, or who is asked without it; the first that is set counts.
inline constexpr std::array<std::string_view, 6> kProxyVariables = {
    "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"};
inline constexpr std::array<std::string_view, 2> kNoProxyVariables = {"NO_PROXY", "no_proxy"};

}  // namespace mnestic::config
