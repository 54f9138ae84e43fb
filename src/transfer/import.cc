#include <algorithm>
#include <array>
#include <utility>

#include "foreign.h"
#include "json.h"

namespace mnestic::transfer {
namespace {

constexpr std::uint64_t kProgressEvery = 1'000;
constexpr std::size_t kSniffedBytes = 64 * 1024;
constexpr std::uint64_t kChangesMax = 100'000'000;

constexpr std::array<std::pair<Format, std::string_view>, 5> kNames = {
    {{Format::mnestic, "mnestic"},
     {Format::server_memory, "server-memory"},
     {Format::mem0, "mem0"},
     {Format::chatgpt, "chatgpt"},
     {Format::claude, "claude"}}};

// Our own lines: a head, then for each user a line, its changes, its versions, its chats.
class Importer {
 public:
  Importer(memory::EngineParts parts, const ImportOptions& options)
      : parts_(std::move(parts)), options_(options) {}

  Result<ImportCounts> run(std::istream& input) {
    std::string line;
    for (std::uint64_t number = 1;; ++number) {
      MNESTIC_TRY_ASSIGN(const bool there, read_line(input, line));
      if (!there) break;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const auto taken = take(line);
      if (!taken) return at_line(number, taken.error());
    }
    MNESTIC_TRY(end_user());
    if (!begun_) return invalid_argument("There is no line to import.");
    return counts_;
  }

 private:
  Result<void> take(const std::string& line) {
    MNESTIC_TRY_ASSIGN(const Json json, parse(line));
    if (!json.is_object() || json.empty()) return invalid_argument("it is not an object.");
    const std::string& what = json.begin().key();
    const Json& body = json.begin().value();
    if (!begun_) return take_head(what, body);
    if (what == "user") return begin_user(json);
    if (user_.empty()) return invalid_argument("it belongs to no user.");
    if (what == "change") return take_change(body);
    MNESTIC_TRY(begin_writer());
    if (what == "waiting") return take_text(body);
    if (what == "memory") return take_version(body);
    if (what == "chat") return begin_chat(body);
    if (what == "message") return take_message(body);
    return invalid_argument("nobody knows what \"" + what.substr(0, 40) + "\" is.");
  }

  Result<void> take_head(const std::string& what, const Json& body) {
    if (what != "mnestic_export" || !body.is_number_integer()) {
      return invalid_argument("it is not the head of an export.");
    }
    if (body.get<std::int64_t>() != kFormatVersion) {
      return failed_precondition("the export has version " + body.dump() +
                                 ", and this program knows " + std::to_string(kFormatVersion) +
                                 ". Install a newer mnestic.");
    }
    begun_ = true;
    return {};
  }

  Result<void> begin_user(const Json& json) {
    MNESTIC_TRY(end_user());
    const Json& id = json["user"];
    if (!id.is_string() || id.get_ref<const std::string&>().empty()) {
      return invalid_argument("user must be a name.");
    }
    user_ = id.get<std::string>();
    const bool counted = json.contains("changes") && json["changes"].is_number_unsigned();
    changes_wanted_ = counted ? json["changes"].get<std::uint64_t>() : 0;
    if (changes_wanted_ > kChangesMax) return invalid_argument("nobody makes so many changes.");
    return {};
  }

  Result<void> take_change(const Json& body) {
    if (writer_) return invalid_argument("a change stands after what it made.");
    MNESTIC_TRY_ASSIGN(auto change, to_change(body));
    if (std::max(change.target, change.undone_by) > changes_wanted_) {
      return invalid_argument("it names a change that is not there.");
    }
    changes_.push_back(std::move(change));
    return {};
  }

  Result<void> begin_writer() {
    if (writer_) return {};
    if (changes_.size() != changes_wanted_) {
      return invalid_argument("of " + std::to_string(changes_wanted_) + " changes " +
                              std::to_string(changes_.size()) + " stand before it.");
    }
    writer_ = std::make_unique<memory::ArchiveWriter>(parts_, user_, std::exchange(changes_, {}));
    return {};
  }

  Result<void> take_text(const Json& body) {
    if (has_versions_) return invalid_argument("a waiting text stands after a memory.");
    MNESTIC_TRY_ASSIGN(auto text, to_text(body));
    return writer_->add(std::move(text));
  }

  Result<void> take_version(const Json& body) {
    MNESTIC_TRY(end_chat());
    MNESTIC_TRY_ASSIGN(auto version, to_version(body));
    has_versions_ = true;
    MNESTIC_TRY(writer_->add(std::move(version)));
    if (++read_ % kProgressEvery == 0 && options_.progress) options_.progress(read_);
    return {};
  }

