// Resources, prompts, completion, logging, progress and subscriptions, in both eras.
#include <doctest/doctest.h>

#include <mutex>
#include <set>

#include "../support/server_pair.h"

namespace mnestic::mcp {
namespace {

ToolDefinition tool_named(const std::string& name) {
  return {.name = name, .input_schema = {{"type", "object"}}, .annotations = {.read_only = true}};
}

ResourceOutcome read_item(const ResourceRequest& request, const Answers&, CallContext&) {
  const std::string& id = request.variables.at("id");
  if (id == "none") return ResourceNotFound{};
  ResourceContents text{request.uri, "text/plain", "item " + id, false};
  ResourceContents blob{request.uri, "image/png", std::string("\x00\xff\x10\x80", 4), true};
  return ResourceBody{{text, blob}};
}

Result<ResourcePage> list_items(const std::optional<std::string>& cursor, CallContext&) {
  ResourcePage page;
  if (!cursor) {
    page.resources.push_back({.uri = "x://items/1", .name = "one", .title = "One"});
    page.next_cursor = "";  // an empty cursor is one, too
    return page;
  }
  if (!cursor->empty()) return invalid_argument("That cursor was never given out.");
  page.resources.push_back({.uri = "x://items/2", .name = "two"});
  return page;
}

// Everything at once; `updates` says what was watched.
class Full {
 public:
  Full() : server(pair_options()) {
    server.add_tool(tool_named("work"), [](const Json& arguments, CallContext& context) {
      for (const double done : {0.0, 0.0, 50.0, 20.0, 100.0}) {
        context.progress(done, 100.0, "step");
      }
      for (int i = 0; i < arguments.value("many", 0); ++i) context.progress(101 + i, 1e6);
      for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::error}) {
        context.log(level, "worker", {{"level", to_string(level)}});
      }
      return ToolResult{"done", nullptr, false, {}};
    });
    server.add_resource({.uri = "x://fixed",
                         .name = "fixed",
                         .mime_type = "text/plain",
                         .size_bytes = 5,
                         .annotations = {{"lastModified", "2026-01-01"}}},
                        [](const ResourceRequest& request, const Answers&, CallContext&) {
                          return ResourceBody{{{request.uri, "text/plain", "fixed", false}}};
                        });
    ResourceTemplate items{.uri_template = "x://items/{id}", .name = "item"};
    items.completers["id"] = [](const CompletionRequest& request, CallContext&) {
      Completion completion;
      for (int i = 0; i < 150; ++i) {
        completion.values.push_back(request.value + std::to_string(i) + request.known.at("lang"));
      }
      completion.total = 150;
      return completion;
    };
    server.add_resource_template(std::move(items), read_item);
    server.set_resource_lister(list_items);
    server.add_prompt(
        {.name = "greet",
         .title = "Greet",
         .description = "Greets",
         .arguments = {{.name = "who", .title = "Who", .required = true}, {.name = "how"}}},
        [](const PromptArguments& arguments, const Answers&, CallContext&) {
          PromptMessage link;
          link.content = {{"type", "resource_link"}, {"uri", "x://a"}, {"name", "a"}};
          PromptMessage text;
          text.content = {{"type", "text"}, {"text", "Hi " + arguments.at("who")}};
          return PromptResult{"Greeting", {text, link}};
        });
    server.enable_logging();
    server.enable_changes({.tools = true,
                           .prompts = true,
                           .resources = true,
                           .resources_to_listeners_only = true,
                           .resource_contents = true});
  }
  Server server;
};

const std::vector<std::string> kLegacy = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"};

TEST_CASE("capabilities: exactly what was added, by era and revision") {
  Full full;
  for (const std::string& revision : kLegacy) {
    CAPTURE(revision);
    const Pair pair(full.server);
    Json wanted = {{"tools", {{"listChanged", true}}},
                   {"resources", {{"subscribe", true}}},
                   {"prompts", {{"listChanged", true}}},
                   {"logging", Json::object()}};
    if (revision != "2024-11-05") wanted["completions"] = Json::object();
    CHECK(pair.open(revision)["capabilities"] == wanted);
  }
  const Pair pair(full.server);
  const Json modern = pair.modern("server/discover")["result"]["capabilities"];
  CHECK(modern["resources"] == Json{{"subscribe", true}, {"listChanged", true}});
}

