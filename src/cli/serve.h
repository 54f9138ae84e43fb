// The server that clients start: the tools on stdin and stdout until the input ends.
#pragma once

#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/config/config.h"

namespace mnestic::cli {

inline constexpr std::string_view kVersion = MNESTIC_VERSION;

// The exit code. A configuration that is wrong is said by each tool call, so that a client's user
// sees it. SIGTERM and SIGINT are the end of the input: what was asked is finished and answered
// first.
[[nodiscard]] int serve(const Result<config::Config>& config);

}  // namespace mnestic::cli
