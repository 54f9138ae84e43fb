// The program: parses, wires, runs. What it does stands in the rooms.
#include <csignal>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
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

// What each kind of measurement prints, and the exit code of how it ended.
struct Measurement {
  Terminal& terminal;

  [[nodiscard]] std::function<void(std::string_view)> print() const {
    return [this](std::string_view line) { terminal.print(line); };
  }
  [[nodiscard]] int end(const Result<void>& done) const {
    if (done) return 0;
    terminal.complain(done.error().message);
    return 1;
  }
};

// The settings in force, but a store of its own in `folder`.
Result<config::Config> with_own_store(const Result<config::Config>& config,
                                      const Result<TemporaryFolder>& folder) {
  if (!folder) return folder.error();
  if (!config) return config.error();
  config::Config own = *config;
  own.home.value = folder->path() / "store";
  return own;
}

int run_bench_command(const BenchCommand& command, Terminal& terminal) {
  const Measurement measurement{terminal};
  const auto folder = TemporaryFolder::make();
  if (!folder) return measurement.end(folder.error());
  return measurement.end(bench::run_bench({.folder = folder->path(),
                                           .sizes = command.sizes,
                                           .wire = command.wire,
                                           .print = measurement.print()}));
}

int run_users_command(const UsersCommand& command, const Result<config::Config>& config,
                      Terminal& terminal) {
  const Measurement measurement{terminal};
  const auto folder = TemporaryFolder::make();
  auto own = with_own_store(config, folder);
  if (!own) return measurement.end(own.error());
  // As the server that is measured.
  own->embedder.value = config::EmbedderChoice::lexical;
  own->extractor.value = config::ExtractorChoice::rules;
  EngineSource source{own};
  const auto parts = source.parts();
  if (!parts) return measurement.end(parts.error());
  return measurement.end(bench::run_users(*parts, {.home = own->home.value,
                                                   .users = command.users,
                                                   .rich = command.rich,
                                                   .rich_memories = command.memories,
                                                   .print = measurement.print()}));
}

int run_quality_command(const QualityCommand& command, const Result<config::Config>& config,
                        Terminal& terminal) {
  const Measurement measurement{terminal};
  const auto folder = TemporaryFolder::make();
  const auto own = with_own_store(config, folder);
  if (!own) return measurement.end(own.error());
  EngineSource source{own};
  const auto engine = source.get();
  if (!engine) return measurement.end(engine.error());
  return measurement.end(bench::run_quality(**engine, {.locomo = command.locomo,
                                                       .longmemeval = command.longmemeval,
                                                       .cases = command.cases,
                                                       .folder = command.folder,
                                                       .sessions = command.sessions,
                                                       .questions_max = command.questions,
                                                       .ablations = command.ablations,
                                                       .print = measurement.print()}));
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
