// Transport: whole frames in, whole frames out. A frame is one line of text; what it says is
// nobody's business here.
//
// Thread safety: one thread reads; any thread may write, also while another reads; stop_reading()
// and close_output() may be called from any thread. Limits: a frame read is at most kFrameBytesMax
// bytes; a longer one is skipped with memory bounded by that limit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "mnestic/base/result.h"

namespace mnestic::transport {

// One line without its line end. `too_long`: the line was past the limit and has been skipped;
// `line` is empty.
struct Frame {
  std::string line;
  bool too_long = false;
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Waits for the next frame that is not blank. Nothing: the input has ended, or stop_reading() was
  // called. A last line without newline counts as a line. Errors: unavailable when the input broke;
  // there is no point in reading on.
  [[nodiscard]] virtual Result<std::optional<Frame>> read_frame() = 0;

  // Writes `frame` and a newline as one piece, never mixed with another frame. Waits while the peer
  // is slow. Errors: unavailable when the peer has closed; every later write fails alike. The
  // process gets no signal. REQUIRES: no newline in `frame`.
  [[nodiscard]] virtual Result<void> write_frame(std::string_view frame) = 0;

  // From now on read_frame() gives "ended", also to a thread that waits in it.
  virtual void stop_reading() = 0;

  // The peer sees the end of its input. Later writes fail.
  virtual void close_output() = 0;
};

// Reads from one descriptor and writes to another, and owns both. Ends the input by itself when
// nothing is left to read and the other end of the output is gone: nobody could be answered. The
// process ignores SIGPIPE from here on.
[[nodiscard]] std::unique_ptr<Transport> make_fd_transport(int input_fd, int output_fd);

// The process's own stdin and stdout. The real stdout moves to a private descriptor that child
// processes do not inherit, and descriptor 1 becomes stderr, so that a stray print of a library
// cannot break the stream. A missing stdin reads as ended; a missing stdout fails on the first
// write. Call once, before other threads start.
[[nodiscard]] std::unique_ptr<Transport> open_stdio_transport();

// Two ends of one line in memory, for tests: what one writes the other reads. Never blocks on
// writing. Lifetime: each end may outlive the other, which reads as closed.
[[nodiscard]] std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> make_memory_pair();

}  // namespace mnestic::transport
