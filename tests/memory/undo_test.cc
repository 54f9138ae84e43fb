#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

TEST_CASE("undo: one further back each time, redo takes the last undo back") {
  EngineFixture memory;
  memory.tell({"User likes tea"});
  memory.tell({"User likes rain"});
  memory.tell({"User likes jazz"});
  expect(memory.engine.undo({.user_id = "u"}));
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(memory.list() == Strings{"User likes tea"});
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  CHECK(memory.list() == Strings{"User likes rain", "User likes tea"});
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  CHECK(memory.list().size() == 3);
  const auto nothing = memory.engine.undo({.user_id = "u", .redo = true});
  REQUIRE(!nothing);
  CHECK(nothing.error().code == ErrorCode::failed_precondition);
  // After a redo the change can be undone again.
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(memory.list() == Strings{"User likes rain", "User likes tea"});
}

TEST_CASE("undo: an update gives the old version back under the same id") {
  EngineFixture memory;
  const auto id = memory.tell({"User has two cats"}).added[0].id;
  UpdateRequest update{.user_id = "u", .id = id};
  update.fields.content = "User has three cats";
  memory.clock.advance(std::chrono::hours(1));
  const auto updated = expect(memory.engine.update(update));
  CHECK(updated.memory.version == 2);
  CHECK(updated.previous.content == "User has two cats");
  CHECK(memory.list() == Strings{"User has three cats"});
  CHECK(memory.list({.as_of = updated.previous.valid_from}) == Strings{"User has two cats"});
  const auto undone = expect(memory.engine.undo({.user_id = "u", .id = id}));
  CHECK(undone.action == "update");
  CHECK(memory.list() == Strings{"User has two cats"});
  CHECK(expect(memory.engine.get({.user_id = "u", .id = id})).memory.content ==
        "User has two cats");
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  const auto got = expect(memory.engine.get({.user_id = "u", .id = id, .history = true}));
  CHECK(got.memory.content == "User has three cats");
  CHECK(got.versions.size() == 2);
}

TEST_CASE("undo: what was touched since must be undone first, and the message names it") {
  EngineFixture memory;
  const auto first = memory.tell({"User likes tea"});
  ForgetRequest forget{.user_id = "u", .ids = {first.added[0].id}};
  const auto forgotten = expect(memory.engine.forget(forget));
  const auto refused = memory.engine.undo({.user_id = "u", .change = first.change});
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::failed_precondition);
  CHECK(refused.error().message.find(forgotten.change.to_string()) != std::string::npos);
  expect(memory.engine.undo({.user_id = "u", .change = forgotten.change}));
  expect(memory.engine.undo({.user_id = "u", .change = first.change}));
  CHECK(memory.list().empty());
  CHECK(!memory.engine.get({.user_id = "u", .id = first.added[0].id}));
}

TEST_CASE("undo: what was erased cannot come back, another user's change is not found") {
  EngineFixture memory;
  const auto first = memory.tell({"User likes tea"});
  const auto refused = memory.engine.undo({.user_id = "v", .change = first.change});
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::not_found);
  ForgetRequest erase{.user_id = "u", .ids = {first.added[0].id}, .mode = ForgetMode::erase};
  const auto erased = expect(memory.engine.forget(erase));
  for (const auto change : {first.change, erased.change}) {
    const auto result = memory.engine.undo({.user_id = "u", .change = change});
    REQUIRE(!result);
    CHECK(result.error().code == ErrorCode::failed_precondition);
  }
}

TEST_CASE("undo: a superseding comes undone as a whole") {
  EngineFixture memory;
  memory.tell({"User lives in Berlin"});
  memory.tell({"User lives in Lisbon"});
  const auto undone = expect(memory.engine.undo({.user_id = "u"}));
  CHECK(EngineFixture::contents(undone.restored) == Strings{"User lives in Berlin"});
  CHECK(EngineFixture::contents(undone.removed) == Strings{"User lives in Lisbon"});
  CHECK(memory.list() == Strings{"User lives in Berlin"});
}

TEST_CASE("undo: the log keeps 400 days, and what it forgets is still history") {
  EngineFixture memory;
  const auto first = memory.tell({"User likes tea"});
  const Timestamp then = memory.clock.now();
  const auto id = first.added[0].id;
  memory.clock.advance(std::chrono::hours(1));
  UpdateRequest update{.user_id = "u", .id = id};
  update.fields.content = "User likes green tea";
  expect(memory.engine.update(update));
  expect(memory.engine.undo({.user_id = "u"}));
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  memory.clock.advance(kUndoKept - std::chrono::hours(2));
  const auto kept = memory.tell({"User likes jazz"});
  CHECK(expect(memory.engine.undo({.user_id = "u"})).undone == kept.change);
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  memory.clock.advance(std::chrono::hours(3));
  memory.tell({"User likes rain"});
  for (const auto change : {first.change, model::ChangeId{first.change.sequence + 1}}) {
    const auto gone = memory.engine.undo({.user_id = "u", .change = change});
    REQUIRE(!gone);
    CHECK(gone.error().code == ErrorCode::not_found);
    CHECK(gone.error().message.find("400 days") != std::string::npos);
  }
  const auto of_memory = memory.engine.undo({.user_id = "u", .id = id});
  REQUIRE(!of_memory);
  CHECK(of_memory.error().code == ErrorCode::failed_precondition);
  // The past is where it was, and what is young enough is undone as ever, also on old versions.
  CHECK(memory.list({.known_at = then}) == Strings{"User likes tea"});
  CHECK(memory.list({.as_of = then}) == Strings{"User likes tea"});
  CHECK(expect(memory.engine.get({.user_id = "u", .id = id, .history = true})).versions.size() ==
        2);
  expect(memory.engine.forget({.user_id = "u", .ids = {id}}));
  expect(memory.engine.undo({.user_id = "u"}));
  expect(memory.engine.undo({.user_id = "u", .redo = true}));
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(memory.list() == Strings{"User likes green tea", "User likes jazz", "User likes rain"});
  while (memory.engine.undo({.user_id = "u"})) continue;
  CHECK(memory.list() == Strings{"User likes green tea"});
}

TEST_CASE("undo: trimming takes little from each change and catches up") {
  EngineFixture memory;
  for (int i = 0; i < 100; ++i) memory.tell({"User owns boat " + std::to_string(i)});
  memory.clock.advance(kUndoKept + std::chrono::hours(1));
  const auto lines = [&] {
    return testing::expect(memory.store->info())
        .entries[static_cast<std::size_t>(store::Table::changes)];
  };
  std::uint64_t before = lines();
  CHECK(before == 100);
  while (before > 1) {
    memory.tell({"User owns hat " + std::to_string(before)});
    if (lines() >= before) break;
    CHECK(before - lines() <= 20);
    before = lines();
  }
  CHECK(lines() < 12);
}

}  // namespace
}  // namespace mnestic::memory
