#include "json.h"
#include "mnestic/transfer/transfer.h"

namespace mnestic::transfer {
namespace {

// Ids are opaque bytes; JSON holds text. What is no text could not be read again as it was.
Result<void> write_line(const ExportOptions& options, const Json& json) {
  std::string line;
  try {
    line = json.dump();
  } catch (const Json::exception&) {
    return data_loss("Something stored is not valid UTF-8 and cannot be exported.");
  }
  return options.write(line + "\n");
}

}  // namespace

Result<ExportCounts> export_all(const store::Store& store, const ExportOptions& options) {
  ExportCounts counts;
  Json head = {{"mnestic_export", kFormatVersion}, {"chats", options.chats}};
  if (!options.vectors_of.empty()) head["vectors"] = options.vectors_of;
  MNESTIC_TRY(write_line(options, head));
  memory::ArchiveVisitor visitor;
  visitor.vectors_of = options.vectors_of;
  visitor.user = [&](const std::string& user_id,
                     const std::vector<store::ChangeRecord>& changes) -> Result<void> {
    ++counts.users;
    MNESTIC_TRY(write_line(options, {{"user", user_id}, {"changes", changes.size()}}));
    for (const auto& change : changes) MNESTIC_TRY(write_line(options, to_json(change)));
    return {};
  };
  visitor.text = [&](const memory::ArchivedText& text) {
    ++counts.texts;
    return write_line(options, to_json(text));
  };
  visitor.version = [&](const memory::ArchivedVersion& version) {
    ++counts.versions;
    return write_line(options, to_json(version));
  };
  if (options.chats) {
    visitor.chat = [&](const memory::ArchivedChat& chat) -> Result<void> {
      ++counts.chats;
      MNESTIC_TRY(write_line(options, to_json(chat)));
      for (const auto& [number, message] : chat.messages) {
        MNESTIC_TRY(write_line(options, to_json(number, message)));
      }
      return {};
    };
  }
  MNESTIC_TRY(memory::read_archive(store, options.user, visitor,
                                   options.skip_damaged ? &counts.damaged : nullptr));
  return counts;
}

}  // namespace mnestic::transfer
