// Resources, prompts, completion, questions, progress and notes of changes, over a real engine.
#include <doctest/doctest.h>

#include <set>

#include "../support/server_pair.h"
#include "bench_of_tools.h"

namespace mnestic::tools {
namespace {

using mcp::Pair;

// The tools' server over an engine that the test also reaches from behind, as another process
// would.
struct Bed {
  Bed() : server(mcp::pair_options()) {
    bench.options.default_user = "ann";
    register_tools(server, bench.provider(), bench.options);
  }
  // Gives the id.
  std::string store(const std::string& content, const std::string& kind = "fact",
                    const std::string& user = "ann") {
    const Json fact = {{"content", content}, {"kind", kind}, {"tags", {"tag-" + kind}}};
    const Json out = bench.ok("remember", Json{{"facts", {fact}}, {"user_id", user}}.dump());
    return out["added"].empty() ? "" : out["added"][0]["id"].get<std::string>();
  }
  ToolBench bench;
  mcp::Server server;
};

std::string text_in(const Json& reply) { return reply["result"]["contents"][0]["text"]; }

TEST_CASE("resources: the profile and each memory can be read, pages come newest first") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  (void)bed.store("User's name is Ann", "profile");
  (void)bed.store("Always answer \"briefly\"", "instruction");
  (void)bed.store("Bob's secret", "profile", "bob");
  std::set<std::string> stored;
  for (int i = 0; i < 118; ++i) {
    stored.insert("memory://memories/" + bed.store("Number " + std::to_string(i), "note"));
  }
  const std::string profile = text_in(pair.legacy("resources/read", {{"uri", "memory://profile"}}));
  CHECK(profile.find("\"User's name is Ann\"") != std::string::npos);
  CHECK(profile.find(R"("Always answer \"briefly\"")") != std::string::npos);
  CHECK(profile.find("Nothing yet") != std::string::npos);  // preferences
  CHECK(profile.find("Bob") == std::string::npos);

  Json params = Json::object();
  std::vector<Json> listed;
  for (int page = 0; page < 3; ++page) {
    const Json result = pair.legacy("resources/list", params)["result"];
    for (const Json& each : result["resources"]) listed.push_back(each);
    CHECK(result.contains("nextCursor") == (page < 2));
    if (page == 2) break;
    std::string forged = result["nextCursor"];
    forged.back() = forged.back() == '0' ? '1' : '0';
    CHECK(pair.legacy("resources/list", {{"cursor", forged}})["error"]["code"] == -32602);
    params["cursor"] = result["nextCursor"];
  }
  REQUIRE(listed.size() == 121);
  CHECK(listed[0]["uri"] == "memory://profile");
  CHECK(listed[1]["title"] == "Number 117");
  for (std::size_t i = 1; i < 119; ++i) CHECK(stored.contains(listed[i]["uri"]));
  const Json read =
      Json::parse(text_in(pair.legacy("resources/read", {{"uri", listed[1]["uri"]}})));
  CHECK(read["content"] == "Number 117");
}

TEST_CASE("resources: another user's memory and a made-up id are not found") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  const std::string bobs = "memory://memories/" + bed.store("Bob's", "fact", "bob");
  for (const std::string& uri : {bobs, std::string("memory://memories/mem_x"),
                                 std::string("memory://memories/"), std::string("file:///etc")}) {
    CHECK(pair.legacy("resources/read", {{"uri", uri}})["error"]["code"] == -32002);
    CHECK(pair.modern("resources/read", {{"uri", uri}})["error"]["code"] == -32602);
  }
  bed.bench.store_fails = true;
  CHECK(pair.modern("resources/read", {{"uri", "memory://profile"}})["error"]["code"] == -32603);
}

TEST_CASE("prompts: filled with real memories, quoted") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  (void)bed.store("User drinks \"black\" coffee", "preference");
  (void)bed.store("Coffee was in the news");
  const auto answer = [&](Json arguments) {
    arguments["question"] = "How do I drink coffee?";
    const Json reply = pair.legacy(
        "prompts/get", {{"name", "answer_with_memory"}, {"arguments", std::move(arguments)}});
    return reply.contains("error")
               ? reply["error"]["message"].get<std::string>()
               : reply["result"]["messages"][0]["content"]["text"].get<std::string>();
  };
  const std::string all = answer(Json::object());
  CHECK(all.find(R"("User drinks \"black\" coffee")") != std::string::npos);
  CHECK(all.find("in the news") != std::string::npos);
  CHECK(answer({{"kind", "preference"}, {"tag", ""}}).find("in the news") == std::string::npos);
  CHECK(answer({{"tag", "tag-fact"}}).find("black") == std::string::npos);
  CHECK(answer({{"kind", "no"}}) == "There is no kind \"no\".");
  const Json onboard = pair.legacy("prompts/get", {{"name", "onboard"}});
  CHECK(onboard.dump().find("black") != std::string::npos);
}

TEST_CASE("resources, prompts: many long memories make no text that nobody can take") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  for (int i = 0; i < 12; ++i) {
    (void)bed.store("Rule " + std::to_string(i) + std::string(30'000, 'x'), "instruction");
  }
  (void)bed.store("Always answer in rhymes", "instruction");
  const std::string profile = text_in(pair.legacy("resources/read", {{"uri", "memory://profile"}}));
  CHECK(profile.size() < 70'000);
  CHECK(profile.find("in rhymes") != std::string::npos);
  CHECK(profile.find("and more; list_memories") != std::string::npos);
  const Json prompt = pair.legacy("prompts/get", {{"name", "answer_with_memory"},
                                                  {"arguments", {{"question", "Which rules?"}}}});
  const std::string said = prompt["result"]["messages"][0]["content"]["text"];
  CHECK(said.size() < 40'000);
  CHECK(said.find("recall shows it") != std::string::npos);
}

TEST_CASE("completion: ids, kinds and tags") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  const std::string id = bed.store("One", "goal");
  const auto ask = [&](const Json& ref, const std::string& name, const std::string& value) {
    return pair.legacy(
        "completion/complete",
        {{"ref", ref},
         {"argument", {{"name", name}, {"value", value}}}})["result"]["completion"]["values"];
  };
  const Json prompt = {{"type", "ref/prompt"}, {"name", "answer_with_memory"}};
  const Json memory = {{"type", "ref/resource"}, {"uri", "memory://memories/{id}"}};
  CHECK(ask(memory, "id", id.substr(0, 8)) == Json{id});
  CHECK(ask(memory, "id", "mem_zzz") == Json::array());
  CHECK(ask(prompt, "kind", "pr") == Json{"preference", "profile"});
  CHECK(ask(prompt, "tag", "tag-") == Json{"tag-goal"});
  CHECK(ask(prompt, "question", "x") == Json::array());
}

TEST_CASE("completion: a hundred of a thousand are proposed, and no total is made up") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  const auto proposed = [&] {
    return pair.legacy("completion/complete",
                       {{"ref", {{"type", "ref/resource"}, {"uri", "memory://memories/{id}"}}},
                        {"argument", {{"name", "id"}, {"value", "mem_"}}}})["result"]["completion"];
  };
  const auto store_notes = [&](int from, int to) {
    Json facts = Json::array();
    for (int i = from; i < to; ++i) {
      facts.push_back({{"content", "Number " + std::to_string(i)}, {"kind", "note"}});
    }
    (void)bed.bench.ok("remember", Json{{"facts", facts}, {"user_id", "ann"}}.dump());
  };
  store_notes(0, 150);
  CHECK(proposed()["total"] == 150);
  CHECK(proposed()["values"].size() == 100);
  CHECK(proposed()["hasMore"] == true);
  store_notes(150, 1001);
  CHECK_FALSE(proposed().contains("total"));
  CHECK(proposed()["hasMore"] == true);
}

Json forget_all(const std::string& mode = "hide") {
  return {{"name", "forget"}, {"arguments", {{"all", true}, {"mode", mode}}}};
}

TEST_CASE("forget: asks the user in the legacy era; declined forgets nothing and is no error") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open("2025-11-25", {{"elicitation", Json::object()}});
  for (int i = 0; i < 3; ++i) (void)bed.store("Fact number " + std::to_string(i), "note");
  const auto forget = [&](const Json& answer) {
    pair.send_legacy(1, "tools/call", forget_all());
    const Json question = pair.receive();
    REQUIRE(question["method"] == "elicitation/create");
    CHECK(question["params"]["message"].get<std::string>().find("\"Fact number 2\"") !=
          std::string::npos);
    pair.answer(question, answer);
    return pair.receive()["result"];
  };
  for (const Json& no : {Json{{"action", "decline"}}, Json{{"action", "cancel"}},
                         Json{{"action", "accept"}, {"content", {{"confirm", false}}}}}) {
    const Json result = forget(no);
    CHECK_FALSE(result.contains("isError"));
    CHECK(result["structuredContent"]["counts"]["removed"] == 0);
    CHECK(bed.bench.ok("list_memories", "{}")["total"] == 3);
  }
  const Json done = forget({{"action", "accept"}, {"content", {{"confirm", true}}}});
  CHECK(done["structuredContent"]["counts"]["removed"] == 3);
  CHECK(bed.bench.ok("list_memories", "{}")["total"] == 0);
}

TEST_CASE("forget: asks in rounds in the modern era, and again when more would go than was shown") {
  Bed bed;
  const Pair pair(bed.server);
  const Json can = {{"elicitation", {{"form", Json::object()}}}};
  (void)bed.store("First", "note");
  const Json asked = pair.modern("tools/call", forget_all("erase"), can)["result"];
  CHECK(asked["resultType"] == "input_required");
  Json retry = forget_all("erase");
  retry["inputResponses"] = {{"confirm", {{"action", "accept"}, {"content", {{"confirm", true}}}}}};
  retry["requestState"] = asked["requestState"];
  (void)bed.store("Second", "note");
  const Json again = pair.modern("tools/call", retry, can)["result"];
  REQUIRE(again["resultType"] == "input_required");
  CHECK(bed.bench.ok("list_memories", "{}")["total"] == 2);
  retry["requestState"] = again["requestState"];
  const Json done = pair.modern("tools/call", retry, can)["result"];
  CHECK(done["structuredContent"]["counts"]["removed"] == 2);
  CHECK(bed.bench.ok("list_memories", "{}")["total"] == 0);
}

TEST_CASE("forget: without the capability it wants confirm") {
  Bed bed;
  const Pair pair(bed.server);
  (void)bed.store("First", "note");
  const Json plain = pair.modern("tools/call", forget_all())["result"];
  CHECK(plain["isError"] == true);
  CHECK(bed.bench.ok("list_memories", "{}")["total"] == 1);
  Json confirmed = forget_all();
  confirmed["arguments"]["confirm"] = true;
  CHECK(pair.modern("tools/call", confirmed)["result"]["structuredContent"]["counts"]["removed"] ==
        1);
}

TEST_CASE("changes: what somebody else does to the store is told, once, and only what changed") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  const std::string id = bed.store("User lives in Oslo", "fact");
  const std::string uri = "memory://memories/" + id;
  CHECK(pair.legacy("resources/subscribe", {{"uri", uri}})["result"] == Json::object());
  (void)bed.store("Bob's", "fact", "bob");
  (void)bed.store("Something else", "note");
  (void)bed.bench.ok("update_memory", Json{{"id", id}, {"content", "User lives in Bergen"}}.dump());
  CHECK(pair.receive()["params"] == Json{{"uri", uri}});
  pair.send_modern(
      "L", "subscriptions/listen",
      {{"notifications",
        {{"resourcesListChanged", true}, {"resourceSubscriptions", {"memory://profile"}}}}});
  CHECK(pair.receive()["method"] == "notifications/subscriptions/acknowledged");
  (void)bed.store("User's name is Ann", "profile");
  const Json first = pair.receive();
  CHECK(first["params"]["uri"] == "memory://profile");
  CHECK(pair.receive()["method"] == "notifications/resources/list_changed");
  CHECK(pair.legacy("resources/unsubscribe", {{"uri", uri}})["result"] == Json::object());
}

