// The checker finds every damage of every table, and the repair makes good what can be derived.
#include "mnestic/memory/verify.h"

#include <random>

#include "mnestic/store/keys.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using store::Table;
using testing::EngineFixture;
using testing::expect;

VerifyReport verified(const EngineFixture& memory) {
  return expect(verify(*expect(memory.store->begin_read()), memory.store->hasher()));
}

using Pairs = std::vector<std::pair<std::string, std::string>>;
Pairs all_of(const EngineFixture& memory, Table table) {
  Pairs pairs;
  const auto txn = expect(memory.store->begin_read());
  expect(store::scan_prefix(*txn, table, "",
                            [&](std::string_view key, std::string_view value) -> Result<bool> {
                              pairs.emplace_back(key, value);
                              return true;
                            }));
  return pairs;
}

void put(EngineFixture& memory, Table table, std::string_view key, std::string_view value) {
  const auto txn = expect(memory.store->begin_write());
  expect(txn->put(table, key, value));
  expect(txn->commit());
}

void erase(EngineFixture& memory, Table table, std::string_view key) {
  const auto txn = expect(memory.store->begin_write());
  expect(txn->erase(table, key));
  expect(txn->commit());
}

// Something of everything that is stored.
void fill(EngineFixture& memory) {
  for (const std::string user : {"ann", "bob"}) {
    std::vector<std::string> facts;
    for (int i = 0; i < 70; ++i) facts.push_back("User has met person" + std::to_string(i));
    memory.tell(facts, user);
    memory.say("I use Shram and Magnet as productivity tools", user);
    memory.say("I don't use Magnet anymore", user);
    RememberRequest request{.user_id = user};
    Fields fact;
    fact.content = "User plans a trip to Riga";
    fact.tags = std::vector<std::string>{"travel", "plans"};
    request.facts = {fact};
    request.chat_id = "chat of " + user;
    request.expires_in_s = 1'000'000;
    const auto trip = expect(memory.engine.remember(request)).added.at(0).id;
    UpdateRequest update{.user_id = user, .id = trip};
    update.fields.content = "User plans a trip to Oslo";
    expect(memory.engine.update(update));
    const auto found = memory.list({}, user);
    expect(memory.engine.forget({.user_id = user, .query = "person7"}));
    expect(memory.engine.undo({.user_id = user}));
    ForgetRequest forget{.user_id = user, .query = "person11"};
    forget.mode = ForgetMode::erase;
    expect(memory.engine.forget(forget));
    memory.recall("productivity tools", user);
  }
  expect(memory.engine.flush());
}

// Derived tables as they were: all but the log's and the ids' order of writing follow from records.
std::vector<Pairs> derived(const EngineFixture& memory) {
  std::vector<Pairs> tables;
  for (const Table table : {Table::headers, Table::postings, Table::by_time, Table::by_expiry,
                            Table::by_hash, Table::by_kind, Table::by_chat, Table::chats_by_id,
                            Table::changes_by_user, Table::counters, Table::vectors}) {
    tables.push_back(all_of(memory, table));
  }
  return tables;
}

}  // namespace

TEST_CASE("verify: a store that was written to in every way is well, and counted") {
  EngineFixture memory;
  CHECK(verified(memory).well());
  fill(memory);
  const VerifyReport report = verified(memory);
  for (const auto& finding : report.findings) MESSAGE(finding);
  CHECK(report.well());
  CHECK(report.users == 2);
  CHECK(report.versions == all_of(memory, Table::memories).size());
  CHECK(report.changes == all_of(memory, Table::changes).size());
  CHECK(report.vectors == report.versions);
}

TEST_CASE("verify: every random history is well at every step") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    std::mt19937_64 chance(seed);
    for (int step = 0; step < 40; ++step) {
      const std::string thing = "gadget" + std::to_string(chance() % 12);
      switch (chance() % 6) {
        case 0:
          memory.say("I don't use " + thing + " anymore");
          break;
        case 1:
          (void)memory.engine.undo({.user_id = "u"});  // there may be nothing to undo
          break;
        case 2:
          (void)memory.engine.undo({.user_id = "u", .redo = true});  // likewise
          break;
        case 3: {
          ForgetRequest forget{.user_id = "u", .query = thing};
          forget.mode = chance() % 2 == 0 ? ForgetMode::erase : ForgetMode::hide;
          expect(memory.engine.forget(forget));
          break;
        }
        default:
          memory.tell({"User uses " + thing, "User lives in town" + std::to_string(chance() % 5)});
      }
      const VerifyReport report = verified(memory);
      for (const auto& finding : report.findings) MESSAGE(finding);
      REQUIRE(report.well());
    }
  }
}

