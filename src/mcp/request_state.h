// RequestState: what a modern client carries from an `input_required` to its next try. Sealed, so
// that it can neither be read nor changed; bound to method, name and arguments; good for ten
// minutes.
//
// Thread safety: pure functions.
#pragma once

#include <map>
#include <string>
#include <variant>

#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

inline constexpr std::chrono::minutes kRequestStateLife{10};

struct RequestState {
  Answers answers;                        // of the rounds before
  std::map<std::string, Question> asked;  // in the last round
};

// What a state is good for.
[[nodiscard]] std::string binding_of(const std::string& method, const std::string& name,
                                     const Json& arguments);

[[nodiscard]] Result<std::string> seal_state(const Server& server, const std::string& binding,
                                             const RequestState& state);
// The error is -32602 for everything that was not sealed here, for this binding, within its life.
[[nodiscard]] std::variant<RequestState, rpc::RpcError> open_state(const Server& server,
                                                                   const std::string& binding,
                                                                   const std::string& sealed);

}  // namespace mnestic::mcp
