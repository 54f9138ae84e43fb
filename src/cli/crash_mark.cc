#include "crash_mark.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <string>
#include <system_error>

namespace mnestic::cli {
namespace {

constexpr const char* kMark = "store.crashed";
constexpr const char* kSelf = "/proc/self/exe";

// A signal handler finds nothing else.
std::array<char, PATH_MAX> mark_path{};

// Only what is allowed in a handler. The signal comes again when it returns, and then does what it
// does by default.
void leave_mark(int) {
  const int descriptor = ::open(mark_path.data(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

// The exit code of `mnestic --home HOME doctor --store`, or -1 when it did not end by itself.
int run_doctor_apart(const std::filesystem::path& home) {
  std::array<std::string, 5> words = {"mnestic", "--home", home.string(), "doctor", "--store"};
  std::array<char*, 6> argv = {words[0].data(), words[1].data(), words[2].data(),
                               words[3].data(), words[4].data(), nullptr};
  std::array<char*, 1> environment{nullptr};
  posix_spawn_file_actions_t actions;
  if (::posix_spawn_file_actions_init(&actions) != 0) return -1;
  // Stdout is the client's.
  for (const int descriptor : {0, 1, 2}) {
    ::posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0);
  }
  pid_t process = -1;
  const int error =
      ::posix_spawn(&process, kSelf, &actions, nullptr, argv.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return -1;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

void watch_for_crashes(const std::filesystem::path& home) {
  const std::string path = (home / kMark).string();
  if (home.empty() || path.size() >= mark_path.size()) return;
  std::memcpy(mark_path.data(), path.c_str(), path.size() + 1);
  struct sigaction action {};
  action.sa_handler = leave_mark;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) {
    ::sigaction(signal, &action, nullptr);
  }
}

bool has_crash_mark(const std::filesystem::path& home) {
  std::error_code error;
  return std::filesystem::exists(home / kMark, error);
}

void remove_crash_mark(const std::filesystem::path& home) {
  // What stays is looked at again at the next start.
  std::error_code error;
  std::filesystem::remove(home / kMark, error);
}

Result<void> check_after_crash(const std::filesystem::path& home) {
  if (!has_crash_mark(home)) return {};
  // The doctor removes the mark when it finds all well.
  if (run_doctor_apart(home) == 0 || !has_crash_mark(home)) return {};
  return data_loss("The store in " + home.string() +
                   " ended a program that used it, and is damaged. Nothing was changed. Run "
                   "`mnestic doctor`: it says what can be repaired and how to go on.");
}

}  // namespace mnestic::cli
