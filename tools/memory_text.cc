#include "memory_text.h"

#include <nlohmann/json.hpp>

#include "memory_json.h"

namespace mnestic::tools {
namespace {

using Json = nlohmann::json;

void add(std::string& notes, std::string_view note) {
  if (!notes.empty()) notes += "; ";
  notes += note;
}

void add_time(std::string& notes, std::string_view words, Timestamp time) {
  if (const auto text = time_text(time)) add(notes, std::string(words) + *text);
}

std::string source_words(const model::Source& source) {
  std::string words;
  if (!source.role.empty() && source.role != "user") words += " by " + in_quotes(source.role);
  if (!source.chat_id.empty()) words += " in chat " + in_quotes(source.chat_id);
  if (!source.client.empty()) words += " via " + in_quotes(source.client);
  if (!source.quote.empty()) words += ", in the words " + in_quotes(source.quote);
  return words;
}

std::string json_text(const model::Fields& fields) {
  return to_json(fields).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string line_of(const model::Memory& memory) {
  std::string notes;
  add_time(notes, "said ", memory.observed_at);
  notes += source_words(memory.source);
  if (memory.origin == model::Origin::implicit_inferred) add(notes, "inferred");
  if (memory.status != model::Status::active) add(notes, model::to_string(memory.status));
  if (memory.valid_from != memory.observed_at) add_time(notes, "so since ", memory.valid_from);
  add_time(notes, "so until ", memory.valid_to);
  add_time(notes, "expires ", memory.expires_at);
  if (memory.superseded_by) add(notes, "replaced by " + memory.superseded_by->to_string());
  for (const std::string& tag : memory.tags) add(notes, "tag " + in_quotes(tag));
  if (!memory.data.empty()) add(notes, "data " + json_text(memory.data));
  if (!memory.metadata.empty()) add(notes, "metadata " + json_text(memory.metadata));
  std::string line = memory.id.to_string();
  line += " [";
  line += model::policy_of(memory.kind).name;
  line += "] " + in_quotes(memory.content);
  if (!notes.empty()) line += " (" + notes + ")";
  return line;
}

bool add_line(std::string& text, const model::Memory& memory, std::size_t bytes_max) {
  const std::string line = "- " + line_of(memory) + "\n";
  if (text.size() + line.size() > bytes_max) return false;
  text += line;
  return true;
}

std::string memories_counted(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " memory" : " memories");
}

}  // namespace mnestic::tools
