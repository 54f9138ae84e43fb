#include "session_registry.h"

#include <set>

namespace mnestic::mcp {

void SessionRegistry::add(Subscriptions& subscriptions) {
  const std::lock_guard lock(mutex_);
  all_.push_back(&subscriptions);
}

void SessionRegistry::remove(Subscriptions& subscriptions) {
  {
    const std::lock_guard lock(mutex_);
    std::erase(all_, &subscriptions);
  }
  look_again();
}

void SessionRegistry::publish(ListKind kind) {
  const std::lock_guard lock(mutex_);
  for (Subscriptions* each : all_) each->publish(kind);
}

void SessionRegistry::publish_update(const std::string& uri) {
  const std::lock_guard lock(mutex_);
  for (Subscriptions* each : all_) each->publish_update(uri);
}

void SessionRegistry::look_again() {
  if (!observer_) return;
  const std::lock_guard observing(observer_mutex_);
  std::set<std::string> uris;
  Watched now;
  {
    const std::lock_guard lock(mutex_);
    for (const Subscriptions* each : all_) each->collect(uris, now.resource_list);
  }
  now.uris.assign(uris.begin(), uris.end());
  if (now == last_) return;
  last_ = now;
  observer_(now);
}

}  // namespace mnestic::mcp
