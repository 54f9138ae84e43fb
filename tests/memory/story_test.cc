#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

const std::string kShram = "User uses Shram as a productivity tool";
const std::string kMagnet = "User uses Magnet as a productivity tool";

TEST_CASE("story: Shram and Magnet, from the first word to the last byte") {
  EngineFixture memory;
  const auto said = memory.say("I use Shram and Magnet as productivity tools");
  CHECK(EngineFixture::contents(said.added) == Strings{kMagnet, kShram});
  CHECK(said.extractor == "rules");
  CHECK(said.change.sequence != 0);
  const Timestamp last_week = memory.clock.now();
  memory.clock.advance(std::chrono::hours(24 * 7));

  auto found = memory.recall("What are the productivity tools that I use");
  std::sort(found.begin(), found.end());
  CHECK(found == Strings{kMagnet, kShram});

  const auto stopped = memory.say("I don't use Magnet anymore");
  CHECK(stopped.added.empty());
  CHECK(EngineFixture::contents(stopped.removed) == Strings{kMagnet});
  CHECK(memory.recall("What are the productivity tools that I use") == Strings{kShram});
  CHECK(memory.list({.as_of = last_week}) == Strings{kMagnet, kShram});
  CHECK(memory.list({.known_at = last_week}) == Strings{kMagnet, kShram});

  const auto undone = expect(memory.engine.undo({.user_id = "u"}));
  CHECK(undone.undone == stopped.change);
  CHECK(EngineFixture::contents(undone.restored) == Strings{kMagnet});
  CHECK(memory.list() == Strings{kMagnet, kShram});

  ForgetRequest erase{.user_id = "u"};
  erase.statement = "I don't use Magnet anymore";
  erase.mode = ForgetMode::erase;
  CHECK(EngineFixture::contents(expect(memory.engine.forget(erase)).forgotten) == Strings{kMagnet});
  CHECK(memory.list({.as_of = last_week}) == Strings{kShram});
  CHECK(memory.list({.known_at = last_week}) == Strings{kShram});
}

}  // namespace
}  // namespace mnestic::memory
