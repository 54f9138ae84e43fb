// The doctor: what is configured, from where, and whether the store is sound: every table against
// every other. Repairs nothing without being told to.
#pragma once

#include "command_line.h"
#include "mnestic/config/config.h"
#include "terminal.h"

namespace mnestic::cli {

// The exit code: 0 when all is well (now), else 1, with what to do on each line that is not. The
// store is looked at in a process of its own, since a damaged file can end it.
[[nodiscard]] int run_doctor(const DoctorCommand& command, const Result<config::Config>& config,
                             Terminal& terminal);

}  // namespace mnestic::cli
