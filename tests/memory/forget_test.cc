#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

TEST_CASE("forget: by query only what is clearly meant, not what shares a quote") {
  EngineFixture memory;
  memory.say("I use Shram and Magnet as productivity tools");
  memory.tell({"User likes long walks", "User is allergic to shellfish"});
  ForgetRequest request{.user_id = "u"};
  request.query = "Magnet";
  CHECK(EngineFixture::contents(expect(memory.engine.forget(request)).forgotten) ==
        Strings{"User uses Magnet as a productivity tool"});
  memory.tell({"User uses Magnet as a productivity tool"});
  request.query = "User uses Magnet as a productivity tool";
  CHECK(expect(memory.engine.forget(request)).forgotten.size() == 1);
  request.query = "the weather in Paris";
  CHECK(expect(memory.engine.forget(request)).forgotten.empty());
  CHECK(memory.list().size() == 3);
}

TEST_CASE("forget: a statement about somebody else leaves the user's own facts alone") {
  EngineFixture memory;
  memory.tell({"User uses Magnet"});
  ForgetRequest request{.user_id = "u"};
  request.statement = "My sister doesn't use Magnet anymore";
  CHECK(expect(memory.engine.forget(request)).forgotten.empty());
  request.statement = "User uses Magnet";
  CHECK(expect(memory.engine.forget(request)).forgotten.size() == 1);
}

TEST_CASE("forget: all, and more than twenty matches, ask first") {
  EngineFixture memory;
  Strings facts;
  for (int i = 0; i < 21; ++i) facts.push_back("User visited place number " + std::to_string(i));
  memory.tell(facts);
  ForgetRequest by_filter{.user_id = "u"};
  by_filter.filter.emplace();
  const auto asked = expect(memory.engine.forget(by_filter));
  CHECK(asked.needs_confirmation);
  CHECK(asked.forgotten.size() == 21);
  CHECK(memory.list().size() == 21);
  ForgetRequest all{.user_id = "u", .all = true};
  CHECK(expect(memory.engine.forget(all)).needs_confirmation);
  all.dry_run = true;
  CHECK(!expect(memory.engine.forget(all)).needs_confirmation);
  CHECK(memory.list().size() == 21);
  all.dry_run = false;
  all.confirm = true;
  const auto done = expect(memory.engine.forget(all));
  CHECK(done.forgotten.size() == 21);
  CHECK(memory.list().empty());
  CHECK(expect(memory.engine.forget(all)).forgotten.empty());  // nothing is forgotten twice
  expect(memory.engine.undo({.user_id = "u"}));
  CHECK(memory.list().size() == 21);
}

TEST_CASE("forget: exactly one way to say what") {
  EngineFixture memory;
  ForgetRequest none{.user_id = "u"};
  REQUIRE(!memory.engine.forget(none));
  ForgetRequest two{.user_id = "u", .all = true};
  two.query = "x";
  const auto refused = memory.engine.forget(two);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("forget: an id of another user is not found, and nothing happens") {
  EngineFixture memory;
  const auto mine = memory.tell({"User likes tea"});
  ForgetRequest request{.user_id = "v", .ids = {mine.added[0].id}};
  const auto refused = memory.engine.forget(request);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::not_found);
  CHECK(memory.list().size() == 1);
}

}  // namespace
}  // namespace mnestic::memory
