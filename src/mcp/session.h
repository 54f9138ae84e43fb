// Session: one run over one transport. Decides what each frame is, answers what is quick, hands
// what handlers do to the pool.
//
// Thread safety: run() on one thread; answers of calls come in from the pool's threads.
// Lifetime: server and transport outlive it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "asker.h"
#include "call_pool.h"
#include "methods.h"
#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"
#include "mnestic/transport/transport.h"
#include "request_context.h"
#include "request_outlet.h"
#include "session_registry.h"

namespace mnestic::mcp {

class Session {
 public:
  Session(const Server& server, transport::Transport& transport, SessionRegistry& registry);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

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
  rpc::Reply set_log_level(const Json& params);
  Answer listen(const rpc::Request& request);
  // Hands it to the pool.
  Answer submit(rpc::Request& request, CallContext context, std::size_t size_bytes,
                const Sink& sink);
  void open_context(CallContext& context, const CallPool::Job& job);
  RunTools run_tools(const rpc::Id& id, const CallContext& context);
  void write(const std::string& line);

  const Server& server_;
  transport::Transport& transport_;
  std::optional<LegacySession> legacy_;  // the reader's own
  SessionRegistry& registry_;
  Subscriptions subscriptions_;
  Asker asker_;
  std::atomic<LogLevel> log_level_min_ = LogLevel::info;  // legacy
  CallPool pool_;
};

}  // namespace mnestic::mcp
