// Tools that ask the client before they answer: one handler each for both eras.
#include <map>
#include <string>
#include <utility>

#include "fixtures.h"

namespace mnestic::conformance {
namespace {

using mcp::Answers;
using mcp::CallContext;
using mcp::MissingCapability;
using mcp::Outcome;
using mcp::Question;
using mcp::QuestionKind;
using mcp::Questions;
using mcp::ToolResult;
using ByKey = std::map<std::string, Question>;

void add(mcp::Server& server, const std::string& name, const std::string& description,
         mcp::AskingToolHandler handler, Json input_schema = object_schema(Json::object())) {
  server.add_tool({.name = name,
                   .title = {},
                   .description = description,
                   .input_schema = std::move(input_schema),
                   .output_schema = {},
                   .annotations = {.read_only = true, .destructive = false}},
                  std::move(handler));
}

Question sampling(const std::string& prompt, int tokens_max) {
  return mcp::sampling_question(
      {{"messages", Json::array({{{"role", "user"}, {"content", text_block(prompt)}}})},
       {"maxTokens", tokens_max}});
}

Question name_question() {
  return mcp::form_question("What is your name?", object_schema({{"name", {{"type", "string"}}}}));
}

Question confirm_question() {
  return mcp::form_question("Please confirm", object_schema({{"ok", {{"type", "boolean"}}}}));
}

// Asks for what of `questions` is neither answered nor refused yet; true when nothing is left.
bool all_answered(const Answers& answers, const ByKey& questions) {
  for (const auto& [key, question] : questions) {
    if (answers.find(key) == nullptr && !answers.failed.contains(key)) return false;
  }
  return true;
}

std::string said(const Answers& answers, const std::string& key) {
  if (const Json* answer = answers.find(key)) return answer->dump();
  const auto refusal = answers.failed.find(key);
  return refusal == answers.failed.end() ? "nothing" : "refused: " + refusal->second;
}

// Asks everything at once, with `state` when it is not null, then answers with what was said.
mcp::AskingToolHandler asking_once(ByKey questions, Json state, std::string opening) {
  return [questions = std::move(questions), state = std::move(state), opening = std::move(opening)](
             const Json&, const Answers& answers, CallContext&) -> Outcome<ToolResult> {
    if (!all_answered(answers, questions)) return Questions{questions, state};
    std::string text = opening;
    for (const auto& [key, question] : questions) text += " " + key + "=" + said(answers, key);
    return ToolResult{.text = text};
  };
}

Json option(const char* value, const char* title) { return {{"const", value}, {"title", title}}; }

Json form_of_defaults() {
  Json form = Json::parse(R"({"type": "object", "properties": {
    "name": {"type": "string", "description": "User name", "default": "John Doe"},
    "age": {"type": "integer", "description": "User age", "default": 30},
    "score": {"type": "number", "description": "User score", "default": 95.5},
    "status": {"type": "string", "description": "User status",
               "enum": ["active", "inactive", "pending"], "default": "active"},
    "verified": {"type": "boolean", "description": "Verification status", "default": true}}})");
  return form;
}

Json form_of_enumerations() {
  const Json plain = {"option1", "option2", "option3"};
  const Json titled = {option("value1", "First Option"), option("value2", "Second Option"),
                       option("value3", "Third Option")};
  return {
      {"type", "object"},
      {"properties",
       {{"untitledSingle", {{"type", "string"}, {"enum", plain}}},
        {"titledSingle", {{"type", "string"}, {"oneOf", titled}}},
        {"legacyEnum",
         {{"type", "string"},
          {"enum", {"opt1", "opt2", "opt3"}},
          {"enumNames", {"Option One", "Option Two", "Option Three"}}}},
        {"untitledMulti", {{"type", "array"}, {"items", {{"type", "string"}, {"enum", plain}}}}},
        {"titledMulti", {{"type", "array"}, {"items", {{"anyOf", titled}}}}}}}};
}

