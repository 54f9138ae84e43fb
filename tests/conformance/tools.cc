// Tools that answer by themselves.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "fixtures.h"

namespace mnestic::conformance {
namespace {

using mcp::CallContext;
using mcp::LogLevel;
using mcp::ToolResult;

// Between notes, as the suite asks: clients that get a note and the answer in one breath lose the
// note.
void pause(std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, time);
}

constexpr std::chrono::milliseconds kBetweenNotes{50};

void add(mcp::Server& server, const std::string& name, const std::string& description,
         mcp::ToolHandler handler, Json input_schema = object_schema(Json::object())) {
  server.add_tool({.name = name,
                   .title = {},
                   .description = description,
                   .input_schema = std::move(input_schema),
                   .output_schema = {},
                   .annotations = {.read_only = true, .destructive = false}},
                  std::move(handler));
}

void add_content_tools(mcp::Server& server) {
  add(server, "test_simple_text", "Answers with one text.", [](const Json&, CallContext&) {
    return ToolResult{.text = "This is a simple text response for testing."};
  });
  add(server, "test_image_content", "Answers with one image.",
      [](const Json&, CallContext&) { return ToolResult{.more_content = {image_block()}}; });
  add(server, "test_audio_content", "Answers with one sound.", [](const Json&, CallContext&) {
    return ToolResult{
        .more_content = {{{"type", "audio"}, {"data", kAudioBase64}, {"mimeType", "audio/wav"}}}};
  });
  add(server, "test_embedded_resource", "Answers with one embedded resource.",
      [](const Json&, CallContext&) {
        return ToolResult{
            .more_content = {resource_block("test://embedded-resource", "text/plain",
                                            "This is an embedded resource content.")}};
      });
  add(server, "test_multiple_content_types", "Answers with a text, an image and a resource.",
      [](const Json&, CallContext&) {
        return ToolResult{
            .text = "Multiple content types test:",
            .more_content = {image_block(),
                             resource_block("test://mixed-content-resource", "application/json",
                                            R"({"test":"data","value":123})")}};
      });
  add(server, "test_error_handling", "Always fails.", [](const Json&, CallContext&) {
    return ToolResult{.text = "This tool intentionally returns an error for testing",
                      .is_error = true};
  });
}

void add_talking_tools(mcp::Server& server) {
  add(server, "test_tool_with_logging", "Logs three notes while it works.",
      [](const Json&, CallContext& context) {
        for (const char* note :
             {"Tool execution started", "Tool processing data", "Tool execution completed"}) {
          context.log(LogLevel::info, "fixtures", note);
          pause(kBetweenNotes);
        }
        return ToolResult{.text = "Logged three notes."};
      });
  add(server, "test_logging_tool", "Logs one note, for requests that want it.",
      [](const Json&, CallContext& context) {
        context.log(LogLevel::info, "fixtures", "A note of the logging tool");
        return ToolResult{.text = "Logged if it was wanted."};
      });
  add(server, "test_tool_with_progress", "Reports its progress: 0, 50 and 100 of 100.",
      [](const Json&, CallContext& context) {
        for (const double done : {0.0, 50.0, 100.0}) {
          context.progress(done, 100.0, "Working");
          pause(kBetweenNotes);
        }
        return ToolResult{.text = "Progress reported."};
      });
  add(server, "test_streaming_elicitation", "Answers at once and asks nothing of its own.",
      [](const Json&, CallContext& context) {
        context.progress(1, 1);
        return ToolResult{.text = "No question was asked."};
      });
}

void add_changing_tools(mcp::Server& server) {
  add(server, "test_trigger_tool_change", "Announces that the list of tools has changed.",
      [&server](const Json&, CallContext&) {
        server.tools_changed();
        return ToolResult{.text = "Announced."};
      });
  add(server, "test_trigger_prompt_change", "Announces that the list of prompts has changed.",
      [&server](const Json&, CallContext&) {
        server.prompts_changed();
        return ToolResult{.text = "Announced."};
      });
}

// Not of the suite: what the tests with the official clients need besides.
void add_waiting_tools(mcp::Server& server) {
  add(server, "update_watched", "Announces a change of test://watched-resource.",
      [&server](const Json&, CallContext&) {
        server.resource_updated("test://watched-resource");
        return ToolResult{.text = "Announced."};
      });
  const auto cancelled = std::make_shared<std::atomic<int>>(0);
  add(server, "wait_until_cancelled", "Works until the client gives up, a minute at most.",
      [cancelled](const Json&, CallContext& context) {
        constexpr std::chrono::milliseconds kStep{2};
        constexpr int kStepsMax = 30'000;
        for (int step = 0; step < kStepsMax && !context.cancelled(); ++step) {
          context.progress(step + 1.0, std::nullopt, "Waiting");
          pause(kStep);
        }
        if (context.cancelled()) ++*cancelled;
        return ToolResult{.text = "Nobody gave up."};
      });
  add(server, "count_cancelled", "How many calls of wait_until_cancelled were given up.",
      [cancelled](const Json&, CallContext&) {
        return ToolResult{.text = std::to_string(cancelled->load())};
      });
}

// Schemas whose every keyword must reach the client.
void add_schema_tools(mcp::Server& server) {
  add(
      server, "json_schema_2020_12_tool", "Takes an argument described with much of JSON Schema.",
      [](const Json& arguments, CallContext&) {
        return ToolResult{.text = "Called with " + arguments.dump()};
      },
      Json::parse(R"({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "$defs": {"address": {"$anchor": "addressDef", "type": "object",
          "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
        "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
          "contactMethod": {"type": "string", "enum": ["phone", "email"]},
          "phone": {"type": "string"}, "email": {"type": "string"}},
        "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
        "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
        "then": {"required": ["phone"]},
        "else": {"required": ["email"]},
        "additionalProperties": false})"));
  add(
      server, "test_header_parameter", "Takes a parameter that clients repeat in a header.",
      [](const Json&, CallContext&) { return ToolResult{.text = "Called."}; },
      Json::parse(R"({"type": "object", "properties":
        {"region": {"type": "string", "x-mcp-header": "Region"}}})"));
}

}  // namespace

Json object_schema(Json properties) {
  Json required = Json::array();
  for (const auto& [name, schema] : properties.items()) required.push_back(name);
  Json schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

void add_tools(mcp::Server& server) {
  add_content_tools(server);
  add_talking_tools(server);
  add_changing_tools(server);
  add_waiting_tools(server);
  add_schema_tools(server);
}

}  // namespace mnestic::conformance
