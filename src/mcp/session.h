// Session: one run over one transport. Decides what each frame is, answers what is quick, hands
// tool calls to the pool.
//
// Thread safety: run() on one thread; answers of calls come in from the pool's threads.
// Lifetime: server and transport outlive it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "call_pool.h"
#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"
#include "mnestic/transport/transport.h"
#include "request_context.h"
#include "session_registry.h"

namespace mnestic::mcp {

class Session {
 public:
  Session(const Server& server, transport::Transport& transport, SessionRegistry& registry);

  [[nodiscard]] int run();

 private:
  // Takes the encoded answer of one message, or nothing when there is none. Called exactly once,
  // from any thread.
  using Sink = std::function<void(std::optional<std::string>)>;
  // An answer now, or nothing: a call took the sink and will answer later.
  using Answer = std::optional<rpc::Reply>;

  void handle_line(const std::string& line);
  void handle_batch(rpc::Batch batch, std::size_t size_bytes);
  void handle_message(rpc::Message message, std::size_t size_bytes, bool in_batch,
                      const Sink& sink);
  void handle_request(rpc::Request request, std::size_t size_bytes, bool in_batch,
                      const Sink& sink);
  void handle_notification(const rpc::Notification& notification);
  rpc::Reply initialize(const Json& params);
  Answer dispatch(rpc::Request& request, CallContext context, std::size_t size_bytes,
                  const Sink& sink);
  Answer call_tool(rpc::Request& request, CallContext context, std::size_t size_bytes,
                   const Sink& sink);
  void write(const std::string& line);

  const Server& server_;
  transport::Transport& transport_;
  std::optional<LegacySession> legacy_;  // the reader's own
  SessionRegistry& registry_;
  Subscriptions subscriptions_;
  CallPool pool_;
};

}  // namespace mnestic::mcp
