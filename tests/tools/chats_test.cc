// The tools and resources of chats, over a real engine.
#include <doctest/doctest.h>

#include <set>

#include "../support/server_pair.h"
#include "bench_of_tools.h"
#include "chat_json.h"
#include "mnestic/text/words.h"

namespace mnestic::tools {
namespace {

using mcp::Pair;

Json said(const std::string& chat_id, const std::vector<std::string>& texts) {
  Json messages = Json::array();
  for (const std::string& text : texts) messages.push_back({{"role", "user"}, {"content", text}});
  return {{"chat_id", chat_id}, {"messages", messages}};
}

TEST_CASE("chats: from the first message to the last byte, through the tools") {
  ToolBench bench;
  Json first = said("trip", {"I use Shram. My password is hunter2xyz.", "I like tea"});
  first["title"] = "Plans";
  first["messages"][1]["at"] = "2026-11-13";
  const Json added = bench.ok("add_messages", first.dump());
  CHECK(added["chat"]["id"] == "trip");
  CHECK(added["chat"]["title"] == "Plans");
  CHECK(added["chat"]["messages"] == 2);
  CHECK(added["masked"] == 1);
  CHECK(added["counts"]["added"] == 2);
  CHECK(added["change"].get<std::string>().starts_with("chg_"));
  CHECK(added["added"][0]["source"]["chat_id"] == "trip");
  CHECK(bench.last.text.find("chat \"trip\"") != std::string::npos);
  Json quiet = said("trip", {"I use Magnet"});
  quiet["extract"] = "false";
  CHECK(bench.ok("add_messages", quiet.dump())["counts"]["added"] == 0);
  (void)bench.ok("add_messages", said("other/chat", {"Hm"}).dump());

  const Json list = bench.ok("list_chats", "{}");
  CHECK(list["total"] == 2);
  CHECK(list["chats"][0]["id"] == "other/chat");
  CHECK(list["chats"][1]["messages"] == 3);
  const Json page = bench.ok("get_chat", R"({"chat_id":"trip","limit":2})");
  CHECK(page["messages"].size() == 2);
  CHECK(page["messages"][0]["content"].get<std::string>().find("hunter2") == std::string::npos);
  CHECK(page["messages"][1]["at"] == "2026-11-12T23:00:00Z");
  CHECK(bench.last.text.find("I like tea") != std::string::npos);
  const Json rest =
      bench.ok("get_chat", Json{{"chat_id", "trip"}, {"cursor", page["next_cursor"]}}.dump());
  CHECK(rest["messages"].size() == 1);
  CHECK(rest["messages"][0]["number"] == 2);
  CHECK(!rest.contains("next_cursor"));

  const Json deleted = bench.ok("delete_chat", R"({"chat_id":"trip"})");
  CHECK(deleted["messages"] == 3);
  CHECK(deleted["mode"] == "hide");
  CHECK(bench.fails("get_chat", R"({"chat_id":"trip"})").find("list_chats") != std::string::npos);
  const Json undone = bench.ok("undo", "{}");
  CHECK(undone["undone"]["action"] == "delete_chat");
  CHECK(undone["messages_restored"] == 3);
  CHECK(bench.ok("memory_stats", "{}")["messages"] == 4);
  CHECK(bench.ok("delete_chat", R"({"chat_id":"trip","mode":"erase"})")["mode"] == "erase");
  CHECK(bench.ok("list_memories", "{}")["total"] == 2);
  const Json all = bench.ok("forget", R"({"all":true,"confirm":true})");
  CHECK(all["messages"] == 1);
  CHECK(bench.last.text.find("1 message of chats") != std::string::npos);
}

TEST_CASE("chats: a page ends where the budget does, and nothing is lost between pages") {
  ToolBench bench;
  std::vector<std::string> texts;
  for (int i = 0; i < 120; ++i) texts.push_back(std::to_string(i) + std::string(2'000, 'x'));
  texts.emplace_back(200'000, 'y');  // alone past every budget
  texts.emplace_back("the end");
  Json request = said("long", texts);
  request["extract"] = false;
  (void)bench.ok("add_messages", request.dump());
  Json arguments = {{"chat_id", "long"}, {"limit", 1000}};
  std::size_t seen = 0;
  for (;;) {
    const Json page = bench.ok("get_chat", arguments.dump());
    CHECK(text::estimate_tokens(page.dump()) <= kReplyTokensDefault);
    CHECK(text::estimate_tokens(bench.last.text) <= kReplyTokensDefault);
    REQUIRE(!page["messages"].empty());
    for (const Json& message : page["messages"]) {
      CHECK(message["number"] == seen);
      CHECK(message.contains("cut") == (seen == 120));
      const std::string content = message["content"];
      CHECK(texts[seen].starts_with(content));
      ++seen;
    }
    if (!page.contains("next_cursor")) break;
    arguments["cursor"] = page["next_cursor"];
  }
  CHECK(seen == texts.size());
}

TEST_CASE("chats: a URI holds any id") {
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  for (const std::string& id : {std::string("a/b?c#d%"), every_byte, std::string("ö")}) {
    const std::string uri = chat_uri(id);
    CHECK(uri.find_first_of("/?#", kChatUri.size()) == std::string::npos);
    CHECK(chat_id_in(uri) == id);
  }
  for (const char* uri : {"memory://chats/", "memory://chats/%4", "memory://chats/%zz", "x"}) {
    CHECK(!chat_id_in(uri));
  }
}

TEST_CASE("resources: chats are listed after the memories, read, proposed, and not another's") {
  ToolBench bench;
  mcp::Server server(mcp::pair_options());
  bench.options.default_user = "ann";
  register_tools(server, bench.provider(), bench.options);
  const Pair pair(server);
  (void)pair.open();
  Json bobs = said("bobs", {"Hidden"});
  bobs["user_id"] = "bob";
  (void)bench.ok("add_messages", bobs.dump());
  std::set<std::string> wanted = {"memory://profile"};
  for (int i = 0; i < 60; ++i) {
    const std::string id = "chat/" + std::to_string(i);
    const Json out = bench.ok("add_messages", said(id, {"I own boat" + std::to_string(i)}).dump());
    wanted.insert(chat_uri(id));
    wanted.insert("memory://memories/" + out["added"][0]["id"].get<std::string>());
  }
  Json params = Json::object();
  std::set<std::string> listed;
  std::size_t count = 0;
  for (;;) {
    const Json result = pair.legacy("resources/list", params)["result"];
    for (const Json& each : result["resources"]) {
      listed.insert(each["uri"].get<std::string>());
      ++count;
    }
    if (!result.contains("nextCursor")) break;
    params["cursor"] = result["nextCursor"];
    std::string forged = params["cursor"];
    forged.front() = 'z';
    for (const std::string& made_up : {forged, std::string(), std::string("c"), std::string("m")}) {
      CHECK(pair.legacy("resources/list", {{"cursor", made_up}})["error"]["code"] == -32602);
    }
  }
  CHECK(listed == wanted);
  CHECK(count == wanted.size());

  const Json read = pair.modern("resources/read", {{"uri", "memory://chats/chat%2F7"}});
  const Json chat = Json::parse(read["result"]["contents"][0]["text"].get<std::string>());
  CHECK(chat["chat"]["id"] == "chat/7");
  CHECK(chat["messages"][0]["content"] == "I own boat7");
  for (const char* uri : {"memory://chats/bobs", "memory://chats/none", "memory://chats/"}) {
    CHECK(pair.modern("resources/read", {{"uri", uri}})["error"]["code"] == -32602);
  }
  const Json proposed =
      pair.modern("completion/complete",
                  {{"ref", {{"type", "ref/resource"}, {"uri", "memory://chats/{id}"}}},
                   {"argument", {{"name", "id"}, {"value", "chat/5"}}}})["result"]["completion"];
  CHECK(proposed["values"].size() == 11);
}

}  // namespace
}  // namespace mnestic::tools
