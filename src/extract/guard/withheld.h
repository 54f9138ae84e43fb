// Withheld: what a message holds that no memory of it may hold: secrets in the words themselves,
// and those that only the message as a whole gives away.
//
// Thread safety: a value; const calls may run at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mnestic::extract {

class Withheld {
 public:
  explicit Withheld(std::string_view message);

  // Why `content` may not be stored; nothing when it may.
  [[nodiscard]] std::optional<std::string> refusal(std::string_view content) const;

  // `content` with each secret replaced by a mark.
  [[nodiscard]] std::string masked(std::string_view content) const;

  // "User lives at 60 Carver Street, door code C4471": what stands before the secret's comma or
  // "and", when that still says something.
  [[nodiscard]] std::string part_without_secret(const std::string& content) const;

 private:
  std::vector<std::pair<std::string, std::string>> secrets_;  // and why
  std::vector<std::string> phrases_;  // of many words, of which a statement may hold a few
};

}  // namespace mnestic::extract
