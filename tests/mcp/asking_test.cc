// Handlers that ask the client: real requests in the legacy era, rounds in the modern one.
#include <doctest/doctest.h>

#include <chrono>

#include "../support/server_pair.h"

namespace mnestic::mcp {
namespace {

class SetClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp(std::chrono::milliseconds(ms)); }
  std::atomic<std::int64_t> ms = 1'000'000;
};

const Json kForms = {{"elicitation", Json::object()}};
const Json kAll = {{"elicitation", {{"form", Json::object()}, {"url", Json::object()}}},
                   {"sampling", Json::object()},
                   {"roots", Json::object()}};

// name: asks for a name until it is told one. two: asks for roots, then a sample. any: asks for
// what the client can. need: cannot do without sampling.
class Asking {
 public:
  explicit Asking(ServerOptions options = pair_options()) : server(std::move(options)) {
    server.set_clock(clock);
    const auto add = [&](const std::string& name, bool read_only, AskingToolHandler handler) {
      server.add_tool({.name = name,
                       .input_schema = {{"type", "object"}},
                       .annotations = {.read_only = read_only}},
                      std::move(handler));
    };
    add("name", false,
        [](const Json&, const Answers& answers, CallContext&) { return ask_name(answers); });
    add("two", true,
        [](const Json&, const Answers& answers, CallContext&) { return two(answers); });
    add("need", true, [](const Json&, const Answers&, CallContext&) -> Outcome<ToolResult> {
      return MissingCapability{{QuestionKind::sampling}};
    });
    add("again", true, [](const Json&, const Answers& answers, CallContext&) {
      if (answers.state == 2) return Outcome<ToolResult>(text("two rounds"));
      return Outcome<ToolResult>(
          Questions{{}, answers.state.is_null() ? 1 : answers.state.get<int>() + 1});
    });
    server.add_tool(
        {.name = "plain", .input_schema = {{"type", "object"}}, .annotations = {.read_only = true}},
        [](const Json&, CallContext&) { return text("plain"); });
    server.add_prompt(
        {.name = "ask", .title = "", .description = "", .arguments = {}},
        [](const PromptArguments&, const Answers& answers, CallContext&) -> Outcome<PromptResult> {
          auto outcome = ask_name(answers);
          if (auto* questions = std::get_if<Questions>(&outcome)) {
            return std::move(*questions);
          }
          return PromptResult{std::get_if<ToolResult>(&outcome)->text, {}};
        });
    server.add_resource(
        {.uri = "x://ask", .name = "ask"},
        [](const ResourceRequest& request, const Answers& answers,
           CallContext&) -> ResourceOutcome {
          auto outcome = ask_name(answers);
          if (auto* questions = std::get_if<Questions>(&outcome)) {
            return std::move(*questions);
          }
          return ResourceBody{{{request.uri, "", std::get_if<ToolResult>(&outcome)->text, false}}};
        });
  }

  static ToolResult text(std::string words) { return {std::move(words), nullptr, false, {}}; }
  static Outcome<ToolResult> ask_name(const Answers& answers) {
    const std::string action = answers.action("user");
    if (action == "accept") {
      const Json& given = answers.content("user");
      return text("Hello " + given["name"].get<std::string>() +
                  (given.contains("colours") ? given["colours"].dump() : ""));
    }
    if (!action.empty()) return text("Said " + action);
    Json choice = {{"type", "string"},
                   {"oneOf", {{{"const", "a"}, {"title", "A"}}, {{"const", "b"}}}}};
    const Json colours = {{"type", "array"},
                          {"items", {{"type", "string"}, {"enum", {"red", "blue", "green"}}}},
                          {"maxItems", 2},
                          {"default", {"red"}}};
    return Questions{
        {{"user", form_question("Your name?", {{"type", "object"},
                                               {"properties",
                                                {{"name", {{"type", "string"}, {"minLength", 2}}},
                                                 {"choice", choice},
                                                 {"colours", colours}}},
                                               {"required", {"name"}}})}},
        nullptr};
  }
  static Outcome<ToolResult> two(const Answers& answers) {
    if (answers.find("roots") == nullptr) return Questions{{{"roots", roots_question()}}, "first"};
    if (answers.find("sample") == nullptr && !answers.failed.contains("sample")) {
      return Questions{{{"sample", sampling_question({{"messages", Json::array()},
                                                      {"maxTokens", 5},
                                                      {"tools", Json::array()}})}},
                       "second"};
    }
    const Json* sample = answers.find("sample");
    return text(
        answers.state.get<std::string>() + " " +
        std::to_string((*answers.find("roots"))["roots"].size()) + " " +
        (sample != nullptr ? (*sample)["model"].get<std::string>() : answers.failed.at("sample")));
  }

