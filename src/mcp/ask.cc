#include "mnestic/mcp/ask.h"

#include <utility>

#include "request_context.h"

namespace mnestic::mcp {

Question form_question(std::string message, Json schema) {
  return {
      QuestionKind::elicitation,
      {{"mode", "form"}, {"message", std::move(message)}, {"requestedSchema", std::move(schema)}}};
}

Question sampling_question(Json params) { return {QuestionKind::sampling, std::move(params)}; }

Question roots_question() { return {QuestionKind::roots, nullptr}; }

const Json* Answers::find(const std::string& key) const {
  const auto found = by_key.find(key);
  return found == by_key.end() ? nullptr : &found->second;
}

std::string Answers::action(const std::string& key) const {
  const Json* answer = find(key);
  if (answer == nullptr) return "";
  const Json& action = member_of(*answer, "action");
  return action.is_string() ? action.get<std::string>() : std::string();
}

const Json& Answers::content(const std::string& key) const {
  static const Json kNone;
  const Json* answer = find(key);
  return answer != nullptr && action(key) == "accept" ? member_of(*answer, "content") : kNone;
}

}  // namespace mnestic::mcp
