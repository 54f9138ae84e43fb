// Methods: what each request that needs a handler does, once its era is known. No threads, no pipe.
//
// Thread safety: pure functions over what the server holds; handlers are called.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"
#include "rounds.h"

namespace mnestic::mcp {

// What a handler's run needs besides the context.
struct RunTools {
  decltype(Rounds::put) put;
};

// A request that passed its checks, ready to run on a worker.
struct Work {
  bool read_only = true;
  std::function<rpc::Reply(CallContext& context, const RunTools& tools)> run;
};
using Prepared = std::variant<Work, rpc::RpcError>;

// tools/call, resources/list, resources/read, prompts/get, completion/complete. Takes `params`
// over. REQUIRES: one of these.
[[nodiscard]] Prepared prepare(const Server& server, const std::string& method, Json params,
                               Era era);

// tools/list, prompts/list, resources/templates/list: one page each.
[[nodiscard]] rpc::Reply list_fixed(const Server& server, const std::string& method,
                                    const Json& params, Revision revision);

}  // namespace mnestic::mcp
