// OpenAI's embeddings over a scripted HTTP client: what is sent, and every way an answer can fail.
#include "mnestic/embed/openai.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "openai_wire.h"
#include "tests/support/manual_clock.h"

namespace {

using mnestic::Error;
using mnestic::ErrorCode;
using mnestic::Result;
using mnestic::embed::Embedding;
using mnestic::llm::HttpRequest;
using mnestic::llm::HttpResponse;
using Json = nlohmann::json;
using std::chrono::milliseconds;

constexpr std::size_t kDimension = 4;
constexpr std::string_view kKey = "sk-very-secret";

// Answers the n-th request with the n-th of `answers`, the last of them for ever.
class ScriptedHttp final : public mnestic::llm::HttpClient {
 public:
  using Answer = std::function<Result<HttpResponse>(const HttpRequest&)>;
  std::vector<Answer> answers;
  mutable std::vector<HttpRequest> requests;

  [[nodiscard]] Result<HttpResponse> send(const HttpRequest& request) const override {
    requests.push_back(request);
    return answers.at(std::min(requests.size(), answers.size()) - 1)(request);
  }
};

// A vector that says which text it is for.
Json vector_for(const std::string& text) {
  return Json::array({static_cast<double>(text.size()), 1.0, 0.0, 0.0});
}

Json good_body(const HttpRequest& request) {
  const Json asked = Json::parse(request.body);
  Json data = Json::array();
  for (const Json& input : asked["input"]) {
    data.push_back({{"index", data.size()}, {"embedding", vector_for(input.get<std::string>())}});
  }
  return {{"object", "list"}, {"data", data}};
}

Result<HttpResponse> good(const HttpRequest& request) {
  return HttpResponse{.status = 200, .headers = {}, .body = good_body(request).dump()};
}

ScriptedHttp::Answer body(const std::string& text) {
  return [text](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = 200, .headers = {}, .body = text};
  };
}

// A good answer, changed.
ScriptedHttp::Answer changed(const std::function<void(Json&)>& change) {
  return [change](const HttpRequest& request) -> Result<HttpResponse> {
    Json answer = good_body(request);
    change(answer["data"]);
    return HttpResponse{.status = 200, .headers = {}, .body = answer.dump()};
  };
}

ScriptedHttp::Answer status(int code, std::vector<mnestic::llm::HttpHeader> headers = {},
                            const std::string& text = "{}") {
  return [=](const HttpRequest&) -> Result<HttpResponse> {
    return HttpResponse{.status = code, .headers = headers, .body = text};
  };
}

ScriptedHttp::Answer failure(ErrorCode code) {
  return [code](const HttpRequest&) -> Result<HttpResponse> { return Error{code, "no luck"}; };
}

struct Fixture {
  mnestic::testing::ManualClock clock;
  std::unique_ptr<mnestic::RandomSource> random = mnestic::seeded_random(1);
  ScriptedHttp http;
  std::vector<milliseconds> pauses;
  std::unique_ptr<mnestic::embed::Embedder> embedder;

  explicit Fixture(std::vector<ScriptedHttp::Answer> answers,
                   const std::string& model = "text-embedding-3-small") {
    http.answers = std::move(answers);
    mnestic::embed::OpenAiOptions options;
    options.api_key = kKey;
    options.base_url = "https://models.example/v1/";
    options.model = model;
    options.dimensions = kDimension;
    options.pause = [this](milliseconds time) {
      pauses.push_back(time);
      clock.advance(time);
      return true;
    };
    auto made = mnestic::embed::make_openai_embedder(std::move(options), http, clock, *random);
    REQUIRE(made);
    embedder = *std::move(made);
  }

  Result<std::vector<Embedding>> passages(const std::vector<std::string>& texts) {
    return embedder->embed_passages(texts);
  }
  // The error of a call, which must not tell the key or the text.
  Error refused(const std::string& text = "User keeps bees") {
    const auto result = passages({text});
    REQUIRE_FALSE(result);
    CHECK(result.error().message.find(kKey) == std::string::npos);
    CHECK(result.error().message.find(text) == std::string::npos);
    return result.error();
  }
};

