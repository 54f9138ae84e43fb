#include "mnestic/bench/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace mnestic::bench {
namespace {

constexpr const char* kSelf = "/proc/self/exe";
constexpr std::chrono::milliseconds kExitWait{10'000};
constexpr std::chrono::milliseconds kTermWait{2'000};

struct Pipe {
  int read_fd = -1;
  int write_fd = -1;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> fds{};
  if (::pipe2(fds.data(), O_CLOEXEC) != 0) return internal_error("no pipe can be made.");
  return Pipe{fds[0], fds[1]};
}

void close_pipe(const Pipe& pipe) {
  ::close(pipe.read_fd);
  ::close(pipe.write_fd);
}

// 0, or the error number.
int spawn(const std::filesystem::path& home, const Pipe& input, const Pipe& output, pid_t& pid) {
  // argv[0] is for display; the strings must not be const for posix_spawn's sake.
  std::vector<std::string> arguments = {"mnestic", "--home",      home.string(), "--user",
                                        "default", "--extractor", "rules",       "--embedder",
                                        "lexical", "--timezone",  "UTC"};
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  posix_spawn_file_actions_t actions;
  if (const int error = ::posix_spawn_file_actions_init(&actions); error != 0) return error;
  ::posix_spawn_file_actions_adddup2(&actions, input.read_fd, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, output.write_fd, STDOUT_FILENO);
  const int error = ::posix_spawn(&pid, kSelf, &actions, nullptr, argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  return error;
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ServerProcess> ServerProcess::start(const std::filesystem::path& home,
                                           const std::filesystem::path& wire) {
  std::ofstream written;
  if (!wire.empty()) {
    written.open(wire, std::ios::app);
    if (!written) return Error{ErrorCode::unavailable, wire.string() + " cannot be written."};
  }
  MNESTIC_TRY_ASSIGN(const Pipe input, make_pipe());
  auto made = make_pipe();
  if (!made) {
    close_pipe(input);
    return std::move(made).error();
  }
  const Pipe output = *made;
  // A server that is gone must be an error of write(), not the end of this process.
  std::signal(SIGPIPE, SIG_IGN);
  pid_t pid = -1;
  const int error = spawn(home, input, output, pid);
  ::close(input.read_fd);
  ::close(output.write_fd);
  if (error != 0) {
    ::close(input.write_fd);
    ::close(output.read_fd);
    return internal_error("this program cannot be started once more (error " +
                          std::to_string(error) + ").");
  }
  return ServerProcess(pid, input.write_fd, output.read_fd, std::move(written));
}

ServerProcess::ServerProcess(ServerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      input_fd_(std::exchange(other.input_fd_, -1)),
      output_fd_(std::exchange(other.output_fd_, -1)),
      exit_code_(other.exit_code_),
      buffer_(std::move(other.buffer_)),
      wire_(std::move(other.wire_)) {}

ServerProcess::~ServerProcess() {
  close_input();
  if (output_fd_ >= 0) ::close(output_fd_);
  if (pid_ < 0 || wait_for_exit(kTermWait)) return;
  ::kill(pid_, SIGTERM);
  if (wait_for_exit(kTermWait)) return;
  ::kill(pid_, SIGKILL);
  (void)wait_for_exit(kExitWait);  // after SIGKILL there is nothing left to try
}

void ServerProcess::close_input() {
  if (input_fd_ >= 0) ::close(std::exchange(input_fd_, -1));
}

void ServerProcess::note(std::string_view from, std::string_view line) {
  if (!wire_.is_open()) return;
  const nlohmann::json entry = {{"run", pid_}, {"from", from}, {"line", line}};
  wire_ << entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n'
        << std::flush;
}

Result<void> ServerProcess::send(std::string_view line) {
  note("client", line);  // before it goes, so that a question stands before its answer
  std::string bytes(line);
  bytes += '\n';
  std::string_view left = bytes;
  while (!left.empty()) {
    const ssize_t written = ::write(input_fd_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Error{ErrorCode::unavailable, "the server does not read any more."};
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> ServerProcess::receive(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  std::size_t searched = 0;
  for (;;) {
    if (const auto end = buffer_.find('\n', searched); end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      note("server", line);
      return line;
    }
    searched = buffer_.size();
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Error{ErrorCode::deadline_exceeded, "the server is silent."};
    pollfd waiting{output_fd_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready < 0) return Error{ErrorCode::cancelled, "interrupted."};
    if (ready == 0) continue;
    std::array<char, 64 * 1024> piece{};
    const ssize_t count = ::read(output_fd_, piece.data(), piece.size());
    if (count <= 0) return Error{ErrorCode::unavailable, "the server has closed its output."};
    buffer_.append(piece.data(), static_cast<std::size_t>(count));
  }
}

bool ServerProcess::wait_for_exit(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    int status = 0;
    const pid_t done = ::waitpid(pid_, &status, WNOHANG);
    if (done == pid_ || (done < 0 && errno == ECHILD)) {
      exit_code_ = done == pid_ ? exit_code_of(status) : exit_code_;
      pid_ = -1;
      return true;
    }
    if (std::chrono::steady_clock::now() >= deadline) return false;
    ::poll(nullptr, 0, 1);  // a millisecond
  }
}

Result<int> ServerProcess::finish() {
  close_input();
  if (pid_ >= 0 && !wait_for_exit(kExitWait)) {
    return Error{ErrorCode::deadline_exceeded, "the server did not leave at the end of its input."};
  }
  return exit_code_;
}

Result<std::uint64_t> ServerProcess::rss_anon_bytes() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  constexpr std::string_view kName = "RssAnon:";
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with(kName)) continue;
    const auto digits = line.find_first_of("0123456789");
    std::uint64_t kilobytes = 0;
    if (digits == std::string::npos) break;
    std::from_chars(line.data() + digits, line.data() + line.size(), kilobytes);
    return kilobytes * 1024;
  }
  return Error{ErrorCode::unavailable, "the server's memory cannot be read from /proc."};
}

}  // namespace mnestic::bench
