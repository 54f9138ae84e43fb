#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "mnestic/base/limits.h"
#include "mnestic/base/random.h"
#include "mnestic/transport/transport.h"

namespace mnestic::transport {
namespace {

// Two pipes with a transport at the far end of both.
struct Pipes {
  Pipes() {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    REQUIRE(::pipe2(in.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    to = in[1];
    from = out[0];
    transport = make_fd_transport(in[0], out[1]);
  }
  ~Pipes() {
    close_to();
    close_from();
  }
  Pipes(const Pipes&) = delete;
  Pipes& operator=(const Pipes&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(to, bytes.data(), bytes.size());
      REQUIRE(count > 0);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  std::string receive(std::size_t bytes_max) const {
    std::string got(bytes_max, '\0');
    const ssize_t count = ::read(from, got.data(), got.size());
    got.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return got;
  }
  void close_to() {
    if (to >= 0) ::close(to);
    to = -1;
  }
  void close_from() {
    if (from >= 0) ::close(from);
    from = -1;
  }

  int to = -1;
  int from = -1;
  std::unique_ptr<Transport> transport;
};

// Every frame until the end; "<too long>" for those.
std::vector<std::string> read_all(Transport& transport) {
  std::vector<std::string> lines;
  for (;;) {
    auto frame = transport.read_frame();
    REQUIRE(frame);
    if (!frame->has_value()) return lines;
    lines.push_back((*frame)->too_long ? "<too long>" : (*frame)->line);
  }
}

TEST_CASE("fd transport: lines, whatever pieces they come in") {
  const std::string bytes = "one\ntwo\r\n\n\r\n  \t\nthree \xff\nlast without end";
  const std::vector<std::string> wanted = {"one", "two", "three \xff", "last without end"};
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    CAPTURE(piece);
    Pipes pipes;
    std::thread sender([&] {
      for (std::size_t at = 0; at < bytes.size(); at += piece) pipes.send(bytes.substr(at, piece));
      pipes.close_to();
    });
    CHECK(read_all(*pipes.transport) == wanted);
    sender.join();
  }
}

TEST_CASE("fd transport: random lines in random pieces come back whole") {
  const auto random = seeded_random(3);
  for (int round = 0; round < 50; ++round) {
    CAPTURE(round);
    std::vector<std::string> lines(random->next_u64() % 20);
    std::string bytes;
    for (std::string& line : lines) {
      line = "x" + std::string(random->next_u64() % 100'000, 'y');
      bytes += line + (random->next_u64() % 2 == 0 ? "\n" : "\r\n");
    }
    Pipes pipes;
    std::thread sender([&, seed = random->next_u64()] {
      const auto pieces = seeded_random(seed);
      for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = 1 + pieces->next_u64() % 100'000;
        pipes.send(std::string_view(bytes).substr(at, size));
        at += size;
      }
      pipes.close_to();
    });
    CHECK(read_all(*pipes.transport) == lines);
    sender.join();
  }
}

TEST_CASE("fd transport: the limit of a line is exact, with and without carriage return") {
  for (const std::string end : {"\n", "\r\n"}) {
    Pipes pipes;
    std::thread sender([&] {
      pipes.send(std::string(kFrameBytesMax, 'a') + end);
      pipes.send(std::string(kFrameBytesMax + 1, 'b') + end);
      pipes.send("after" + end);
      pipes.close_to();
    });
    const auto lines = read_all(*pipes.transport);
    sender.join();
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].size() == kFrameBytesMax);
    CHECK(lines[1] == "<too long>");
    CHECK(lines[2] == "after");
  }
}

TEST_CASE("fd transport: a line of 64 MB is skipped in bounded memory") {
  Pipes pipes;
  std::thread sender([&] {
    const std::string piece(1024 * 1024, 'x');
    for (int i = 0; i < 64; ++i) pipes.send(piece);
    pipes.send("\nafter\n");
    const std::string unfinished(1024 * 1024, 'y');
    for (int i = 0; i < 20; ++i) pipes.send(unfinished);
    pipes.close_to();
  });
  rusage before{};
  rusage after{};
  ::getrusage(RUSAGE_SELF, &before);
  CHECK(read_all(*pipes.transport) ==
        std::vector<std::string>{"<too long>", "after", "<too long>"});
  ::getrusage(RUSAGE_SELF, &after);
  sender.join();
  // The line buffer may double while it grows to 16 MiB; sanitizers keep freed memory besides.
  CHECK(after.ru_maxrss - before.ru_maxrss < 160 * 1024);
}

TEST_CASE(
    "fd transport: writes are whole lines, also from several threads and past the pipe's size") {
  Pipes pipes;
  std::vector<std::thread> writers;
  for (char name = 'a'; name < 'e'; ++name) {
    writers.emplace_back([&, name] {
      for (int i = 0; i < 20; ++i) CHECK(pipes.transport->write_frame(std::string(100'000, name)));
    });
  }
  std::string got;
  const std::size_t wanted = 4 * 20 * 100'001;
  while (got.size() < wanted) got += pipes.receive(65'536);
  for (auto& writer : writers) writer.join();
  for (std::size_t at = 0; at < wanted; at += 100'001) {
    CHECK(got.substr(at, 100'001) == std::string(100'000, got[at]) + "\n");
  }
}

TEST_CASE("fd transport: a non-blocking output is waited for") {
  Pipes pipes;
  REQUIRE(::fcntl(pipes.from, F_GETFL) >= 0);
  std::array<int, 2> out{};
  REQUIRE(::pipe2(out.data(), O_CLOEXEC | O_NONBLOCK) == 0);
  auto transport = make_fd_transport(::dup(pipes.from), out[1]);
  std::thread writer([&] { CHECK(transport->write_frame(std::string(1'000'000, 'z'))); });
  std::size_t got = 0;
  std::array<char, 4096> chunk{};
  while (got < 1'000'001) {
    const ssize_t count = ::read(out[0], chunk.data(), chunk.size());
    if (count > 0) got += static_cast<std::size_t>(count);
  }
  writer.join();
  ::close(out[0]);
}

TEST_CASE("fd transport: a closed output is an error value, again and again") {
  Pipes pipes;
  pipes.close_from();
  for (int i = 0; i < 3; ++i) {
    const auto written = pipes.transport->write_frame("x");
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::unavailable);
  }
}

TEST_CASE("fd transport: with the output gone, what was sent is read before the input ends") {
  Pipes pipes;
  pipes.send("one\ntwo\n");
  pipes.close_from();
  CHECK(read_all(*pipes.transport) == std::vector<std::string>{"one", "two"});  // input still open
}

TEST_CASE("fd transport: stop_reading wakes the reader and hides what is left") {
  Pipes pipes;
  std::thread stopper([&] { pipes.transport->stop_reading(); });
  CHECK(read_all(*pipes.transport).empty());
  stopper.join();
  pipes.send("more\n");
  CHECK(read_all(*pipes.transport).empty());
}

TEST_CASE("fd transport: close_output ends the peer's input") {
  Pipes pipes;
  REQUIRE(pipes.transport->write_frame("x"));
  pipes.transport->close_output();
  CHECK(pipes.receive(10) == "x\n");
  CHECK(pipes.receive(10).empty());
  CHECK_FALSE(pipes.transport->write_frame("y"));
}

TEST_CASE("fd transport: a missing input is an end, a missing output an error") {
  auto transport = make_fd_transport(-1, -1);
  CHECK(read_all(*transport).empty());
  CHECK_FALSE(transport->write_frame("x"));
}

// In a child, since it changes the descriptors of the whole process.
TEST_CASE("stdio transport: prints to descriptor 1 go to stderr, frames to the real stdout") {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  for (auto* pair : {&in, &out, &err}) REQUIRE(::pipe(pair->data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    ::dup2(err[1], 2);
    for (auto* pair : {&in, &out, &err}) {
      ::close((*pair)[0]);
      ::close((*pair)[1]);
    }
    auto transport = open_stdio_transport();
    (void)!::write(1, "stray\n", 6);
    auto frame = transport->read_frame();
    if (!frame || !*frame) ::_exit(2);
    const bool written = transport->write_frame("echo " + (*frame)->line).has_value();
    ::_exit(written ? 0 : 3);
  }
  ::close(in[0]);
  ::close(out[1]);
  ::close(err[1]);
  REQUIRE(::write(in[1], "hello\n", 6) == 6);
  std::array<char, 64> bytes{};
  const ssize_t frame_size = ::read(out[0], bytes.data(), bytes.size());
  CHECK(std::string(bytes.data(), static_cast<std::size_t>(frame_size)) == "echo hello\n");
  const ssize_t stray_size = ::read(err[0], bytes.data(), bytes.size());
  // Only the beginning: the child may flush what the parent had printed.
  CHECK(std::string(bytes.data(), static_cast<std::size_t>(stray_size)).starts_with("stray\n"));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 0);
  for (const int fd : {in[1], out[0], err[0]}) ::close(fd);
}

}  // namespace
}  // namespace mnestic::transport
