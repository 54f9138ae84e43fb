// What one request says about itself: its era, revision and capabilities, or the error that it
// earns before anything else is looked at.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "mnestic/mcp/context.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

inline constexpr int kUnsupportedProtocolVersion = -32022;

inline constexpr const char* kMetaVersion = "io.modelcontextprotocol/protocolVersion";
inline constexpr const char* kMetaCapabilities = "io.modelcontextprotocol/clientCapabilities";
inline constexpr const char* kMetaClientInfo = "io.modelcontextprotocol/clientInfo";
inline constexpr const char* kMetaLogLevel = "io.modelcontextprotocol/logLevel";
inline constexpr const char* kMetaServerInfo = "io.modelcontextprotocol/serverInfo";

// What the last `initialize` agreed on.
struct LegacySession {
  Revision revision = kNewestLegacy;
  std::string client_name;
  Json client_capabilities = Json::object();
};

// `initialize` of the legacy era: no context yet.
struct Handshake {};
// `ping` before it.
struct EarlyPing {};

using Decision = std::variant<CallContext, Handshake, EarlyPing, rpc::RpcError>;

// Checks in the order: `_meta` with both required keys of the right type, version. Method and
// params come after.
[[nodiscard]] Decision decide(const rpc::Request& request,
                              const std::optional<LegacySession>& legacy);

// Reads the params of `initialize`; never negotiates a modern revision.
// The error is for a missing version or one that is not a string.
[[nodiscard]] std::variant<LegacySession, rpc::RpcError> negotiate(const Json& params);

// The member `name` of an object, or null when `object` is none or has none.
[[nodiscard]] const Json& member_of(const Json& object, const char* name);

// Names of revisions, as sent in `supported`.
[[nodiscard]] Json modern_versions();
[[nodiscard]] Json legacy_versions();

}  // namespace mnestic::mcp
