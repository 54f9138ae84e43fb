// What was read from the store comes back as text: it must not make the store grow.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;

TEST_CASE("recalled: text of the store fed back a thousand times adds nothing") {
  EngineFixture memory;
  (void)memory.say("I use Shram and Magnet as productivity tools. My sister lives in Rome.");
  (void)memory.say("I'm allergic to peanuts and I have two cats, Biscuit and Gravy");
  const auto before = memory.list();
  std::string lines = "Found 3 memories, best first.\n";
  std::string told;
  for (const std::string& content : before) {
    lines += "- mem_01hzy3k5m8q2w4e6r8t0v2x4z6 [fact] \"" + content + "\"\n";
    told += content + ". ";
  }
  const auto versions = [&] {
    return testing::expect(memory.engine.stats({.user_id = "u"})).versions;
  };
  const auto versions_before = versions();
  for (int round = 0; round < 500; ++round) {
    (void)memory.say(lines);
    (void)memory.say(told);
  }
  const auto after = memory.list();
  CHECK(after.size() == before.size());
  CHECK(versions() == versions_before);
  for (const std::string& content : after) {
    CAPTURE(content);
    CHECK(std::find(before.begin(), before.end(), content) != before.end());
  }
}

TEST_CASE("reasons: what met something stored says why") {
  EngineFixture memory;
  (void)memory.say("I live in Porto. I use Shram. My cat is called Misty.");
  const auto moved = memory.say("I live in Faro");
  REQUIRE(moved.updated.size() == 1);
  REQUIRE(moved.reasons.size() == 1);
  CHECK(moved.reasons[0].id == moved.updated[0].previous.id);
  CHECK(moved.reasons[0].text == "one home at a time");
  CHECK(moved.updated[0].memory.supersedes.size() == 1);
  const auto again = memory.say("I have a cat named Misty");
  REQUIRE(again.unchanged.size() == 1);
  REQUIRE(again.reasons.size() == 1);
  CHECK(again.reasons[0].text == "same statement");
  const auto stopped = memory.say("I don't use Shram anymore");
  REQUIRE(stopped.reasons.size() == 1);
  CHECK(stopped.reasons[0].text == "no longer so");
  CHECK(memory.say("I play the oboe").reasons.empty());
}

}  // namespace
}  // namespace mnestic::memory
