// The default user's memories and chats as resources: memory://profile, and memory://memories/{id}
// and memory://chats/{id} for each.
//
// Thread safety: the functions may run on any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "mnestic/base/result.h"
#include "mnestic/mcp/server.h"
#include "mnestic/tools/tools.h"

namespace mnestic::tools {

inline constexpr const char* kProfileUri = "memory://profile";
inline constexpr std::string_view kMemoryUri = "memory://memories/";

void register_resources(mcp::Server& server, const std::shared_ptr<const EngineProvider>& provider,
                        const std::shared_ptr<const ToolsOptions>& options);

// Profile, standing instructions and preferences, as text in which stored words stand in quotes.
[[nodiscard]] Result<std::string> profile_text(memory::Engine& engine, const std::string& user_id);

// What is to be read under a URI, but for counts of accesses, in a number; 0 when there is nothing.
[[nodiscard]] std::uint64_t resource_fingerprint(memory::Engine& engine, const std::string& user_id,
                                                 const std::string& uri);

}  // namespace mnestic::tools
