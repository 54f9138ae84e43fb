#include "question_wire.h"

#include <algorithm>
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

Json elicitation_params(Json params, Revision revision) {
  if (has_elicitation_modes(revision)) return params;
  params.erase("mode");
  if (const auto schema = params.find("requestedSchema"); schema != params.end()) {
    const auto fields = schema->find("properties");
    if (fields != schema->end() && fields->is_object()) {
      for (Json& field : *fields) spell_choices_the_old_way(field);
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

bool is_elicited(const Question& question, const Json& answer) {
  const Json& action = member_of(answer, "action");
  if (action == "decline" || action == "cancel") return true;
  return action == "accept" &&
         fits_form(member_of(question.params, "requestedSchema"), member_of(answer, "content"));
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
      fits = is_elicited(question, answer);
      break;
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
