#include "mnestic/llm/chat.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <ctime>
#include <iomanip>
#include <locale>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "dialect.h"

namespace mnestic::llm {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;

// Pauses between tries: the first, doubled each time, up to the longest; a quarter more or less.
constexpr milliseconds kPauseFirst{500};
constexpr milliseconds kPauseMax{8'000};
constexpr std::uint64_t kAnswerBytesMax = 4 * 1024 * 1024;
// Each takes one parameter's next form; there are three of two steps.
constexpr int kSimplificationsMax = 6;
constexpr std::size_t kCodeShownBytes = 64;

class SteadyPace final : public Pace {
 public:
  Time now() const override { return std::chrono::steady_clock::now(); }
  bool pause(milliseconds duration, const std::function<bool()>& cancelled) const override {
    constexpr milliseconds kPoll{50};
    const Time end = now() + duration;
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    while (now() < end) {
      if (cancelled && cancelled()) return false;
      never.wait_until(lock, std::min(end, now() + kPoll));
    }
    return true;
  }
};

// The object under a name, or an empty one.
const Json& object_at(const Json& json, const char* name) {
  static const Json none = Json::object();
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found != json.end() && found->is_object() ? *found : none;
}

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t count_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

// A provider's own word for what went wrong, if it looks like one: messages may repeat what was
// sent.
std::string code_of(const Json& error) {
  std::string code = text_at(error, "code");
  if (code.empty()) code = text_at(error, "type");
  const bool plain = std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return plain && code.size() <= kCodeShownBytes ? code : "";
}

// "Wed, 21 Oct 2026 07:28:00 GMT".
std::optional<std::chrono::sys_seconds> http_date(std::string_view text) {
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  std::tm parts{};
  in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S GMT");
  const std::chrono::year_month_day day(std::chrono::year(parts.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                        std::chrono::day(static_cast<unsigned>(parts.tm_mday)));
  if (in.fail() || !day.ok()) return std::nullopt;
  return std::chrono::sys_days(day) + std::chrono::hours(parts.tm_hour) +
         std::chrono::minutes(parts.tm_min) + std::chrono::seconds(parts.tm_sec);
}

// How long the server wants to be left alone. A date is one of its own clock.
std::optional<milliseconds> retry_after(const HttpResponse& response) {
  const auto number = [&](const char* name) -> std::optional<double> {
    const std::string_view text = response.header(name);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (text.empty() || !whole || !(value >= 0) || value > 86'400'000) return std::nullopt;
    return value;
  };
  if (const auto ms = number("retry-after-ms")) return milliseconds(static_cast<long>(*ms));
  if (const auto s = number("retry-after")) return milliseconds(static_cast<long>(*s * 1'000));
  const auto until = http_date(response.header("retry-after"));
  const auto now = http_date(response.header("date"));
  if (!until || !now) return std::nullopt;
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(*until - *now));
}

bool is_worth_another_try(const HttpResponse& response, const Json& error) {
  if (code_of(error) == "insufficient_quota") return false;
  return response.status == 408 || response.status == 409 || response.status == 429 ||
         response.status >= 500;
}

class OpenAiChat final : public ChatClient {
 public:
  explicit OpenAiChat(ChatSetup setup) : setup_(std::move(setup)) {
    while (setup_.base_url.ends_with('/')) setup_.base_url.pop_back();
  }

  Result<ChatAnswer> ask(const ChatRequest& request) const override {
    const Pace::Time deadline = setup_.pace.now() + request.timeout;
    milliseconds pause = kPauseFirst;
    int simplified = 0;
    for (std::uint32_t tries = 1;; ++tries) {
      const Dialect dialect = current_dialect();
      auto response = send(request, dialect, deadline);
      Error trouble;
      std::optional<milliseconds> wanted;
      if (response && response->status == 200) return read(request, *response, tries);
      if (response) {
        const Json document = Json::parse(response->body, nullptr, false);
        const Json& error = object_at(document, "error");
        if (may_simplify(*response) && simplified < kSimplificationsMax && learn(dialect, error)) {
          ++simplified;
          continue;
        }
        if (const auto flaw = flaw_of(*response, error)) {
          return ChatAnswer{.content = {}, .flaw = flaw, .usage = {}, .tries = tries};
        }
        trouble = error_of(*response, error);
        if (!is_worth_another_try(*response, error)) return trouble;
        wanted = retry_after(*response);
      } else {
        trouble = std::move(response).error();
        if (trouble.code != ErrorCode::unavailable) return trouble;
      }
      const milliseconds wait = wanted.value_or(jittered(pause));
      pause = std::min(pause * 2, kPauseMax);
      if (setup_.pace.now() + wait >= deadline) return trouble;
      if (!setup_.pace.pause(wait, request.cancelled)) {
        return Error{ErrorCode::cancelled, "The call was cancelled."};
      }
    }
  }

 private:
  Dialect current_dialect() const {
    const std::lock_guard lock(mutex_);
    return dialect_;
  }

  // True: the request is worth another try in a simpler form.
  bool learn(Dialect used, const Json& error) const {
    if (!simplify(used, error)) return false;
    const std::lock_guard lock(mutex_);
    dialect_ = used;
    return true;
  }

  static bool may_simplify(const HttpResponse& response) {
    return response.status == 400 || response.status == 422;
  }

  milliseconds jittered(milliseconds pause) const {
    const auto quarter = static_cast<std::uint64_t>(pause.count() / 4);
    const auto part = static_cast<long>(setup_.random.next_u64() % (2 * quarter + 1));
    return pause - milliseconds(quarter) + milliseconds(part);
  }

  Result<HttpResponse> send(const ChatRequest& request, const Dialect& dialect,
                            Pace::Time deadline) const {
    HttpRequest http;
    http.method = HttpMethod::post;
    http.url = setup_.base_url + "/chat/completions";
    http.headers = {{"Accept", "application/json"}};
    if (!setup_.api_key.empty()) {
      http.headers.push_back({"Authorization", "Bearer " + setup_.api_key});
    }
    http.body = body_of(request, setup_.model, dialect);
    http.timeout = std::max(milliseconds(1),
                            std::chrono::duration_cast<milliseconds>(deadline - setup_.pace.now()));
    http.response_bytes_max = kAnswerBytesMax;
    http.cancelled = request.cancelled;
    return setup_.http.send(http);
  }

  // What the question itself is to blame for.
  static std::optional<Flaw> flaw_of(const HttpResponse& response, const Json& error) {
    if (response.status != 400 && response.status != 413) return std::nullopt;
    const std::string code = code_of(error);
    if (code == "context_length_exceeded" || response.status == 413) return Flaw::too_long;
    if (code == "content_filter" || code == "content_policy_violation") return Flaw::refused;
    return std::nullopt;
  }

  // "model_not_found", "model_decommissioned"; others say it in words, such as Ollama.
  static bool blames_model(int status, const std::string& code, const Json& error) {
    if (status != 400 && status != 403 && status != 404 && status != 410) return false;
    if (code.starts_with("model_") || text_at(error, "param") == "model") return true;
    return (status == 404 || status == 410) &&
           text_at(error, "message").find("model") != std::string::npos;
  }

  Error error_of(const HttpResponse& response, const Json& error) const {
    const std::string code = code_of(error);
    const std::string status =
        std::to_string(response.status) + (code.empty() ? "" : " (" + code + ")");
    const int number = response.status;
    if (number == 401) {
      return failed_precondition("The model's server does not accept the key (" + status +
                                 "); set OPENAI_API_KEY to a valid one.");
    }
    if (blames_model(number, code, error)) {
      return failed_precondition("The model \"" + setup_.model + "\" is not there (" + status +
                                 "); set MNESTIC_CHAT_MODEL to one that this key may use.");
    }
    if (number == 403) {
      return failed_precondition("The model's server refuses this key (" + status +
                                 "); look at the key's permissions, or set OPENAI_API_KEY.");
    }
    if (number == 404) {
      return failed_precondition("Nothing answers below OPENAI_BASE_URL (" + status +
                                 "); set it to an address that ends like .../v1.");
    }
    if (code == "insufficient_quota") {
      return {ErrorCode::unavailable,
              "The account of OPENAI_API_KEY has no quota left (" + status + ")."};
    }
    if (number == 429) {
      return {ErrorCode::unavailable, "The model's server asks to slow down (" + status + ")."};
    }
    if (number >= 500 || number == 408 || number == 409) {
      return {ErrorCode::unavailable, "The model's server has trouble (" + status + ")."};
    }
    return failed_precondition("The model's server did not accept the request (" + status +
                               "); look at MNESTIC_CHAT_MODEL and OPENAI_BASE_URL.");
  }

  static Result<ChatAnswer> read(const ChatRequest& request, const HttpResponse& response,
                                 std::uint32_t tries) {
    const Json document = Json::parse(response.body, nullptr, false);
    const auto choices = document.is_object() ? document.find("choices") : document.end();
    // A page of a proxy, or of something that is no model's server.
    if (document.is_discarded() || !document.is_object() || choices == document.end() ||
        !choices->is_array()) {
      return Error{ErrorCode::unavailable,
                   document.is_discarded()
                       ? "What answers at OPENAI_BASE_URL does not speak JSON."
                       : "What answers at OPENAI_BASE_URL does not offer chat completions."};
    }
    ChatAnswer answer;
    answer.tries = tries;
    const Json none = Json::object();
    const Json& choice =
        choices->empty() || !choices->front().is_object() ? none : choices->front();
    const Json& message = object_at(choice, "message");
    answer.content = text_at(message, "content");
    answer.flaw = flaw_of(choice, message);
    answer.usage = usage_of(document, request, answer.content);
    return answer;
  }

  static std::optional<Flaw> flaw_of(const Json& choice, const Json& message) {
    const std::string reason = text_at(choice, "finish_reason");
    if (!text_at(message, "refusal").empty() || reason == "content_filter") return Flaw::refused;
    if (reason == "length") return Flaw::cut_off;
    if (text_at(message, "content").empty()) return Flaw::broken;
    return std::nullopt;
  }

  static TokenUsage usage_of(const Json& document, const ChatRequest& request,
                             const std::string& content) {
    const Json& usage = object_at(document, "usage");
    TokenUsage out{.input = count_at(usage, "prompt_tokens"),
                   .cached = count_at(object_at(usage, "prompt_tokens_details"), "cached_tokens"),
                   .output = count_at(usage, "completion_tokens")};
    if (out.input == 0) {
      out.estimated = true;
      out.input = estimate_tokens(request.schema);
      for (const ChatMessage& each : request.messages) out.input += estimate_tokens(each.content);
      out.output = estimate_tokens(content);
    }
    out.cached = std::min(out.cached, out.input);
    return out;
  }

  ChatSetup setup_;
  mutable std::mutex mutex_;
  mutable Dialect dialect_;  // guarded by mutex_
};

}  // namespace

const Pace& real_pace() {
  static const SteadyPace pace;
  return pace;
}

std::unique_ptr<ChatClient> make_openai_chat(ChatSetup setup) {
  return std::make_unique<OpenAiChat>(std::move(setup));
}

std::uint64_t estimate_tokens(std::string_view text) { return (text.size() + 3) / 4; }

std::string_view to_string(Flaw flaw) {
  switch (flaw) {
    case Flaw::refused:
      return "the model refused";
    case Flaw::cut_off:
      return "the model's answer was cut off";
    case Flaw::broken:
      return "the model gave no answer that can be read";
    case Flaw::too_long:
      return "the text is too long for the model";
  }
  return "";
}

}  // namespace mnestic::llm
