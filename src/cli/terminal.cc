#include "terminal.h"

#include <unistd.h>

#include <cerrno>

#include "mnestic/base/utf8.h"

namespace mnestic::cli {
namespace {

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string_view code_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::bold:
      return "\033[1m";
    case Style::dim:
      return "\033[2m";
    case Style::good:
      return "\033[32m";
    case Style::bad:
      return "\033[31m";
  }
  return "";
}

}  // namespace

Terminal::Terminal() : colours_(::isatty(STDOUT_FILENO) == 1) {}

bool Terminal::print(std::string_view text) {
  return write_all(STDOUT_FILENO, to_valid_utf8(text));
}

bool Terminal::input_is_terminal() const { return ::isatty(STDIN_FILENO) == 1; }

void Terminal::complain(std::string_view message) {
  // Nobody is left to hear that stderr is gone.
  (void)write_all(STDERR_FILENO, "mnestic: " + to_valid_utf8(message) + "\n");
}

std::string Terminal::styled(Style style, std::string_view text) const {
  if (!colours_ || style == Style::plain) return std::string(text);
  return std::string(code_of(style)) + std::string(text) + "\033[0m";
}

}  // namespace mnestic::cli
