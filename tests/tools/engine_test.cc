#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "bench_of_tools.h"
#include "mnestic/base/limits.h"
#include "mnestic/text/words.h"

namespace mnestic::tools {
namespace {

std::set<std::string> contents_of(const Json& memories) {
  std::set<std::string> contents;
  for (const Json& memory : memories) contents.insert(memory["content"].get<std::string>());
  return contents;
}

bool mentions(const std::set<std::string>& contents, const std::string& word) {
  for (const auto& content : contents) {
    if (content.find(word) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("tools: the story, through the tools") {
  ToolBench bench;
  const Json said = bench.ok(
      "remember",
      R"({"text":"I use Shram and Magnet as productivity tools","observed_at":"2026-11-13"})");
  CHECK(said["added"].size() == 2);
  CHECK(said["counts"]["added"] == 2);
  CHECK(said["extractor"] == "rules");
  CHECK(said["change"].get<std::string>().starts_with("chg_"));
  CHECK(said["added"][0]["observed_at"] == "2026-11-12T23:00:00Z");  // midnight in Berlin
  CHECK(said["added"][0]["source"]["client"] == "a-client");
  CHECK(said["added"][0]["source"]["quote"].get<std::string>().find("Shram") != std::string::npos);

  const std::string question = R"("query":"What are the productivity tools that I use")";
  auto found = contents_of(bench.ok("recall", "{" + question + "}")["memories"]);
  CHECK(mentions(found, "Shram"));
  CHECK(mentions(found, "Magnet"));

  const Json gone = bench.ok("remember", R"({"text":"I don't use Magnet anymore"})");
  CHECK(gone["removed"].size() == 1);
  CHECK(gone["counts"] ==
        Json{{"added", 0}, {"updated", 0}, {"removed", 1}, {"unchanged", 0}, {"rejected", 0}});
  found = contents_of(bench.ok("recall", "{" + question + "}")["memories"]);
  CHECK(mentions(found, "Shram"));
  CHECK_FALSE(mentions(found, "Magnet"));

  found = contents_of(bench.ok("recall", "{" + question + R"(,"as_of":"2026-11-15"})")["memories"]);
  CHECK(mentions(found, "Magnet"));

  const Json undone = bench.ok("undo", "{}");
  CHECK(undone["restored"].size() == 1);
  CHECK(undone["undone"]["change"] == gone["change"]);
  found = contents_of(bench.ok("recall", "{" + question + "}")["memories"]);
  CHECK(mentions(found, "Magnet"));

  const std::string id = undone["restored"][0]["id"];
  const Json erased = bench.ok("forget", R"({"ids":[")" + id + R"("],"mode":"erase"})");
  CHECK(erased["mode"] == "erase");
  CHECK(erased["counts"]["removed"] == 1);
  CHECK(bench.fails("get_memory", R"({"id":")" + id + R"("})").find(id) != std::string::npos);
}

TEST_CASE("remember: facts with every field, as objects and as plain strings") {
  ToolBench bench;
  const Json result = bench.ok("remember", R"({"facts":["User has a dog named Rex",
    {"content":"User must file taxes","kind":"todo","layer":"long_term","origin":"implicit","confidence":"0.5",
     "importance":0.9,"data":{"due":"2026-12-01","priority":"high","notes":["bring papers"]},"tags":["money"],
     "metadata":{"n":1,"deep":[{"x":null}]},"source":{"chat_id":"c9","role":"user","quote":"I must file my taxes"},
     "observed_at":"2026-11-01T10:00:00+01:00","valid_from":"2026-10-01","expires_at":"2027-01-01T00:00:00Z"},
    "{\"content\":\"User plays chess\"}"],"chat_id":"c1"})");
  REQUIRE(result["added"].size() == 3);
  CHECK(result["extractor"] == "none");
  CHECK(result["added"][0]["content"] == "User has a dog named Rex");
  CHECK(result["added"][0]["source"]["chat_id"] == "c1");
  const Json& todo = result["added"][1];
  CHECK(todo["kind"] == "todo");
  CHECK(todo["layer"] == "long_term");
  CHECK(todo["origin"] == "implicit");
  CHECK(todo["confidence"] == 0.5);
  CHECK(todo["importance"] == 0.9);
  CHECK(todo["data"] ==
        Json{{"due", "2026-12-01"}, {"priority", "high"}, {"notes", {"bring papers"}}});
  CHECK(todo["tags"] == Json({"money"}));
  CHECK(todo["metadata"] == Json::parse(R"({"n":1,"deep":[{"x":null}]})"));
  CHECK(todo["source"]["chat_id"] == "c9");
  CHECK(todo["source"]["quote"] == "I must file my taxes");
  CHECK(todo["observed_at"] == "2026-11-01T09:00:00Z");
  CHECK(todo["valid_from"] == "2026-09-30T22:00:00Z");
  CHECK(todo["expires_at"] == "2027-01-01T00:00:00Z");
  CHECK(result["added"][2]["content"] == "User plays chess");

  const Json again = bench.ok("remember", R"({"facts":["User plays chess"]})");
  CHECK(again["unchanged"].size() == 1);
  CHECK(again["counts"]["unchanged"] == 1);
}

TEST_CASE(
    "remember: facts as a string that holds an array, a dry run, nothing to remember, a refusal") {
  ToolBench bench;
  CHECK(bench.ok("remember", R"({"facts":"[\"User rows\"]","dry_run":"true"})")["added"].size() ==
        1);
  CHECK(bench.last.text.find("dry_run") != std::string::npos);
  CHECK_FALSE(bench.last.structured.contains("change"));
  CHECK(bench.ok("list_memories", "{}")["total"] == 0);

  CHECK(bench.ok("remember", R"({"text":"How are you today?"})")["counts"]["added"] == 0);
  CHECK(bench.last.text.find("Nothing") != std::string::npos);

  const Json refused = bench.ok("remember", R"({"facts":["User's card is 4111 1111 1111 1111"]})");
  CHECK(refused["counts"]["rejected"] == 1);
  CHECK(bench.last.text.find("4111 1111") == std::string::npos);
}

TEST_CASE("remember: bad arguments name the field and how to mend it") {
  ToolBench bench;
  struct Row {
    std::string arguments;
    std::string says;
  };
  for (const Row& row : std::vector<Row>{
           {"{}", "exactly one of text, facts and messages"},
           {R"({"text":"a","facts":["b"]})", "exactly one of text, facts and messages"},
           {R"({"text":""})", "text is empty"},
           {R"({"text":5})", "text must be a string"},
           {R"({"txet":"a"})", "Did you mean \"text\"?"},
           {R"({"facts":[]})", "empty"},
           {R"({"facts":[{}]})", "facts[0].content is missing"},
           {R"({"facts":[{"content":""}]})", "facts[0].content is empty"},
           {R"({"facts":["a",5]})", "facts[1] must be an object"},
           {R"({"facts":"User rows"})", "facts must be an array"},
           {R"({"facts":[{"content":"x","kind":"fatc"}]})", "Did you mean \"fact\"?"},
           {R"({"facts":[{"content":"x","confidence":2}]})",
            "facts[0].confidence must be between 0 and 1"},
           {R"({"facts":[{"content":"x","observed_at":"soon"}]})", "facts[0].observed_at: "},
           {R"({"facts":[{"content":"x","kind":"todo","data":{"deu":"2026-12-01"}}]})",
            "facts[0].data: \"deu\". Did you mean \"due\"?"},
           {R"({"facts":[{"content":"x","data":{"a":18446744073709551615}}]})",
            "facts[0].data.a is too large"},
           {R"({"kind":"todo","facts":[{"content":"x","data":{"priority":"huge"}}]})",
            "facts[0].data.priority must be one of"},
           {R"({"messages":[{"role":"user"}]})", "messages[0].content is missing"},
           {R"({"messages":[{"role":"bot","content":"x"}]})", "messages[0].role must be one of"},
           {R"({"messages":[{"role":"user","content":"x","at":"x"}]})", "messages[0].at: "},
           {R"({"text":"I row","expires_in_s":0})", "expires_in_s must be between"},
           {R"({"text":"I row","tags":"a"})", "tags must be an array"},
           {R"({"text":"I row","user_id":""})", "user_id is empty"},
           {R"({"text":"I row","observed_at":null})", "observed_at must be a string"}}) {
    CAPTURE(row.arguments);
    const std::string text = bench.fails("remember", row.arguments);
    CAPTURE(text);
    CHECK(text.find(row.says) != std::string::npos);
  }
  CHECK(bench.ok("list_memories", "{}")["total"] == 0);
  const std::string long_text(kTextBytesMax + 1, 'x');
  CHECK(bench.fails("remember", Json{{"text", long_text}}.dump()).find("limit is 1048576") !=
        std::string::npos);
  // Two bytes each: within the characters of the schema, past the bytes of the engine.
  std::string wide;
  for (std::size_t i = 0; i < kContentBytesMax; ++i) wide += "é";
  CHECK(bench.fails("remember", Json{{"facts", {wide}}}.dump()).find("limit is 32768") !=
        std::string::npos);
}

TEST_CASE(
    "remember: a text of 1 MB and 10,000 facts stay within the reply's budget, with exact counts") {
  ToolBench bench;
  std::string text;
  while (text.size() + 30 < kTextBytesMax) text += "The weather is what it is. ";
  (void)bench.ok("remember", Json{{"text", text}}.dump());

  Json facts = Json::array();
  for (int i = 0; i < 3'000; ++i) facts.push_back("User owns item number " + std::to_string(i));
  const Json result = bench.ok("remember", Json{{"facts", facts}}.dump());
  CHECK(result["counts"]["added"] == 3'000);
  CHECK(result["truncated"] == true);
  CHECK(result["added"].size() > 50);
  CHECK(text::estimate_tokens(bench.last.text) <= kReplyTokensDefault);
  CHECK(text::estimate_tokens(bench.last.structured.dump()) <= kReplyTokensDefault);
  const std::string change = result["change"];
  CHECK(bench.last.text.find("list_memories with change \"" + change + "\"") != std::string::npos);

  // The rest through list_memories, page by page, each within the budget, none twice and none
  // missing.
  std::set<std::string> ids;
  std::string cursor;
  int pages = 0;
  do {
    const std::string arguments = R"({"limit":1000,"change":")" + change + "\"" +
                                  (cursor.empty() ? "" : ",\"cursor\":" + Json(cursor).dump()) +
                                  "}";
    const Json page = bench.ok("list_memories", arguments);
    CHECK(page["total"] == 3'000);
    CHECK_FALSE(page.contains("truncated"));
    CHECK(text::estimate_tokens(bench.last.text) <= kReplyTokensDefault);
    CHECK(text::estimate_tokens(bench.last.structured.dump()) <= kReplyTokensDefault);
    for (const Json& memory : page["memories"]) CHECK(ids.insert(memory["id"]).second);
    cursor = page.value("next_cursor", "");
    REQUIRE(++pages < 200);
  } while (!cursor.empty());
  CHECK(ids.size() == 3'000);
  CHECK(pages < 80);
}

TEST_CASE("recall: limit, min_score, explain, filters, budget") {
  ToolBench bench;
  Json facts = Json::array();
  for (int i = 0; i < 60; ++i) facts.push_back("User likes tea number " + std::to_string(i));
  facts.push_back(
      {{"content", "User likes tea with milk"}, {"kind", "preference"}, {"tags", {"drink"}}});
  (void)bench.ok("remember", Json{{"facts", facts}}.dump());
  CHECK(bench.ok("recall", R"({"query":"tea"})")["memories"].size() == 10);
  CHECK(bench.ok("recall", R"({"query":"tea","limit":"3"})")["memories"].size() == 3);
  CHECK(bench.ok("recall", R"({"query":"tea","kinds":["preference"]})")["memories"].size() == 1);
  CHECK(bench.ok("recall", R"({"query":"tea","tags":["drink"]})")["memories"].size() == 1);
  CHECK(bench.ok("recall", R"({"query":"tea","chat_id":"none"})")["memories"].empty());
  CHECK(bench.ok("recall", R"({"query":"tea","min_score":1})")["searched"].is_number());

  const Json explained =
      bench.ok("recall", R"({"query":"tea with milk","explain":true,"limit":2})");
  for (const Json& memory : explained["memories"]) {
    double sum = 0;
    for (const Json& signal : memory["signals"]) sum += signal["value"].get<double>();
    CHECK(sum == memory["score"].get<double>());
  }
  const Json cut = bench.ok("recall", R"({"query":"tea","limit":60,"max_tokens":1000})");
  CHECK(cut["truncated"] == true);
  CHECK(!cut["memories"].empty());
  CHECK(text::estimate_tokens(cut.dump()) <= 1'000);
  CHECK(text::estimate_tokens(bench.last.text) <= 1'000);
  CHECK(bench.ok("recall", R"({"query":"tea","limit":60,"max_tokens":200000})")["truncated"] ==
        false);

  for (const auto& [arguments, says] : std::vector<std::pair<std::string, std::string>>{
           {"{}", "query is missing"},
           {R"({"query":""})", "query is empty"},
           {R"({"query":"x","limit":0})", "limit must be between 1 and 1000"},
           {R"({"query":"x","limit":"many"})", "limit must be an integer"},
           {R"({"query":"x","kinds":["facts"]})", "kinds[0] must be one of"},
           {R"({"query":"x","kinds":"fact"})", "kinds must be an array"},
           {R"({"query":"x","as_of":"last week"})", "as_of: "},
           {R"({"query":"x","max_tokens":200001})", "max_tokens must be between"}}) {
    CAPTURE(arguments);
    CHECK(bench.fails("recall", arguments).find(says) != std::string::npos);
  }
}

TEST_CASE("forget: more than 20, and all, ask for confirmation first; an empty filter is refused") {
  ToolBench bench;
  Json facts = Json::array();
  for (int i = 0; i < 25; ++i)
    facts.push_back({{"content", "User read book " + std::to_string(i)}, {"tags", {"b"}}});
  (void)bench.ok("remember", Json{{"facts", facts}}.dump());
  std::string text = bench.fails("forget", R"({"filter":{"tags":["b"]}})");
  CHECK(text.find("confirm: true") != std::string::npos);
  CHECK(text.find("25 memories") != std::string::npos);
  CHECK(text.find("mem_") != std::string::npos);
  CHECK(bench.fails("forget", R"({"all":true})").find("confirm: true") != std::string::npos);
  CHECK(bench.fails("forget", R"({"filter":{}})").find("filter is empty") != std::string::npos);
  CHECK(bench.fails("forget", "{}").find("exactly one of") != std::string::npos);
  CHECK(bench.fails("forget", R"({"ids":["mem_1"]})").find("ids[0] must be a memory's id") !=
        std::string::npos);
  CHECK(bench.ok("list_memories", "{}")["total"] == 25);
  CHECK(
      bench.ok("forget",
               R"({"filter":{"tags":["b"]},"confirm":true,"dry_run":true})")["counts"]["removed"] ==
      0);
  CHECK(bench.ok("list_memories", "{}")["total"] == 25);
  const Json gone = bench.ok("forget", R"({"filter":{"tags":["b"]},"confirm":"true"})");
  CHECK(gone["counts"]["removed"] == 25);
  CHECK(bench.ok("list_memories", "{}")["total"] == 0);
  CHECK(bench.ok("list_memories", R"({"status":"forgotten"})")["total"] == 25);
  CHECK(bench.ok("forget", R"({"query":"a subject never spoken of"})")["forgotten"].empty());
}

TEST_CASE("update, get and history: the old version is kept") {
  ToolBench bench;
  const std::string id =
      bench.ok("remember",
               R"({"facts":[{"content":"User must call Bob","kind":"todo"}]})")["added"][0]["id"];
  const Json updated =
      bench.ok("update_memory",
               R"({"id":")" + id +
                   R"(","content":"User must call Rob","data":{"due":"2026-12-24"},"tags":["x"]})");
  CHECK(updated["memory"]["content"] == "User must call Rob");
  CHECK(updated["previous"]["content"] == "User must call Bob");
  CHECK(updated["memory"]["version"] == 2);
  const Json got = bench.ok("get_memory", R"({"id":")" + id + R"(","history":true})");
  CHECK(got["memory"]["data"]["due"] == "2026-12-24");
  CHECK(got["versions"].size() == 2);
  CHECK(bench.fails("update_memory", R"({"id":")" + id + R"(","data":{"mood":"x"}})")
            .find("data: \"mood\"") != std::string::npos);
  CHECK_FALSE(bench.ok("get_memory", R"({"id":")" + id + R"("})").contains("versions"));
  CHECK(bench.fails("get_memory", R"({"id":"mem_00000000000000000000000000"})").find("mem_0000") !=
        std::string::npos);
  CHECK(bench.fails("get_memory", "{}").find("id is missing") != std::string::npos);
  CHECK(bench.fails("undo", R"({"change":"5"})").find("change must be a change's id") !=
        std::string::npos);
}

TEST_CASE("users: apart from each other, opaque, and one only where asked") {
  ToolBench bench;
  (void)bench.ok("remember", R"({"facts":["User is Ann"]})");
  const std::vector<std::string> odd = {"a/../b", std::string("nul\0nul", 7), std::string(256, 'x'),
                                        "ünï"};
  for (const std::string& user : odd) {
    (void)bench.ok("remember", Json{{"facts", {"User is odd"}}, {"user_id", user}}.dump());
    CHECK(bench.ok("list_memories", Json{{"user_id", user}}.dump())["total"] == 1);
  }
  CHECK(bench.ok("list_memories", "{}")["total"] == 1);
  CHECK(bench.ok("list_memories", R"({"user_id":"ann"})")["total"] == 1);
  CHECK(bench.fails("list_memories", Json{{"user_id", std::string(257, 'x')}}.dump()).find("256") !=
        std::string::npos);
  CHECK(bench.fails("list_memories", Json{{"user_id", std::string(10'000, 'x')}}.dump())
            .find("256") != std::string::npos);
  std::string wide;
  for (int i = 0; i < 200; ++i) wide += "é";
  CHECK(bench.fails("list_memories", Json{{"user_id", wide}}.dump()).find("256") !=
        std::string::npos);

  bench.options.only_user = true;
  CHECK(bench.ok("list_memories", R"({"user_id":"ann"})")["total"] == 1);
  CHECK(bench.fails("list_memories", R"({"user_id":"bob"})").find("one user only") !=
        std::string::npos);
}

TEST_CASE("memory_stats: numbers by name") {
  ToolBench bench;
  (void)bench.ok("remember", R"({"facts":["User rows",{"content":"User said hm","kind":"note"}]})");
  const Json stats = bench.ok("memory_stats", R"({"audit":true})");
  CHECK(stats["kinds"] == Json{{"fact", 1}, {"note", 1}});
  CHECK(stats["statuses"]["active"] == 2);
  CHECK(stats["audit"]["truncated"] == false);
  CHECK_FALSE(bench.ok("memory_stats", "{}").contains("audit"));
}

TEST_CASE("maintain: jobs that there are run, others are named; stats say how far the model is") {
  ToolBench bench;
  (void)bench.ok("remember", R"({"facts":["User rows","User keeps bees"]})");
  const Json models = bench.ok("memory_stats", "{}")["index"]["models"];
  REQUIRE(models.size() == 1);
  CHECK(models[0] ==
        Json{{"name", "lexical-384-v1"}, {"current", true}, {"embedded", 2}, {"all", 2}});
  const Json done = bench.ok("maintain", "{}");
  REQUIRE(done["jobs"].size() == 2);
  CHECK(done["jobs"][0]["job"] == "reembed");
  CHECK(done["jobs"][0]["examined"] == 2);
  CHECK(done["jobs"][0]["changed"] == 0);
  CHECK(bench.ok("maintain", R"({"jobs":["compact"],"dry_run":true})")["dry_run"] == true);
  CHECK(bench.fails("maintain", R"({"jobs":["decay"]})").find("reembed, compact") !=
        std::string::npos);
  CHECK(bench.fails("maintain", R"({"jobs":["polish"]})").find("compact") != std::string::npos);
}

TEST_CASE(
    "a store that cannot be opened: every tool says what to do, and the next call asks again") {
  ToolBench bench;
  bench.store_fails = true;
  for (const std::string& tool : tool_names()) {
    CHECK(bench.fails(tool, "{}") == "The folder /x is not writable. Give another.");
  }
  bench.store_fails = false;
  CHECK(bench.ok("list_memories", "{}")["total"] == 0);
  CHECK(bench.fails("recal", "{}").find("Did you mean recall?") != std::string::npos);
}

}  // namespace
}  // namespace mnestic::tools
