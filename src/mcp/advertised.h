// Advertised: which methods and announcements exist, by what was added to a server.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "mnestic/mcp/server.h"
#include "mnestic/rpc/message.h"
#include "subscriptions.h"

namespace mnestic::mcp {

// Whether changes of this list are announced to clients of the era.
[[nodiscard]] bool announces(const Server::Contents& contents, ListKind kind, Era era);

// Whether some resource or template reads this URI.
[[nodiscard]] bool knows_uri(const Server::Contents& contents, const std::string& uri);

// As the era says it.
[[nodiscard]] rpc::RpcError resource_not_found(const std::string& uri, Era era);

// Whether a client of this era may call the method.
[[nodiscard]] bool has_method(const Server::Contents& contents, std::string_view method, Era era);

}  // namespace mnestic::mcp
