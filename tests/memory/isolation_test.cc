// Users and chats whose ids are as alike as ids can be, and callers who use what is another's:
// nobody sees a row that is not theirs.
#include <map>
#include <random>
#include <set>

#include "tests/support/disk_engine.h"

namespace mnestic::memory {
namespace {

using store::testing::TempFolder;
using testing::DiskEngine;
using testing::expect;

constexpr std::size_t kUsers = 1'000;
constexpr int kCalls = 100'000;
// What everybody runs.
constexpr std::size_t kUsersEveryDay = 250;
constexpr int kCallsEveryDay = 10'000;

// Ids that begin with each other, with NUL, slashes and dots, in other cases and normal forms, with
// letters that look the same or are not seen at all.
std::vector<std::string> alike_ids(std::size_t count, std::mt19937_64& chance) {
  using namespace std::string_literals;
  static const std::vector<std::string> kPieces = {
      "a"s,   "A"s,        "aa"s,       "\0"s,        "\0\0"s,        "/"s,
      "../"s, ".."s,       " "s,        "\n"s,        "%"s,           "%00"s,
      "'"s,   "\xD0\xB0"s, "\xC3\xA9"s, "e\xCC\x81"s, "\xFF"s,        "\xE2\x80\x8D"s,
      "1"s,   "\x01"s,     "user"s,     "chat"s,      "\xEF\xBD\x81"s};
  std::set<std::string> ids;
  for (std::string prefix; prefix.size() < 40;) ids.insert(prefix += 'a');
  while (ids.size() < count) {
    std::string id;
    for (std::uint64_t i = 1 + chance() % 6; i > 0; --i) id += kPieces[chance() % kPieces.size()];
    ids.insert(id.substr(0, kIdBytesMax));
  }
  return {ids.begin(), ids.end()};
}

struct Person {
  std::string id;
  std::string token;  // in everything of theirs, and in nothing of anybody else's
  std::set<std::string> chats;
  std::vector<model::MemoryId> memories;
  model::ChangeId change;
  std::string list_cursor;
  std::string chat_cursor;
};

class World {
 public:
  World(const std::filesystem::path& folder, std::size_t user_count) : disk_(folder), chance_(11) {
    const auto users = alike_ids(user_count, chance_);
    chats_ = alike_ids(user_count, chance_);
    for (const std::string& id : users) people_.push_back(settle(id));
  }

  void call() {
    const Person& own = people_[chance_() % people_.size()];
    const Person& other = people_[chance_() % people_.size()];
    if (&own == &other) return;
    switch (chance_() % 8) {
      case 0:
        return recall(own, other);
      case 1:
        return list(own);
      case 2:
        return get(own, other);
      case 3:
        return get_chat(own);
      case 4:
        return list_chats(own, other);
      case 5:
        return take(own, other);
      case 6:
        return recall_in_chat(own);
      default:
        return stats(own);
    }
  }

 private:
  Person settle(const std::string& id) {
    Person person{.id = id, .token = "tok" + std::to_string(people_.size()) + "en"};
    RememberRequest request{.user_id = id, .facts = std::vector<Fields>(3)};
    for (std::size_t i = 0; i < 3; ++i) {
      (*request.facts)[i].content = "User owns boat " + std::to_string(i) + " " + person.token;
    }
    request.chat_id = chats_[chance_() % chats_.size()];
    const auto said = expect(disk_.engine.remember(request));
    for (const auto& memory : said.added) person.memories.push_back(memory.id);
    person.change = said.change;
    for (int i = 0; i < 2; ++i) {
      const std::size_t index = chance_() % chats_.size();
      const std::string words = person.token + " in " + std::to_string(index);
      disk_.add(id, chats_[index], {words, words});
      person.chats.insert(chats_[index]);
    }
    ListRequest list{.user_id = id, .limit_count = 1};
    person.list_cursor = expect(disk_.engine.list(list)).next_cursor.value_or("");
    GetChatRequest get{.user_id = id, .chat_id = *person.chats.begin(), .limit_count = 1};
    person.chat_cursor = expect(disk_.engine.get_chat(get)).next_cursor.value_or("");
    return person;
  }

