// SessionRegistry: the runs that are going on, so that changes reach their clients, and what those
// clients watch reaches the observer.
//
// Thread safety: all methods from any thread. Lock order: observer_mutex_, mutex_, then the
// subscriptions' own.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "mnestic/mcp/resource.h"
#include "subscriptions.h"

namespace mnestic::mcp {

class SessionRegistry {
 public:
  void add(Subscriptions& subscriptions);
  // What is under way for it has ended on return.
  void remove(Subscriptions& subscriptions);

  void publish(ListKind kind);
  void publish_update(const std::string& uri);

  // REQUIRES: before the first add().
  void set_observer(WatchObserver observer) { observer_ = std::move(observer); }
  // Somebody's subscriptions may have changed.
  void look_again();

 private:
  std::mutex mutex_;
  std::vector<Subscriptions*> all_;  // guarded by mutex_
  std::mutex observer_mutex_;
  Watched last_;  // guarded by observer_mutex_
  WatchObserver observer_;
};

}  // namespace mnestic::mcp
