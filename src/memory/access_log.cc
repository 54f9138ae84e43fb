#include "access_log.h"

#include <algorithm>

namespace mnestic::memory {

void AccessLog::add(std::string_view user_id, store::VersionNumber number, Timestamp at) {
  const std::lock_guard lock(mutex_);
  if (entries_ >= kEntriesMax) return;
  auto user = by_user_.find(user_id);
  if (user == by_user_.end()) user = by_user_.try_emplace(std::string(user_id)).first;
  const auto [entry, fresh] = user->second.try_emplace(number, Access{.number = number});
  if (fresh) ++entries_;
  ++entry->second.count;
  entry->second.last_at = std::max(entry->second.last_at, at);
}

std::vector<Access> AccessLog::take(std::string_view user_id) {
  const std::lock_guard lock(mutex_);
  std::vector<Access> out;
  const auto user = by_user_.find(user_id);
  if (user == by_user_.end()) return out;
  for (const auto& [number, access] : user->second) out.push_back(access);
  entries_ -= user->second.size();
  by_user_.erase(user);
  return out;
}

std::vector<std::string> AccessLog::users() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> out;
  for (const auto& [user, accesses] : by_user_) out.push_back(user);
  return out;
}

}  // namespace mnestic::memory
