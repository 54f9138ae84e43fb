// The constant part of the question to a model.
#pragma once

namespace mnestic::extract {

// Longer than a question needs to be, on purpose: providers keep a beginning that never changes
// from 1,024 tokens on, and what is kept costs a tenth.
extern const char* const kSystemPrompt;
extern const char* const kAnswerSchema;
inline constexpr const char* kAnswerName = "memory_changes";
// The kind of what is no longer so.
inline constexpr const char* kEndName = "end";

}  // namespace mnestic::extract
