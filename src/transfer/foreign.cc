#include "foreign.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "json.h"

namespace mnestic::transfer {
namespace {

constexpr std::size_t kFactsAtOnce = 1'000;
constexpr std::size_t kFileBytesMax = std::size_t{1} << 30;

std::string text_of(const Json& json, const char* name) {
  if (!json.is_object() || !json.contains(name) || !json[name].is_string()) return {};
  return json[name].get<std::string>();
}

// Facts on their way to the engine, many at once; each batch is one change.
class Facts {
 public:
  Facts(memory::Engine& engine, const ImportOptions& options)
      : engine_(engine), options_(options) {}

  Result<void> add(const std::string& user, memory::Fields fact) {
    if (user != user_ || facts_.size() == kFactsAtOnce) MNESTIC_TRY(flush());
    user_ = user;
    facts_.push_back(std::move(fact));
    return {};
  }

  Result<ImportCounts> finish() {
    MNESTIC_TRY(flush());
    return counts_;
  }

 private:
  Result<void> flush() {
    if (facts_.empty()) return {};
    read_ += facts_.size();
    memory::RememberRequest request;
    request.user_id = user_;
    request.facts = std::exchange(facts_, {});
    request.client = "mnestic import";
    MNESTIC_TRY_ASSIGN(const auto done, engine_.remember(request));
    counts_.added += done.added.size() + done.updated.size();
    counts_.there += done.unchanged.size();
    counts_.rejected += done.rejected.size();
    if (options_.progress) options_.progress(read_);
    return {};
  }

  memory::Engine& engine_;
  const ImportOptions& options_;
  std::string user_;
  std::vector<memory::Fields> facts_;
  std::uint64_t read_ = 0;
  ImportCounts counts_;
};

memory::Fields fact_of(std::string content, const std::string& tag) {
  memory::Fields fact;
  fact.content = std::move(content);
  if (!tag.empty()) fact.tags = std::vector<std::string>{tag};
  return fact;
}

std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// The observation as a statement that stands alone.
std::string statement(const std::string& entity, const std::string& observation) {
  if (observation.find(entity) != std::string::npos) return observation;
  const bool user = entity == "default_user" || entity == "user" || entity == "User";
  return (user ? "User" : spaced(entity)) + ": " + observation;
}

// The elements of the array that the whole input is, one at a time: exports have gigabytes.
class Elements {
 public:
  explicit Elements(std::istream& input) : input_(input) {}

  // False at the end.
  Result<bool> next(std::string& element) {
    element.clear();
    int byte = skip_blanks();
    if (!begun_ && byte != '[') return fail("it is not an array.");
    if (!begun_) {
      begun_ = true;
      byte = skip_blanks();
    } else if (byte == ',') {
      byte = skip_blanks();
    }
    if (byte == ']') return false;
    line_of_element_ = line_;
    return read(byte, element);
  }
  [[nodiscard]] std::uint64_t line() const { return line_of_element_; }

 private:
  Result<bool> read(int byte, std::string& element) {
    std::size_t depth = 0;
    bool in_string = false;
    bool escaped = false;
    for (; byte != std::istream::traits_type::eof(); byte = get()) {
      element.push_back(static_cast<char>(byte));
      if (element.size() > kFileBytesMax) return fail("one conversation has more than 1 GiB.");
      if (in_string) {
        in_string = escaped || byte != '"';
        escaped = !escaped && byte == '\\';
        continue;
      }
      in_string = byte == '"';
      if (byte == '{' || byte == '[') ++depth;
      if ((byte == '}' || byte == ']') && --depth == 0) return true;
      if (depth == 0) return fail("it is not an array of objects.");
    }
    return fail("the file ends in the middle.");
  }

