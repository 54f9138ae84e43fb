#include "mnestic/mcp/context.h"

#include <algorithm>
#include <array>

#include "request_context.h"

namespace mnestic::mcp {
namespace {

constexpr std::array<std::string_view, 8> kLevelNames = {
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"};

}  // namespace

std::string_view to_string(LogLevel level) { return kLevelNames[static_cast<std::size_t>(level)]; }

std::optional<LogLevel> log_level_named(std::string_view name) {
  const auto found = std::find(kLevelNames.begin(), kLevelNames.end(), name);
  if (found == kLevelNames.end()) return std::nullopt;
  return static_cast<LogLevel>(found - kLevelNames.begin());
}

bool CallContext::can_ask(QuestionKind kind) const {
  if (!may_ask) return false;
  switch (kind) {
    case QuestionKind::elicitation: {
      const Json& declared = member_of(client_capabilities, "elicitation");
      // An object without members means forms, as it did before there was anything else.
      return has_elicitation(revision) && declared.is_object() &&
             (!declared.contains("url") || declared.contains("form"));
    }
    case QuestionKind::sampling:
      return member_of(client_capabilities, "sampling").is_object();
    case QuestionKind::roots:
      return member_of(client_capabilities, "roots").is_object();
  }
  return false;
}

}  // namespace mnestic::mcp