  SetClock clock;
  Server server;
};

Json call(const std::string& tool, const Json& arguments = Json::object()) {
  return {{"name", tool}, {"arguments", arguments}};
}
std::string text_of(const Json& reply) { return reply["result"]["content"][0]["text"]; }
Json accept(const Json& content) { return {{"action", "accept"}, {"content", content}}; }

TEST_CASE("legacy asking: a request of the server's own, in the words of the revision") {
  for (const std::string revision : {"2025-06-18", "2025-11-25"}) {
    CAPTURE(revision);
    Asking asking;
    const Pair pair(asking.server);
    (void)pair.open(revision, kForms);
    pair.send_legacy(1, "tools/call", call("name"));
    Json question = pair.receive();
    CHECK(question["method"] == "elicitation/create");
    const bool old = revision == "2025-06-18";
    CHECK(question["params"].contains("mode") == !old);
    const Json& choice = question["params"]["requestedSchema"]["properties"]["choice"];
    CHECK(choice.contains("oneOf") == !old);
    if (old) CHECK(choice["enumNames"] == Json{"A", "b"});
    const Json& colours = question["params"]["requestedSchema"]["properties"]["colours"];
    CHECK(colours["type"] == (old ? "string" : "array"));
    CHECK(colours.contains("default") == !old);
    if (old) CHECK(colours["description"].get<std::string>().ends_with("red, blue, green"));
    // What does not fit is asked again; a stranger's answer is ignored.
    for (const Json& bad : {accept({{"name", "x"}}), accept(nullptr), accept({{"choice", "a"}}),
                            accept({{"name", "Ann"}, {"choice", "c"}}),
                            accept({{"name", "Ann"}, {"colours", "pink"}}),
                            accept({{"name", "Ann"}, {"colours", {"red", "blue", "green"}}}),
                            Json{{"action", "maybe"}}, Json(5)}) {
      CAPTURE(bad.dump());
      pair.answer({{"id", "s999"}}, accept({{"name", "Eve"}}));
      pair.answer(question, bad);
      question = pair.receive();
      REQUIRE(question["method"] == "elicitation/create");
    }
    const Json chosen = old ? Json(" red,blue") : Json{"red", "blue"};
    pair.answer(question, accept({{"name", "Ann"}, {"choice", "b"}, {"colours", chosen}}));
    const Json reply = pair.receive();
    CHECK(reply["id"] == 1);
    CHECK(text_of(reply) == R"(Hello Ann["red","blue"])");
  }
}

TEST_CASE("legacy asking: declined, refused, and for prompts and resources") {
  Asking asking;
  const Pair pair(asking.server);
  (void)pair.open("2025-11-25", kAll);
  pair.send_legacy(1, "tools/call", call("name"));
  pair.answer(pair.receive(), {{"action", "decline"}});
  CHECK(text_of(pair.receive()) == "Said decline");
  pair.send_legacy(2, "prompts/get", {{"name", "ask"}});
  const Json question = pair.receive();
  pair.send({{"jsonrpc", "2.0"},
             {"id", question["id"]},
             {"error", {{"code", -1}, {"message", "No forms today"}}}});
  CHECK(pair.receive()["result"]["description"] == "Said cancel");
  pair.send_legacy(3, "resources/read", {{"uri", "x://ask"}});
  pair.answer(pair.receive(), accept({{"name", "Bo"}}));
  CHECK(pair.receive()["result"]["contents"][0]["text"] == "Hello Bo");
  pair.send_legacy(4, "tools/call", call("two"));
  Json next = pair.receive();
  CHECK(next["method"] == "roots/list");
  CHECK_FALSE(next.contains("params"));
  pair.answer(next, {{"roots", {{{"uri", "file:///a"}}}}});
  next = pair.receive();
  CHECK(next["method"] == "sampling/createMessage");
  pair.send({{"jsonrpc", "2.0"}, {"id", next["id"]}, {"error", {{"code", -1}, {"message", "No"}}}});
  CHECK(text_of(pair.receive()) == "second 1 No");
  CHECK(text_of(pair.legacy("tools/call", call("again"))) == "two rounds");
}

TEST_CASE("legacy asking: an undeclared kind is an error of the tool, and nothing is asked") {
  Asking asking;
  for (const auto& [revision, capabilities] : std::vector<std::pair<std::string, Json>>{
           {"2025-11-25", Json::object()},
           {"2025-11-25", {{"elicitation", {{"url", Json::object()}}}}},
           {"2025-03-26", kForms}}) {
    const Pair pair(asking.server);
    (void)pair.open(revision, capabilities);
    const Json reply = pair.legacy("tools/call", call("name"));
    CHECK(reply["result"]["isError"] == true);
    CHECK(pair.legacy("tools/call", call("need"))["result"]["isError"] == true);
    CHECK(pair.legacy("prompts/get", {{"name", "ask"}})["error"]["code"] == -32603);
  }
  const Pair early(asking.server);
  (void)early.legacy("initialize", {{"protocolVersion", "2025-11-25"}, {"capabilities", kForms}});
  CHECK(early.legacy("tools/call", call("name"))["result"]["isError"] == true);
}

