#include "mnestic/llm/chat.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/llm/scripted_http.h"

namespace mnestic::llm {
namespace {

using std::chrono::milliseconds;
using testing::Json;
using testing::ScriptedHttp;
using testing::ScriptedPace;

constexpr const char* kKey = "sk-very-secret";
constexpr const char* kSchema =
    R"({"type":"object","properties":{},"required":[],"additionalProperties":false})";

struct Chat {
  ScriptedHttp http;
  ScriptedPace pace;
  std::unique_ptr<RandomSource> random = seeded_random(7);
  std::unique_ptr<ChatClient> client = make_openai_chat({.base_url = "http://server/v1/",
                                                         .api_key = kKey,
                                                         .model = "gpt-5-mini",
                                                         .http = http,
                                                         .random = *random,
                                                         .pace = pace});

  Result<ChatAnswer> ask(const std::string& text = "hello") {
    return client->ask({.messages = {{ChatRole::system, "Answer in JSON."}, {ChatRole::user, text}},
                        .schema = kSchema,
                        .schema_name = "memories"});
  }
  Error error_of_ask() {
    const auto answer = ask();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().message.find("sk-") == std::string::npos);
    CHECK(answer.error().message.find("secret text") == std::string::npos);
    return answer.error();
  }
};

TEST_CASE_FIXTURE(Chat, "chat: the request as the API wants it") {
  http.say("{}");
  const auto answer = ask();
  REQUIRE(answer);
  CHECK(answer->content == "{}");
  CHECK_FALSE(answer->flaw);
  CHECK(answer->usage == TokenUsage{.input = 1'200, .cached = 1'024, .output = 30});
  CHECK(http.urls.front() == "http://server/v1/chat/completions");
  const Json& body = http.bodies.front();
  CHECK(body ==
        Json{{"model", "gpt-5-mini"},
             {"messages",
              {{{"role", "system"}, {"content", "Answer in JSON."}},
               {{"role", "user"}, {"content", "hello"}}}},
             {"response_format",
              {{"type", "json_schema"},
               {"json_schema",
                {{"name", "memories"}, {"strict", true}, {"schema", Json::parse(kSchema)}}}}},
             {"max_completion_tokens", 2'000},
             {"reasoning_effort", "minimal"}});
  const auto& sent = http.headers.front();
  CHECK(std::any_of(sent.begin(), sent.end(), [](const HttpHeader& each) {
    return each.name == "Authorization" && each.value == std::string("Bearer ") + kKey;
  }));
}

TEST_CASE_FIXTURE(Chat, "chat: what is refused is left out, and stays out") {
  http.complain(400, "reasoning_effort", "unsupported_parameter");
  http.complain(400, "max_completion_tokens", "unsupported_parameter");
  http.complain(400, "response_format", "");
  http.complain(400, "max_tokens", "unsupported_parameter");
  http.answer(400, {{"error", {{"message", "json_object is not supported"}, {"type", "x"}}}});
  http.say("{}");
  REQUIRE(ask());
  CHECK(http.bodies[3].at("response_format") == Json{{"type", "json_object"}});
  CHECK(http.bodies[3].contains("max_tokens"));
  const Json plain = {{"model", "gpt-5-mini"}, {"messages", http.bodies[0].at("messages")}};
  CHECK(http.bodies[5] == plain);
  http.say("{}");
  REQUIRE(ask());
  CHECK(http.bodies[6] == plain);
  CHECK(pace.pauses.empty());
}

TEST_CASE_FIXTURE(Chat, "chat: an effort that a model does not know becomes the next one") {
  http.complain(400, "reasoning_effort", "unsupported_value");
  http.say("{}");
  REQUIRE(ask());
  CHECK(http.bodies[1].at("reasoning_effort") == "low");
}

TEST_CASE_FIXTURE(Chat, "chat: settings to mend are named") {
  http.complain(401, "", "invalid_api_key");
  CHECK(error_of_ask().message.find("OPENAI_API_KEY") != std::string::npos);
  http.complain(404, "", "model_not_found");
  const Error gone = error_of_ask();
  CHECK(gone.code == ErrorCode::failed_precondition);
  CHECK(gone.message.find("MNESTIC_CHAT_MODEL") != std::string::npos);
  CHECK(gone.message.find("gpt-5-mini") != std::string::npos);
  http.answer_text(404, "<html>not here</html>");
  CHECK(error_of_ask().message.find("OPENAI_BASE_URL") != std::string::npos);
  http.complain(403, "", "");
  CHECK(error_of_ask().message.find("OPENAI_API_KEY") != std::string::npos);
  http.complain(400, "messages", "invalid_type");
  CHECK(error_of_ask().code == ErrorCode::failed_precondition);
  CHECK(pace.pauses.empty());
}

TEST_CASE_FIXTURE(Chat, "chat: trouble is waited out as the server asks") {
  http.answer(429, Json::object(), {{"retry-after", "3"}});
  http.answer(503, Json::object(), {{"retry-after-ms", "250"}});
  http.fail(ErrorCode::unavailable);
  http.say("{}");
  const auto answer = ask();
  REQUIRE(answer);
  CHECK(answer->tries == 4);
  REQUIRE(pace.pauses.size() == 3);
  CHECK(pace.pauses[0] == milliseconds(3'000));
  CHECK(pace.pauses[1] == milliseconds(250));
  CHECK(pace.pauses[2] >= milliseconds(1'500));
  CHECK(pace.pauses[2] <= milliseconds(2'500));
  CHECK(http.timeouts[1] == milliseconds(17'000));
}

TEST_CASE_FIXTURE(Chat, "chat: no wait goes past the deadline") {
  http.answer(429, Json::object(), {{"retry-after", "20"}});
  CHECK(error_of_ask().code == ErrorCode::unavailable);
  CHECK(pace.pauses.empty());
  for (int i = 0; i < 10; ++i) http.answer(500, Json::object());
  CHECK(error_of_ask().code == ErrorCode::unavailable);
  CHECK(http.answers.size() >= 3);
  http.answers.clear();
  http.fail(ErrorCode::deadline_exceeded);
  CHECK(error_of_ask().code == ErrorCode::deadline_exceeded);
  http.answer(429, {{"error", {{"code", "insufficient_quota"}}}});
  CHECK(error_of_ask().message.find("quota") != std::string::npos);
  for (const char* odd : {"-1", "soon", "Wed, 32 Oct 2026 07:28:00 GMT", "1e300", "nan",
                          "Wed, 21 Oct 2026 07:28:00 GMT", ""}) {
    CAPTURE(odd);
    pace.pauses.clear();
    http.answer(429, Json::object(), {{"retry-after", odd}});
    http.say("{}");
    CHECK(ask());
    CHECK(pace.pauses.front() < milliseconds(1'000));
  }
}

TEST_CASE_FIXTURE(Chat, "chat: a wait that ends at a date is counted by the server's clock") {
  const HttpHeader now{"date", "Wed, 21 Oct 2026 07:27:55 GMT"};
  http.answer(429, Json::object(), {now, {"retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"}});
  http.answer(503, Json::object(), {now, {"retry-after", "Tue, 20 Oct 2026 07:28:00 GMT"}});
  http.say("{}");
  REQUIRE(ask());
  CHECK(pace.pauses == std::vector{milliseconds(5'000), milliseconds(0)});
  http.answer(429, Json::object(), {now, {"retry-after", "Wed, 21 Oct 2026 07:30:00 GMT"}});
  CHECK(error_of_ask().code == ErrorCode::unavailable);
}

TEST_CASE_FIXTURE(Chat, "chat: a model that is gone is named, however the server says it") {
  struct Case {
    int status;
    Json error;
  };
  const std::vector<Case> cases = {
      {404, {{"code", "model_not_found"}, {"message", "no"}}},
      {400, {{"code", "model_decommissioned"}, {"message", "The model has been decommissioned"}}},
      {403, {{"code", "model_not_found"}, {"message", "no access"}}},
      {410, {{"code", nullptr}, {"message", "This model was retired"}}},
      {404, {{"param", "model"}, {"code", nullptr}}},
      {404, {{"code", nullptr}, {"type", "api_error"}, {"message", "model \"x\" not found"}}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.error);
    http.answer(each.status, {{"error", each.error}});
    const Error gone = error_of_ask();
    CHECK(gone.code == ErrorCode::failed_precondition);
    CHECK(gone.message.find("MNESTIC_CHAT_MODEL") != std::string::npos);
  }
}

TEST_CASE_FIXTURE(Chat, "chat: a caller who leaves is not kept waiting") {
  http.answer(500, Json::object());
  const auto answer = client->ask({.messages = {}, .cancelled = [] { return true; }});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::cancelled);
}

TEST_CASE_FIXTURE(Chat, "chat: answers of no use say why") {
  struct Case {
    const char* name;
    Json body;
    Flaw flaw;
  };
  const std::vector<Case> cases = {
      {"refusal",
       {{"choices",
         {{{"finish_reason", "stop"}, {"message", {{"refusal", "no"}, {"content", nullptr}}}}}}},
       Flaw::refused},
      {"filter",
       {{"choices", {{{"finish_reason", "content_filter"}, {"message", {{"content", "x"}}}}}}},
       Flaw::refused},
      {"length",
       {{"choices", {{{"finish_reason", "length"}, {"message", {{"content", "{\"a"}}}}}}},
       Flaw::cut_off},
      {"no choices", {{"choices", Json::array()}}, Flaw::broken},
      {"no message", {{"choices", {{{"finish_reason", "stop"}}}}}, Flaw::broken},
      {"wrong types",
       {{"choices", {{{"finish_reason", 7}, {"message", {{"content", {1, 2}}}}}}}},
       Flaw::broken},
      {"numbers for objects", {{"choices", {1}}, {"usage", "much"}}, Flaw::broken},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    http.answer(200, each.body);
    const auto answer = ask();
    REQUIRE(answer);
    CHECK(answer->flaw == each.flaw);
    CHECK(answer->usage.estimated);
    CHECK(answer->usage.input > 0);
  }
  http.complain(400, "messages", "context_length_exceeded");
  CHECK(ask()->flaw == Flaw::too_long);
  http.complain(400, "prompt", "content_filter");
  CHECK(ask()->flaw == Flaw::refused);
}

TEST_CASE_FIXTURE(Chat, "chat: what is no model's server") {
  http.answer_text(200, "<html>please log in</html>");
  CHECK(error_of_ask().message.find("JSON") != std::string::npos);
  for (const char* body : {"[]", "{}", "null", "7", R"({"choices":{}})", ""}) {
    CAPTURE(body);
    http.answer_text(200, body);
    CHECK(error_of_ask().message.find("OPENAI_BASE_URL") != std::string::npos);
  }
}

}  // namespace
}  // namespace mnestic::llm
