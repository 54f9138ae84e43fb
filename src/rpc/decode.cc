#include <utility>

#include "mnestic/base/limits.h"
#include "mnestic/base/utf8.h"
#include "mnestic/rpc/message.h"
#include "tree.h"

namespace mnestic::rpc {
namespace {

Invalid invalid(std::optional<Id> id, std::string message) {
  return {std::move(id), kInvalidRequest, "Invalid request: " + std::move(message)};
}

// The value under `name`, or nullptr.
Json* member(Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

Response response_of(Json& object) {
  Response response;
  if (const Json* id = member(object, "id")) response.id = Id::from_json(*id);
  if (Json* result = member(object, "result")) response.result = std::move(*result);
  if (Json* error = member(object, "error")) response.error = std::move(*error);
  return response;
}

// `large_id`: the digits of the id when it does not fit 64 bits.
Message classify(Json& object, const std::optional<std::string>& large_id) {
  if (!object.is_object()) return invalid(std::nullopt, "a message is a JSON object");
  Json* method = member(object, "method");
  if (method == nullptr && (object.contains("result") || object.contains("error"))) {
    return response_of(object);
  }
  const Json* id_value = member(object, "id");
  std::optional<Id> id;
  if (id_value != nullptr) {
    id = large_id ? Id{false, *large_id} : Id::from_json(*id_value);
    if (!id) return invalid(std::nullopt, "id must be a string or an integer");
  }
  const Json* version = member(object, "jsonrpc");
  if (version == nullptr || *version != "2.0") {
    return invalid(std::move(id), "jsonrpc must be \"2.0\"");
  }
  if (method == nullptr || !method->is_string()) {
    return invalid(std::move(id), "method must be a string");
  }
  Json* params = member(object, "params");
  const bool usable = params == nullptr || params->is_null() || params->is_object();
  Json taken = params != nullptr && params->is_object() ? std::move(*params) : Json();
  std::string name = method->get<std::string>();
  // A notification is never answered, so odd params of one are dropped in silence.
  if (!id) return Notification{std::move(name), std::move(taken)};
  if (!usable) return invalid(std::move(id), "params must be an object");
  return Request{*std::move(id), std::move(name), std::move(taken)};
}

Decoded batch_of(Json& array) {
  if (array.empty()) return invalid(std::nullopt, "an empty array");
  if (array.size() > kBatchMax) {
    return invalid(std::nullopt,
                   "more than " + std::to_string(kBatchMax) + " messages in an array");
  }
  Batch batch;
  batch.members.reserve(array.size());
  for (Json& member_value : array) batch.members.push_back(classify(member_value, std::nullopt));
  return batch;
}

}  // namespace

std::optional<Id> Id::from_json(const Json& value) {
  if (value.is_string()) return Id{true, value.get<std::string>()};
  if (value.is_number_unsigned()) return Id{false, std::to_string(value.get<std::uint64_t>())};
  if (value.is_number_integer()) return Id{false, std::to_string(value.get<std::int64_t>())};
  return std::nullopt;
}

bool nested_deeper_than(std::string_view text, std::size_t nesting_max) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;  // whatever is escaped does not end the string
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > nesting_max) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

Decoded decode(std::string_view line) {
  if (!is_valid_utf8(line)) {
    return Invalid{std::nullopt, kParseError, "Parse error: the line is not valid UTF-8"};
  }
  // The parser would take a NUL for the end of the line.
  if (line.find('\0') != std::string_view::npos) {
    return Invalid{std::nullopt, kParseError, "Parse error: the line holds a NUL byte"};
  }
  if (nested_deeper_than(line, kNestingMax)) {
    return Invalid{std::nullopt, kParseError,
                   "Parse error: nested deeper than " + std::to_string(kNestingMax)};
  }
  auto parsed = parse_tree(line);
  if (auto* error = std::get_if<TreeError>(&parsed)) {
    return Invalid{std::nullopt, kParseError, "Parse error: " + error->message};
  }
  Tree& tree = *std::get_if<Tree>(&parsed);
  if (tree.root.is_array()) return batch_of(tree.root);
  if (tree.ambiguous) return invalid(std::nullopt, "id and method may occur once only");
  auto classified = classify(tree.root, tree.large_id);
  return std::visit([](auto& message) { return Decoded(std::move(message)); }, classified);
}

}  // namespace mnestic::rpc