double cosine(const Embedding& vector, const std::string& text) {
  const auto size = static_cast<double>(text.size());
  return (double{vector[0]} * size + double{vector[1]}) / std::sqrt(size * size + 1);
}

}  // namespace

TEST_CASE("openai: a request says model, texts and dimensions; the key stands in one header") {
  Fixture fixture({good});
  const auto vectors = fixture.passages({"a", "bb", "ccc"});
  REQUIRE(vectors);
  REQUIRE(fixture.http.requests.size() == 1);
  const HttpRequest& request = fixture.http.requests[0];
  CHECK(request.url == "https://models.example/v1/embeddings");
  REQUIRE(request.headers.size() == 1);
  CHECK(request.headers[0].value == "Bearer " + std::string(kKey));
  const Json asked = Json::parse(request.body);
  CHECK(asked["model"] == "text-embedding-3-small");
  CHECK(asked["dimensions"] == kDimension);
  CHECK(asked["input"] == Json::array({"a", "bb", "ccc"}));
  CHECK(request.body.find(kKey) == std::string::npos);
  CHECK(fixture.embedder->name() == "openai:text-embedding-3-small:4");
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(cosine((*vectors)[i], std::string(i + 1, 'x')) == doctest::Approx(1.0));
  }
}

TEST_CASE("openai: vectors go by their index, in base64 as well") {
  Fixture fixture({changed([](Json& data) {
    std::swap(data[0], data[1]);
    // 2, 1, 0, 0 as little-endian floats.
    data[0]["embedding"] = "AAAAQAAAgD8AAAAAAAAAAA==";
  })});
  const auto vectors = fixture.passages({"a", "bb"});
  REQUIRE(vectors);
  CHECK(cosine((*vectors)[0], "a") == doctest::Approx(1.0));
  CHECK(cosine((*vectors)[1], "bb") == doctest::Approx(1.0));
}

