// The program: parses, wires, runs. What it does stands in the rooms.
#include <csignal>
#include <exception>
#include <filesystem>
#include <string>
#include <system_error>
#include <variant>

#include "command_line.h"
#include "crash_mark.h"
#include "demo.h"
#include "doctor.h"
#include "engine_source.h"
#include "mnestic/base/log.h"
#include "mnestic/bench/bench.h"
#include "mnestic/bench/quality.h"
#include "mnestic/bench/users.h"
#include "mnestic/config/config.h"
#include "model_command.h"
#include "serve.h"
#include "temporary_folder.h"
#include "terminal.h"
#include "tool_commands.h"
#include "transfer_commands.h"

namespace mnestic::cli {
namespace {

int run_bench_command(const BenchCommand& command, Terminal& terminal) {
  const auto folder = TemporaryFolder::make();
  if (!folder) {
    terminal.complain(folder.error().message);
    return 1;
  }
  const auto done =
      bench::run_bench({.folder = folder->path(),
                        .sizes = command.sizes,
                        .wire = command.wire,
                        .print = [&](std::string_view line) { terminal.print(line); }});
  if (done) return 0;
  terminal.complain(done.error().message);
  return 1;
}

int run_users_command(const UsersCommand& command, const Result<config::Config>& config,
                      Terminal& terminal) {
  const auto folder = TemporaryFolder::make();
  if (!folder || !config) {
    terminal.complain(folder ? config.error().message : folder.error().message);
    return 1;
  }
  config::Config own = *config;
  own.home.value = folder->path() / "store";
  // As the server that is measured.
  own.embedder.value = config::EmbedderChoice::lexical;
  own.extractor.value = config::ExtractorChoice::rules;
  EngineSource source{Result<config::Config>(own)};
  const auto measure = [&]() -> Result<void> {
    MNESTIC_TRY_ASSIGN(const memory::EngineParts parts, source.parts());
    return bench::run_users(parts, {.home = own.home.value,
                                    .users = command.users,
                                    .rich = command.rich,
                                    .rich_memories = command.memories,
                                    .print = [&](std::string_view line) { terminal.print(line); }});
  };
  const auto done = measure();
  if (done) return 0;
  terminal.complain(done.error().message);
  return 1;
}

int run_quality_command(const QualityCommand& command, const Result<config::Config>& config,
                        Terminal& terminal) {
  const auto folder = TemporaryFolder::make();
  if (!folder || !config) {
    terminal.complain(folder ? config.error().message : folder.error().message);
    return 1;
  }
  // The settings in force, but a store of its own.
  config::Config own = *config;
  own.home.value = folder->path() / "store";
  EngineSource source{Result<config::Config>(own)};
  const auto measure = [&]() -> Result<void> {
    MNESTIC_TRY_ASSIGN(memory::Engine* const engine, source.get());
    return bench::run_quality(*engine,
                              {.locomo = command.locomo,
                               .longmemeval = command.longmemeval,
                               .cases = command.cases,
                               .folder = command.folder,
                               .sessions = command.sessions,
                               .questions_max = command.questions,
                               .ablations = command.ablations,
                               .print = [&](std::string_view line) { terminal.print(line); }});
  };
  const auto done = measure();
  if (done) return 0;
  terminal.complain(done.error().message);
  return 1;
}

// One overload a command; which of them runs is std::visit's affair.
struct Runner {
  const Result<config::Config>& config;
  const std::optional<std::string>& only_user;  // named on the command line
  Terminal& terminal;

  int operator()(const ServeCommand&) const {
    if (terminal.input_is_terminal()) {
      terminal.complain(
          "serving MCP: one JSON message a line; see mnestic --help. Ctrl-D ends it.");
    }
    return serve(config);
  }
  int operator()(const DemoCommand& command) const { return run_demo(command, terminal); }
  int operator()(const DoctorCommand& command) const {
    return run_doctor(command, config, terminal);
  }
  int operator()(const ExportCommand& command) const {
    return run_export(command, only_user, config, terminal);
  }
  int operator()(const ImportCommand& command) const {
    return run_import(command, config, terminal);
  }
  int operator()(const BackupCommand& command) const {
    return run_backup(command, config, terminal);
  }
  int operator()(const VersionCommand&) const {
    return terminal.print("mnestic " + std::string(kVersion) + "\n") ? 0 : 1;
  }
  int operator()(const HelpCommand& help) const {
    if (help.exit_code != 0) {
      terminal.complain(help.text);
    } else {
      terminal.print(help.text);
    }
    return help.exit_code;
  }
  int operator()(const BenchCommand& command) const { return run_bench_command(command, terminal); }
  int operator()(const UsersCommand& command) const {
    return run_users_command(command, config, terminal);
  }
  int operator()(const QualityCommand& command) const {
    return run_quality_command(command, config, terminal);
  }
  int operator()(const ModelCommand& command) const { return run_model(command, config, terminal); }
  int operator()(const CallCommand& command) const { return run_call(command, config, terminal); }
  template <typename PlainCommand>
  int operator()(const PlainCommand& command) const {
    return run_call(as_call(command), config, terminal);
  }
};

int run(int argc, const char* const* argv) {
  // A reader that is gone must be an error of write(), not the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  // The same for a file that may not grow.
  std::signal(SIGXFSZ, SIG_IGN);
  Terminal terminal;
  const CommandLine line = parse_command_line(argc, argv);
  std::error_code error;
  const auto here = std::filesystem::current_path(error);
  const auto config = config::load(line.flags, config::process_environment(), error ? "/" : here);
  if (config && config->home_problem.empty()) watch_for_crashes(config->home.value);
  return std::visit(Runner{config, line.flags.user, terminal}, line.command);
}

}  // namespace
}  // namespace mnestic::cli

int main(int argc, char** argv) {
  // Expected failures are values; what still gets here is a lack of memory or a bug of ours.
  try {
    return mnestic::cli::run(argc, argv);
  } catch (const std::exception& unexpected) {
    mnestic::cli::Terminal().complain(std::string("internal error: ") + unexpected.what());
    return 1;
  }
}