TEST_CASE("methods: of features that were not added do not exist") {
  Server server(pair_options());
  const Pair pair(server);
  (void)pair.open();
  for (const std::string method : {"resources/list", "resources/templates/list", "resources/read",
                                   "resources/subscribe", "resources/unsubscribe", "prompts/list",
                                   "prompts/get", "completion/complete", "logging/setLevel"}) {
    CAPTURE(method);
    CHECK(pair.legacy(method)["error"]["code"] == -32601);
    CHECK(pair.modern(method)["error"]["code"] == -32601);
  }
}

TEST_CASE("resources: pages, contents, and what is not there") {
  Full full;
  const Pair pair(full.server);
  (void)pair.open();
  const Json first = pair.legacy("resources/list")["result"];
  CHECK(first == Json{{"resources",
                       {{{"uri", "x://fixed"},
                         {"name", "fixed"},
                         {"mimeType", "text/plain"},
                         {"size", 5},
                         {"annotations", {{"lastModified", "2026-01-01"}}}},
                        {{"uri", "x://items/1"}, {"name", "one"}, {"title", "One"}}}},
                      {"nextCursor", ""}});
  const Json second = pair.modern("resources/list", {{"cursor", ""}})["result"];
  CHECK(second["resources"] == Json{{{"uri", "x://items/2"}, {"name", "two"}}});
  CHECK_FALSE(second.contains("nextCursor"));
  CHECK(second["ttlMs"] == 0);
  CHECK(second["cacheScope"] == "private");
  for (const Json& bad : {Json("forged"), Json(5)}) {
    CHECK(pair.legacy("resources/list", {{"cursor", bad}})["error"]["code"] == -32602);
  }
  CHECK(pair.legacy("prompts/list", {{"cursor", "x"}})["error"]["code"] == -32602);

  const Json read = pair.legacy("resources/read", {{"uri", "x://items/a%20b"}})["result"];
  CHECK(read ==
        Json{{"contents",
              {{{"uri", "x://items/a%20b"}, {"mimeType", "text/plain"}, {"text", "item a b"}},
               {{"uri", "x://items/a%20b"}, {"mimeType", "image/png"}, {"blob", "AP8QgA=="}}}}});
  CHECK(pair.modern("resources/read", {{"uri", "x://fixed"}})["result"]["resultType"] ==
        "complete");
  for (const std::string uri : {"x://items/none", "x://items/", "x://items/a/b", "x://items/%zz",
                                "x://item", "y://fixed", "x://items/../fixed", ""}) {
    CAPTURE(uri);
    const Json old = pair.legacy("resources/read", {{"uri", uri}})["error"];
    CHECK(old["code"] == -32002);
    CHECK(old["data"] == Json{{"uri", uri}});
    const Json now = pair.modern("resources/read", {{"uri", uri}})["error"];
    CHECK(now["code"] == -32602);
    CHECK(now["data"] == Json{{"uri", uri}});
  }
  CHECK(pair.legacy("resources/read")["error"]["code"] == -32602);
  CHECK(pair.legacy("resources/templates/list")["result"]["resourceTemplates"][0]["uriTemplate"] ==
        "x://items/{id}");
}