  int get() {
    const int byte = input_.get();
    if (byte == '\n') ++line_;
    return byte;
  }
  int skip_blanks() {
    int byte = get();
    while (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t') byte = get();
    return byte;
  }
  Error fail(const std::string& what) const { return at_line(line_, invalid_argument(what)); }

  std::istream& input_;
  bool begun_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t line_of_element_ = 1;
};

struct Conversation {
  std::string id;
  std::string title;
  std::vector<extract::Message> messages;
};

std::optional<Timestamp> moment(const Json& json, const char* name, double unit_ms) {
  if (!json.contains(name)) return std::nullopt;
  const Json& value = json[name];
  const auto time =
      value.is_number() ? to_time(Json(value.get<double>() * unit_ms), name) : to_time(value, name);
  return time ? std::optional(*time) : std::nullopt;
}

void add_message(Conversation& conversation, std::string role, std::string content,
                 std::optional<Timestamp> at) {
  const bool empty = content.find_first_not_of(" \t\r\n") == std::string::npos;
  if (empty || (role != "user" && role != "assistant")) return;
  conversation.messages.push_back(
      {.role = std::move(role), .content = std::move(content), .at = at});
}

// The branch that the person saw last: from the current node up to the root.
Result<Conversation> chatgpt_conversation(const Json& json) {
  Conversation conversation;
  conversation.id = text_of(json, "conversation_id");
  if (conversation.id.empty()) conversation.id = text_of(json, "id");
  conversation.title = text_of(json, "title");
  if (!json.contains("mapping") || !json["mapping"].is_object()) {
    return invalid_argument("mapping must be an object.");
  }
  const Json& mapping = json["mapping"];
  std::string node = text_of(json, "current_node");
  for (std::size_t steps = 0; !node.empty() && mapping.contains(node); ++steps) {
    if (steps > mapping.size()) return invalid_argument("mapping leads round in a circle.");
    const Json& entry = mapping[node];
    if (entry.is_object() && entry.contains("message") && entry["message"].is_object()) {
      const Json& message = entry["message"];
      const Json& author = message.contains("author") ? message["author"] : Json();
      std::string content;
      if (message.contains("content") && message["content"].is_object() &&
          message["content"].contains("parts") && message["content"]["parts"].is_array()) {
        for (const auto& part : message["content"]["parts"]) {
          if (part.is_string()) content += (content.empty() ? "" : "\n") + part.get<std::string>();
        }
      }
      constexpr double kSecondMs = 1'000;
      add_message(conversation, text_of(author, "role"), std::move(content),
                  moment(message, "create_time", kSecondMs));
    }
    node = text_of(entry, "parent");
  }
  std::reverse(conversation.messages.begin(), conversation.messages.end());
  return conversation;
}

Result<Conversation> claude_conversation(const Json& json) {
  Conversation conversation{
      .id = text_of(json, "uuid"), .title = text_of(json, "name"), .messages = {}};
  if (!json.contains("chat_messages") || !json["chat_messages"].is_array()) {
    return invalid_argument("chat_messages must be an array.");
  }
  for (const Json& message : json["chat_messages"]) {
    if (!message.is_object()) return invalid_argument("a message must be an object.");
    std::string content = text_of(message, "text");
    if (content.empty() && message.contains("content") && message["content"].is_array()) {
      for (const Json& part : message["content"]) {
        const std::string text = text_of(part, "text");
        if (!text.empty()) content += (content.empty() ? "" : "\n") + text;
      }
    }
    const std::string sender = text_of(message, "sender");
    add_message(conversation, sender == "human" ? "user" : sender, std::move(content),
                moment(message, "created_at", 1));
  }
  return conversation;
}

// Goes on where an earlier import of the same conversation ended.
Result<void> add_conversation(memory::Engine& engine, Conversation conversation,
                              const ImportOptions& options, ImportCounts& counts) {
  if (conversation.messages.empty()) return {};
  const auto known =
      engine.get_chat({.user_id = options.user, .chat_id = conversation.id, .limit_count = 1});
  if (!known && known.error().code != ErrorCode::not_found) return known.error();
  std::size_t done = known ? static_cast<std::size_t>(known->chat.messages) : 0;
  if (done >= conversation.messages.size()) {
    ++counts.chats_there;
    return {};
  }
  const bool fresh = done == 0;
  auto& messages = conversation.messages;
  while (done < messages.size()) {
    const std::size_t end = std::min(messages.size(), done + kFactsAtOnce);
    memory::AddMessagesRequest request;
    request.user_id = options.user;
    request.chat_id = conversation.id;
    request.messages.assign(std::make_move_iterator(messages.begin() + static_cast<long>(done)),
                            std::make_move_iterator(messages.begin() + static_cast<long>(end)));
    if (!conversation.title.empty()) request.title = conversation.title;
    request.extract = options.extract;
    request.client = "mnestic import";
    MNESTIC_TRY_ASSIGN(const auto result, engine.add_messages(request));
    counts.added += result.learnt.added.size() + result.learnt.updated.size();
    counts.there += result.learnt.unchanged.size();
    counts.rejected += result.learnt.rejected.size();
    done = end;
  }
  fresh ? ++counts.chats_added : ++counts.chats_there;
  return {};
}

Result<void> add_mem0(Facts& facts, const Json& json, const ImportOptions& options) {
  std::string content = text_of(json, "memory");
  if (content.empty()) content = text_of(json, "text");
  if (content.empty()) return invalid_argument("a memory without text.");
  memory::Fields fact = fact_of(std::move(content), "");
  fact.observed_at = moment(json, "created_at", 1);
  if (json.contains("categories") && json["categories"].is_array()) {
    std::vector<std::string> tags;
    for (const Json& tag : json["categories"]) {
      if (tag.is_string()) tags.push_back(tag.get<std::string>());
    }
    fact.tags = std::move(tags);
  }
  const std::string user = text_of(json, "user_id");
  return facts.add(user.empty() ? options.user : user, std::move(fact));
}

}  // namespace

Result<ImportCounts> import_server_memory(memory::Engine& engine, std::istream& input,
                                          const ImportOptions& options) {
  Facts facts(engine, options);
  std::string line;
  for (std::uint64_t number = 1;; ++number) {
    MNESTIC_TRY_ASSIGN(const bool there, read_line(input, line));
    if (!there) return facts.finish();
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto json = parse(line);
    if (!json) return at_line(number, json.error());
    const std::string type = text_of(*json, "type");
    Result<void> added;
    if (type == "relation") {
      added = facts.add(options.user, fact_of(spaced(text_of(*json, "from")) + " " +
                                                  spaced(text_of(*json, "relationType")) + " " +
                                                  spaced(text_of(*json, "to")),
                                              ""));
    } else if (type == "entity" && json->contains("observations") &&
               (*json)["observations"].is_array()) {
      for (const Json& observation : (*json)["observations"]) {
        if (!added || !observation.is_string()) continue;
        added = facts.add(options.user,
                          fact_of(statement(text_of(*json, "name"), observation.get<std::string>()),
                                  text_of(*json, "entityType")));
      }
    } else {
      added = invalid_argument("it is neither an entity with observations nor a relation.");
    }
    if (!added) return at_line(number, added.error());
  }
}

Result<ImportCounts> import_mem0(memory::Engine& engine, std::istream& input,
                                 const ImportOptions& options) {
  std::string text{std::istreambuf_iterator<char>(input), {}};
  MNESTIC_TRY_ASSIGN(Json json, parse(text));
  for (const char* name : {"results", "memories"}) {
    if (json.is_object() && json.contains(name)) {
      Json inner = json[name];
      json = std::move(inner);
    }
  }
  if (!json.is_array()) return invalid_argument("There is no array of memories in it.");
  Facts facts(engine, options);
  std::uint64_t number = 0;
  for (const Json& each : json) {
    ++number;
    const auto added = add_mem0(facts, each, options);
    if (!added)
      return invalid_argument("memory " + std::to_string(number) + ": " + added.error().message);
  }
  return facts.finish();
}

Result<ImportCounts> import_conversations(memory::Engine& engine, std::istream& input,
                                          Format format, const ImportOptions& options) {
  ImportCounts counts;
  Elements elements(input);
  std::string element;
  for (std::uint64_t read = 0;; ++read) {
    MNESTIC_TRY_ASSIGN(const bool there, elements.next(element));
    if (!there) return counts;
    const auto json = parse(element);
    if (!json) return at_line(elements.line(), json.error());
    auto conversation =
        format == Format::chatgpt ? chatgpt_conversation(*json) : claude_conversation(*json);
    if (!conversation) return at_line(elements.line(), conversation.error());
    if (conversation->id.empty()) {
      return at_line(elements.line(), invalid_argument("a conversation without an id."));
    }
    conversation->id = std::string(to_string(format)) + ":" + conversation->id;
    const auto added = add_conversation(engine, *std::move(conversation), options, counts);
    if (!added) return at_line(elements.line(), added.error());
    if (options.progress) options.progress(read + 1);
  }
}

}  // namespace mnestic::transfer
