// `mnestic model`: which models are there, whether they are whole, and getting another.
#pragma once

#include "command_line.h"
#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "terminal.h"

namespace mnestic::cli {

// The exit code.
[[nodiscard]] int run_model(const ModelCommand& command, const Result<config::Config>& config,
                            Terminal& terminal);

}  // namespace mnestic::cli
