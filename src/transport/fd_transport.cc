#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <mutex>
#include <vector>

#include "line_buffer.h"
#include "mnestic/base/assert.h"
#include "mnestic/base/limits.h"
#include "mnestic/transport/transport.h"

namespace mnestic::transport {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

Error io_error(const char* what, int number) {
  return {ErrorCode::unavailable, std::string(what) + ": " + std::strerror(number)};
}

void close_if_open(int fd) {
  if (fd >= 0) ::close(fd);
}

class FdTransport final : public Transport {
 public:
  FdTransport(int input_fd, int output_fd)
      : input_fd_(input_fd),
        output_fd_(output_fd),
        wake_fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
        buffer_(kFrameBytesMax),
        chunk_(kChunkBytes) {
    MNESTIC_ASSERT(wake_fd_ >= 0);
    // A closed stdout must be an error of write(), not the end of the process.
    (void)std::signal(SIGPIPE, SIG_IGN);  // fails only for numbers that are no signal
  }

  ~FdTransport() override {
    close_if_open(input_fd_);
    close_if_open(output_fd_);
    close_if_open(wake_fd_);
  }

  Result<std::optional<Frame>> read_frame() override {
    while (!stopped_) {
      while (!rest_.empty()) {
        if (auto frame = buffer_.take(rest_)) return frame;
      }
      if (ended_) return std::optional<Frame>();
      MNESTIC_TRY_ASSIGN(const bool readable, wait_for_input());
      if (!readable) continue;
      MNESTIC_TRY_ASSIGN(const std::size_t count, read_chunk());
      rest_ = std::string_view(chunk_.data(), count);
      if (ended_) {
        if (auto frame = buffer_.finish()) return frame;
      }
    }
    return std::optional<Frame>();
  }

  Result<void> write_frame(std::string_view frame) override {
    std::string bytes;
    bytes.reserve(frame.size() + 1);
    bytes += frame;
    bytes += '\n';
    const std::lock_guard lock(write_mutex_);
    return write_all(bytes);
  }

  void stop_reading() override {
    stopped_ = true;
    const std::uint64_t one = 1;
    // Can only fail when the counter is full, and then the reader is awake already.
    (void)!::write(wake_fd_, &one, sizeof one);
  }

  void close_output() override {
    const std::lock_guard lock(write_mutex_);
    output_closed_ = true;
    // The reader may be polling the number, so it must not come to name another file while it does.
    if (output_fd_ >= 0) {
      const int null_fd = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
      if (null_fd >= 0) {
        (void)::dup3(null_fd, output_fd_, O_CLOEXEC);  // cannot fail for two open descriptors
        ::close(null_fd);
      }
    }
  }

 private:
  // Whether a read would say something. False: look again whether to stop.
  Result<bool> wait_for_input() {
    if (input_fd_ < 0) return true;  // poll() would wait for ever; read() says that it is missing
    std::array<pollfd, 3> polled{
        {{input_fd_, POLLIN, 0}, {wake_fd_, POLLIN, 0}, {output_fd_, 0, 0}}};
    if (::poll(polled.data(), polled.size(), -1) < 0) {
      if (errno == EINTR || errno == EAGAIN) return false;
      return io_error("waiting for input failed", errno);
    }
    if (stopped_) return false;
    if (polled[0].revents != 0) return true;
    if ((polled[2].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
      ended_ = true;
      return false;
    }
    return false;
  }

  // Bytes read into the chunk; 0 with ended_ set at the end of the input.
  Result<std::size_t> read_chunk() {
    const ssize_t count = ::read(input_fd_, chunk_.data(), chunk_.size());
    if (count > 0) return static_cast<std::size_t>(count);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return std::size_t{0};
    ended_ = true;
    // A missing stdin and a hung-up peer are ends like any other.
    if (count < 0 && errno != EBADF && errno != ECONNRESET) {
      return io_error("reading the input failed", errno);
    }
    return std::size_t{0};
  }

  Result<void> write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      if (output_closed_) return Error{ErrorCode::unavailable, "the output is closed"};
      const ssize_t count = ::write(output_fd_, bytes.data(), bytes.size());
      if (count >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      } else if (errno == EAGAIN) {
        pollfd polled{output_fd_, POLLOUT, 0};
        (void)::poll(&polled, 1, -1);  // whatever it says, write() tells
      } else if (errno != EINTR) {
        output_closed_ = true;
        return io_error("writing the output failed", errno);
      }
    }
    return {};
  }

  // Constant after construction.
  const int input_fd_;
  const int output_fd_;
  const int wake_fd_;
  std::atomic<bool> stopped_ = false;
  // The reader's own.
  LineBuffer buffer_;
  std::vector<char> chunk_;
  std::string_view rest_;  // what of the chunk is not taken yet
  bool ended_ = false;
  // Guarded by write_mutex_.
  std::mutex write_mutex_;
  bool output_closed_ = false;
};

}  // namespace

std::unique_ptr<Transport> make_fd_transport(int input_fd, int output_fd) {
  return std::make_unique<FdTransport>(input_fd, output_fd);
}

std::unique_ptr<Transport> open_stdio_transport() {
  const int output_fd = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (output_fd >= 0) (void)::dup2(STDERR_FILENO, STDOUT_FILENO);  // fails without stderr: no harm
  const int input_fd = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  return make_fd_transport(input_fd, output_fd);
}

}  // namespace mnestic::transport
