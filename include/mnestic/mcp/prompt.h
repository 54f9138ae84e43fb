// Prompts: messages that a person picks from a menu and the host gives to its model.
//
// Thread safety: handlers run on worker threads, several at once.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "mnestic/mcp/ask.h"
#include "mnestic/mcp/completion.h"

namespace mnestic::mcp {

struct PromptArgument {
  std::string name;
  std::string title;
  std::string description;
  bool required = false;
  Completer complete;  // empty: no values are proposed
};

struct PromptDefinition {
  std::string name;
  std::string title;
  std::string description;
  std::vector<PromptArgument> arguments;
};

// `content`: one block in the newest revision's form; the server adapts it to older ones.
struct PromptMessage {
  std::string role = "user";  // or "assistant"
  Json content;
};

struct PromptResult {
  std::string description;
  std::vector<PromptMessage> messages;
};

// Required arguments are there; what the definition does not name is passed on.
using PromptArguments = std::map<std::string, std::string>;
using PromptHandler = std::function<Outcome<PromptResult>(
    const PromptArguments& arguments, const Answers& answers, CallContext& context)>;

}  // namespace mnestic::mcp
