#include "json.h"

#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "mnestic/base/limits.h"
#include "mnestic/text/time.h"

namespace mnestic::transfer {
namespace {

using model::MemoryId;

constexpr std::array<std::string_view, 3> kTextStates = {"waiting", "dead", "withdrawn"};
constexpr std::array<std::string_view, 6> kStates = {"active",   "superseded", "forgotten",
                                                     "replaced", "retracted",  "erased"};

Json time_json(Timestamp time) {
  // The years that RFC 3339 can write; what lies outside is kept as milliseconds.
  constexpr std::int64_t kYear1Ms = -62'135'596'800'000;
  constexpr std::int64_t kYear10000Ms = 253'402'300'800'000;
  const std::int64_t ms = time.time_since_epoch().count();
  if (ms < kYear1Ms || ms >= kYear10000Ms) return ms;
  return text::format_time(time);
}

Json value_json(const model::Value& value);

Json fields_json(const model::Fields& fields) {
  Json object = Json::object();
  for (const auto& [name, value] : fields) object[name] = value_json(value);
  return object;
}

Json value_json(const model::Value& value) {
  return std::visit(
      [](const auto& held) -> Json {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::monostate>) {
          return nullptr;
        } else if constexpr (std::is_same_v<Held, model::Fields>) {
          return fields_json(held);
        } else if constexpr (std::is_same_v<Held, model::Values>) {
          Json array = Json::array();
          for (const auto& each : held) array.push_back(value_json(each));
          return array;
        } else {
          return held;
        }
      },
      value.variant);
}

model::Value to_value(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array()) {
    model::Values values;
    for (const auto& each : json) values.push_back(to_value(each));
    return values;
  }
  if (json.is_object()) {
    model::Fields fields;
    for (const auto& [name, each] : json.items()) fields.emplace(name, to_value(each));
    return fields;
  }
  return {};
}

Json spans_json(const std::vector<store::Span>& spans) {
  Json array = Json::array();
  for (const store::Span& span : spans) {
    Json object = {{"at", time_json(span.recorded_at)}};
    if (span.change != 0) object["change"] = span.change;
    object["state"] = kStates[static_cast<std::size_t>(span.state)];
    if (span.valid_to != kForever) object["valid_to"] = time_json(span.valid_to);
    if (span.superseded_by) object["superseded_by"] = span.superseded_by->to_string();
    array.push_back(std::move(object));
  }
  return array;
}

// Reads the fields of one object; the first that is not as it must be is the error.
class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {
    if (!json.is_object()) fail("the line", "an object");
  }

  [[nodiscard]] bool has(const char* name) const {
    return json_.is_object() && json_.contains(name);
  }
  [[nodiscard]] const Json& at(const char* name) const { return json_.at(name); }

  std::string text(const char* name) {
    if (!has(name)) return {};
    if (!at(name).is_string()) return fail(name, "a string"), std::string();
    return at(name).get<std::string>();
  }
  std::uint64_t number(const char* name, std::uint64_t greatest) {
    if (!has(name)) return 0;
    if (!at(name).is_number_unsigned() || at(name).get<std::uint64_t>() > greatest) {
      return fail(name, "a whole number from 0"), 0;
    }
    return at(name).get<std::uint64_t>();
  }
  double share(const char* name, double otherwise) {
    if (!has(name)) return otherwise;
    if (!at(name).is_number()) return fail(name, "a number"), 0;
    return at(name).get<double>();
  }
  Timestamp time(const char* name, Timestamp otherwise) {
    if (!has(name)) return otherwise;
    auto read = to_time(at(name), name);
    if (read) return *read;
    keep(std::move(read).error());
    return otherwise;
  }
  MemoryId id(const char* name) { return id_of(text(name), name); }
  std::vector<MemoryId> ids(const char* name) {
    std::vector<MemoryId> ids;
    for (const std::string& each : texts(name)) ids.push_back(id_of(each, name));
    return ids;
  }
  std::vector<std::string> texts(const char* name) {
    std::vector<std::string> texts;
    if (!has(name)) return texts;
    if (!at(name).is_array()) return fail(name, "an array of strings"), texts;
    for (const auto& each : at(name)) {
      if (!each.is_string()) return fail(name, "an array of strings"), texts;
      texts.push_back(each.get<std::string>());
    }
    return texts;
  }
  model::Fields fields(const char* name) {
    if (!has(name)) return {};
    if (!at(name).is_object()) return fail(name, "an object"), model::Fields();
    auto value = to_value(at(name));
    return std::get<model::Fields>(std::move(value.variant));
  }
  template <typename T>
  T named(const char* name, std::optional<T> (*find)(std::string_view)) {
    const auto found = find(text(name));
    if (!found) fail(name, "a name that is known");
    return found.value_or(T{});
  }

  void fail(const std::string& name, const std::string& wanted) {
    keep(invalid_argument(name + " must be " + wanted + "."));
  }
  void keep(Error error) {
    if (!error_) error_ = std::move(error);
  }
  template <typename T>
  Result<T> finish(T value) {
    if (error_) return *std::move(error_);
    return value;
  }

 private:
  MemoryId id_of(const std::string& text, const char* name) {
    const auto parsed = MemoryId::parse(text);
    if (!parsed) fail(name, "\"mem_\" and 26 characters");
    return parsed.value_or(MemoryId{});
  }

  const Json& json_;
  std::optional<Error> error_;
};