void add_plain_questions(mcp::Server& server) {
  const Json text = {{"type", "string"}};
  add(
      server, "test_sampling", "Asks the client's model.",
      [](const Json& arguments, const Answers& answers, CallContext&) -> Outcome<ToolResult> {
        const ByKey questions = {{"reply", sampling(arguments.value("prompt", ""), 100)}};
        if (!all_answered(answers, questions)) return Questions{questions, {}};
        return ToolResult{.text = "LLM response: " + said(answers, "reply")};
      },
      object_schema({{"prompt", text}}));
  add(
      server, "test_elicitation", "Asks the user.",
      [text](const Json& arguments, const Answers& answers, CallContext&) -> Outcome<ToolResult> {
        const ByKey questions = {
            {"user", mcp::form_question(arguments.value("message", ""),
                                        object_schema({{"username", text}, {"email", text}}))}};
        if (!all_answered(answers, questions)) return Questions{questions, {}};
        return ToolResult{.text = "User response: " + said(answers, "user")};
      },
      object_schema({{"message", text}}));
  add(server, "test_elicitation_sep1034_defaults", "Asks with a form full of defaults.",
      asking_once({{"form", mcp::form_question("Please review", form_of_defaults())}}, {},
                  "Elicitation completed:"));
  add(server, "test_elicitation_sep1330_enums", "Asks with a form of every kind of choice.",
      asking_once({{"form", mcp::form_question("Please choose", form_of_enumerations())}}, {},
                  "Elicitation completed:"));
}

// Two questions, one after the other.
Outcome<ToolResult> two_rounds(const Json&, const Answers& answers, CallContext&) {
  const Json text = {{"type", "string"}};
  if (answers.find("step1") == nullptr) {
    return Questions{{{"step1", mcp::form_question("Step 1: What is your name?",
                                                   object_schema({{"name", text}}))}},
                     {{"round", 1}}};
  }
  if (answers.find("step2") == nullptr) {
    return Questions{{{"step2", mcp::form_question("Step 2: What is your favorite color?",
                                                   object_schema({{"color", text}}))}},
                     {{"round", 2}}};
  }
  return ToolResult{.text = said(answers, "step1") + " likes " + said(answers, "step2")};
}

// Only what the client declared.
Outcome<ToolResult> by_capability(const Json&, const Answers& answers, CallContext& context) {
  ByKey questions;
  if (context.can_ask(QuestionKind::elicitation)) questions["elicit_input"] = name_question();
  if (context.can_ask(QuestionKind::sampling)) {
    questions["sample_input"] = sampling("What is the capital of France?", 100);
  }
  if (!all_answered(answers, questions)) return Questions{questions, {}};
  return ToolResult{.text = "Nothing more to ask."};
}

Outcome<ToolResult> needing_sampling(const Json&, const Answers&, CallContext& context) {
  if (!context.can_ask(QuestionKind::sampling)) {
    return MissingCapability{{QuestionKind::sampling}};
  }
  return ToolResult{.text = "The client can sample."};
}

}  // namespace

void add_asking_tools(mcp::Server& server) {
  add_plain_questions(server);
  const std::string prefix = "test_input_required_result_";
  const Question capital = sampling("What is the capital of France?", 100);
  const Json state = {{"purpose", "round trip"}};
  add(server, "test_missing_capability", "Needs a client that can sample.", needing_sampling);
  add(server, prefix + "elicitation", "Asks for a name.",
      asking_once({{"user_name", name_question()}}, {}, "Hello!"));
  add(server, prefix + "sampling", "Asks the client's model.",
      asking_once({{"capital_question", capital}}, {}, "The model said:"));
  add(server, prefix + "list_roots", "Asks for the client's roots.",
      asking_once({{"client_roots", mcp::roots_question()}}, {}, "Roots:"));
  add(server, prefix + "request_state", "Asks, and wants its state back.",
      [state](const Json&, const Answers& answers, CallContext&) -> Outcome<ToolResult> {
        if (answers.find("confirm") == nullptr) {
          return Questions{{{"confirm", confirm_question()}}, state};
        }
        return ToolResult{.text = answers.state == state ? "state-ok" : "state-lost"};
      });
  add(server, prefix + "tampered_state", "Asks, and refuses a state that was changed.",
      asking_once({{"confirm", confirm_question()}}, state, "Confirmed:"));
  add(server, prefix + "multiple_inputs", "Asks three kinds of questions at once.",
      asking_once({{"user_name", name_question()},
                   {"greeting", sampling("Generate a greeting", 50)},
                   {"client_roots", mcp::roots_question()}},
                  state, "Inputs:"));
  add(server, prefix + "multi_round", "Asks twice.", two_rounds);
  add(server, prefix + "capabilities", "Asks what the client says it answers.", by_capability);
}

}  // namespace mnestic::conformance
