// Chats: messages belong to their chat, what was learnt to the person.
#include "mnestic/store/tables.h"
#include "tests/support/chat_fixture.h"
#include "tests/support/store_look.h"

namespace mnestic::memory {
namespace {

using testing::ChatFixture;
using testing::expect;
using testing::tables_with;
using Strings = std::vector<std::string>;

ErrorCode code_of(const Result<GetChatResult>& result) {
  REQUIRE(!result);
  return result.error().code;
}

TEST_CASE("chats: messages are kept in order, and what the user says in them is learnt") {
  ChatFixture memory;
  AddMessagesRequest request{.user_id = "u", .chat_id = "tools"};
  request.messages = {{.role = "assistant", .content = "Which tools do you use?"},
                      {.role = "user", .content = "I use Shram. I like tea."}};
  request.title = "My tools";
  const auto added = expect(memory.engine.add_messages(request));
  CHECK(added.chat.messages == 2);
  CHECK(added.chat.title == "My tools");
  CHECK(added.learnt.change.sequence != 0);
  CHECK(added.learnt.extractor == "rules");
  CHECK(memory.list() == Strings{"User likes tea", "User uses Shram"});
  memory.add("tools", {"And I use Magnet."});
  CHECK(memory.texts("tools") ==
        Strings{"Which tools do you use?", "I use Shram. I like tea.", "And I use Magnet."});
  const auto got = expect(memory.engine.get_chat({.user_id = "u", .chat_id = "tools"}));
  CHECK(got.chat.title == "My tools");  // no new one was given
  CHECK(got.chat.created_at < got.chat.updated_at);
  CHECK(got.messages[1].role == "user");
  CHECK(got.messages[2].number == 2);

  ListRequest of_chat{.user_id = "u", .filter = {.chat_id = "tools"}};
  for (const auto& each : expect(memory.engine.list(of_chat)).memories) {
    CAPTURE(each.content);
    CHECK(each.source.chat_id == "tools");
    CHECK(each.source.role == "user");
    CHECK(each.source.message == (each.content == "User uses Magnet" ? 2U : 1U));
    CHECK(!each.source.quote.empty());
  }
}

TEST_CASE("chats: without extraction nothing is learnt; every call is one change") {
  ChatFixture memory;
  AddMessagesRequest request{.user_id = "u", .chat_id = "c", .extract = false};
  request.messages = {{.content = "I use Shram"}};
  const auto added = expect(memory.engine.add_messages(request));
  CHECK(memory.list().empty());
  CHECK(added.learnt.extractor == "none");
  CHECK(added.learnt.change == expect(memory.engine.last_change("u")));
  CHECK(memory.texts("c") == Strings{"I use Shram"});
}

TEST_CASE("chats: no message is found by recall, or in another chat, or by another user") {
  ChatFixture memory;
  memory.add("c", {"The zebra sings at dawn", "I use Shram"});
  for (const std::string& found : memory.recall("zebra sings at dawn")) {
    CHECK(found == "User uses Shram");
  }
  CHECK(memory.recall("what do I use") == Strings{"User uses Shram"});
  memory.add("d", {"Another one"});
  CHECK(memory.texts("d") == Strings{"Another one"});
  CHECK(code_of(memory.engine.get_chat({.user_id = "v", .chat_id = "c"})) == ErrorCode::not_found);
  CHECK(code_of(memory.engine.get_chat({.user_id = "u", .chat_id = "cd"})) == ErrorCode::not_found);
  CHECK(expect(memory.engine.list_chats({.user_id = "v"})).total == 0);
}

TEST_CASE("chats: remember with a chat id creates no chat") {
  ChatFixture memory;
  RememberRequest request{.user_id = "u", .text = "I use Shram", .chat_id = "c"};
  expect(memory.engine.remember(request));
  CHECK(code_of(memory.engine.get_chat({.user_id = "u", .chat_id = "c"})) == ErrorCode::not_found);
  CHECK(expect(memory.engine.list_chats({.user_id = "u"})).chats.empty());
}

TEST_CASE("chats: the chat's last messages go to the extractor as context, and others do not") {
  ChatFixture memory;
  memory.add("other", {"not this one"});
  for (int i = 0; i < 20; ++i) memory.add("c", {"message " + std::to_string(i)});
  memory.add("c", {std::string(20'000, 'x')});
  memory.add("c", {"the last"});
  const auto& seen = memory.seen();
  REQUIRE(!seen.empty());
  CHECK(seen.front().context.empty());
  // Of the long one only what fits.
  REQUIRE(seen.back().context.size() == 1);
  CHECK(seen.back().context[0].content == std::string(kContextBytesMax, 'x'));
  const auto& before = seen[seen.size() - 2].context;
  REQUIRE(before.size() == kContextMessagesMax);
  CHECK(before.front().content == "message 8");
  CHECK(before.back().content == "message 19");
}

TEST_CASE("chats: secrets are masked in messages and titles, whoever said them") {
  ChatFixture memory;
  AddMessagesRequest request{.user_id = "u", .chat_id = "c", .extract = false};
  request.messages = {{.content = "my password is hunter2xyz"},
                      {.role = "tool", .content = "AWS key AKIAIOSFODNN7EXAMPLE found"},
                      {.content = "I like tea"}};
  request.title = "card 4111 1111 1111 1111";
  const auto added = expect(memory.engine.add_messages(request));
  CHECK(added.masked == 2);
  CHECK(tables_with(*memory.store, "hunter2xyz").empty());
  CHECK(tables_with(*memory.store, "akiaiosfodnn7example").empty());
  CHECK(tables_with(*memory.store, "4111").empty());
  CHECK(memory.texts("c")[2] == "I like tea");
}

TEST_CASE("chats: lists and messages go on by cursors that nobody can make up") {
  ChatFixture memory;
  for (int i = 0; i < 7; ++i) memory.add("chat " + std::to_string(i), {"a", "b"});
  memory.add("chat 3", {"c", "d", "e"});
  ListChatsRequest list{.user_id = "u", .limit_count = 3};
  Strings ids;
  for (;;) {
    const auto page = expect(memory.engine.list_chats(list));
    CHECK(page.total == 7);
    CHECK(page.chats.size() <= 3);
    for (const Chat& chat : page.chats) ids.push_back(chat.id);
    if (!page.next_cursor) break;
    list.cursor = page.next_cursor;
  }
  CHECK(ids == Strings{"chat 3", "chat 6", "chat 5", "chat 4", "chat 2", "chat 1", "chat 0"});
  GetChatRequest get{.user_id = "u", .chat_id = "chat 3", .limit_count = 2};
  Strings texts;
  std::optional<std::string> cursor;
  for (;;) {
    const auto page = expect(memory.engine.get_chat(get));
    for (const ChatMessage& message : page.messages) texts.push_back(message.content);
    if (!page.next_cursor) break;
    cursor = get.cursor = page.next_cursor;
  }
  CHECK(texts == Strings{"a", "b", "c", "d", "e"});
  get.chat_id = "chat 4";
  CHECK(code_of(memory.engine.get_chat(get)) == ErrorCode::invalid_argument);
  get.chat_id = "chat 3";
  get.cursor->back() = get.cursor->back() == '0' ? '1' : '0';
  CHECK(code_of(memory.engine.get_chat(get)) == ErrorCode::invalid_argument);
  list.cursor = cursor;
  CHECK(!memory.engine.list_chats(list));
}

TEST_CASE("chats: undo and redo take messages and what they taught together") {
  ChatFixture memory;
  memory.add("c", {"I like tea"}, "First");
  memory.add("c", {"I like jazz", "I like rain"}, "Second");
  auto undone = expect(memory.engine.undo({.user_id = "u"}));
  CHECK(undone.action == "add_messages");
  CHECK(undone.messages_removed == 2);
  CHECK(memory.texts("c") == Strings{"I like tea"});
  CHECK(memory.chat("c").title == "First");
  CHECK(memory.list() == Strings{"User likes tea"});
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(code_of(memory.engine.get_chat({.user_id = "u", .chat_id = "c"})) == ErrorCode::not_found);
  CHECK(expect(memory.engine.list_chats({.user_id = "u"})).total == 0);
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  undone = expect(memory.engine.undo({.user_id = "u", .redo = true}));
  CHECK(undone.messages_restored == 2);
  CHECK(memory.texts("c") == Strings{"I like tea", "I like jazz", "I like rain"});
  CHECK(memory.chat("c").title == "Second");
  CHECK(memory.list().size() == 3);
}

TEST_CASE("chats: a hidden chat comes back with undo; its id begins anew until then") {
  ChatFixture memory;
  memory.add("c", {"I like tea", "Hm"}, "Old");
  const auto hidden = expect(memory.engine.delete_chat({.user_id = "u", .chat_id = "c"}));
  CHECK(hidden.messages == 2);
  CHECK(memory.list() == Strings{"User likes tea"});
  CHECK(code_of(memory.engine.get_chat({.user_id = "u", .chat_id = "c"})) == ErrorCode::not_found);
  CHECK(!memory.engine.delete_chat({.user_id = "u", .chat_id = "c"}));
  memory.add("c", {"Fresh"});
  CHECK(memory.texts("c") == Strings{"Fresh"});
  CHECK(memory.chat("c").title.empty());
  // What was said before stays out of the context too.
  CHECK(memory.seen().back().context.empty());
  const auto undone = expect(memory.engine.undo({.user_id = "u", .change = hidden.change}));
  CHECK(undone.action == "delete_chat");
  CHECK(undone.messages_restored == 2);
  CHECK(memory.texts("c") == Strings{"I like tea", "Hm", "Fresh"});
  CHECK(memory.chat("c").title == "Old");
}

TEST_CASE("chats: what was hidden since keeps its making from being undone") {
  ChatFixture memory;
  const auto added = memory.add("c", {"I like tea"});
  const auto hidden = expect(memory.engine.delete_chat({.user_id = "u", .chat_id = "c"}));
  const auto refused = memory.engine.undo({.user_id = "u", .change = added.learnt.change});
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::failed_precondition);
  CHECK(refused.error().message.find(hidden.change.to_string()) != std::string::npos);
}

TEST_CASE("chats: an erased chat takes its words along, and memories stay without quotes") {
  ChatFixture memory;
  memory.add("quuxchat", {"I like tea, quuxly", "quux quux"}, "quuxtitle");
  memory.add("other", {"I like jazz"});
  const auto erased = expect(memory.engine.delete_chat(
      {.user_id = "u", .chat_id = "quuxchat", .mode = ForgetMode::erase}));
  CHECK(erased.messages == 2);
  CHECK(!erased.scrub_pending);
  for (const auto& each : expect(memory.engine.list({.user_id = "u"})).memories) {
    CHECK(each.source.quote.empty() == (each.content != "User likes jazz"));
    CHECK(each.source.chat_id == (each.content == "User likes jazz" ? "other" : ""));
  }
  CHECK(memory.list().size() == 2);
  // The memory was worded with the word; it is the person's.
  for (const std::string& table : tables_with(*memory.store, "quux")) CHECK(table == "memories");
  CHECK(memory.texts("other") == Strings{"I like jazz"});
  CHECK(!memory.engine.undo({.user_id = "u", .change = erased.change}));
  memory.add("quuxchat", {"new"});
  CHECK(memory.texts("quuxchat") == Strings{"new"});
}

TEST_CASE("chats: erasing a memory takes every message that it came from") {
  ChatFixture memory;
  memory.add("a", {"I use Zorblax and I like tea", "Nice weather"});
  memory.add("b", {"I am a user of Zorblax", "I use Zorblax"});  // known already
  memory.add("c", {"I don't use Zorblax anymore"});
  AddMessagesRequest unread{.user_id = "u", .chat_id = "d", .extract = false};
  unread.messages = {{.content = "As I said: I use Zorblax and I like tea"}, {.content = "ok"}};
  expect(memory.engine.add_messages(unread));
  ListRequest any{.user_id = "u", .statuses = {model::Status::active, model::Status::forgotten}};
  ForgetRequest erase{.user_id = "u", .mode = ForgetMode::erase};
  for (const auto& each : expect(memory.engine.list(any)).memories) {
    if (each.content.find("Zorblax") != std::string::npos) erase.ids.push_back(each.id);
  }
  REQUIRE(!erase.ids.empty());
  const auto erased = expect(memory.engine.forget(erase));
  CHECK(erased.messages >= 4);
  CHECK(tables_with(*memory.store, "zorblax").empty());
  CHECK(memory.list() == Strings{"User likes tea"});
  CHECK(memory.texts("a") == Strings{"Nice weather"});
  CHECK(memory.texts("d") == Strings{"ok"});
  CHECK(memory.chat("a").messages == 1);
  CHECK(code_of(memory.engine.get_chat({.user_id = "u", .chat_id = "c"})) == ErrorCode::not_found);
}

TEST_CASE("chats: forgetting all covers them, and statistics count them") {
  ChatFixture memory;
  memory.add("a", {"one", "two"});
  memory.add("b", {"three"});
  auto stats = expect(memory.engine.stats({.user_id = "u"}));
  CHECK(stats.chats == 2);
  CHECK(stats.messages == 3);
  ForgetRequest all{.user_id = "u", .all = true};
  CHECK(expect(memory.engine.forget(all)).needs_confirmation);
  all.confirm = true;
  CHECK(expect(memory.engine.forget(all)).messages == 3);
  CHECK(expect(memory.engine.list_chats({.user_id = "u"})).total == 0);
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(memory.texts("a") == Strings{"one", "two"});
  all.mode = ForgetMode::erase;
  expect(memory.engine.forget(all));
  stats = expect(memory.engine.stats({.user_id = "u"}));
  CHECK(stats.chats == 0);
  for (const char* word : {"one", "two", "three"}) CHECK(tables_with(*memory.store, word).empty());
}

TEST_CASE("chats: limits are said, and nothing is stored past them") {
  ChatFixture memory;
  const auto refused = [&](AddMessagesRequest request) {
    const auto result = memory.engine.add_messages(request);
    REQUIRE(!result);
    CHECK(result.error().code == ErrorCode::invalid_argument);
    return result.error().message;
  };
  const std::vector<extract::Message> one = {{.content = "x"}};
  CHECK(refused({.user_id = "u", .chat_id = "", .messages = one}).find("chat_id") == 0);
  CHECK(refused({.user_id = "u", .chat_id = std::string(257, 'c'), .messages = one}).find("256") !=
        std::string::npos);
  CHECK(refused({.user_id = "u", .chat_id = "c"}).find("empty") != std::string::npos);
  CHECK(refused({.user_id = "u",
                 .chat_id = "c",
                 .messages = std::vector<extract::Message>(kItemsPerCallMax + 1)})
            .find("10000") != std::string::npos);
  CHECK(refused({.user_id = "u",
                 .chat_id = "c",
                 .messages = {{.content = std::string(kTextBytesMax + 1, 'x')}}})
            .find("messages[0].content") == 0);
  CHECK(refused({.user_id = "u",
                 .chat_id = "c",
                 .messages = one,
                 .title = std::string(kTitleBytesMax + 1, 't')})
            .find("title") == 0);
  CHECK(expect(memory.engine.list_chats({.user_id = "u"})).total == 0);
}

}  // namespace
}  // namespace mnestic::memory
