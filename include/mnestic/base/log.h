// The program's log: lines on stderr, never on stdout. What a person said never goes in here:
// messages are about the program, and any text of a user passes through log_content(), which hides
// it unless the configuration asks for it.
//
// Thread safety: all functions may be called from any thread. Before init_log(), lines of level
// warn and above are printed plainly.
#pragma once

#include <string>
#include <string_view>

namespace mnestic {

enum class LogLevel { debug, info, warn, error, off };

// Sets the level and whether log_content() shows text. May be called again.
void init_log(LogLevel level, bool show_content);

void log_debug(std::string_view message);
void log_info(std::string_view message);
void log_warn(std::string_view message);
void log_error(std::string_view message);

// `text` when content may be logged, else "[12 bytes hidden]".
[[nodiscard]] std::string log_content(std::string_view text);

}  // namespace mnestic
