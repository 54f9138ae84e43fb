// Random sequences of everything that writes, against the obvious model: known_at shows exactly
// what was answered then, and undoing everything leads back to the beginning.
#include <random>

#include "tests/store/fixtures.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

class Player {
 public:
  explicit Player(std::uint64_t seed, std::unique_ptr<store::Store> opened = nullptr)
      : memory(seed, extract::make_rules_extractor(), std::move(opened)), chance_(seed) {}

  void step() {
    memory.clock.advance(std::chrono::milliseconds(1 + chance_() % 100'000));
    switch (chance_() % 11) {
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
      case 7:
        (void)memory.engine.undo({.user_id = "u", .redo = true});  // likewise
        break;
      default:
        talk();
        break;
    }
  }

  // Everything but undo and redo. True when it was a change.
  bool act() {
    const auto before = expect(memory.engine.last_change("u"));
    memory.clock.advance(std::chrono::milliseconds(1 + chance_() % 100'000));
    switch (chance_() % 8) {
      case 0:
      case 1:
        memory.tell({fact(), fact(), fact()});
        break;
      case 2:
        memory.say("I don't use gadget" + std::to_string(chance_() % 20) + " anymore");
        break;
      case 3:
        update();
        break;
      case 4:
        forget();
        break;
      case 5:
        forget_all();
        break;
      default:
        talk();
        break;
    }
    return expect(memory.engine.last_change("u")) != before;
  }

  // What a caller can see: memories now and as of `moments` earlier ones, with their ids, and
  // chats.
  Strings everything(int moments) {
    Strings out;
    const auto now = memory.clock.now();
    ListRequest request{.user_id = "u", .limit_count = 1000};
    for (int back = 0; back <= moments; ++back) {
      if (back > 0) request.view.as_of = now - std::chrono::seconds(back * 60);
      for (const auto& each : expect(memory.engine.list(request)).memories) {
        out.push_back(std::to_string(back) + each.id.to_string() + each.content);
      }
    }
    request.view = {};
    request.statuses = {model::Status::superseded, model::Status::forgotten};
    for (const auto& each : expect(memory.engine.list(request)).memories) {
      out.push_back("past " + each.id.to_string() + each.content);
    }
    for (const Chat& chat : expect(memory.engine.list_chats({.user_id = "u"})).chats) {
      out.push_back("chat " + chat.id + chat.title + std::to_string(chat.messages));
      GetChatRequest get{.user_id = "u", .chat_id = chat.id, .limit_count = 1000};
      for (const auto& message : expect(memory.engine.get_chat(get)).messages) {
        out.push_back(chat.id + std::to_string(message.number) + message.content);
      }
    }
    return out;
  }

  EngineFixture memory;

 private:
  void talk() {
    const std::string chat = "chat" + std::to_string(chance_() % 3);
    if (chance_() % 4 == 0) {
      (void)memory.engine.delete_chat({.user_id = "u", .chat_id = chat});  // there may be none
      return;
    }
    AddMessagesRequest request{.user_id = "u", .chat_id = chat};
    request.messages = {{.content = "I use gadget" + std::to_string(chance_() % 20)},
                        {.role = "assistant", .content = "Fine."}};
    if (chance_() % 2 == 0) request.title = "title" + std::to_string(chance_() % 9);
    expect(memory.engine.add_messages(request));
  }
  void forget_all() {
    if (chance_() % 4 != 0) return;
    expect(memory.engine.forget({.user_id = "u", .all = true, .confirm = true}));
  }
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

TEST_CASE("property: each undo ends at the state before, each redo at the state after") {
  for (std::uint64_t seed = 201; seed <= 230; ++seed) {
    CAPTURE(seed);
    Player player(seed);
    std::vector<Strings> states = {player.everything(0)};
    while (states.size() < 20) {
      if (player.act()) states.push_back(player.everything(0));
    }
    // The clock stands still from here on, so that as_of looks at the same moments.
    const auto look = [&] { return player.everything(4); };
    const Strings end = look();
    std::vector<Strings> back;
    while (player.memory.engine.undo({.user_id = "u"})) {
      back.push_back(look());
      REQUIRE(back.size() < states.size());
      CHECK(player.everything(0) == states[states.size() - 1 - back.size()]);
    }
    REQUIRE(back.size() == states.size() - 1);
    for (std::size_t i = back.size() - 1; i > 0; --i) {
      expect(player.memory.engine.undo({.user_id = "u", .redo = true}));
      CHECK(look() == back[i - 1]);
    }
    expect(player.memory.engine.undo({.user_id = "u", .redo = true}));
    CHECK(look() == end);
  }
}

TEST_CASE("property: the engine over LMDB and over the twin in memory: the same at every step") {
  for (std::uint64_t seed = 501; seed <= 515; ++seed) {
    CAPTURE(seed);
    const store::testing::TempFolder folder;
    Player twin(seed);
    Player disk(seed, store::testing::open_at(folder.path()));
    for (int i = 0; i < 40; ++i) {
      twin.step();
      disk.step();
      CHECK(disk.everything(2) == twin.everything(2));
      const std::string query = "gadget" + std::to_string(i % 20);
      CHECK(disk.memory.recall(query) == twin.memory.recall(query));
    }
    while (twin.memory.engine.undo({.user_id = "u"}))
      expect(disk.memory.engine.undo({.user_id = "u"}));
    CHECK(disk.everything(0) == twin.everything(0));
    CHECK_FALSE(disk.memory.engine.undo({.user_id = "u"}));
  }
}

// Statements about one thing that can be so only once, and about one that is used or not, in the
// order in which they were made.
struct Said {
  Timestamp at;
  std::string town;   // moved there; or
  bool uses = false;  // this
};

// What was so at `when`: the last statement of each kind up to then.
Strings so_at(const std::vector<Said>& said, Timestamp when) {
  std::string town;
  bool uses = false;
  for (const Said& each : said) {
    if (each.at > when) break;
    if (each.town.empty()) {
      uses = each.uses;
    } else {
      town = each.town;
    }
  }
  Strings out;
  if (!town.empty()) out.push_back("User lives in " + town);
  if (uses) out.push_back("User uses Shram");
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("property: as_of equals a naive model of what was so when") {
  for (std::uint64_t seed = 301; seed <= 330; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    std::mt19937_64 chance(seed);
    std::vector<Said> said;
    for (int i = 0; i < 25; ++i) {
      memory.clock.advance(std::chrono::minutes(1 + chance() % 1000));
      Said each{.at = memory.clock.now(), .town = {}, .uses = chance() % 2 == 0};
      if (chance() % 2 == 0) each.town = "Town" + std::to_string(chance() % 6);
      RememberRequest request{.user_id = "u"};
      request.text = !each.town.empty() ? "I live in " + each.town
                     : each.uses        ? "I use Shram"
                                        : "I don't use Shram anymore";
      expect(memory.engine.remember(request));
      said.push_back(std::move(each));
    }
    for (const Said& each : said) {
      for (const auto shift : {std::chrono::milliseconds(-1), std::chrono::milliseconds(0)}) {
        CHECK(memory.list({.as_of = each.at + shift}) == so_at(said, each.at + shift));
      }
    }
  }
}

TEST_CASE("property: as_of is the same in whatever order statements arrive") {
  for (std::uint64_t seed = 401; seed <= 430; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    std::mt19937_64 chance(seed);
    std::vector<Said> said;
    for (int i = 0; i < 12; ++i) {
      memory.clock.advance(std::chrono::minutes(1 + chance() % 1000));
      said.push_back({.at = memory.clock.now(), .town = "Town" + std::to_string(i)});
    }
    std::vector<Said> arriving = said;
    std::shuffle(arriving.begin(), arriving.end(), chance);
    for (const Said& each : arriving) {
      RememberRequest request{.user_id = "u", .text = "I live in " + each.town};
      request.common.observed_at = each.at;
      expect(memory.engine.remember(request));
    }
    for (const Said& each : said) {
      for (const auto shift : {std::chrono::milliseconds(-1), std::chrono::milliseconds(0)}) {
        CHECK(memory.list({.as_of = each.at + shift}) == so_at(said, each.at + shift));
      }
    }
    while (memory.engine.undo({.user_id = "u"})) continue;
    CHECK(memory.list({.as_of = memory.clock.now()}).empty());
  }
}

}  // namespace
}  // namespace mnestic::memory
