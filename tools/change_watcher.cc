#include "change_watcher.h"

#include <chrono>
#include <system_error>
#include <vector>

#include "mnestic/base/log.h"
#include "resources.h"

namespace mnestic::tools {
namespace {

constexpr std::chrono::milliseconds kLookEvery{250};

}  // namespace

void ChangeWatcher::watch(const mcp::Watched& watched) {
  if (watched.empty()) {
    stop();
    return;
  }
  const std::lock_guard lock(mutex_);
  if (!thread_.joinable()) last_ = look();
  std::map<std::string, std::uint64_t> prints;
  auto engine = (*provider_)();
  for (const std::string& uri : watched.uris) {
    const auto found = prints_.find(uri);
    if (found != prints_.end()) {
      prints.emplace(uri, found->second);
    } else {
      prints.emplace(uri, engine ? resource_fingerprint(**engine, user_id_, uri) : 0);
    }
  }
  prints_ = std::move(prints);
  watches_list_ = watched.resource_list;
  if (thread_.joinable()) return;
  try {
    thread_ = std::thread([this] { look_until_stopped(); });
  } catch (const std::system_error& error) {
    log_error(std::string("changes are not watched: ") + error.what());
  }
}

void ChangeWatcher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stopped_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  stopping_ = false;
  prints_.clear();
  watches_list_ = false;
}

ChangeWatcher::Look ChangeWatcher::look() const {
  auto engine = (*provider_)();
  if (!engine) return {};
  Look look;
  // The number first: a commit between the two is seen again at the next look.
  look.commit = (*engine)->last_commit();
  const auto change = (*engine)->last_change(user_id_);
  look.change = change ? change->sequence : 0;
  look.known = true;
  return look;
}

void ChangeWatcher::look_until_stopped() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (stopped_.wait_for(lock, kLookEvery, [&] { return stopping_; })) return;
    }
    try {
      tell_changes();
    } catch (const std::exception& error) {
      log_error(std::string("a look for changes failed: ") + error.what());
    }
  }
}

void ChangeWatcher::tell_changes() {
  auto engine = (*provider_)();
  if (!engine) return;
  std::vector<std::string> updated;
  bool list_changed = false;
  {
    const std::lock_guard lock(mutex_);
    if (last_.known && (*engine)->last_commit() == last_.commit) return;
    const Look now = look();
    const bool changed = !last_.known || now.change != last_.change;
    last_ = now;
    if (!changed) return;  // another user's, or counts of accesses
    for (auto& [uri, print] : prints_) {
      const std::uint64_t fresh = resource_fingerprint(**engine, user_id_, uri);
      if (fresh == print) continue;
      print = fresh;
      updated.push_back(uri);
    }
    list_changed = watches_list_;
  }
  for (const std::string& uri : updated) server_.resource_updated(uri);
  if (list_changed) server_.resources_changed();
}

}  // namespace mnestic::tools
