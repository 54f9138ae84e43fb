// The commands that are one tool call each, made in this process through the same adapters as a
// client's.
#pragma once

#include "command_line.h"
#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "terminal.h"

namespace mnestic::cli {

// The tool call that a plain command stands for.
[[nodiscard]] CallCommand as_call(const RememberCommand& command);
[[nodiscard]] CallCommand as_call(const RecallCommand& command);
[[nodiscard]] CallCommand as_call(const ForgetCommand& command);
[[nodiscard]] CallCommand as_call(const ListCommand& command);

// Prints the result on stdout, a failure on stderr. The exit code: 0, 1 when the tool failed, 2
// when the arguments are no JSON object.
[[nodiscard]] int run_call(const CallCommand& command, const Result<config::Config>& config,
                           Terminal& terminal);

}  // namespace mnestic::cli