TEST_CASE("prompts: listed by revision, filled, refused; links become text for old peers") {
  Full full;
  for (const std::string& revision : kLegacy) {
    CAPTURE(revision);
    const Pair pair(full.server);
    (void)pair.open(revision);
    const bool titles = revision >= "2025-06-18";
    const Json listed = pair.legacy("prompts/list")["result"]["prompts"][0];
    CHECK(listed.contains("title") == titles);
    CHECK(listed["arguments"][0].contains("title") == titles);
    CHECK(listed["arguments"][0]["required"] == true);
    const Json got = pair.legacy("prompts/get", {{"name", "greet"}, {"arguments", {{"who", "A"}}}});
    CHECK(got["result"]["messages"][0]["content"]["text"] == "Hi A");
    CHECK(got["result"]["messages"][1]["content"]["type"] == (titles ? "resource_link" : "text"));
    CHECK_FALSE(got["result"].contains("resultType"));
  }
  const Pair pair(full.server);
  CHECK(pair.modern("prompts/list")["result"].contains("ttlMs"));
  const Json good = {{"name", "greet"}, {"arguments", {{"who", "A"}}}};
  const Json got = pair.modern("prompts/get", good)["result"];
  CHECK(got["resultType"] == "complete");
  CHECK_FALSE(got.contains("ttlMs"));
  for (const Json& bad : {Json{{"name", "greed"}}, Json{{"name", "greet"}}, Json::object(),
                          Json{{"name", "greet"}, {"arguments", {{"who", 5}}}},
                          Json{{"name", "greet"}, {"arguments", {{"how", "x"}}}},
                          Json{{"name", "greet"}, {"arguments", Json::array()}}}) {
    CAPTURE(bad.dump());
    CHECK(pair.modern("prompts/get", bad)["error"]["code"] == -32602);
  }
  CHECK(pair.modern("prompts/get", {{"name", "gret"}})["error"]["message"] ==
        "Unknown prompt: gret. Did you mean greet?");
}

TEST_CASE("completion: cut at a hundred, context passed on, unknown refs refused") {
  Full full;
  const Pair pair(full.server);
  (void)pair.open();
  const auto ask = [&](const Json& ref, const std::string& name) {
    return pair.legacy("completion/complete", {{"ref", ref},
                                               {"argument", {{"name", name}, {"value", "v"}}},
                                               {"context", {{"arguments", {{"lang", "!"}}}}}});
  };
  const Json item = {{"type", "ref/resource"}, {"uri", "x://items/{id}"}};
  const Json got = ask(item, "id")["result"]["completion"];
  CHECK(got["values"].size() == 100);
  CHECK(got["values"][3] == "v3!");
  CHECK(got["total"] == 150);
  CHECK(got["hasMore"] == true);
  const Json greet = {{"type", "ref/prompt"}, {"name", "greet"}};
  CHECK(ask(greet, "who")["result"]["completion"] ==
        Json{{"values", Json::array()}, {"hasMore", false}});
  CHECK(ask(greet, "whom")["error"]["code"] == -32602);
  CHECK(ask(item, "no")["error"]["code"] == -32602);
  CHECK(ask({{"type", "ref/prompt"}, {"name", "no"}}, "who")["error"]["code"] == -32602);
  CHECK(ask(5, "who")["error"]["code"] == -32602);
  CHECK(pair.legacy("completion/complete")["error"]["code"] == -32602);
}

// What comes before the answer with this id.
std::vector<Json> notes_before(const Pair& pair, const Json& id, Json& answer) {
  std::vector<Json> notes;
  for (;;) {
    Json message = pair.receive();
    if (message.contains("id") && message["id"] == id) {
      answer = std::move(message);
      return notes;
    }
    notes.push_back(std::move(message));
  }
}

