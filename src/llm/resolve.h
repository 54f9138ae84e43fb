// Names to addresses, within a deadline: getaddrinfo() has none, and can hang for half a minute.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mnestic/base/result.h"
#include "watched_socket.h"

namespace mnestic::llm {

// Numeric addresses of a host, in the system's order of preference, at most four.
// Errors: unavailable when the name has none, deadline_exceeded, cancelled.
[[nodiscard]] Result<std::vector<std::string>> resolve(const std::string& host, SteadyTime deadline,
                                                       const std::function<bool()>& cancelled);

}  // namespace mnestic::llm
