// Child processes for tests: each runs one function and talks over a pipe.
#pragma once

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

namespace mnestic::store::testing {

// One end to read numbers from, one to write them to.
class Channel {
 public:
  Channel() { REQUIRE(::pipe(ends_.data()) == 0); }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel() {
    close_end(0);
    close_end(1);
  }
  void close_end(std::size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }
  void send(std::uint64_t number) const {
    if (::write(ends_[1], &number, sizeof(number)) != sizeof(number)) ::_exit(98);
  }
  // Nothing when the other side is gone.
  [[nodiscard]] std::optional<std::uint64_t> receive() const {
    std::uint64_t number = 0;
    if (::read(ends_[0], &number, sizeof(number)) != sizeof(number)) return std::nullopt;
    return number;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

// The child runs `body` and ends with what it returns, without destructors of what the parent had
// open.
class Child {
 public:
  struct Pipes {
    Channel to_parent;
    Channel to_child;
  };
  explicit Child(const std::function<int(const Pipes&)>& body) {
    process_ = ::fork();
    REQUIRE(process_ >= 0);
    if (process_ != 0) {
      pipes_.to_parent.close_end(1);
      pipes_.to_child.close_end(0);
      return;
    }
    pipes_.to_parent.close_end(0);
    pipes_.to_child.close_end(1);
    int code = 99;
    try {
      code = body(pipes_);
    } catch (...) {
      // A failed requirement; doctest has printed it.
    }
    ::_exit(code);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (process_ > 0) kill_now();
  }

  [[nodiscard]] std::optional<std::uint64_t> receive() const { return pipes_.to_parent.receive(); }
  void send(std::uint64_t number) const { pipes_.to_child.send(number); }
  void kill_now() {
    ::kill(process_, SIGKILL);
    (void)wait();  // killed is what we wanted
  }
  // The exit code, or 256 + the signal.
  [[nodiscard]] int wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t process_ = -1;
  Pipes pipes_;
};

inline int run_child(const std::function<int()>& body) {
  return Child([&body](const Child::Pipes&) { return body(); }).wait();
}

}  // namespace mnestic::store::testing
