// Memories as lines that a person can read. Stored words stand in quotes, escaped as in JSON, so
// that they are seen as data and cannot pass for something else.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "mnestic/model/memory.h"

namespace mnestic::tools {

// "User lives in Oslo", with quotes.
[[nodiscard]] std::string in_quotes(std::string_view text);

// mem_… [fact] "User lives in Oslo" (said 2026-11-20T10:00:00Z; …), without a line end.
[[nodiscard]] std::string line_of(const model::Memory& memory);

// Adds "- ", the line and its end, unless `text` would be longer than `bytes_max` then. False: left
// out.
[[nodiscard]] bool add_line(std::string& text, const model::Memory& memory, std::size_t bytes_max);

// "1 memory", "3 memories".
[[nodiscard]] std::string memories_counted(std::size_t count);

}  // namespace mnestic::tools
