// Random sequences of everything that writes, against the obvious model: known_at shows exactly
// what was answered then, and undoing everything leads back to the beginning.
#include <random>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

class Player {
 public:
  explicit Player(std::uint64_t seed) : memory(seed), chance_(seed) {}

  void step() {
    memory.clock.advance(std::chrono::milliseconds(1 + chance_() % 100'000));
    switch (chance_() % 8) {
      case 0:
      case 1:
      case 2:
        memory.tell({fact(), fact()});
        break;
      case 3:
        memory.say("I don't use gadget" + std::to_string(chance_() % 20) + " anymore");
        break;
      case 4:
        update();
        break;
      case 5:
        forget();
        break;
      case 6:
        (void)memory.engine.undo({.user_id = "u"});  // there may be nothing to undo
        break;
      default:
        (void)memory.engine.undo({.user_id = "u", .redo = true});  // likewise
        break;
    }
  }

  EngineFixture memory;

 private:
  std::string fact() {
    const std::string number = std::to_string(chance_() % 20);
    switch (chance_() % 3) {
      case 0:
        return "User uses gadget" + number;
      case 1:
        return "User lives in town" + number;
      default:
        return "User has met person" + number;
    }
  }
  std::optional<model::MemoryId> any() {
    ListRequest request{.user_id = "u"};
    const auto found = expect(memory.engine.list(request)).memories;
    if (found.empty()) return std::nullopt;
    return found[chance_() % found.size()].id;
  }
  void update() {
    const auto id = any();
    if (!id) return;
    UpdateRequest request{.user_id = "u", .id = *id};
    request.fields.content = fact() + " and more";
    expect(memory.engine.update(request));
  }
  void forget() {
    const auto id = any();
    if (id) expect(memory.engine.forget({.user_id = "u", .ids = {*id}}));
  }

  std::mt19937_64 chance_;
};

TEST_CASE("property: known_at shows what was answered at every past moment") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Player player(seed);
    std::vector<std::pair<Timestamp, Strings>> past;
    for (int i = 0; i < 40; ++i) {
      player.step();
      past.emplace_back(player.memory.clock.now(), player.memory.list());
    }
    for (const auto& [at, answer] : past) CHECK(player.memory.list({.known_at = at}) == answer);
  }
}

TEST_CASE("property: undoing everything ends where it began, redoing everything where it was") {
  for (std::uint64_t seed = 101; seed <= 140; ++seed) {
    CAPTURE(seed);
    Player player(seed);
    for (int i = 0; i < 25; ++i) player.step();
    const Strings end = player.memory.list();
    int undone = 0;
    while (player.memory.engine.undo({.user_id = "u"})) ++undone;
    CHECK(player.memory.list().empty());
    for (int i = 0; i < undone; ++i)
      expect(player.memory.engine.undo({.user_id = "u", .redo = true}));
    CHECK(player.memory.list() == end);
  }
}

}  // namespace
}  // namespace mnestic::memory
