#include "arguments.h"

#include "mnestic/base/assert.h"
#include "mnestic/base/utf8.h"
#include "mnestic/text/time.h"

namespace mnestic::tools {
namespace {

std::string in_quotes(std::string_view text) {
  return '"' + std::string(utf8_prefix(text, 60)) + '"';
}

}  // namespace

std::optional<std::string> Arguments::text(const char* name) const {
  if (!has(name)) return std::nullopt;
  return at(name).get<std::string>();
}

std::vector<std::string> Arguments::texts(const char* name) const {
  if (!has(name)) return {};
  return at(name).get<std::vector<std::string>>();
}

std::optional<double> Arguments::number(const char* name) const {
  if (!has(name)) return std::nullopt;
  return at(name).get<double>();
}

std::optional<std::int64_t> Arguments::integer(const char* name) const {
  if (!has(name)) return std::nullopt;
  return at(name).get<std::int64_t>();
}

bool Arguments::flag(const char* name) const { return has(name) && at(name).get<bool>(); }

Result<std::optional<Timestamp>> Arguments::time(const char* name) const {
  const auto text = this->text(name);
  if (!text) return std::optional<Timestamp>();
  auto parsed = text::parse_time(*text, zone_);
  if (!parsed) {
    return invalid_argument(path_of(name) + ": " + parsed.error().message);
  }
  return std::optional(*parsed);
}

Result<model::MemoryId> parse_memory_id(const std::string& path, std::string_view text) {
  const auto id = model::MemoryId::parse(text);
  if (id) return *id;
  return invalid_argument(path + " must be a memory's id, mem_ and 26 characters, got " +
                          in_quotes(text) + ". recall and list_memories show ids.");
}

Result<std::optional<model::MemoryId>> Arguments::memory_id(const char* name) const {
  const auto text = this->text(name);
  if (!text) return std::optional<model::MemoryId>();
  MNESTIC_TRY_ASSIGN(const auto id, parse_memory_id(path_of(name), *text));
  return std::optional(id);
}

Result<std::vector<model::MemoryId>> Arguments::memory_ids(const char* name) const {
  std::vector<model::MemoryId> ids;
  for (const std::string& text : texts(name)) {
    MNESTIC_TRY_ASSIGN(
        const auto id,
        parse_memory_id(path_of(name) + "[" + std::to_string(ids.size()) + "]", text));
    ids.push_back(id);
  }
  return ids;
}

Result<std::optional<model::ChangeId>> Arguments::change_id(const char* name) const {
  const auto text = this->text(name);
  if (!text) return std::optional<model::ChangeId>();
  const auto change = model::ChangeId::parse(*text);
  if (!change) {
    return invalid_argument(path_of(name) + " must be a change's id like chg_12, got " +
                            in_quotes(*text) + ". Tools that write give it as change.");
  }
  return std::optional(*change);
}

Result<memory::Filter> Arguments::filter() const {
  memory::Filter filter;
  for (const std::string& name : texts("kinds")) {
    const auto kind = model::kind_named(name);
    MNESTIC_ASSERT(kind.has_value());
    filter.kinds.push_back(*kind);
  }
  for (const std::string& name : texts("layers")) {
    const auto layer = model::layer_named(name);
    MNESTIC_ASSERT(layer.has_value());
    filter.layers.push_back(*layer);
  }
  filter.tags = texts("tags");
  filter.chat_id = text("chat_id");
  MNESTIC_TRY_ASSIGN(filter.since, time("since"));
  MNESTIC_TRY_ASSIGN(filter.until, time("until"));
  return filter;
}

Result<memory::View> Arguments::view() const {
  memory::View view;
  MNESTIC_TRY_ASSIGN(view.as_of, time("as_of"));
  MNESTIC_TRY_ASSIGN(view.known_at, time("known_at"));
  return view;
}

}  // namespace mnestic::tools