TEST_CASE("legacy asking: many wait at once and hold up nobody") {
  Asking asking;
  const Pair pair(asking.server);
  (void)pair.open("2025-11-25", kForms);
  constexpr int kCalls = 32;
  std::vector<Json> questions;
  for (int i = 1; i <= kCalls; ++i) {
    pair.send_legacy(100 + i, "tools/call", call("name"));
    questions.push_back(pair.receive());
  }
  CHECK(text_of(pair.legacy("tools/call", call("plain"))) == "plain");
  CHECK(pair.legacy("tools/call", call("name"))["error"]["code"] == -32603);
  for (const Json& question : questions) {
    pair.answer(question, accept({{"name", "Ann"}}));
    CHECK(text_of(pair.receive()) == "Hello Ann");
  }
}

TEST_CASE("legacy asking: a cancelled call takes its question back and is not answered") {
  Asking asking;
  const Pair pair(asking.server);
  (void)pair.open("2025-11-25", kForms);
  pair.send_legacy(1, "tools/call", call("name"));
  const Json question = pair.receive();
  pair.notify("notifications/cancelled", {{"requestId", 1}});
  const Json taken = pair.receive();
  CHECK(taken["method"] == "notifications/cancelled");
  CHECK(taken["params"]["requestId"] == question["id"]);
  pair.answer(question, accept({{"name", "late"}}));
  CHECK(pair.legacy("ping")["id"] == 7);
}

TEST_CASE("legacy asking: no answer in time counts as cancelled; the end of input ends the wait") {
  ServerOptions options = pair_options();
  options.ask_wait = std::chrono::milliseconds(20);
  Asking hurried(options);
  const Pair pair(hurried.server);
  (void)pair.open("2025-11-25", kForms);
  pair.send_legacy(1, "tools/call", call("name"));
  const Json question = pair.receive();
  CHECK(pair.receive()["params"]["requestId"] == question["id"]);
  CHECK(text_of(pair.receive()) == "Said cancel");

  Asking patient;
  const Pair ended(patient.server);
  (void)ended.open("2025-11-25", kForms);
  ended.send_legacy(1, "tools/call", call("name"));
  CHECK(ended.receive()["method"] == "elicitation/create");
}

Json retry(const Json& round, const Json& responses, Json params) {
  params["requestState"] = round["result"]["requestState"];
  params["inputResponses"] = responses;
  return params;
}

TEST_CASE("modern asking: rounds, with the answers of earlier ones kept in the state") {
  Asking asking;
  const Pair pair(asking.server);
  const Json first = pair.modern("tools/call", call("two"), kAll);
  CHECK(first["result"]["resultType"] == "input_required");
  CHECK(first["result"]["inputRequests"] == Json{{"roots", {{"method", "roots/list"}}}});
  CHECK_FALSE(first["result"].contains("content"));
  CHECK_FALSE(first["result"].contains("ttlMs"));
  const Json second = pair.modern(
      "tools/call", retry(first, {{"roots", {{"roots", Json::array()}}}, {"more", 1}}, call("two")),
      kAll);
  CHECK(second["result"]["inputRequests"].contains("sample"));
  CHECK(second["result"]["requestState"] != first["result"]["requestState"]);
  const Json sample = {
      {"role", "assistant"}, {"content", {{"type", "text"}, {"text", "hi"}}}, {"model", "m1"}};
  const Json done =
      pair.modern("tools/call", retry(second, {{"sample", sample}}, call("two")), kAll);
  CHECK(done["result"]["resultType"] == "complete");
  CHECK(text_of(done) == "second 0 m1");
  // State alone: call again.
  Json again = pair.modern("tools/call", call("again"), kAll);
  CHECK_FALSE(again["result"].contains("inputRequests"));
  again = pair.modern("tools/call", retry(again, nullptr, call("again")), kAll);
  again = pair.modern("tools/call", retry(again, nullptr, call("again")), kAll);
  CHECK(text_of(again) == "two rounds");
}

