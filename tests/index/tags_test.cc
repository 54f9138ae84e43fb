#include "support.h"

namespace {

using namespace mnestic;
using namespace mnestic::index;
using testing::Dice;
using testing::Fixture;
using testing::ok;

using Tags = std::vector<std::string>;
using Numbers = std::vector<VersionNumber>;

}  // namespace

TEST_CASE("tags: versions that carry all of them, by exact bytes") {
  Fixture fixture;
  fixture.write([&](store::WriteTxn& txn) {
    ok(add_tags(txn, fixture.hasher(), 1, 3, Tags{"work", "tool"}));
    ok(add_tags(txn, fixture.hasher(), 1, 1, Tags{"work", "work"}));
    ok(add_tags(txn, fixture.hasher(), 1, 2, Tags{"Work"}));
    ok(add_tags(txn, fixture.hasher(), 2, 9, Tags{"work"}));
  });
  const auto find = [&](UserNumber user, const Tags& tags) {
    return ok(find_tagged(*fixture.read(), fixture.hasher(), user, tags));
  };
  CHECK(find(1, {"work"}) == Numbers{1, 3});
  CHECK(find(1, {"work", "tool"}) == Numbers{3});
  CHECK(find(1, {"tool", "work", "tool"}) == Numbers{3});
  CHECK(find(1, {"Work"}) == Numbers{2});
  CHECK(find(1, {"work", "none"}).empty());
  CHECK(find(2, {"work"}) == Numbers{9});
  CHECK(find(3, {"work"}).empty());
  fixture.write([&](store::WriteTxn& txn) {
    ok(remove_tags(txn, fixture.hasher(), 1, 3, Tags{"work", "gone"}));
  });
  CHECK(find(1, {"work"}) == Numbers{1});
  CHECK(find(1, {"tool"}) == Numbers{3});
}

TEST_CASE("tags: a tag and a word of the same letters do not meet") {
  Fixture fixture;
  store::UserCounters counters;
  fixture.write([&](store::WriteTxn& txn) {
    ok(add_tags(txn, fixture.hasher(), 1, 0, Tags{"tea"}));
    ok(add_words(txn, fixture.hasher(), 1, 1, Tags{"tea"}, counters));
  });
  CHECK(ok(find_tagged(*fixture.read(), fixture.hasher(), 1, Tags{"tea"})) == Numbers{0});
}

TEST_CASE("tags: random sets equal a naive search") {
  Dice dice(21);
  Fixture fixture;
  std::map<VersionNumber, std::set<std::string>> carried;
  fixture.write([&](store::WriteTxn& txn) {
    for (int i = 0; i < 1500; ++i) {
      const VersionNumber number = dice.below(700);
      if (carried.contains(number)) {
        const Tags tags(carried[number].begin(), carried[number].end());
        ok(remove_tags(txn, fixture.hasher(), 1, number, tags));
        carried.erase(number);
        continue;
      }
      std::set<std::string> tags;
      for (std::uint64_t n = 1 + dice.below(4); n > 0; --n)
        tags.insert("tag" + std::to_string(dice.below(6)));
      ok(add_tags(txn, fixture.hasher(), 1, number, Tags(tags.begin(), tags.end())));
      carried[number] = tags;
    }
  });
  const auto txn = fixture.read();
  for (int i = 0; i < 200; ++i) {
    Tags wanted;
    for (std::uint64_t n = 1 + dice.below(3); n > 0; --n)
      wanted.push_back("tag" + std::to_string(dice.below(7)));
    Numbers expected;
    for (const auto& [number, tags] : carried) {
      bool all = true;
      for (const std::string& tag : wanted) all = all && tags.contains(tag);
      if (all) expected.push_back(number);
    }
    REQUIRE(ok(find_tagged(*txn, fixture.hasher(), 1, wanted)) == expected);
  }
}
