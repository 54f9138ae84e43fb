// The names that programs give to secrets: "adminPw", "smtp.pass", "PresharedKey", "wifi_psk".
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace mnestic::extract {

enum class Named : std::uint8_t {
  nothing,
  code,     // "key", "code", "token": a secret when the value looks like one
  password  // whatever the value
};

// What the value of a field or an option of that name is.
[[nodiscard]] Named named_by(std::string_view name);

// "${DB_PASS}", "<your key>", "changeme", "true", "getpass()": no value, or one that stands
// elsewhere. `bare`: without quotation marks around it.
[[nodiscard]] bool is_placeholder(std::string_view value, bool bare);

// Whether `value` is one that a field of that name keeps secret.
[[nodiscard]] bool is_secret_value(Named named, std::string_view value, bool bare);

}  // namespace mnestic::extract
