// Rounds: runs a handler that may ask its client, until it gives its result. The one place that
// knows how each era asks.
//
// Thread safety: pure functions; put() blocks.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "asker.h"
#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

// A handler's outcome, its result already in the form of the revision.
using Step = Outcome<Json>;

struct Rounds {
  const Server& server;
  CallContext& context;
  std::string method;
  std::string name;    // of the tool or prompt, or the URI
  Json arguments;      // what the handler is called with; a state is good for these only
  const Json& params;  // the request's, for requestState and inputResponses
  // Legacy: puts the questions; nothing when the call was cancelled, an error when too many wait.
  std::function<std::variant<std::optional<std::map<std::string, Asker::Answer>>, rpc::RpcError>(
      const std::map<std::string, Question>&)>
      put;
};

[[nodiscard]] rpc::Reply run_rounds(const Rounds& rounds,
                                    const std::function<Step(const Answers&)>& handler);

}  // namespace mnestic::mcp
