// Subscriptions of one run: what its client wants to hear about, in both eras, and the notes that
// tell it.
//
// Thread safety: all methods from any thread. A note is written under the lock, so that nothing
// overtakes the acknowledgement of a listen, and nothing follows its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

enum class ListKind : std::uint8_t { tools, prompts, resources };

class Subscriptions {
 public:
  using Write = std::function<void(const std::string& line)>;
  Subscriptions(const Server& server, Write write) : server_(server), write_(std::move(write)) {}

  // --- legacy era
  // A handshake was answered: subscriptions begin anew.
  void open_legacy();
  // The client said that it is ready for what it did not ask for.
  void set_initialized();
  [[nodiscard]] bool initialized() const;
  [[nodiscard]] rpc::Reply subscribe(const Json& params);
  [[nodiscard]] rpc::Reply unsubscribe(const Json& params);

  // --- modern era
  // Opens a listen, which hears nothing until it is acknowledged; or the error that it earns.
  [[nodiscard]] std::optional<rpc::RpcError> listen(const rpc::Id& id, const Json& params);
  // Says what the listen will hear, then what it missed since it was opened.
  void acknowledge(const rpc::Id& id);
  [[nodiscard]] bool is_listening(const rpc::Id& id) const;
  // False: no such listen is open.
  bool end_listen(const rpc::Id& id);

  // --- both
  void publish(ListKind kind);
  void publish_update(const std::string& uri);
  void collect(std::set<std::string>& uris, bool& resource_list) const;

 private:
  struct Listen {
    std::set<ListKind> lists;
    std::set<std::string> uris;
    Json honoured = Json::object();
    bool acknowledged = false;
    std::vector<std::string> missed;  // lines
  };
  void tell(const rpc::Id& id, Listen& listen, const std::string& method, Json params);

  const Server& server_;
  const Write write_;
  mutable std::mutex mutex_;
  // Everything below is guarded by mutex_.
  bool legacy_open_ = false;
  bool initialized_ = false;
  std::set<std::string> legacy_uris_;
  std::map<rpc::Id, Listen> listens_;
};

}  // namespace mnestic::mcp
