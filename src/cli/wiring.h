// From the configuration to what the tools want to know.
#pragma once

#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "mnestic/tools/tools.h"

namespace mnestic::cli {

// For a wrong configuration the defaults: no call gets far enough to use them.
[[nodiscard]] tools::ToolsOptions tools_options(const Result<config::Config>& config);

}  // namespace mnestic::cli