  static void check_own(const Person& own, const std::string& text) {
    if (text.find(own.token) == std::string::npos) FAIL("a foreign row");
  }
  static void check_own(const Person& own, const std::vector<Recalled>& found) {
    for (const auto& each : found) {
      check_own(own, each.memory.content);
      CHECK(each.memory.user_id == own.id);
    }
  }

  void recall(const Person& own, const Person& other) {
    check_own(own, expect(disk_.engine.recall({.user_id = own.id, .query = other.token})).memories);
  }
  void recall_in_chat(const Person& own) {
    RecallRequest request{.user_id = own.id, .query = "boat"};
    request.filter.chat_id = chats_[chance_() % chats_.size()];
    for (const auto& each : expect(disk_.engine.recall(request)).memories) {
      check_own(own, each.memory.content);
      CHECK(each.memory.source.chat_id == *request.filter.chat_id);
    }
  }
  void list(const Person& own) {
    const auto page = expect(disk_.engine.list({.user_id = own.id}));
    CHECK(page.total == 3);
    for (const auto& memory : page.memories) check_own(own, memory.content);
  }
  void get(const Person& own, const Person& other) {
    const auto refused = disk_.engine.get({.user_id = own.id, .id = other.memories[chance_() % 3]});
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::not_found);
    CHECK(refused.error().message.find(other.token) == std::string::npos);
  }
  void get_chat(const Person& own) {
    const std::size_t index = chance_() % chats_.size();
    const std::string& chat = chats_[index];
    const auto got = disk_.engine.get_chat({.user_id = own.id, .chat_id = chat});
    REQUIRE(got.has_value() == own.chats.contains(chat));
    if (!got) return;
    CHECK(got->messages.size() % 2 == 0);
    for (const auto& message : got->messages) {
      CHECK(message.content == own.token + " in " + std::to_string(index));
    }
  }
  void list_chats(const Person& own, const Person& other) {
    std::set<std::string> ids;
    for (const Chat& chat : expect(disk_.engine.list_chats({.user_id = own.id})).chats) {
      ids.insert(chat.id);
    }
    CHECK(ids == own.chats);
    CHECK(!disk_.engine.list_chats({.user_id = own.id, .cursor = other.list_cursor}));
  }
  // What is another's does not work here.
  void take(const Person& own, const Person& other) {
    auto& engine = disk_.engine;
    CHECK(!engine.undo({.user_id = own.id, .change = other.change}));
    CHECK(!engine.undo({.user_id = own.id, .id = other.memories[0]}));
    CHECK(!engine.forget({.user_id = own.id, .ids = {other.memories[1]}}));
    CHECK(!engine.update(
        {.user_id = own.id, .id = other.memories[2], .fields = {.content = "Mine"}}));
    CHECK(!engine.list({.user_id = own.id, .change = other.change}));
    CHECK(!engine.list({.user_id = own.id, .limit_count = 1, .cursor = other.list_cursor}));
    CHECK(!engine.get_chat({.user_id = own.id,
                            .chat_id = *other.chats.begin(),
                            .limit_count = 1,
                            .cursor = other.chat_cursor}));
  }
  void stats(const Person& own) {
    const auto counted = expect(disk_.engine.stats({.user_id = own.id}));
    CHECK(counted.versions == 3);
    CHECK(counted.chats == own.chats.size());
    CHECK(counted.messages == 4);
  }

  DiskEngine disk_;
  std::mt19937_64 chance_;
  std::vector<std::string> chats_;
  std::vector<Person> people_;
};

void play(std::size_t users, int calls) {
  const TempFolder folder;
  World world(folder.path(), users);
  for (int i = 0; i < calls; ++i) world.call();
}

TEST_CASE("isolation: users and chats with alike ids see no row of each other") {
  play(kUsersEveryDay, kCallsEveryDay);
}

// For `./dev soak`.
TEST_CASE("isolation: the same in a hundred thousand calls" * doctest::skip()) {
  play(kUsers, kCalls);
}

}  // namespace
}  // namespace mnestic::memory
