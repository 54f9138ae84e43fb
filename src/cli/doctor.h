// The doctor: what is configured, from where, and whether the store can be used. Repairs nothing.
#pragma once

#include "mnestic/config/config.h"
#include "terminal.h"

namespace mnestic::cli {

// The exit code: 0 when all is well, else 1, with what to do on each line that is not.
[[nodiscard]] int run_doctor(const Result<config::Config>& config, Terminal& terminal);

}  // namespace mnestic::cli