std::optional<store::State> state_named(std::string_view name) {
  for (std::size_t i = 0; i + 1 < kStates.size(); ++i) {
    if (kStates[i] == name) return static_cast<store::State>(i);
  }
  return std::nullopt;
}

std::optional<store::ChangeAction> action_named(std::string_view name) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(store::kLastChangeAction); ++i) {
    const auto action = static_cast<store::ChangeAction>(i);
    if (store::to_string(action) == name) return action;
  }
  return std::nullopt;
}

Result<store::Span> to_span(const Json& json) {
  Reader in(json);
  store::Span span{.recorded_at = in.time("at", Timestamp{}),
                   .change = in.number("change", std::numeric_limits<std::uint32_t>::max()),
                   .state = in.named("state", state_named),
                   .valid_to = in.time("valid_to", kForever)};
  if (in.has("superseded_by")) span.superseded_by = in.id("superseded_by");
  return in.finish(span);
}

std::vector<store::Span> read_spans(Reader& in) {
  std::vector<store::Span> spans;
  if (!in.has("spans") || !in.at("spans").is_array() || in.at("spans").empty()) {
    in.fail("spans", "an array that is not empty");
    return spans;
  }
  for (const auto& each : in.at("spans")) {
    auto span = to_span(each);
    if (!span) {
      in.keep(std::move(span).error());
      break;
    }
    spans.push_back(*std::move(span));
  }
  return spans;
}

std::optional<store::QueueState> text_state_named(std::string_view name) {
  for (std::size_t i = 0; i < kTextStates.size(); ++i) {
    if (kTextStates[i] == name) return static_cast<store::QueueState>(i);
  }
  return std::nullopt;
}

std::vector<store::QueuedMessage> read_queued_messages(Reader& in) {
  std::vector<store::QueuedMessage> messages;
  if (!in.has("messages") || !in.at("messages").is_array()) {
    in.fail("messages", "an array");
    return messages;
  }
  for (const auto& each : in.at("messages")) {
    Reader one(each);
    store::QueuedMessage message;
    message.role = one.text("role");
    message.content = one.text("content");
    if (one.has("at")) message.at = one.time("at", Timestamp{});
    message.index =
        static_cast<std::uint32_t>(one.number("index", std::numeric_limits<std::uint32_t>::max()));
    if (message.content.size() > kTextBytesMax) one.fail("content", "at most 1 MB");
    auto read = one.finish(std::move(message));
    if (!read) {
      in.keep(std::move(read).error());
      break;
    }
    messages.push_back(*std::move(read));
  }
  return messages;
}

Json source_json(const model::Source& source) {
  Json object = Json::object();
  if (!source.chat_id.empty()) object["chat_id"] = source.chat_id;
  if (source.message) object["message"] = *source.message;
  if (!source.role.empty()) object["role"] = source.role;
  if (!source.client.empty()) object["client"] = source.client;
  if (!source.quote.empty()) object["quote"] = source.quote;
  return object;
}

