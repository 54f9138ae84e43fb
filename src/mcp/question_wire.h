// Questions as each revision puts them, and answers as they come back.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mnestic/mcp/ask.h"

namespace mnestic::mcp {

[[nodiscard]] std::string_view method_of(QuestionKind kind);

// Null when there are none to send.
[[nodiscard]] Json params_of(const Question& question, Revision revision);

// One member of `inputRequests`.
[[nodiscard]] Json input_request_of(const Question& question, Revision revision);

// The answer as the handler gets it; nothing when it is malformed.
[[nodiscard]] std::optional<Json> checked_answer(const Question& question, const Json& answer);

// What a client must declare to be asked these.
[[nodiscard]] Json required_capabilities(const std::vector<QuestionKind>& kinds);

}  // namespace mnestic::mcp
