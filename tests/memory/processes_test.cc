// Two processes on one store at the same moment.
#include <map>

#include "tests/store/children.h"
#include "tests/support/disk_engine.h"

namespace mnestic::memory {
namespace {

using store::testing::Child;
using store::testing::TempFolder;
using testing::DiskEngine;
using testing::expect;
using Strings = std::vector<std::string>;

// Runs `work` in two processes that have opened the store and begin together.
template <typename Work>
void in_two(const std::filesystem::path& folder, const Work& work) {
  const auto body = [&](int which) {
    return [&folder, &work, which](const Child::Pipes& pipes) {
      DiskEngine disk(folder);
      pipes.to_parent.send(1);
      if (pipes.to_child.receive() != 1U) return 1;
      work(disk, which);
      return 0;
    };
  };
  Child first(body(0));
  Child second(body(1));
  REQUIRE(first.receive() == 1U);
  REQUIRE(second.receive() == 1U);
  first.send(1);
  second.send(1);
  CHECK(first.wait() == 0);
  CHECK(second.wait() == 0);
}

TEST_CASE("processes: the same fact sent by two at once is stored once") {
  const TempFolder folder;
  constexpr int kFacts = 40;
  in_two(folder.path(), [](DiskEngine& disk, int) {
    for (int i = 0; i < kFacts; ++i) {
      disk.tell("u", {"User owns boat " + std::to_string(i)});
      RememberRequest request{.user_id = "u", .text = "I live in Town" + std::to_string(i)};
      expect(disk.engine.remember(request));
    }
  });
  DiskEngine disk(folder.path());
  const auto stored = expect(disk.engine.list({.user_id = "u", .limit_count = 1000})).memories;
  std::map<std::string, int> times;
  for (const auto& memory : stored) ++times[memory.content];
  int boats = 0;
  for (const auto& [content, count] : times) {
    CAPTURE(content);
    CHECK(count == 1);
    if (content.find("boat") != std::string::npos) ++boats;
  }
  CHECK(boats == kFacts);
}

TEST_CASE("processes: two that append to one chat keep their order and lose nothing") {
  const TempFolder folder;
  constexpr int kCalls = 40;
  in_two(folder.path(), [](DiskEngine& disk, int which) {
    for (int i = 0; i < kCalls; ++i) {
      const std::string words = std::to_string(which) + " " + std::to_string(i);
      disk.add("u", "chat", {words + " first", words + " second"});
    }
  });
  DiskEngine disk(folder.path());
  GetChatRequest request{.user_id = "u", .chat_id = "chat", .limit_count = 1000};
  const auto got = expect(disk.engine.get_chat(request));
  REQUIRE(got.messages.size() == 4 * kCalls);
  CHECK(got.chat.messages == 4 * kCalls);
  int next[2] = {0, 0};
  for (std::size_t i = 0; i < got.messages.size(); i += 2) {
    CHECK(got.messages[i].number == i);
    const int which = got.messages[i].content.front() - '0';
    REQUIRE((which == 0 || which == 1));
    const std::string words = std::to_string(which) + " " + std::to_string(next[which]++);
    CHECK(got.messages[i].content == words + " first");
    CHECK(got.messages[i + 1].content == words + " second");
  }
}

}  // namespace
}  // namespace mnestic::memory
