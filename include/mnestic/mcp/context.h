// What a handler knows about the request it serves, and what it may say before its answer.
//
// Thread safety: a CallContext belongs to the thread that runs the handler; log() and progress() of
// one context may be called from any thread until the handler returns, and are silent afterwards.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mnestic/mcp/revision.h"

namespace mnestic::mcp {

using Json = nlohmann::json;

// In rising order.
enum class LogLevel : std::uint8_t {
  debug,
  info,
  notice,
  warning,
  error,
  critical,
  alert,
  emergency,
};
[[nodiscard]] std::string_view to_string(LogLevel level);
[[nodiscard]] std::optional<LogLevel> log_level_named(std::string_view name);

// What a handler may ask of the client's side. Elicitation: a form for the user. Sampling: words of
// the client's model. Roots: folders that the client works in.
enum class QuestionKind : std::uint8_t { elicitation, sampling, roots };

// Where notes of a running request go. Given by the server; a handler uses its context.
class Outlet {
 public:
  Outlet() = default;
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  virtual ~Outlet() = default;

  virtual void log(LogLevel level, std::string_view logger, const Json& data) = 0;
  virtual void progress(double done, std::optional<double> total, std::string_view message) = 0;
};

// Who asks, and what they said they can do: the session's negotiated values in the legacy era, the
// request's own in the modern one. For display and for choosing a form, never for security.
struct CallContext {
  Revision revision = kNewestLegacy;
  std::string client_name;  // empty: not told
  Json client_capabilities = Json::object();
  std::optional<Json> progress_token;  // a string or an integer
  std::optional<LogLevel> log_level;   // modern only
  bool may_ask = true;                 // false: the client is not ready for questions yet
  std::shared_ptr<const std::atomic<bool>> cancel_flag;
  std::shared_ptr<Outlet> outlet;  // null: nobody listens

  [[nodiscard]] Era era() const { return era_of(revision); }
  // The client gave up: stop when convenient, the answer will not be sent.
  [[nodiscard]] bool cancelled() const { return cancel_flag != nullptr && *cancel_flag; }

  // Whether the client said that it answers questions of this kind (of an elicitation: forms). A
  // handler asks only then, and otherwise does without or gives a MissingCapability.
  [[nodiscard]] bool can_ask(QuestionKind kind) const;

  // A note for the client's log. Sent if the client wants this level: in the legacy era what
  // `logging/setLevel` said (info before), in the modern one only when the request names a level.
  void log(LogLevel level, std::string_view logger, const Json& data) const {
    if (outlet != nullptr) outlet->log(level, logger, data);
  }

  // How far the work is. Sent when the client gave a token; what does not rise is dropped, and what
  // comes too fast, except the last (`done` == `total`). `message` may be empty.
  void progress(double done, std::optional<double> total = std::nullopt,
                std::string_view message = {}) const {
    if (outlet != nullptr) outlet->progress(done, total, message);
  }
};

}  // namespace mnestic::mcp