  Result<void> begin_chat(const Json& body) {
    MNESTIC_TRY(end_chat());
    MNESTIC_TRY_ASSIGN(chat_, to_chat(body));
    return {};
  }

  Result<void> take_message(const Json& body) {
    if (!chat_) return invalid_argument("it belongs to no chat.");
    MNESTIC_TRY_ASSIGN(auto message, to_message(body));
    chat_->messages.push_back(std::move(message));
    return {};
  }

  Result<void> end_chat() {
    if (!chat_) return {};
    const memory::ArchivedChat chat = *std::exchange(chat_, std::nullopt);
    if (chat.messages.size() != chat.record.messages) {
      return invalid_argument("the chat before it has lost messages.");
    }
    return writer_->add(chat);
  }

  Result<void> end_user() {
    if (writer_) {
      MNESTIC_TRY(end_chat());
      MNESTIC_TRY(writer_->flush());
      const auto& done = writer_->counts();
      counts_.added += done.added;
      counts_.there += done.there;
      counts_.conflicts += done.conflicts;
      counts_.chats_added += done.chats_added;
      counts_.chats_there += done.chats_there;
      counts_.texts_added += done.texts_added;
    }
    writer_.reset();
    has_versions_ = false;
    changes_.clear();
    user_.clear();
    return {};
  }

  memory::EngineParts parts_;
  const ImportOptions& options_;
  ImportCounts counts_;
  bool begun_ = false;
  std::string user_;
  std::uint64_t changes_wanted_ = 0;
  std::vector<store::ChangeRecord> changes_;
  std::unique_ptr<memory::ArchiveWriter> writer_;
  bool has_versions_ = false;  // of this user
  std::optional<memory::ArchivedChat> chat_;
  std::uint64_t read_ = 0;
};

// By words that no other of the formats has near its beginning.
std::optional<Format> recognise(std::istream& input) {
  std::string head(kSniffedBytes, '\0');
  input.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(input.gcount()));
  input.clear();
  input.seekg(0);
  const auto holds = [&head](std::string_view word) {
    return head.find("\"" + std::string(word) + "\"") != std::string::npos;
  };
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return std::nullopt;
  if (head.compare(first, 17, "{\"mnestic_export\"") == 0) return Format::mnestic;
  if (head[first] == '[' && holds("chat_messages")) return Format::claude;
  if (head[first] == '[' && holds("mapping")) return Format::chatgpt;
  if (holds("memory") || holds("memories")) return Format::mem0;
  const bool graph = holds("entityType") || holds("relationType");
  return graph ? std::optional(Format::server_memory) : std::nullopt;
}

}  // namespace

std::string_view to_string(Format format) {
  for (const auto& [each, name] : kNames) {
    if (each == format) return name;
  }
  return "";
}

std::optional<Format> format_named(std::string_view name) {
  for (const auto& [each, known] : kNames) {
    if (known == name) return each;
  }
  return std::nullopt;
}

Error at_line(std::uint64_t line, const Error& error) {
  return {error.code, "line " + std::to_string(line) + ": " + error.message};
}

Result<bool> read_line(std::istream& input, std::string& line) {
  line.clear();
  for (int byte = input.get(); byte != std::istream::traits_type::eof(); byte = input.get()) {
    if (byte == '\n') return true;
    if (line.size() == kLineBytesMax) return invalid_argument("A line is longer than 64 MiB.");
    line.push_back(static_cast<char>(byte));
  }
  return !line.empty();
}

Result<ImportCounts> import_all(memory::Engine& engine, memory::EngineParts parts,
                                std::istream& input, const ImportOptions& options) {
  const auto format = options.format ? options.format : recognise(input);
  if (!format) {
    return invalid_argument(
        "This is none of the formats that can be imported: mnestic, "
        "server-memory, mem0, chatgpt, claude. Name it with --format.");
  }
  Result<ImportCounts> counts = ImportCounts{};
  switch (*format) {
    case Format::mnestic:
      counts = Importer(std::move(parts), options).run(input);
      break;
    case Format::server_memory:
      counts = import_server_memory(engine, input, options);
      break;
    case Format::mem0:
      counts = import_mem0(engine, input, options);
      break;
    case Format::chatgpt:
    case Format::claude:
      counts = import_conversations(engine, input, *format, options);
      break;
  }
  if (counts) counts->format = *format;
  return counts;
}

}  // namespace mnestic::transfer
