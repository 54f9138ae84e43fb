// ChatClient: a question to a language model, an answer in the shape that was asked for. Behind it
// the chat completions of OpenAI, which many other servers offer too. What an answer means, and
// whether it can be believed, is the asker's affair.
//
// What a server or model refuses (a parameter, a way to ask for JSON) is left out from then on, so
// that older and compatible servers work after the first question.
//
// Neither keys nor what was said appear in errors. Thread safety: all methods may be called from
// several threads at once. Lifetime: the parts of a setup must outlive the client.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/llm/http.h"

namespace mnestic::llm {

enum class ChatRole : std::uint8_t { system, user, assistant };

struct ChatMessage {
  ChatRole role = ChatRole::user;
  std::string content;
};

struct ChatRequest {
  // What never changes first, so that the provider can keep it.
  std::vector<ChatMessage> messages;
  // A JSON schema that the answer must fit, as text, and its name; empty: any text. For servers
  // without schemas the messages should describe it too, with the word JSON.
  std::string schema;
  std::string schema_name = "answer";
  std::uint32_t answer_tokens_max = 2'000;
  std::chrono::milliseconds timeout{20'000};  // for all tries together
  std::function<bool()> cancelled;            // as in HttpRequest
};

struct TokenUsage {
  std::uint64_t input = 0;
  std::uint64_t cached = 0;  // the part of `input` that the provider had kept
  std::uint64_t output = 0;
  bool estimated = false;  // the server did not say

  friend bool operator==(const TokenUsage&, const TokenUsage&) = default;
};

// Why an answer came but is of no use. Asking the same again may help, or not.
enum class Flaw : std::uint8_t {
  refused,  // the model or a filter declined
  cut_off,  // the answer ended before it was complete
  broken,   // there is no answer in it
  too_long  // the question does not fit the model
};

struct ChatAnswer {
  std::string content;
  std::optional<Flaw> flaw;  // then `content` is what came of it, perhaps nothing
  TokenUsage usage;
  std::uint32_t tries = 1;
};

class ChatClient {
 public:
  ChatClient() = default;
  ChatClient(const ChatClient&) = delete;
  ChatClient& operator=(const ChatClient&) = delete;
  virtual ~ChatClient() = default;

  // Errors, all of them "no model answered": failed_precondition when a setting must be mended
  // first (the message names it); unavailable and deadline_exceeded when the server is away or
  // overloaded, after tries that paused as it asked for; cancelled.
  [[nodiscard]] virtual Result<ChatAnswer> ask(const ChatRequest& request) const = 0;
};

// Time as retries see it. Tests have one of their own.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Pace() = default;
  Pace(const Pace&) = delete;
  Pace& operator=(const Pace&) = delete;
  virtual ~Pace() = default;

  [[nodiscard]] virtual Time now() const = 0;
  // False: cancelled in the meantime.
  [[nodiscard]] virtual bool pause(std::chrono::milliseconds duration,
                                   const std::function<bool()>& cancelled) const = 0;
};
// The machine's. Lives as long as the program.
[[nodiscard]] const Pace& real_pace();

struct ChatSetup {
  std::string base_url;  // "https://api.openai.com/v1"
  std::string api_key;   // empty: none is sent
  std::string model;
  const HttpClient& http;
  RandomSource& random;
  const Pace& pace = real_pace();
};
[[nodiscard]] std::unique_ptr<ChatClient> make_openai_chat(ChatSetup setup);

// About how many tokens a text has: a quarter of its bytes, rounded up.
[[nodiscard]] std::uint64_t estimate_tokens(std::string_view text);

[[nodiscard]] std::string_view to_string(Flaw flaw);

}  // namespace mnestic::llm