TEST_CASE("modern asking: what is missing or malformed is asked again") {
  Asking asking;
  const Pair pair(asking.server);
  const Json first = pair.modern("tools/call", call("name"), kForms);
  for (const Json& responses :
       {Json(nullptr), Json(5), Json::object(), Json{{"usr", accept({{"name", "Ann"}})}},
        Json{{"user", 7}}, Json{{"user", nullptr}}, Json{{"user", accept({{"name", 5}})}}}) {
    CAPTURE(responses.dump());
    const Json next = pair.modern("tools/call", retry(first, responses, call("name")), kForms);
    CHECK(next["result"]["resultType"] == "input_required");
    Json stateless = call("name");
    stateless["inputResponses"] = responses;
    CHECK(pair.modern("tools/call", stateless, kForms)["result"]["resultType"] == "input_required");
  }
  Json stateless = call("name");
  stateless["inputResponses"] = {{"user", accept({{"name", "Ann"}})}};
  CHECK(pair.modern("tools/call", stateless, kForms)["result"]["resultType"] == "input_required");
}

TEST_CASE("modern asking: a state is good for its request only, unchanged, for ten minutes") {
  Asking asking;
  const Pair pair(asking.server);
  const Json first = pair.modern("tools/call", call("name", {{"a", 1}}), kForms);
  const Json given = {{"user", accept({{"name", "Ann"}})}};
  const auto code_with = [&](const Json& params, const std::string& method = "tools/call") {
    const Json reply = pair.modern(method, params, kForms);
    return reply.contains("error") ? reply["error"]["code"].get<int>() : 0;
  };
  const Json good = retry(first, given, call("name", {{"a", 1}}));
  CHECK(code_with(good) == 0);
  CHECK(code_with(retry(first, given, call("name", {{"a", 2}}))) == -32602);
  CHECK(code_with(retry(first, given, call("two", {{"a", 1}}))) == -32602);
  CHECK(code_with(retry(first, given, {{"name", "ask"}}), "prompts/get") == -32602);
  const std::string state = first["result"]["requestState"];
  for (std::size_t i = 0; i < state.size(); i += 7) {
    Json bad = good;
    std::string changed = state;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    bad["requestState"] = changed;
    CHECK(code_with(bad) == -32602);
  }
  for (const Json& odd : {Json(""), Json(5), Json("v1.x"), Json(state.substr(0, 30)),
                          Json(state + "A"), Json(state + "=")}) {
    Json bad = good;
    bad["requestState"] = odd;
    CHECK(code_with(bad) == -32602);
  }
  asking.clock.ms += 600'000;
  CHECK(code_with(good) == 0);
  asking.clock.ms += 1;
  CHECK(code_with(good) == -32602);
  asking.clock.ms -= 600'002;  // set back before it was made
  CHECK(code_with(good) == -32602);
}

TEST_CASE("modern asking: a key from outside outlives the server, one of its own does not") {
  std::string state;
  const Json given = {{"user", accept({{"name", "Ann"}})}};
  for (const bool own : {false, true}) {
    Json first;
    for (int life = 0; life < 2; ++life) {
      Asking asking;
      if (!own) asking.server.set_state_key([]() -> Result<SealKey> { return SealKey{1, 2, 3}; });
      const Pair pair(asking.server);
      if (life == 0) {
        first = pair.modern("tools/call", call("name"), kForms);
      } else {
        const Json reply = pair.modern("tools/call", retry(first, given, call("name")), kForms);
        CHECK(reply.contains("error") == own);
      }
    }
  }
}

TEST_CASE("modern asking: undeclared kinds are named in -32021") {
  Asking asking;
  const Pair pair(asking.server);
  const Json need = pair.modern("tools/call", call("need"), kForms)["error"];
  CHECK(need["code"] == -32021);
  CHECK(need["data"] == Json{{"requiredCapabilities", {{"sampling", Json::object()}}}});
  for (const Json& capabilities :
       {Json::object(), Json{{"elicitation", {{"url", Json::object()}}}}}) {
    const Json name = pair.modern("tools/call", call("name"), capabilities)["error"];
    CHECK(name["code"] == -32021);
    CHECK(name["data"]["requiredCapabilities"] ==
          Json{{"elicitation", {{"form", Json::object()}}}});
  }
  const Json prompt = pair.modern("prompts/get", {{"name", "ask"}}, kForms);
  CHECK(prompt["result"]["resultType"] == "input_required");
  const Json done =
      pair.modern("prompts/get",
                  retry(prompt, {{"user", accept({{"name", "Cy"}})}}, {{"name", "ask"}}), kForms);
  CHECK(done["result"]["description"] == "Hello Cy");
  const Json read = pair.modern("resources/read", {{"uri", "x://ask"}}, kForms);
  const Json body =
      pair.modern("resources/read",
                  retry(read, {{"user", accept({{"name", "Di"}})}}, {{"uri", "x://ask"}}), kForms);
  CHECK(body["result"]["contents"][0]["text"] == "Hello Di");
}

}  // namespace
}  // namespace mnestic::mcp
