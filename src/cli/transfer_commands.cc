#include "transfer_commands.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine_source.h"
#include "mnestic/base/log.h"
#include "mnestic/store/backup.h"
#include "mnestic/transfer/transfer.h"

namespace mnestic::cli {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

int failed(Terminal& terminal, const Error& error) {
  terminal.complain(error.message);
  return 1;
}

// A file that was not there before, for the user alone.
class NewFile {
 public:
  explicit NewFile(std::string path)
      : path_(std::move(path)),
        descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) error_ = errno;
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());  // never finished
  }

  Result<void> write(std::string_view text) {
    buffer_ += text;
    return buffer_.size() < kBufferBytes ? state() : flush();
  }
  Result<void> finish() {
    MNESTIC_TRY(flush());
    if (::fsync(descriptor_) != 0) error_ = errno;
    ::close(std::exchange(descriptor_, -1));
    return state();
  }

 private:
  Result<void> flush() {
    std::string_view rest = buffer_;
    while (error_ == 0 && !rest.empty()) {
      const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) error_ = errno;
      if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
    return state();
  }
  [[nodiscard]] Result<void> state() const {
    if (error_ == 0) return {};
    return failed_precondition("The file " + path_ + " cannot be written: " +
                               std::strerror(error_) + ". Nothing was kept there.");
  }

  std::string path_;
  std::string buffer_;
  int descriptor_;
  int error_ = 0;
};

std::string counted(std::uint64_t count, std::string_view what) {
  return count == 0 ? "" : ", " + std::to_string(count) + " " + std::string(what);
}

}  // namespace

int run_export(const ExportCommand& command, const std::optional<std::string>& only_user,
               const Result<config::Config>& config, Terminal& terminal) {
  if (config) init_log(config->log.value, config->log_content.value);
  EngineSource source(config);
  const auto parts = source.parts();
  if (!parts) return failed(terminal, parts.error());
  transfer::ExportOptions options;
  options.user = only_user;
  options.chats = !command.no_chats;
  if (command.vectors) options.vectors_of = parts->embedder.name();
  options.skip_damaged = command.skip_damaged;
  std::optional<NewFile> file;
  if (command.file == "-") {
    options.write = [&terminal](std::string_view text) -> Result<void> {
      if (terminal.print(text)) return {};
      return failed_precondition("Nobody reads the export any more.");
    };
  } else {
    file.emplace(command.file);
    options.write = [&file](std::string_view text) { return file->write(text); };
  }
  auto counts = transfer::export_all(parts->store, options);
  if (!counts) return failed(terminal, counts.error());
  if (file) {
    if (const auto finished = file->finish(); !finished) return failed(terminal, finished.error());
  }
  terminal.complain("exported " + std::to_string(counts->versions) + " versions" +
                    counted(counts->chats, "chats") + counted(counts->texts, "waiting texts") +
                    " of " + std::to_string(counts->users) + " users" +
                    counted(counts->damaged, "that cannot be read were left out"));
  return 0;
}

int run_import(const ImportCommand& command, const Result<config::Config>& config,
               Terminal& terminal) {
  if (config) init_log(config->log.value, config->log_content.value);
  transfer::ImportOptions options;
  if (command.format) {
    options.format = transfer::format_named(*command.format);
    if (!options.format) {
      return failed(terminal, invalid_argument("--format is mnestic, server-memory, mem0, chatgpt "
                                               "or claude, not " +
                                               *command.format + "."));
    }
  }
  std::ifstream file(command.file, std::ios::binary);
  if (!file) return failed(terminal, not_found("The file " + command.file + " cannot be read."));
  EngineSource source(config);
  const auto parts = source.parts();
  if (!parts) return failed(terminal, parts.error());
  const auto engine = source.get();
  if (!engine) return failed(terminal, engine.error());
  options.user = config->user.value;
  options.extract = !command.no_extract;
  options.progress = [&terminal](std::uint64_t read) {
    terminal.complain("read " + std::to_string(read));
  };
  const auto counts = transfer::import_all(**engine, *parts, file, options);
  if (!counts) {
    return failed(terminal, {counts.error().code,
                             counts.error().message +
                                 " What was imported before it stays; mend the file and import it "
                                 "again, nothing comes twice."});
  }
  terminal.complain(
      "imported " + std::to_string(counts->added) + " memories from " +
      std::string(transfer::to_string(counts->format)) + counted(counts->there, "were known") +
      counted(counts->conflicts, "differ from what is stored and were left") +
      counted(counts->rejected, "look like secrets and were refused") +
      counted(counts->chats_added, "chats") + counted(counts->chats_there, "chats were known") +
      counted(counts->texts_added, "texts that wait for a model"));
  return 0;
}

int run_backup(const BackupCommand& command, const Result<config::Config>& config,
               Terminal& terminal) {
  if (!config) return failed(terminal, config.error());
  if (!config->home_problem.empty()) {
    return failed(terminal, failed_precondition(config->home_problem + "."));
  }
  const auto done = store::backup_store(config->home.value, command.folder);
  if (!done) return failed(terminal, done.error());
  terminal.complain("the store is copied to " + command.folder);
  return 0;
}

}  // namespace mnestic::cli
