// An HttpClient that answers from a list and keeps what it was asked; and a time of its own.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mnestic/llm/chat.h"
#include "mnestic/llm/http.h"

namespace mnestic::testing {

using Json = nlohmann::json;

class ScriptedPace final : public llm::Pace {
 public:
  Time now() const override { return now_; }
  bool pause(std::chrono::milliseconds duration,
             const std::function<bool()>& cancelled) const override {
    if (cancelled && cancelled()) return false;
    pauses.push_back(duration);
    now_ += duration;
    return true;
  }
  void advance(std::chrono::milliseconds by) const { now_ += by; }

  mutable std::vector<std::chrono::milliseconds> pauses;

 private:
  mutable Time now_{};
};

class ScriptedHttp final : public llm::HttpClient {
 public:
  using Answer = Result<llm::HttpResponse>;

  Result<llm::HttpResponse> send(const llm::HttpRequest& request) const override {
    REQUIRE_FALSE(answers.empty());
    urls.push_back(request.url);
    headers.push_back(request.headers);
    bodies.push_back(Json::parse(request.body));
    timeouts.push_back(request.timeout);
    Answer answer = answers.front();
    answers.pop_front();
    return answer;
  }

  void answer(int status, const Json& body, std::vector<llm::HttpHeader> with = {}) {
    answer_text(status, body.dump(), std::move(with));
  }
  void answer_text(int status, std::string body, std::vector<llm::HttpHeader> with = {}) {
    answers.emplace_back(
        llm::HttpResponse{.status = status, .headers = std::move(with), .body = std::move(body)});
  }
  void fail(ErrorCode code) { answers.emplace_back(Error{code, "no answer"}); }
  void complain(int status, const std::string& param, const std::string& code) {
    answer(status,
           {{"error", {{"message", "secret text and sk-key"}, {"param", param}, {"code", code}}}});
  }
  void say(const std::string& content) {
    answer(200, {{"choices", {{{"finish_reason", "stop"}, {"message", {{"content", content}}}}}},
                 {"usage",
                  {{"prompt_tokens", 1'200},
                   {"completion_tokens", 30},
                   {"prompt_tokens_details", {{"cached_tokens", 1'024}}}}}});
  }

  mutable std::deque<Answer> answers;
  mutable std::vector<std::string> urls;
  mutable std::vector<std::vector<llm::HttpHeader>> headers;
  mutable std::vector<Json> bodies;
  mutable std::vector<std::chrono::milliseconds> timeouts;
};

}  // namespace mnestic::testing
