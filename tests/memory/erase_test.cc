// Erasing, looked at from below: after it, no value and no key of any table holds the words.
#include "mnestic/store/tables.h"
#include "tests/support/engine_fixture.h"
#include "tests/support/store_look.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using testing::tables_with;
using Strings = std::vector<std::string>;

TEST_CASE("erase: every version, the quote, the chat and the words of a memory go") {
  EngineFixture memory;
  RememberRequest request{.user_id = "u"};
  request.text = "I use Zorblax and Magnet as productivity tools";
  request.chat_id = "chat-about-zorblax";
  const auto said = expect(memory.engine.remember(request));
  REQUIRE(said.added.size() == 2);
  const bool first = said.added[0].content.find("Zorblax") != std::string::npos;
  const auto id = said.added[first ? 0 : 1].id;
  const auto other = said.added[first ? 1 : 0].id;
  UpdateRequest update{.user_id = "u", .id = id};
  update.fields.content = "User uses Zorblax every single day";
  update.fields.tags = Strings{"zorblax-tag"};
  update.fields.metadata = model::Fields{{"zorblax", "zorblax"}};
  expect(memory.engine.update(update));
  // The same words said again, in another call, and kept as quotes of other memories.
  RememberRequest quoting{.user_id = "u"};
  quoting.facts.emplace(1);
  quoting.facts->front().content = "User likes productivity tools";
  quoting.facts->front().source = model::Source{.quote = *request.text};
  expect(memory.engine.remember(quoting));
  CHECK(!tables_with(*memory.store, "zorblax").empty());

  // Magnet's memory was made in the same chat: the chat's id stays until it goes too.
  ForgetRequest erase{.user_id = "u", .ids = {id}, .mode = ForgetMode::erase};
  const auto erased = expect(memory.engine.forget(erase));
  CHECK(erased.forgotten.size() == 1);
  CHECK(!erased.scrub_pending);
  CHECK(tables_with(*memory.store, "zorblax") == Strings{"chats_by_id"});
  CHECK(memory.list() ==
        Strings{"User likes productivity tools", "User uses Magnet as a productivity tool"});
  CHECK(memory.recall("Zorblax every single day").size() <= 2);
  erase.ids = {other};
  expect(memory.engine.forget(erase));
  CHECK(tables_with(*memory.store, "zorblax").empty());
  CHECK(tables_with(*memory.store, "magnet").empty());
  CHECK(!memory.engine.get({.user_id = "u", .id = id}));
}

TEST_CASE("erase: what a killed process left on disk is scrubbed by the next one") {
  EngineFixture memory;
  memory.tell({"User likes tea"});
  const auto txn = expect(memory.store->begin_write());
  expect(store::mark_scrub_needed(*txn));
  expect(txn->commit());
  expect(memory.engine.recover());
  CHECK(!expect(store::scrub_needed(*expect(memory.store->begin_read()))));
  CHECK(memory.list() == Strings{"User likes tea"});
}

TEST_CASE("erase: all of a user, hidden and undone memories and the user's id included") {
  EngineFixture memory;
  const std::string user = "quux@example.org";
  memory.tell({"User likes blorptea", "User lives in blorpstadt"}, user);
  memory.tell({"User likes blorpjazz"}, user);
  expect(memory.engine.undo({.user_id = user}));
  ForgetRequest hide{.user_id = user};
  hide.statement = "User likes blorptea";
  expect(memory.engine.forget(hide));
  memory.tell({"User likes blorptea"}, "somebody else");
  ForgetRequest all{.user_id = user, .all = true, .mode = ForgetMode::erase, .confirm = true};
  expect(memory.engine.forget(all));
  CHECK(tables_with(*memory.store, "quux").empty());
  CHECK(tables_with(*memory.store, "blorpstadt").empty());
  CHECK(tables_with(*memory.store, "blorpjazz").empty());
  CHECK(tables_with(*memory.store, "blorptea") == Strings{"memories"});  // somebody else's
  CHECK(memory.list({}, user).empty());
  memory.tell({"User starts afresh"}, user);
  CHECK(memory.list({}, user) == Strings{"User starts afresh"});
}

}  // namespace
}  // namespace mnestic::memory
