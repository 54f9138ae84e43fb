// ChangeWatcher: notices what any process changed in the store and tells the clients that want to
// know. It looks at a number in shared memory four times a second, and only while somebody watches.
//
// Thread safety: watch() from one thread at a time. Lifetime: the server outlives it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "mnestic/mcp/server.h"
#include "mnestic/tools/tools.h"

namespace mnestic::tools {

class ChangeWatcher {
 public:
  ChangeWatcher(const mcp::Server& server, std::shared_ptr<const EngineProvider> provider,
                std::string user_id)
      : server_(server), provider_(std::move(provider)), user_id_(std::move(user_id)) {}
  ~ChangeWatcher() { stop(); }
  ChangeWatcher(const ChangeWatcher&) = delete;
  ChangeWatcher& operator=(const ChangeWatcher&) = delete;

  // From now on these. What changes after the return is told.
  void watch(const mcp::Watched& watched);

 private:
  // Where the store stood at the last look.
  struct Look {
    std::uint64_t commit = 0;
    std::uint64_t change = 0;
    bool known = false;  // false: the store could not be opened yet
  };
  [[nodiscard]] Look look() const;
  void look_until_stopped();
  void tell_changes();
  void stop();

  const mcp::Server& server_;
  const std::shared_ptr<const EngineProvider> provider_;
  const std::string user_id_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  // Everything below is guarded by mutex_.
  std::map<std::string, std::uint64_t> prints_;  // by uri
  bool watches_list_ = false;
  Look last_;
  bool stopping_ = false;
  std::thread thread_;  // watch() and the destructor only
};

}  // namespace mnestic::tools
