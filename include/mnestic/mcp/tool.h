// Tools as the protocol sees them: a definition that is listed, and a handler that is called.
//
// Thread safety: handlers run on worker threads, several at once; what they share is theirs to
// protect. Lifetime: definitions and handlers live as long as the Server they were added to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mnestic/mcp/ask.h"
#include "mnestic/mcp/context.h"

namespace mnestic::mcp {

// Hints for the host, all four always sent: their defaults differ from what one would guess.
struct ToolAnnotations {
  bool read_only = false;  // also decides the order of calls, see Server
  bool destructive = true;
  bool idempotent = false;
  bool open_world = true;
};

struct ToolDefinition {
  std::string name;         // 1 to 64 of A-Z a-z 0-9 _ -
  std::string title;        // for people
  std::string description;  // for the model
  Json input_schema;        // an object with "type":"object"
  Json output_schema;       // null: none
  ToolAnnotations annotations;
};

// What a call gave. `text` becomes a text block; `more_content` further content blocks, in the
// newest revision's form. `structured` (null: none) says the same as the text; it is not sent with
// `is_error`. A failure that the model can mend is a result with `is_error`, not an exception.
struct ToolResult {
  std::string text;
  Json structured;
  bool is_error = false;
  std::vector<Json> more_content;
};

// `arguments` is an object. An exception is answered as an internal error of the protocol.
using ToolHandler = std::function<ToolResult(const Json& arguments, CallContext& context)>;

// The form that may ask the client something before it answers, see ask.h.
using AskingToolHandler = std::function<Outcome<ToolResult>(
    const Json& arguments, const Answers& answers, CallContext& context)>;

}  // namespace mnestic::mcp
