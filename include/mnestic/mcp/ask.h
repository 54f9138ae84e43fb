// Asking the client: a handler is a function of (arguments, answers so far) that gives its result,
// or questions. One handler serves both eras: in the legacy era the server puts the questions as
// requests of its own and calls the handler again with the answers; in the modern one it answers
// `input_required`, and the client's next try brings the answers with an authenticated state.
//
// A handler is therefore called several times for one job. Until it gives its result it should
// change nothing.
//
// Thread safety: value types and pure functions.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "mnestic/mcp/context.h"
#include "mnestic/rpc/message.h"

namespace mnestic::mcp {

// `params` as in the newest revision; the server adapts them to older ones.
struct Question {
  QuestionKind kind = QuestionKind::elicitation;
  Json params;  // of elicitation/create or sampling/createMessage; null for roots/list
};

// A form: `schema` is one flat object of strings, numbers, booleans, enumerations and arrays of
// choices (2025-06-18 has no arrays: its users write them with commas).
[[nodiscard]] Question form_question(std::string message, Json schema);
// `params`: messages, maxTokens and whatever else sampling/createMessage knows.
[[nodiscard]] Question sampling_question(Json params);
[[nodiscard]] Question roots_question();

struct Questions {
  std::map<std::string, Question> by_key;  // the handler's own names; empty: just call again
  Json state;  // comes back in Answers::state; the client can neither read nor change it
};

// All answers of all rounds so far, checked: an elicitation's `{action, content?}` whose content
// fits the form, sampling's `{role, content, model, …}`, roots' `{roots}`. What was malformed is
// not there: ask again.
struct Answers {
  std::map<std::string, Json> by_key;
  std::map<std::string, std::string> failed;  // sampling and roots: the client's refusal, in words
  Json state;                                 // of the last Questions; null in the first round

  // nullptr: not answered (yet).
  [[nodiscard]] const Json* find(const std::string& key) const;
  // Of an elicitation: "accept", "decline", "cancel", or empty when not answered. A form that timed
  // out or that the client refused counts as cancelled.
  [[nodiscard]] std::string action(const std::string& key) const;
  // The content of an accepted form; null otherwise.
  [[nodiscard]] const Json& content(const std::string& key) const;
};

// The job cannot go on without capabilities that the client did not declare. Answered as -32021 in
// the modern era; as an error result (of a tool) or an internal error in the legacy one.
struct MissingCapability {
  std::vector<QuestionKind> kinds;
};

// What a handler gives. An RpcError fails the request as a whole. Asking for a kind that
// CallContext::can_ask() denies is answered as MissingCapability.
template <typename T>
using Outcome = std::variant<T, Questions, MissingCapability, rpc::RpcError>;

}  // namespace mnestic::mcp