TEST_CASE("verify: an entry that is missing, changed or too many is found in every table") {
  EngineFixture memory;
  fill(memory);
  std::mt19937_64 chance(5);
  for (std::size_t t = 0; t < store::kTableCount; ++t) {
    const auto table = static_cast<Table>(t);
    if (table == Table::meta || table == Table::chats || table == Table::messages ||
        table == Table::cache || table == Table::queue) {
      continue;  // nothing refers to them
    }
    CAPTURE(store::to_string(table));
    const Pairs pairs = all_of(memory, table);
    REQUIRE_FALSE(pairs.empty());
    for (int i = 0; i < 12; ++i) {
      const auto& [key, value] = pairs[chance() % pairs.size()];
      CAPTURE(i);
      erase(memory, table, key);
      CHECK_FALSE(verified(memory).well());
      std::string other_key = key;
      other_key[chance() % key.size()] ^= static_cast<char>(1 << chance() % 8);
      const bool taken = std::any_of(pairs.begin(), pairs.end(),
                                     [&](const auto& pair) { return pair.first == other_key; });
      if (!taken) {
        put(memory, table, other_key, value);
        CHECK_FALSE(verified(memory).well());
        erase(memory, table, other_key);
      }
      if (!value.empty()) {
        std::string flipped = value;
        flipped[chance() % value.size()] ^= static_cast<char>(1 << chance() % 8);
        put(memory, table, key, flipped);
        CHECK_FALSE(verified(memory).well());
      }
      put(memory, table, key, value);
    }
    REQUIRE(verified(memory).well());
  }
}

TEST_CASE("repair: every derived table comes back as it was, from nothing and from rubbish") {
  EngineFixture memory;
  fill(memory);
  const auto before = derived(memory);
  const auto answers = memory.recall("productivity tools", "ann");
  std::mt19937_64 chance(7);
  for (const Table table : {Table::headers, Table::postings, Table::by_time, Table::by_expiry,
                            Table::by_hash, Table::by_kind, Table::by_chat, Table::changes_by_user,
                            Table::counters, Table::vectors, Table::ids}) {
    CAPTURE(store::to_string(table));
    for (const bool emptied : {true, false}) {
      for (const auto& [key, value] : all_of(memory, table)) {
        if (emptied) {
          erase(memory, table, key);
        } else if (!value.empty()) {
          std::string flipped = value;
          flipped[chance() % value.size()] ^= 1;
          put(memory, table, key, flipped);
        } else if (chance() % 2 == 0) {
          erase(memory, table, key);
        }
      }
      CHECK_FALSE(verified(memory).well());
      expect(repair(*memory.store, *memory.embedder));
      const VerifyReport report = verified(memory);
      for (const auto& finding : report.findings) MESSAGE(finding);
      CHECK(report.well());
      const auto after = derived(memory);
      // Chances are that erased numbers at the end are not known any more.
      for (std::size_t i = 0; i < after.size(); ++i) {
        CAPTURE(i);
        const bool counters = i == 9;
        if (!counters) CHECK(after[i] == before[i]);
      }
      CHECK(memory.recall("productivity tools", "ann") == answers);
    }
  }
}

TEST_CASE("repair: a memory that cannot be read stays, is reported, and harms nobody else") {
  EngineFixture memory;
  fill(memory);
  const auto [key, value] = all_of(memory, Table::memories).front();
  put(memory, Table::memories, key, value.substr(0, value.size() - 1));
  CHECK(verified(memory).lost > 0);
  expect(repair(*memory.store, *memory.embedder));
  const VerifyReport report = verified(memory);
  CHECK(report.lost == 1);
  CHECK(report.repairable == 0);
  CHECK(all_of(memory, Table::memories).front().second == value.substr(0, value.size() - 1));
  const auto listed = memory.list({}, "ann");
  CHECK(listed.size() + 1 == memory.list({}, "bob").size());
  CHECK_FALSE(memory.recall("productivity tools", "ann").empty());
}

}  // namespace mnestic::memory
