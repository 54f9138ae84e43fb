// Extraction by a language model: what it is told, how its answer is read, and the extractor that
// asks one itself. The client's own model gets the same question and the same reader.
//
// What a model says is hostile input: every statement must be grounded in what was said, name only
// messages and facts that it was shown, and pass the same guards as text from anybody.
//
// Thread safety: pure functions, and as Extractor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/extract/extractor.h"
#include "mnestic/llm/chat.h"

namespace mnestic::extract {

// At most this goes into one question; what is longer is asked in several.
inline constexpr std::size_t kTurnsPerQuestionMax = 16;
inline constexpr std::size_t kTurnBytesMax = 12 * 1024;
inline constexpr std::size_t kQuestionBytesMax = 24 * 1024;
inline constexpr std::size_t kKnownPerQuestionMax = 12;

// `messages` as they may leave this process or wait on the disk: without secrets, hidden
// characters, code, quoted mail and lines that came from recall. A message that gives nothing has
// no content any more. Why something was left out is added to `rejected`, masked.
[[nodiscard]] std::vector<Message> presentable(std::vector<Message> messages,
                                               std::vector<Rejection>& rejected);

// Whether a turn of a conversation can hold anything durable: not greetings, thanks, applause and
// questions without the speaker in them. When in doubt, it can.
[[nodiscard]] bool worth_asking(std::string_view content);

// What a model is asked. `system` and `schema` never change.
struct ModelQuestion {
  std::string system;
  std::string user;    // empty: there is nothing to ask about
  std::string schema;  // of the answer, as JSON text
};
// REQUIRES: request.messages are presentable().
[[nodiscard]] ModelQuestion question_for(const ExtractRequest& request);

// Room for the most facts that so many turns usually hold.
[[nodiscard]] std::uint32_t answer_tokens_max(std::size_t turns);

// Reads the answer to question_for(request), however it looks.
[[nodiscard]] Extraction read_answer(const ExtractRequest& request, std::string_view answer);

// Asks `chat`, which must outlive it. `name` is shown to callers.
[[nodiscard]] std::unique_ptr<Extractor> make_model_extractor(const llm::ChatClient& chat,
                                                              std::string name);

}  // namespace mnestic::extract
