// AccessLog: which versions were recalled, counted in memory until the next write carries the
// counts to the store. A recall commits nothing; losing the log loses counts only.
//
// Thread safety: all methods may be called from any thread. Limits: kEntriesMax versions; more are
// not counted.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/store/records.h"

namespace mnestic::memory {

struct Access {
  store::VersionNumber number = 0;
  std::uint64_t count = 0;
  Timestamp last_at{};
};

class AccessLog {
 public:
  void add(std::string_view user_id, store::VersionNumber number, Timestamp at);
  // Hands over what was counted for a user and forgets it.
  [[nodiscard]] std::vector<Access> take(std::string_view user_id);
  // Users with something counted.
  [[nodiscard]] std::vector<std::string> users() const;

 private:
  static constexpr std::size_t kEntriesMax = 100'000;
  mutable std::mutex mutex_;
  std::map<std::string, std::map<store::VersionNumber, Access>, std::less<>> by_user_;
  std::size_t entries_ = 0;
};

}  // namespace mnestic::memory
