// The command line: from words to one command with its options. Decides nothing and opens nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mnestic/config/config.h"

namespace mnestic::cli {

// What every plain command that prints a tool's answer takes.
struct Output {
  bool json = false;  // the structured result instead of the text
};

struct ServeCommand {};
struct DemoCommand {
  std::string wire;  // where each message of both sides is written down; empty for nowhere
};
struct DoctorCommand {
  bool repair = false;      // make anew what follows from the records
  bool store_only = false;  // the settings are somebody else's affair
};
struct VersionCommand {};

struct ExportCommand {
  std::string file = "-";
  bool no_chats = false;
  bool vectors = false;
  bool skip_damaged = false;
};
struct ImportCommand {
  std::string file;
  std::optional<std::string> format;
  bool no_extract = false;
};
struct BackupCommand {
  std::string folder;
};

// Printed as it is; the exit code tells help that was asked for from a mistake.
struct HelpCommand {
  std::string text;
  int exit_code = 0;
};

// `arguments` is JSON text, for the tool of that name.
struct CallCommand {
  std::string tool;
  std::string arguments = "{}";
  Output output;
};

// Options that several plain commands share; each uses those that it declares.
struct Selection {
  std::vector<std::string> kinds;
  std::vector<std::string> tags;
  std::optional<std::string> as_of;
  std::optional<std::int64_t> limit;
};

struct RememberCommand {
  std::string text;
  bool as_fact = false;  // store the words as they are, as one finished fact
  std::optional<std::string> kind;
  std::vector<std::string> tags;
  std::optional<std::string> observed_at;
  bool dry_run = false;
  Output output;
};

struct RecallCommand {
  std::string query;
  Selection selection;
  bool explain = false;
  Output output;
};

struct ForgetCommand {
  std::string statement;
  std::vector<std::string> ids;
  std::optional<std::string> query;
  bool all = false;
  bool erase = false;
  bool confirm = false;
  bool dry_run = false;
  Output output;
};

struct ListCommand {
  Selection selection;
  std::optional<std::string> status;
  Output output;
};

// `action` is list, verify, add or fetch.
struct ModelCommand {
  std::string action = "list";
  std::string folder;  // of add and verify
  std::string url;     // of fetch: another address than the publisher's
};

struct BenchCommand {
  std::vector<std::uint64_t> sizes = {1'000, 10'000, 100'000};
  std::string wire;  // as the demo's
};

// `bench users`.
struct UsersCommand {
  std::uint64_t users = 1'000'000;
  std::uint64_t rich = 10'000;
  std::uint64_t memories = 100;
};

// `bench quality`: files of data sets, or a folder of them; empty where not given.
struct QualityCommand {
  std::string locomo;
  std::string longmemeval;
  std::string cases;
  std::string folder;
  std::uint64_t sessions = 48;
  std::uint64_t questions = 1'000'000;
  bool ablations = false;
};

using Command = std::variant<ServeCommand, ExportCommand, ImportCommand, BackupCommand, DemoCommand,
                             DoctorCommand, VersionCommand, HelpCommand, CallCommand,
                             RememberCommand, RecallCommand, ForgetCommand, ListCommand,
                             ModelCommand, BenchCommand, UsersCommand, QualityCommand>;

struct CommandLine {
  config::Flags flags;
  Command command;
};

// Never fails: what cannot be understood is a HelpCommand with exit code 2 that says so.
[[nodiscard]] CommandLine parse_command_line(int argc, const char* const* argv);

}  // namespace mnestic::cli
