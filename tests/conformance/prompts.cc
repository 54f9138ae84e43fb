// The fixtures' prompts.
#include <string>
#include <utility>

#include "fixtures.h"

namespace mnestic::conformance {
namespace {

using mcp::Answers;
using mcp::CallContext;
using mcp::Outcome;
using mcp::PromptArgument;
using mcp::PromptArguments;
using mcp::PromptResult;
using mcp::Questions;

mcp::Completion complete_name(const mcp::CompletionRequest& request, CallContext&) {
  mcp::Completion completion;
  for (const std::string value : {"test", "testing", "paris", "party"}) {
    if (value.starts_with(request.value)) completion.values.push_back(value);
  }
  return completion;
}

PromptArgument argument(const std::string& name, const std::string& description) {
  return {.name = name, .description = description, .required = true, .complete = complete_name};
}

PromptResult user_says(std::vector<Json> blocks) {
  PromptResult result;
  for (Json& block : blocks) result.messages.push_back({"user", std::move(block)});
  return result;
}

}  // namespace

void add_prompts(mcp::Server& server) {
  server.add_prompt(
      {.name = "test_simple_prompt", .description = "One text."},
      [](const PromptArguments&, const Answers&, CallContext&) -> Outcome<PromptResult> {
        return user_says({text_block("This is a simple prompt for testing.")});
      });
  server.add_prompt(
      {.name = "test_prompt_with_arguments",
       .description = "A text with both arguments in it.",
       .arguments = {argument("arg1", "First argument"), argument("arg2", "Second argument")}},
      [](const PromptArguments& given, const Answers&, CallContext&) -> Outcome<PromptResult> {
        return user_says({text_block("Prompt with arguments: arg1='" + given.at("arg1") +
                                     "', arg2='" + given.at("arg2") + "'")});
      });
  server.add_prompt(
      {.name = "test_prompt_with_embedded_resource",
       .description = "A resource and a text.",
       .arguments = {argument("resourceUri", "URI of the resource to embed")}},
      [](const PromptArguments& given, const Answers&, CallContext&) -> Outcome<PromptResult> {
        return user_says({resource_block(given.at("resourceUri"), "text/plain",
                                         "Embedded resource content for testing."),
                          text_block("Please process the embedded resource above.")});
      });
  server.add_prompt(
      {.name = "test_prompt_with_image", .description = "An image and a text."},
      [](const PromptArguments&, const Answers&, CallContext&) -> Outcome<PromptResult> {
        return user_says({image_block(), text_block("Please analyze the image above.")});
      });
  server.add_prompt(
      {.name = "test_input_required_result_prompt", .description = "Asks before it answers."},
      [](const PromptArguments&, const Answers& answers, CallContext&) -> Outcome<PromptResult> {
        const std::string key = "user_context";
        if (answers.find(key) == nullptr) {
          return Questions{
              {{key, mcp::form_question("What context should the prompt use?",
                                        object_schema({{"context", {{"type", "string"}}}}))}},
              {}};
        }
        return user_says({text_block("Context: " + answers.content(key).dump())});
      });
}

}  // namespace mnestic::conformance
