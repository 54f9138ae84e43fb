#include "rounds.h"

#include <utility>
#include <vector>

#include "question_wire.h"
#include "request_context.h"
#include "request_state.h"
#include "shapes.h"

namespace mnestic::mcp {
namespace {

using rpc::Reply;
using rpc::RpcError;

constexpr int kMissingClientCapability = -32021;
// A handler that is never content with what a client says must end some time.
constexpr int kLegacyRoundsMax = 16;

std::string names_of(const Json& capabilities) {
  std::string names;
  for (const auto& [name, ignored] : capabilities.items()) {
    names += (names.empty() ? "" : " and ") + name;
  }
  return names;
}

Reply missing_capability(const Rounds& rounds, const std::vector<QuestionKind>& kinds) {
  const Json required = required_capabilities(kinds);
  std::string message = "This request needs the client's capability " + names_of(required);
  if (rounds.context.era() == Era::modern) {
    return RpcError{kMissingClientCapability, message, {{"requiredCapabilities", required}}};
  }
  if (rounds.method != "tools/call") return RpcError{rpc::kInternalError, message, nullptr};
  ToolResult result;
  result.text = message + ", which it did not declare.";
  result.is_error = true;
  return tool_result_shape(rounds.server.options().info, std::move(result),
                           rounds.context.revision);
}

std::vector<QuestionKind> undeclared(const Rounds& rounds, const Questions& questions) {
  std::vector<QuestionKind> kinds;
  for (const auto& [key, question] : questions.by_key) {
    if (!rounds.context.can_ask(question.kind)) kinds.push_back(question.kind);
  }
  return kinds;
}

// What the last round asked is answered anew, or not at all.
void drop_asked(Answers& answers, const std::map<std::string, Question>& asked) {
  for (const auto& [key, question] : asked) {
    answers.by_key.erase(key);
    answers.failed.erase(key);
  }
}

void take(Answers& answers, const std::string& key, const Question& question, const Json& given) {
  if (auto answer = checked_answer(question, given)) answers.by_key[key] = *std::move(answer);
}

void take_failure(Answers& answers, const std::string& key, const Question& question,
                  const std::string& failure) {
  if (question.kind == QuestionKind::elicitation) {
    answers.by_key[key] = {{"action", "cancel"}};
  } else {
    answers.failed[key] = failure;
  }
}

// What a modern client brought. Answers without a state answer nothing that was asked here.
std::optional<RpcError> read_answers(const Rounds& rounds, const std::string& binding,
                                     Answers& answers) {
  const Json& sealed = member_of(rounds.params, "requestState");
  if (sealed.is_null()) return std::nullopt;
  if (!sealed.is_string()) {
    return RpcError{rpc::kInvalidParams, "requestState must be a string", nullptr};
  }
  auto opened = open_state(rounds.server, binding, sealed.get_ref<const std::string&>());
  if (auto* error = std::get_if<RpcError>(&opened)) return std::move(*error);
  auto& state = *std::get_if<RequestState>(&opened);
  answers = std::move(state.answers);
  const Json& given = member_of(rounds.params, "inputResponses");
  for (const auto& [key, question] : state.asked) {
    const Json& answer = member_of(given, key.c_str());
    if (!answer.is_null()) take(answers, key, question, answer);
  }
  return std::nullopt;
}

Reply input_required(const Rounds& rounds, const std::string& binding, Answers answers,
                     Questions questions) {
  Json requests = Json::object();
  for (const auto& [key, question] : questions.by_key) {
    requests[key] = input_request_of(question, rounds.context.revision);
  }
  RequestState state;
  drop_asked(answers, questions.by_key);
  state.answers = std::move(answers);
  state.answers.state = std::move(questions.state);
  state.asked = std::move(questions.by_key);
  auto sealed = seal_state(rounds.server, binding, state);
  if (!sealed) return RpcError{rpc::kInternalError, sealed.error().message, nullptr};
  return input_required_shape(rounds.server.options().info, std::move(requests), *std::move(sealed),
                              rounds.context.revision);
}

// The answer that ends the call, or nothing: another round.
std::optional<Reply> put_questions(const Rounds& rounds, Questions questions, Answers& answers) {
  drop_asked(answers, questions.by_key);
  answers.state = std::move(questions.state);
  if (questions.by_key.empty()) return std::nullopt;
  auto put = rounds.put(questions.by_key);
  if (auto* error = std::get_if<RpcError>(&put)) return std::move(*error);
  auto& given = *std::get_if<0>(&put);
  if (!given) return RpcError{rpc::kInternalError, "The client's answer never came", nullptr};
  for (const auto& [key, question] : questions.by_key) {
    const Asker::Answer& answer = given->at(key);
    if (answer.failure.empty()) {
      take(answers, key, question, answer.result);
    } else {
      take_failure(answers, key, question, answer.failure);
    }
  }
  return std::nullopt;
}

}  // namespace

Reply run_rounds(const Rounds& rounds, const std::function<Step(const Answers&)>& handler) {
  const bool modern = rounds.context.era() == Era::modern;
  Answers answers;
  std::string binding;
  if (modern) {
    binding = binding_of(rounds.method, rounds.name, rounds.arguments);
    if (auto error = read_answers(rounds, binding, answers)) return *std::move(error);
  }
  for (int round = 0; round < kLegacyRoundsMax; ++round) {
    Step step = handler(answers);
    if (auto* result = std::get_if<Json>(&step)) return std::move(*result);
    if (auto* error = std::get_if<RpcError>(&step)) return std::move(*error);
    if (const auto* missing = std::get_if<MissingCapability>(&step)) {
      return missing_capability(rounds, missing->kinds);
    }
    auto& questions = *std::get_if<Questions>(&step);
    if (const auto kinds = undeclared(rounds, questions); !kinds.empty()) {
      return missing_capability(rounds, kinds);
    }
    if (modern) {
      return input_required(rounds, binding, std::move(answers), std::move(questions));
    }
    if (auto ended = put_questions(rounds, std::move(questions), answers)) {
      return *std::move(ended);
    }
  }
  return RpcError{rpc::kInternalError, "The client's answers did not settle the question", nullptr};
}

}  // namespace mnestic::mcp
