// Completion: what a person who types the value of a prompt's argument or a template's variable may
// have in mind.
//
// Thread safety: completers run on worker threads, several at once.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/mcp/context.h"

namespace mnestic::mcp {

inline constexpr std::size_t kCompletionsMax = 100;

struct CompletionRequest {
  std::string name;                          // of the argument or variable
  std::string value;                         // typed so far
  std::map<std::string, std::string> known;  // what was filled in elsewhere
};

// More than kCompletionsMax values are cut off. `total`, when known, counts all there are.
struct Completion {
  std::vector<std::string> values;
  std::optional<std::uint64_t> total;
  bool has_more = false;
};

using Completer = std::function<Completion(const CompletionRequest& request, CallContext& context)>;

}  // namespace mnestic::mcp
