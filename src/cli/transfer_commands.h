// The commands that move a person's data: export, import, backup.
#pragma once

#include <optional>
#include <string>

#include "command_line.h"
#include "mnestic/base/result.h"
#include "mnestic/config/config.h"
#include "terminal.h"

namespace mnestic::cli {

// Each gives the exit code: 0 done, 1 failed. What was done is said on stderr, since stdout may be
// the export itself.
[[nodiscard]] int run_export(const ExportCommand& command,
                             const std::optional<std::string>& only_user,
                             const Result<config::Config>& config, Terminal& terminal);
[[nodiscard]] int run_import(const ImportCommand& command, const Result<config::Config>& config,
                             Terminal& terminal);
[[nodiscard]] int run_backup(const BackupCommand& command, const Result<config::Config>& config,
                             Terminal& terminal);

}  // namespace mnestic::cli