Result<model::Source> to_source(const Json& json) {
  Reader in(json);
  model::Source source{.chat_id = in.text("chat_id"),
                       .message = std::nullopt,
                       .role = in.text("role"),
                       .client = in.text("client"),
                       .quote = in.text("quote")};
  if (in.has("message")) {
    source.message =
        static_cast<std::uint32_t>(in.number("message", std::numeric_limits<std::uint32_t>::max()));
  }
  return in.finish(std::move(source));
}

void put_times(Json& out, const model::Memory& memory) {
  out["observed_at"] = time_json(memory.observed_at);
  out["valid_from"] = time_json(memory.valid_from);
  out["created_at"] = time_json(memory.created_at);
  out["updated_at"] = time_json(memory.updated_at);
  if (memory.expires_at != kForever) out["expires_at"] = time_json(memory.expires_at);
  if (memory.access_count != 0) out["access_count"] = memory.access_count;
  if (memory.last_accessed_at) out["last_accessed_at"] = time_json(*memory.last_accessed_at);
}

void read_times(Reader& in, model::Memory& memory) {
  memory.observed_at = in.time("observed_at", Timestamp{});
  memory.valid_from = in.time("valid_from", memory.observed_at);
  memory.created_at = in.time("created_at", memory.observed_at);
  memory.updated_at = in.time("updated_at", memory.created_at);
  memory.expires_at = in.time("expires_at", kForever);
  memory.access_count = in.number("access_count", std::numeric_limits<std::uint64_t>::max());
  if (in.has("last_accessed_at")) {
    memory.last_accessed_at = in.time("last_accessed_at", Timestamp{});
  }
}

}  // namespace

Json to_json(const store::ChangeRecord& change) {
  Json object = {{"action", store::to_string(change.action)}, {"at", time_json(change.at)}};
  if (change.target != 0) object["target"] = change.target;
  if (change.undone_by != 0) object["undone_by"] = change.undone_by;
  return {{"change", std::move(object)}};
}

Json to_json(const memory::ArchivedVersion& version) {
  const model::Memory& memory = version.record.memory;
  Json out = {{"id", memory.id.to_string()}, {"version", memory.version}};
  if (version.current) out["current"] = true;
  out["content"] = memory.content;
  out["kind"] = model::policy_of(memory.kind).name;
  out["layer"] = model::to_string(memory.layer);
  out["origin"] = model::to_string(memory.origin);
  out["confidence"] = memory.confidence;
  out["importance"] = memory.importance;
  if (!memory.data.empty()) out["data"] = fields_json(memory.data);
  if (!memory.tags.empty()) out["tags"] = memory.tags;
  if (!memory.metadata.empty()) out["metadata"] = fields_json(memory.metadata);
  if (Json source = source_json(memory.source); !source.empty()) out["source"] = std::move(source);
  put_times(out, memory);
  Json supersedes = Json::array();
  for (const MemoryId& id : memory.supersedes) supersedes.push_back(id.to_string());
  if (!supersedes.empty()) out["supersedes"] = std::move(supersedes);
  if (version.record.source_change != 0) out["source_change"] = version.record.source_change;
  out["spans"] = spans_json(version.record.spans);
  if (!version.vector.empty()) {
    Json values = Json::array();
    for (const float value : version.vector) values.push_back(std::lround(value));
    out["vector"] = {{"model", version.vector_model}, {"values", std::move(values)}};
  }
  return {{"memory", std::move(out)}};
}

