#include "question_wire.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>

#include "form_check.h"
#include "request_context.h"

namespace mnestic::mcp {
namespace {

// Titled choices of the newest form, in the words of 2025-06-18.
void spell_choices_the_old_way(Json& field) {
  const Json choices = member_of(field, "oneOf");
  if (!choices.is_array()) return;
  Json names = Json::array();
  Json titles = Json::array();
  for (const Json& choice : choices) {
    names.push_back(member_of(choice, "const"));
    const Json& title = member_of(choice, "title");
    titles.push_back(title.is_string() ? title : names.back());
  }
  field.erase("oneOf");
  field["enum"] = std::move(names);
  field["enumNames"] = std::move(titles);
}

// Several choices in one field, which 2025-06-18 cannot show: asked for as text, "a, b".
void spell_array_the_old_way(Json& field) {
  if (member_of(field, "type") != "array") return;
  const Json& items = member_of(field, "items");
  std::string names;
  for (const char* key : {"enum", "oneOf", "anyOf"}) {
    for (const Json& each : member_of(items, key)) {
      const Json& name = each.is_string() ? each : member_of(each, "const");
      if (name.is_string()) names += (names.empty() ? "" : ", ") + name.get<std::string>();
    }
  }
  Json text = {{"type", "string"}};
  for (const char* key : {"title", "description"}) {
    if (field.contains(key)) text[key] = field[key];
  }
  if (!text.contains("description"))
    text["description"] = "Any of these, separated by commas: " + names;
  field = std::move(text);
}

// The other way: what was written as text where several choices were meant.
Json arrays_read(const Json& schema, Json content) {
  const Json& fields = member_of(schema, "properties");
  if (!fields.is_object() || !content.is_object()) return content;
  for (const auto& [name, field] : fields.items()) {
    const auto given = content.find(name);
    if (member_of(field, "type") != "array" || given == content.end() || !given->is_string())
      continue;
    Json chosen = Json::array();
    std::istringstream text(given->get<std::string>());
    for (std::string each; std::getline(text, each, ',');) {
      const auto begin = each.find_first_not_of(' ');
      if (begin == std::string::npos) continue;
      chosen.push_back(each.substr(begin, each.find_last_not_of(' ') + 1 - begin));
    }
    *given = std::move(chosen);
  }
  return content;
}

Json elicitation_params(Json params, Revision revision) {
  if (has_elicitation_modes(revision)) return params;
  params.erase("mode");
  if (const auto schema = params.find("requestedSchema"); schema != params.end()) {
    const auto fields = schema->find("properties");
    if (fields != schema->end() && fields->is_object()) {
      for (Json& field : *fields) {
        spell_choices_the_old_way(field);
        spell_array_the_old_way(field);
        if (member_of(field, "type") != "boolean") field.erase("default");
      }
    }
  }
  return params;
}

bool is_sampled(const Json& answer) {
  const Json& role = member_of(answer, "role");
  const Json& content = member_of(answer, "content");
  return (role == "assistant" || role == "user") && content.is_structured() &&
         member_of(answer, "model").is_string();
}

bool are_roots(const Json& answer) {
  const Json& roots = member_of(answer, "roots");
  return roots.is_array() && std::all_of(roots.begin(), roots.end(), [](const Json& root) {
           return member_of(root, "uri").is_string();
         });
}

std::optional<Json> elicited(const Question& question, Json answer) {
  const Json& action = member_of(answer, "action");
  if (action == "decline" || action == "cancel") return answer;
  if (action != "accept") return std::nullopt;
  const Json& schema = member_of(question.params, "requestedSchema");
  Json content = arrays_read(schema, member_of(answer, "content"));
  if (!fits_form(schema, content)) return std::nullopt;
  answer["content"] = std::move(content);
  return answer;
}

}  // namespace

std::string_view method_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::elicitation:
      return "elicitation/create";
    case QuestionKind::sampling:
      return "sampling/createMessage";
    case QuestionKind::roots:
      return "roots/list";
  }
  return "";
}

Json params_of(const Question& question, Revision revision) {
  switch (question.kind) {
    case QuestionKind::elicitation:
      return elicitation_params(question.params, revision);
    case QuestionKind::sampling: {
      Json params = question.params;
      if (revision < Revision::v2025_11_25) {
        params.erase("tools");
        params.erase("toolChoice");
      }
      return params;
    }
    case QuestionKind::roots:
      return nullptr;
  }
  return nullptr;
}

Json input_request_of(const Question& question, Revision revision) {
  Json params = params_of(question, revision);
  Json request = {{"method", method_of(question.kind)}};
  if (!params.is_null()) request["params"] = std::move(params);
  return request;
}

std::optional<Json> checked_answer(const Question& question, const Json& answer) {
  bool fits = false;
  switch (question.kind) {
    case QuestionKind::elicitation:
      return elicited(question, answer);
    case QuestionKind::sampling:
      fits = is_sampled(answer);
      break;
    case QuestionKind::roots:
      fits = are_roots(answer);
      break;
  }
  return fits ? std::optional(answer) : std::nullopt;
}

Json required_capabilities(const std::vector<QuestionKind>& kinds) {
  Json required = Json::object();
  for (const QuestionKind kind : kinds) {
    switch (kind) {
      case QuestionKind::elicitation:
        required["elicitation"] = {{"form", Json::object()}};
        break;
      case QuestionKind::sampling:
        required["sampling"] = Json::object();
        break;
      case QuestionKind::roots:
        required["roots"] = Json::object();
        break;
    }
  }
  return required;
}

}  // namespace mnestic::mcp