TEST_CASE("progress: only with a token, only what rises, bounded, with a message where known") {
  Full full;
  const Pair pair(full.server);
  for (const std::string& revision : kLegacy) {
    CAPTURE(revision);
    (void)pair.open(revision);
    pair.send_legacy(1, "logging/setLevel", {{"level", "emergency"}});
    CHECK(pair.receive()["result"] == Json::object());
    Json answer;
    pair.send_legacy(2, "tools/call", {{"name", "work"}, {"_meta", {{"progressToken", "t"}}}});
    const auto notes = notes_before(pair, 2, answer);
    REQUIRE(notes.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(notes[i]["method"] == "notifications/progress");
      CHECK(notes[i]["params"]["progress"] == static_cast<int>(i) * 50);
      CHECK(notes[i]["params"]["progressToken"] == "t");
      CHECK(notes[i]["params"].contains("message") == (revision != "2024-11-05"));
    }
    pair.send_legacy(3, "tools/call", {{"name", "work"}});
    CHECK(notes_before(pair, 3, answer).empty());
  }
  Json answer;
  pair.send_legacy(
      4, "tools/call",
      {{"name", "work"}, {"arguments", {{"many", 20'000}}}, {"_meta", {{"progressToken", 1}}}});
  CHECK(notes_before(pair, 4, answer).size() < 2'000);
}

TEST_CASE("logging: per session in the legacy era, per request in the modern one") {
  Full full;
  const Pair pair(full.server);
  (void)pair.open();
  const auto logged = [&](const Json& id) {
    Json answer;
    std::vector<std::string> levels;
    for (const Json& note : notes_before(pair, id, answer)) {
      CHECK(note["method"] == "notifications/message");
      CHECK(note["params"]["logger"] == "worker");
      CHECK(note["params"]["data"]["level"] == note["params"]["level"]);
      levels.push_back(note["params"]["level"]);
    }
    return levels;
  };
  using Levels = std::vector<std::string>;
  pair.send_legacy(1, "tools/call", {{"name", "work"}});
  CHECK(logged(1) == Levels{"info", "error"});
  CHECK(pair.legacy("logging/setLevel", {{"level", "loud"}})["error"]["code"] == -32602);
  CHECK(pair.legacy("logging/setLevel", {{"level", "debug"}})["result"] == Json::object());
  pair.send_legacy(2, "tools/call", {{"name", "work"}});
  CHECK(logged(2) == Levels{"debug", "info", "error"});
  pair.send_modern(3, "tools/call", {{"name", "work"}});
  CHECK(logged(3).empty());
  pair.send_modern(
      4, "tools/call",
      {{"name", "work"}, {"_meta", {{"io.modelcontextprotocol/logLevel", "warning"}}}});
  CHECK(logged(4) == Levels{"error"});
}

TEST_CASE("subscribe: updates come until unsubscribed, and only known uris are taken") {
  Full full;
  const Pair pair(full.server);
  (void)pair.open();
  CHECK(pair.legacy("resources/subscribe", {{"uri", "y://no"}})["error"]["code"] == -32002);
  CHECK(pair.legacy("resources/subscribe")["error"]["code"] == -32602);
  CHECK(pair.legacy("resources/subscribe", {{"uri", "x://fixed"}})["result"] == Json::object());
  full.server.resource_updated("x://items/1");  // nobody asked for it
  full.server.resource_updated("x://fixed");
  CHECK(pair.receive() == Json{{"jsonrpc", "2.0"},
                               {"method", "notifications/resources/updated"},
                               {"params", {{"uri", "x://fixed"}}}});
  CHECK(pair.legacy("resources/unsubscribe", {{"uri", "x://fixed"}})["result"] == Json::object());
  full.server.resource_updated("x://fixed");
  full.server.resources_changed();  // for listeners only
  full.server.tools_changed();
  CHECK(pair.receive() == Json{{"jsonrpc", "2.0"}, {"method", "notifications/tools/list_changed"}});
}

TEST_CASE("changes: nothing unasked before a legacy client is ready, nothing to modern ones") {
  Full full;
  const Pair pair(full.server);
  CHECK(pair.modern("server/discover").contains("result"));
  full.server.tools_changed();
  (void)pair.legacy("initialize", {{"protocolVersion", "2025-11-25"}});
  full.server.tools_changed();
  CHECK(pair.legacy("ping")["result"] == Json::object());
}

TEST_CASE("listen: acknowledged first, each its own copy, silent once cancelled") {
  Full full;
  const Pair pair(full.server);
  pair.send_modern("L", "subscriptions/listen",
                   {{"notifications",
                     {{"toolsListChanged", true},
                      {"promptsListChanged", false},
                      {"other", true},
                      {"resourceSubscriptions", {"x://fixed", "y://no"}}}}});
  const Json honoured = {{"toolsListChanged", true}, {"resourceSubscriptions", {"x://fixed"}}};
  const std::string key = "io.modelcontextprotocol/subscriptionId";
  CHECK(pair.receive() == Json{{"jsonrpc", "2.0"},
                               {"method", "notifications/subscriptions/acknowledged"},
                               {"params", {{"_meta", {{key, "L"}}}, {"notifications", honoured}}}});
  pair.send_modern(
      2, "subscriptions/listen",
      {{"notifications", {{"toolsListChanged", true}, {"resourcesListChanged", true}}}});
  CHECK(pair.receive()["params"]["_meta"][key] == 2);
  full.server.prompts_changed();
  full.server.resource_updated("x://fixed");
  CHECK(pair.receive() == Json{{"jsonrpc", "2.0"},
                               {"method", "notifications/resources/updated"},
                               {"params", {{"_meta", {{key, "L"}}}, {"uri", "x://fixed"}}}});
  full.server.tools_changed();
  std::set<std::string> ids;
  for (int i = 0; i < 2; ++i) ids.insert(pair.receive()["params"]["_meta"][key].dump());
  CHECK(ids == std::set<std::string>{"\"L\"", "2"});
  full.server.resources_changed();
  CHECK(pair.receive()["params"]["_meta"][key] == 2);
  // An id under way is taken, by a listen as by a call.
  pair.send_modern(2, "tools/call", {{"name", "work"}});
  CHECK(pair.receive()["error"]["code"] == -32600);
  pair.send_modern(2, "subscriptions/listen", {{"notifications", Json::object()}});
  CHECK(pair.receive()["error"]["code"] == -32600);
  pair.notify("notifications/cancelled", {{"requestId", "L"}});
  pair.notify("notifications/cancelled", {{"requestId", 2}});
  CHECK(pair.modern("server/discover").contains("result"));
  full.server.tools_changed();
  full.server.resource_updated("x://fixed");
  CHECK(pair.modern("server/discover").contains("result"));
  for (const Json& bad :
       {Json(5), Json{{"toolsListChanged", 1}}, Json{{"resourceSubscriptions", "x"}},
        Json{{"resourceSubscriptions", {1}}}}) {
    CHECK(pair.modern("subscriptions/listen", {{"notifications", bad}})["error"]["code"] == -32602);
  }
}

TEST_CASE("listen: bounded in number") {
  ServerOptions options = pair_options();
  options.listens_max = 2;
  Server server(options);
  const Pair pair(server);
  for (int i = 0; i < 2; ++i) {
    pair.send_modern(i, "subscriptions/listen", {{"notifications", Json::object()}});
    CHECK(pair.receive()["params"]["notifications"] == Json::object());
  }
  pair.send_modern(3, "subscriptions/listen", {{"notifications", Json::object()}});
  CHECK(pair.receive()["error"]["code"] == -32603);
}

TEST_CASE("watching: the observer hears of every change, and of the end") {
  std::mutex mutex;
  std::vector<Watched> heard;
  Full full;
  full.server.set_watch_observer([&](const Watched& watched) {
    const std::lock_guard lock(mutex);
    heard.push_back(watched);
  });
  {
    const Pair pair(full.server);
    (void)pair.open();
    (void)pair.legacy("resources/subscribe", {{"uri", "x://fixed"}});
    (void)pair.legacy("resources/subscribe", {{"uri", "x://fixed"}});
    pair.send_modern("L", "subscriptions/listen",
                     {{"notifications", {{"resourcesListChanged", true}}}});
    (void)pair.receive();
    pair.notify("notifications/cancelled", {{"requestId", "L"}});
    (void)pair.legacy("ping");
  }
  const std::vector<Watched> wanted = {
      {{"x://fixed"}, false}, {{"x://fixed"}, true}, {{"x://fixed"}, false}, {{}, false}};
  CHECK(heard == wanted);
}

}  // namespace
}  // namespace mnestic::mcp
