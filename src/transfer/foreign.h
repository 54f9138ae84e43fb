// What other programs export.
//
// Thread safety: one thread.
#pragma once

#include <istream>

#include "mnestic/transfer/transfer.h"

namespace mnestic::transfer {

// Where a piece of the input stood, for messages.
[[nodiscard]] Error at_line(std::uint64_t line, const Error& error);

// The next line without its end; false at the end of the input. Errors: invalid_argument past
// kLineBytesMax.
[[nodiscard]] Result<bool> read_line(std::istream& input, std::string& line);

[[nodiscard]] Result<ImportCounts> import_server_memory(memory::Engine& engine, std::istream& input,
                                                        const ImportOptions& options);
[[nodiscard]] Result<ImportCounts> import_mem0(memory::Engine& engine, std::istream& input,
                                               const ImportOptions& options);
// ChatGPT's and Claude's conversations.json.
[[nodiscard]] Result<ImportCounts> import_conversations(memory::Engine& engine, std::istream& input,
                                                        Format format,
                                                        const ImportOptions& options);

}  // namespace mnestic::transfer
