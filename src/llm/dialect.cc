#include "dialect.h"

#include <string_view>

namespace mnestic::llm {
namespace {

using Json = nlohmann::json;

std::string_view name_of(ChatRole role) {
  switch (role) {
    case ChatRole::system:
      return "system";
    case ChatRole::user:
      return "user";
    case ChatRole::assistant:
      return "assistant";
  }
  return "user";
}

void put_format(Json& body, const ChatRequest& request, Dialect::Format format) {
  if (request.schema.empty()) return;
  switch (format) {
    case Dialect::Format::schema:
      body["response_format"] = {{"type", "json_schema"},
                                 {"json_schema",
                                  {{"name", request.schema_name},
                                   {"strict", true},
                                   {"schema", Json::parse(request.schema)}}}};
      return;
    case Dialect::Format::json_object:
      body["response_format"] = {{"type", "json_object"}};
      return;
    case Dialect::Format::plain:
      return;
  }
}

bool mentions(const Json& error, std::string_view name) {
  const auto holds = [&](const char* key) {
    const auto found = error.find(key);
    return found != error.end() && found->is_string() &&
           found->get_ref<const std::string&>().find(name) != std::string::npos;
  };
  return holds("param") || holds("message");
}

}  // namespace

std::string body_of(const ChatRequest& request, const std::string& model, const Dialect& dialect) {
  Json body = {{"model", model}, {"messages", Json::array()}};
  for (const ChatMessage& each : request.messages) {
    body["messages"].push_back({{"role", name_of(each.role)}, {"content", each.content}});
  }
  put_format(body, request, dialect.format);
  if (dialect.limit == Dialect::Limit::max_completion_tokens) {
    body["max_completion_tokens"] = request.answer_tokens_max;
  } else if (dialect.limit == Dialect::Limit::max_tokens) {
    body["max_tokens"] = request.answer_tokens_max;
  }
  if (dialect.effort != Dialect::Effort::none) {
    body["reasoning_effort"] = dialect.effort == Dialect::Effort::minimal ? "minimal" : "low";
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool simplify(Dialect& dialect, const Json& error) {
  const Dialect before = dialect;
  // The longest name first: "max_tokens" is no part of the others.
  if (mentions(error, "max_completion_tokens") &&
      dialect.limit == Dialect::Limit::max_completion_tokens) {
    dialect.limit = Dialect::Limit::max_tokens;
  } else if (mentions(error, "max_tokens") && dialect.limit == Dialect::Limit::max_tokens) {
    dialect.limit = Dialect::Limit::none;
  } else if (mentions(error, "reasoning")) {
    const bool value = error.value("code", Json()) == "unsupported_value";
    dialect.effort = value && dialect.effort == Dialect::Effort::minimal ? Dialect::Effort::low
                                                                         : Dialect::Effort::none;
  } else if (mentions(error, "response_format") || mentions(error, "json_schema") ||
             mentions(error, "json_object")) {
    dialect.format = dialect.format == Dialect::Format::schema ? Dialect::Format::json_object
                                                               : Dialect::Format::plain;
  }
  return dialect != before;
}

}  // namespace mnestic::llm
