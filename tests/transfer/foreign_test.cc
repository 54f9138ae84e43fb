// What other programs export becomes memories and chats, once.
#include "tests/transfer/support.h"

namespace mnestic::transfer {
namespace {

using namespace testing;
using Strings = std::vector<std::string>;

constexpr const char* kGraph =
    R"({"type":"entity","name":"default_user","entityType":"person","observations":["Speaks fluent Spanish","Prefers morning meetings"]}
{"type":"entity","name":"Acme_Corp","entityType":"organization","observations":["Makes anvils"]}

{"type":"relation","from":"default_user","to":"Acme_Corp","relationType":"works_at"}
)";

constexpr const char* kMem0 =
    R"({"results":[{"id":"a1","memory":"Loves hiking in the Alps","user_id":"alex","categories":["hobbies"],
"created_at":"2024-07-20T01:30:36.275141-07:00"},{"id":"a2","memory":"Is a vegetarian","user_id":"alex"}]})";

constexpr const char* kChatGpt =
    R"([{"title":"Moving","conversation_id":"c-1","create_time":1700000000.5,"current_node":"n3","mapping":{
"root":{"id":"root","message":null,"parent":null,"children":["n1"]},
"n1":{"id":"n1","parent":"root","children":["n2","other"],"message":{"author":{"role":"user"},"create_time":1700000001.25,"content":{"content_type":"text","parts":["I live in Oslo"]}}},
"other":{"id":"other","parent":"n1","children":[],"message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["A branch that was left"]}}},
"n2":{"id":"n2","parent":"n1","children":["n3"],"message":{"author":{"role":"assistant"},"create_time":1700000002,"content":{"content_type":"text","parts":["A fine city"]}}},
"n3":{"id":"n3","parent":"n2","children":[],"message":{"author":{"role":"user"},"create_time":1700000003,"content":{"content_type":"text","parts":["I use Vim [every] day, \"really\""]}}}}},
{"title":"Empty","conversation_id":"c-2","current_node":"","mapping":{}}])";

constexpr const char* kClaude =
    R"([{"uuid":"u-1","name":"Tea","created_at":"2024-05-02T12:34:56.123456Z","account":{"uuid":"x"},"chat_messages":[
{"uuid":"m1","sender":"human","text":"I like green tea","created_at":"2024-05-02T12:34:57Z"},
{"uuid":"m2","sender":"assistant","text":"","content":[{"type":"text","text":"Noted."}],"created_at":"2024-05-02T12:35:00Z"}]}])";

}  // namespace

TEST_CASE("foreign: the reference server's graph") {
  EngineFixture memory;
  const auto counts = import(memory, kGraph);
  CHECK(counts.format == Format::server_memory);
  CHECK(memory.list() == Strings{"Acme Corp: Makes anvils", "User: Prefers morning meetings",
                                 "User: Speaks fluent Spanish", "default user works at Acme Corp"});
  CHECK(import(memory, kGraph).added == 0);
  CHECK(memory.list().size() == 4);
}

TEST_CASE("foreign: mem0") {
  EngineFixture memory;
  CHECK(import(memory, kMem0).format == Format::mem0);
  CHECK(memory.list({}, "alex") == Strings{"Is a vegetarian", "Loves hiking in the Alps"});
  const auto found = expect(memory.engine.recall({.user_id = "alex", .query = "hiking"}));
  REQUIRE_FALSE(found.memories.empty());
  CHECK(found.memories[0].memory.observed_at.time_since_epoch().count() == 1'721'464'236'275);
  CHECK(found.memories[0].memory.tags == Strings{"hobbies"});
  CHECK(import(memory, kMem0).added == 0);
}

TEST_CASE("foreign: conversations become chats, and what the user said becomes memories") {
  for (const std::string text : {kChatGpt, kClaude}) {
    EngineFixture memory;
    const bool chatgpt = text == kChatGpt;
    const auto counts = import(memory, text);
    CHECK(counts.format == (chatgpt ? Format::chatgpt : Format::claude));
    CHECK(counts.chats_added == 1);
    const std::string id = chatgpt ? "chatgpt:c-1" : "claude:u-1";
    const auto chat = expect(memory.engine.get_chat({.user_id = "u", .chat_id = id}));
    CHECK(chat.chat.title == (chatgpt ? "Moving" : "Tea"));
    REQUIRE(chat.messages.size() == (chatgpt ? 3 : 2));
    CHECK(chat.messages[0].content == (chatgpt ? "I live in Oslo" : "I like green tea"));
    CHECK(chat.messages[0].at.time_since_epoch().count() ==
          (chatgpt ? 1'700'000'001'250 : 1'714'653'297'000));
    CHECK_FALSE(memory.list().empty());
    const auto listed = memory.list();
    const auto again = import(memory, text);
    CHECK(again.chats_added == 0);
    CHECK(again.chats_there == 1);
    CHECK(memory.list() == listed);
    EngineFixture silent;
    CHECK(expect(try_import(silent, text, {.user = "u", .extract = false})).chats_added == 1);
    CHECK(silent.list().empty());
  }
}

TEST_CASE("foreign: secrets are refused, and broken files say where") {
  EngineFixture memory;
  const auto secret = import(
      memory, R"({"results":[{"memory":"My password is hunter2secret!","user_id":"alex"}]})");
  CHECK(secret.rejected == 1);
  CHECK(memory.list({}, "alex").empty());
  for (const std::string bad :
       {R"({"type":"entity","name":"x","entityType":"y"})", R"([{"mapping":)",
        R"([{"chat_messages":[7],"uuid":"a"}])", R"([{"chat_messages":[]}] )",
        R"([{"mapping":{"a":{"parent":"b"},"b":{"parent":"a"}},"current_node":"a","id":"i"}])",
        R"({"results":[{"memory":7}]})", R"({"results":7, "memory":1})"}) {
    CAPTURE(bad);
    EngineFixture other;
    CHECK_FALSE(try_import(other, bad).has_value());
    CHECK(other.list().empty());
  }
}

}  // namespace mnestic::transfer
