// Transfer: a person's data out of the store as lines of JSON, and in again; and conversations and
// memories that other programs have exported. The formats stand in src/transfer/FORMAT.md.
//
// Thread safety: one thread a call; the store may be in use meanwhile, also by other processes. An
// export reads one snapshot. Limits: a line of kLineBytesMax, nesting of kNestingMax.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/memory/engine.h"

namespace mnestic::transfer {

inline constexpr std::size_t kLineBytesMax = 64 * 1024 * 1024;

struct ExportOptions {
  std::optional<std::string> user;  // nothing: everybody
  bool chats = true;
  // Vectors of this model go along, so that an import need not make them; empty: none.
  std::string vectors_of;
  bool skip_damaged = false;  // memories that cannot be read are left out, not the end
  // Takes the text, line by line. Errors end the export.
  std::function<Result<void>(std::string_view text)> write;
};
struct ExportCounts {
  std::uint64_t users = 0;
  std::uint64_t versions = 0;
  std::uint64_t chats = 0;
  std::uint64_t texts = 0;    // that wait for a model
  std::uint64_t damaged = 0;  // left out
};
[[nodiscard]] Result<ExportCounts> export_all(const store::Store& store,
                                              const ExportOptions& options);

// Whose export a file is.
enum class Format { mnestic, server_memory, mem0, chatgpt, claude };
[[nodiscard]] std::string_view to_string(Format format);
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

struct ImportOptions {
  std::optional<Format> format;  // nothing: by the first bytes of the content
  std::string user;              // whose foreign memories become; our own lines say it themselves
  bool extract = true;           // of conversations: learn from what the user said
  // Told now and then how many memories or chats have been read.
  std::function<void(std::uint64_t read)> progress;
};
struct ImportCounts {
  Format format = Format::mnestic;
  std::uint64_t added = 0;      // versions, or memories of foreign files
  std::uint64_t there = 0;      // already known
  std::uint64_t conflicts = 0;  // differ from what is stored under the id, which stays as it is
  std::uint64_t rejected = 0;   // look like secrets
  std::uint64_t chats_added = 0;
  std::uint64_t chats_there = 0;
  std::uint64_t texts_added = 0;  // that wait for a model
};
// Batch by batch, each durable and whole; importing the same again adds nothing, and goes on after
// an interruption. Errors: invalid_argument naming the line; what was imported before stays.
[[nodiscard]] Result<ImportCounts> import_all(memory::Engine& engine, memory::EngineParts parts,
                                              std::istream& input, const ImportOptions& options);

}  // namespace mnestic::transfer