Json to_json(const memory::ArchivedText& text) {
  const store::QueueRecord& record = text.record;
  Json messages = Json::array();
  for (const store::QueuedMessage& each : record.messages) {
    Json message = {{"role", each.role}, {"content", each.content}};
    if (each.at) message["at"] = time_json(*each.at);
    message["index"] = each.index;
    messages.push_back(std::move(message));
  }
  Json out = {{"id", record.id.to_string()}, {"messages", std::move(messages)}};
  if (!record.chat_id.empty()) out["chat_id"] = record.chat_id;
  if (!record.options.empty()) out["options"] = fields_json(record.options);
  out["queued_at"] = time_json(record.queued_at);
  out["observed_at"] = time_json(record.observed_at);
  out["state"] = kTextStates[static_cast<std::size_t>(record.state)];
  out["tries"] = record.tries;
  out["useless"] = record.useless;
  if (!record.reason.empty()) out["reason"] = record.reason;
  out["next_try"] = time_json(record.next_try);
  if (text.change != 0) out["change"] = text.change;
  if (text.index != 0) out["index"] = text.index;
  if (record.withdrawn_by != 0) out["withdrawn_by"] = record.withdrawn_by;
  return {{"waiting", std::move(out)}};
}

Json to_json(const memory::ArchivedChat& chat) {
  Json object = {{"id", chat.id}};
  if (!chat.record.title.empty()) object["title"] = chat.record.title;
  object["created_at"] = time_json(chat.record.created_at);
  object["updated_at"] = time_json(chat.record.updated_at);
  object["next_message"] = chat.record.next_message;
  object["messages"] = chat.messages.size();
  return {{"chat", std::move(object)}};
}

Json to_json(store::MessageNumber number, const store::MessageRecord& message) {
  Json object = {{"number", number},
                 {"role", message.role},
                 {"content", message.content},
                 {"at", time_json(message.at)}};
  if (!message.title.empty()) object["title"] = message.title;
  Json taught = Json::array();
  for (const MemoryId& id : message.taught) taught.push_back(id.to_string());
  if (!taught.empty()) object["taught"] = std::move(taught);
  object["spans"] = spans_json(message.spans);
  return {{"message", std::move(object)}};
}

Result<store::ChangeRecord> to_change(const Json& json) {
  Reader in(json);
  constexpr std::uint64_t kOrdinalMax = std::numeric_limits<std::uint32_t>::max();
  return in.finish(store::ChangeRecord{.user = 0,
                                       .action = in.named("action", action_named),
                                       .at = in.time("at", Timestamp{}),
                                       .target = in.number("target", kOrdinalMax),
                                       .undone_by = in.number("undone_by", kOrdinalMax),
                                       .entries = {},
                                       .messages = {}});
}

Result<memory::ArchivedText> to_text(const Json& json) {
  constexpr std::uint64_t kU32Max = std::numeric_limits<std::uint32_t>::max();
  Reader in(json);
  memory::ArchivedText text;
  store::QueueRecord& record = text.record;
  record.id = in.id("id");
  record.messages = read_queued_messages(in);
  record.chat_id = in.text("chat_id");
  record.options = in.fields("options");
  record.queued_at = in.time("queued_at", Timestamp{});
  record.observed_at = in.time("observed_at", record.queued_at);
  record.state = in.named("state", text_state_named);
  record.tries = static_cast<std::uint32_t>(in.number("tries", kU32Max));
  record.useless = static_cast<std::uint32_t>(in.number("useless", kU32Max));
  record.reason = in.text("reason");
  record.next_try = in.time("next_try", Timestamp{});
  record.withdrawn_by = in.number("withdrawn_by", kU32Max);
  text.change = in.number("change", kU32Max);
  text.index = static_cast<std::uint32_t>(in.number("index", kU32Max));
  return in.finish(std::move(text));
}

namespace {

void read_vector(Reader& in, memory::ArchivedVersion& version) {
  const Json& vector = in.at("vector");
  const bool whole = vector.is_object() && vector.contains("model") &&
                     vector["model"].is_string() && vector.contains("values") &&
                     vector["values"].is_array();
  if (!whole) return in.keep(invalid_argument("vector must be {model, values}."));
  version.vector_model = vector["model"].get<std::string>();
  version.vector.reserve(vector["values"].size());
  for (const Json& value : vector["values"]) {
    if (!value.is_number()) return in.keep(invalid_argument("vector.values must be numbers."));
    version.vector.push_back(value.get<float>());
  }
}

}  // namespace

