// Tools as the protocol sees them: a definition that is listed, and a handler that is called.
//
// Thread safety: handlers run on worker threads, several at once; what they share is theirs to
// protect. Lifetime: definitions and handlers live as long as the Server they were added to.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/mcp/revision.h"

namespace mnestic::mcp {

using Json = nlohmann::json;

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

// Who asks, and what they said they can do: the session's negotiated values in the legacy era, the
// request's own in the modern one. For display and for choosing a form, never for security.
struct CallContext {
  Revision revision = kNewestLegacy;
  std::string client_name;  // empty: not told
  Json client_capabilities = Json::object();
  std::optional<Json> progress_token;    // a string or an integer
  std::optional<std::string> log_level;  // modern only
  std::shared_ptr<const std::atomic<bool>> cancel_flag;

  [[nodiscard]] Era era() const { return era_of(revision); }
  // The client gave up: stop when convenient, the answer will not be sent.
  [[nodiscard]] bool cancelled() const { return cancel_flag != nullptr && *cancel_flag; }
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
// A second form of handler, which may ask the client something before it answers, will stand beside
// this one: (arguments, answers so far) → result or questions.
using ToolHandler = std::function<ToolResult(const Json& arguments, CallContext& context)>;

}  // namespace mnestic::mcp
