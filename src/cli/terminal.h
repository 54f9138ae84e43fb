// The person at the terminal: text on stdout, complaints on stderr. Not for the protocol: messages
// go through transport.
//
// Thread safety: one thread at a time.
#pragma once

#include <string>
#include <string_view>

namespace mnestic::cli {

enum class Style { plain, bold, dim, good, bad };

class Terminal {
 public:
  // Colours only where stdout is a terminal.
  Terminal();

  // Writes `text` as it is. False when nobody reads any more.
  bool print(std::string_view text);
  // Whether a person, not a client, is at the other end of stdin.
  [[nodiscard]] bool input_is_terminal() const;
  // One line on stderr, "mnestic: " before it.
  void complain(std::string_view message);

  // `text` in that style, or unchanged without colours.
  [[nodiscard]] std::string styled(Style style, std::string_view text) const;

 private:
  bool colours_ = false;
};

}  // namespace mnestic::cli