TEST_CASE("remember: progress of a bulk call, and a cancelled one stores nothing") {
  Bed bed;
  const Pair pair(bed.server);
  (void)pair.open();
  Json facts = Json::array();
  for (int i = 0; i < 1'200; ++i) {
    facts.push_back({{"content", "Item " + std::to_string(i)}, {"kind", "note"}});
  }
  pair.send_legacy(1, "tools/call",
                   {{"name", "remember"},
                    {"arguments", {{"facts", facts}}},
                    {"_meta", {{"progressToken", "p"}}}});
  double last = -1;
  for (;;) {
    const Json message = pair.receive();
    if (message.contains("id")) break;
    CHECK(message["params"]["progress"] > last);
    last = message["params"]["progress"];
    CHECK(message["params"]["total"] == 2'400);
  }
  CHECK(last == 2'400);
  memory::RememberRequest request;
  request.user_id = "cy";
  request.facts.emplace();
  for (int i = 0; i < 600; ++i) {
    memory::Fields fact;
    fact.content = "Item " + std::to_string(i);
    request.facts->push_back(fact);
  }
  int asked = 0;
  request.cancelled = [&asked] { return ++asked > 300; };
  auto engine = bed.bench.provider()();
  REQUIRE(engine);
  const std::uint64_t commit = (*engine)->last_commit();
  const auto result = (*engine)->remember(request);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::cancelled);
  CHECK((*engine)->last_commit() == commit);
}

}  // namespace
}  // namespace mnestic::tools