TEST_CASE("openai: batches keep within the API's limits, long texts are cut, blanks never sent") {
  Fixture fixture({good});
  std::vector<std::string> texts(1'100, "User likes tea");
  texts[7] = " \n";
  texts[8] = std::string(32 * 1024, 'x');
  for (std::size_t i = 9; i < 60; ++i) texts[i] = std::string(9'000, '.');
  const auto vectors = fixture.passages(texts);
  REQUIRE(vectors);
  REQUIRE(vectors->size() == texts.size());
  CHECK((*vectors)[7] == Embedding(kDimension, 0.0F));
  std::size_t sent = 0;
  for (const HttpRequest& request : fixture.http.requests) {
    const Json inputs = Json::parse(request.body)["input"];
    sent += inputs.size();
    CHECK(inputs.size() <= 2'048);
    std::size_t tokens = 0;
    for (const Json& input : inputs) {
      const auto bound = mnestic::embed::tokens_at_most(input.get<std::string>());
      CHECK(bound <= mnestic::embed::kInputTokensMax);
      tokens += bound;
    }
    CHECK(tokens <= mnestic::embed::kRequestTokensMax);
  }
  CHECK(sent == texts.size() - 1);
  CHECK(fixture.http.requests.size() >= 3);
}

TEST_CASE("openai: a cut text ends with a whole character") {
  std::string text;
  while (text.size() < 40'000) text += "記憶";
  const auto cut = mnestic::embed::cut_to_input(text);
  CHECK(cut.size() <= mnestic::embed::kInputTokensMax);
  CHECK(cut.size() % 3 == 0);
  CHECK(mnestic::embed::cut_to_input("short") == "short");
}

TEST_CASE("openai: what may pass is asked again, with growing pauses and by chance") {
  Fixture fixture({failure(ErrorCode::unavailable), status(503), status(500), good});
  REQUIRE(fixture.passages({"a"}));
  REQUIRE(fixture.pauses.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(fixture.pauses[i] >= milliseconds(250 << i));
    CHECK(fixture.pauses[i] <= milliseconds(500 << i));
  }
}

TEST_CASE("openai: Retry-After is kept to, and within the deadline or not at all") {
  SUBCASE("soon") {
    Fixture fixture({status(429, {{"retry-after", "3"}}), good});
    REQUIRE(fixture.passages({"a"}));
    REQUIRE(fixture.pauses.size() == 1);
    CHECK(fixture.pauses[0] == milliseconds(3'000));
  }
  SUBCASE("in milliseconds") {
    Fixture fixture({status(429, {{"retry-after-ms", "2500"}, {"retry-after", "9"}}), good});
    REQUIRE(fixture.passages({"a"}));
    CHECK(fixture.pauses.at(0) == milliseconds(2'500));
  }
  SUBCASE("late: the call fails at once, and nobody asks before then") {
    Fixture fixture({status(429, {{"retry-after", "30"}}), good});
    CHECK(fixture.refused().code == ErrorCode::unavailable);
    CHECK(fixture.pauses.empty());
    fixture.clock.advance(milliseconds(29'000));
    CHECK(fixture.refused().code == ErrorCode::unavailable);
    CHECK(fixture.http.requests.size() == 1);
    fixture.clock.advance(milliseconds(1'001));
    CHECK(fixture.passages({"a"}));
  }
  SUBCASE("nonsense counts as not said") {
    for (const char* said : {"", "soon", "-5", "nan", "1e999"}) {
      CAPTURE(said);
      HttpResponse answer{.status = 429, .headers = {{"retry-after", said}}, .body = ""};
      CHECK_FALSE(mnestic::embed::retry_after(answer));
    }
  }
}

TEST_CASE("openai: a provider that is away costs one deadline, then calls fail at once") {
  Fixture fixture({failure(ErrorCode::unavailable)});
  const auto begin = fixture.clock.now();
  CHECK(fixture.refused().code == ErrorCode::unavailable);
  CHECK(fixture.clock.now() - begin <= milliseconds(20'000));
  const auto asked = fixture.http.requests.size();
  CHECK(asked > 3);
  CHECK(fixture.refused().code == ErrorCode::unavailable);
  CHECK(fixture.http.requests.size() == asked);
  // Back again: the next call after the rest succeeds.
  fixture.http.answers = {good};
  fixture.clock.advance(milliseconds(1'001));
  CHECK(fixture.passages({"a"}));
  CHECK(fixture.passages({"a"}));
}

TEST_CASE("openai: a timed-out request ends the call") {
  Fixture fixture({failure(ErrorCode::deadline_exceeded), good});
  CHECK(fixture.refused().code == ErrorCode::deadline_exceeded);
  CHECK(fixture.http.requests.size() == 1);
}

TEST_CASE("openai: broken answers are told apart and never taken") {
  struct Case {
    const char* name;
    ScriptedHttp::Answer answer;
    const char* says;
  };
  const std::vector<Case> cases = {
      {"no JSON", body("<html>"), "no JSON"},
      {"cut", body(R"({"data":[{"index":0,"embedding":[1,0)"), "cut"},
      {"empty", body(""), "no JSON"},
      {"an array", body("[]"), "list"},
      {"no data", body(R"({"object":"list"})"), "list"},
      {"data no list", body(R"({"data":{"index":0}})"), "list"},
      {"none", changed([](Json& data) { data.clear(); }), "0 vectors for 1"},
      {"too many", changed([](Json& data) { data.push_back(data[0]); }), "2 vectors for 1"},
      {"no index", changed([](Json& data) { data[0].erase("index"); }), "which text"},
      {"negative", changed([](Json& data) { data[0]["index"] = -1; }), "which text"},
      {"out of range", changed([](Json& data) { data[0]["index"] = 1; }), "which text"},
      {"words", changed([](Json& data) { data[0]["embedding"] = "not base64!"; }), "numbers"},
      {"nulls", changed([](Json& data) { data[0]["embedding"][1] = nullptr; }), "numbers"},
      {"NaN", changed([](Json& data) { data[0]["embedding"] = "AADAfwAAgD8AAAAAAAAAAA=="; }),
       "finite"},
      {"huge", changed([](Json& data) { data[0]["embedding"][1] = 1e300; }), "finite"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    Fixture fixture({each.answer});
    const Error error = fixture.refused();
    CHECK(error.code == ErrorCode::unavailable);
    CHECK_MESSAGE(error.message.find(each.says) != std::string::npos, error.message);
    // Broken once is asked again.
    Fixture mended({each.answer, good});
    CHECK(mended.passages({"a"}));
  }
  Fixture twice({changed([](Json& data) { data[1]["index"] = 0; })});
  const auto result = twice.passages({"a", "b"});
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find("same text") != std::string::npos);
}

TEST_CASE("openai: what asking again cannot mend says what to set, once") {
  struct Case {
    const char* name;
    ScriptedHttp::Answer answer;
    const char* says;
  };
  const std::vector<Case> cases = {
      {"wrong length", changed([](Json& data) { data[0]["embedding"].push_back(0.5); }),
       "MNESTIC_EMBEDDING_DIMENSIONS"},
      {"key", status(401, {}, R"({"error":{"code":"invalid_api_key","message":"sk-very-secret"}})"),
       "OPENAI_API_KEY"},
      {"forbidden", status(403), "OPENAI_API_KEY"},
      {"unknown model", status(404, {}, R"({"error":{"code":"model_not_found"}})"),
       "model_not_found"},
      {"bad request", status(400, {}, R"({"error":{"type":"invalid_request_error"}})"),
       "invalid_request_error"},
      {"moved", status(301), "refuses"},
      {"quota", status(429, {}, R"({"error":{"code":"insufficient_quota"}})"), "quota"},
      {"text in the code", status(400, {}, R"({"error":{"code":"User keeps bees"}})"), "refuses"},
      {"certificate", failure(ErrorCode::failed_precondition), "no luck"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.name);
    Fixture fixture({each.answer});
    const Error error = fixture.refused();
    CHECK(error.code == ErrorCode::failed_precondition);
    CHECK_MESSAGE(error.message.find(each.says) != std::string::npos, error.message);
    CHECK(fixture.http.requests.size() == 1);
  }
}

TEST_CASE("openai: a query asked before is not asked again") {
  Fixture fixture({good});
  const auto first = fixture.embedder->embed_query("which tools");
  const auto second = fixture.embedder->embed_query("which tools");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first == *second);
  CHECK(fixture.http.requests.size() == 1);
  for (int i = 0; i < 300; ++i) CHECK(fixture.embedder->embed_query("q" + std::to_string(i)));
  CHECK(fixture.embedder->embed_query("which tools"));
  CHECK(fixture.http.requests.size() == 302);
  CHECK(fixture.http.requests[0].timeout <= milliseconds(5'000));
}

TEST_CASE("openai: a model of unknown length needs the setting") {
  mnestic::testing::ManualClock clock;
  const auto random = mnestic::seeded_random(1);
  ScriptedHttp http;
  const auto make = [&](const std::string& model, std::size_t dimensions) {
    mnestic::embed::OpenAiOptions options;
    options.model = model;
    options.dimensions = dimensions;
    return mnestic::embed::make_openai_embedder(std::move(options), http, clock, *random);
  };
  CHECK((*make("text-embedding-3-small", 0))->dimension() == 1'536);
  CHECK((*make("text-embedding-3-large", 0))->dimension() == 3'072);
  CHECK((*make("text-embedding-3-large", 256))->dimension() == 256);
  CHECK_FALSE(make("nomic-embed-text", 0));
  CHECK((*make("nomic-embed-text", 768))->dimension() == 768);
  CHECK_FALSE(make("nomic-embed-text", 9'000));
  CHECK_FALSE(make("", 768));
}