Result<memory::ArchivedVersion> to_version(const Json& json) {
  Reader in(json);
  memory::ArchivedVersion version;
  model::Memory& memory = version.record.memory;
  memory.id = in.id("id");
  memory.version =
      static_cast<std::uint32_t>(in.number("version", std::numeric_limits<std::uint32_t>::max()));
  version.current = in.has("current") && in.at("current").is_boolean() && in.at("current") == true;
  memory.content = in.text("content");
  memory.kind = in.named("kind", model::kind_named);
  memory.layer = in.named("layer", model::layer_named);
  memory.origin = in.named("origin", model::origin_named);
  memory.confidence = in.share("confidence", 1.0);
  memory.importance = in.share("importance", 0.5);
  memory.data = in.fields("data");
  memory.tags = in.texts("tags");
  memory.metadata = in.fields("metadata");
  if (in.has("source")) {
    auto source = to_source(in.at("source"));
    if (source) {
      memory.source = *std::move(source);
    } else {
      in.keep(std::move(source).error());
    }
  }
  read_times(in, memory);
  memory.supersedes = in.ids("supersedes");
  version.record.source_change =
      in.number("source_change", std::numeric_limits<std::uint32_t>::max());
  version.record.spans = read_spans(in);
  if (in.has("vector")) read_vector(in, version);
  return in.finish(std::move(version));
}

Result<memory::ArchivedChat> to_chat(const Json& json) {
  Reader in(json);
  memory::ArchivedChat chat;
  chat.id = in.text("id");
  if (chat.id.empty()) in.fail("id", "the chat's id");
  chat.record.title = in.text("title");
  chat.record.created_at = in.time("created_at", Timestamp{});
  chat.record.updated_at = in.time("updated_at", Timestamp{});
  constexpr std::uint64_t kMessagesMax = std::numeric_limits<std::uint32_t>::max() - 1;
  chat.record.next_message =
      static_cast<store::MessageNumber>(in.number("next_message", kMessagesMax));
  // How many lines of messages follow.
  chat.record.messages = static_cast<store::MessageNumber>(in.number("messages", kMessagesMax));
  return in.finish(std::move(chat));
}

Result<std::pair<store::MessageNumber, store::MessageRecord>> to_message(const Json& json) {
  Reader in(json);
  constexpr std::uint64_t kNumberMax = std::numeric_limits<std::uint32_t>::max() - 2;
  const auto number = static_cast<store::MessageNumber>(in.number("number", kNumberMax));
  store::MessageRecord message;
  message.role = in.text("role");
  message.content = in.text("content");
  message.at = in.time("at", Timestamp{});
  message.title = in.text("title");
  message.taught = in.ids("taught");
  message.spans = read_spans(in);
  if (message.content.size() > kTextBytesMax) in.fail("content", "at most 1 MB");
  return in.finish(std::make_pair(number, std::move(message)));
}

Result<Json> parse(std::string_view text) {
  // Counted before a tree is built: a deep one would end the parser.
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (in_string) {
      if (byte == '\\') ++i;
      in_string = byte != '"';
    } else if (byte == '"') {
      in_string = true;
    } else if (byte == '[' || byte == '{') {
      if (++depth > kNestingMax) return invalid_argument("it is nested too deeply.");
    } else if (byte == ']' || byte == '}') {
      depth -= depth > 0 ? 1 : 0;
    }
  }
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return invalid_argument("it is not JSON.");
  return json;
}

Result<Timestamp> to_time(const Json& json, std::string_view name) {
  constexpr double kMsMax = 9e18;
  if (json.is_number_integer())
    return Timestamp(std::chrono::milliseconds(json.get<std::int64_t>()));
  if (json.is_number() && std::abs(json.get<double>()) < kMsMax) {
    return Timestamp(std::chrono::milliseconds(static_cast<std::int64_t>(json.get<double>())));
  }
  if (json.is_string()) {
    auto time = text::parse_time(json.get<std::string>(), "UTC");
    if (time) return time;
  }
  return invalid_argument(std::string(name) + " must be a time such as 2026-11-20T10:00:00Z.");
}

}  // namespace mnestic::transfer
