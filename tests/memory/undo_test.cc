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

}  // namespace
}  // namespace mnestic::memory
