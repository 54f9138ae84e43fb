// The checker finds every damage of every table, and the repair makes good what can be derived.
#include "mnestic/memory/verify.h"

#include <random>

#include "mnestic/index/embeddings.h"
#include "mnestic/index/search.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
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

// A model that nobody reaches.
class AwayModel final : public extract::Extractor {
 public:
  std::string_view name() const override { return "away"; }
  bool asks_model() const override { return true; }
  Result<extract::Extraction> extract(const extract::ExtractRequest&) const override {
    return Error{ErrorCode::unavailable, "The model is away."};
  }
};

// Two texts wait, one was taken back.
void fill_queue(EngineFixture& memory) {
  const AwayModel model;
  Engine engine({.store = *memory.store,
                 .embedder = *memory.embedder,
                 .extractor = model,
                 .clock = memory.clock,
                 .random = *memory.random});
  for (int i = 0; i < 3; ++i) {
    memory.clock.advance(std::chrono::seconds(1));
    const auto text = "I use gadget" + std::to_string(i);
    CHECK(expect(engine.remember({.user_id = "ann", .text = text})).pending == 1);
  }
  expect(engine.undo({.user_id = "ann"}));
}

// As a server that embeds would leave it.
void fill_cache(EngineFixture& memory) {
  const auto txn = expect(memory.store->begin_write());
  const auto model =
      expect(index::intern_model(*txn, memory.embedder->name(), memory.embedder->dimension()));
  for (int i = 0; i < 5; ++i) {
    const auto text = "User has met person" + std::to_string(i);
    const auto vector = expect(memory.embedder->embed_passages(std::vector{text})).at(0);
    expect(index::put_cached(*txn, memory.store->hasher(), model, text, vector));
  }
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
    for (const std::string chat : {"a talk", "another talk"}) {
      AddMessagesRequest talk{.user_id = user, .chat_id = chat};
      talk.title = "About " + chat;
      talk.messages = {{.role = "user", .content = "I like tea number " + chat},
                       {.role = "assistant", .content = "Good to know."}};
      expect(memory.engine.add_messages(talk));
    }
    expect(memory.engine.delete_chat({.user_id = user, .chat_id = "another talk"}));
  }
  expect(memory.engine.flush());
  fill_queue(memory);
  fill_cache(memory);
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
  CHECK(report.chats == 4);
  CHECK(report.messages == 8);
  CHECK(report.queued == 3);
  CHECK(report.cached == 5);
  CHECK(report.without_vector == 0);
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
    if (table == Table::meta) continue;  // has tests of its own
    CAPTURE(store::to_string(table));
    const Pairs pairs = all_of(memory, table);
    REQUIRE_FALSE(pairs.empty());
    for (int i = 0; i < 12; ++i) {
      const auto& [key, value] = pairs[chance() % pairs.size()];
      CAPTURE(i);
      erase(memory, table, key);
      const VerifyReport without = verified(memory);
      // What lacks a vector gets one in the background; a cache is never missed; a hidden message
      // could as well have been erased.
      const auto message = store::decode_message(value);
      if (table == Table::vectors) {
        CHECK(without.without_vector > 0);
      } else if (table != Table::messages || message->shown()) {
        CHECK(without.well() == (table == Table::cache));
      }
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
      const VerifyReport damaged = verified(memory);
      CHECK((damaged.repairable > 0 || damaged.without_vector > 0));
      CHECK(damaged.lost == 0);
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

TEST_CASE("repair: chats are summed up again, and their names found or replaced") {
  EngineFixture memory;
  fill(memory);
  const auto talk = expect(memory.engine.get_chat({.user_id = "ann", .chat_id = "a talk"}));
  const auto chats = all_of(memory, Table::chats);
  const auto names = all_of(memory, Table::chats_by_id);
  for (const auto& [key, value] : chats) erase(memory, Table::chats, key);
  for (const auto& [key, value] : names) {
    if (key.size() > 13) erase(memory, Table::chats_by_id, key);
  }
  CHECK(verified(memory).repairable > 0);
  const RepairReport summed = expect(repair(*memory.store, *memory.embedder));
  CHECK(summed.chats == chats.size());
  CHECK(summed.chats_renamed == 0);
  CHECK(verified(memory).well());
  CHECK(all_of(memory, Table::chats) == chats);
  CHECK(all_of(memory, Table::chats_by_id) == names);

  // A name that lies in a wrong place is found; those that are gone are replaced.
  for (const auto& [key, value] : names) {
    if (key.size() > 13) continue;
    erase(memory, Table::chats_by_id, key);
    std::string elsewhere = key;
    elsewhere.back() = static_cast<char>(elsewhere.back() | 0x40);
    if (key[7] == 1) put(memory, Table::chats_by_id, elsewhere, value);
  }
  CHECK_FALSE(memory.engine.list({.user_id = "bob"}).has_value());
  const RepairReport renamed = expect(repair(*memory.store, *memory.embedder));
  CHECK(renamed.chats_renamed == 3);
  CHECK(verified(memory).well());
  const auto again = expect(memory.engine.get_chat({.user_id = "ann", .chat_id = "a talk"}));
  CHECK(again.messages.size() == talk.messages.size());
  const auto listed = expect(memory.engine.list_chats({.user_id = "bob"}));
  REQUIRE(listed.chats.size() == 1);
  CHECK(listed.chats[0].id.starts_with("recovered chat "));
  CHECK(listed.chats[0].title == "About a talk");
  CHECK_FALSE(memory.list({}, "bob").empty());
}

TEST_CASE("repair: a model whose name was damaged loses it, and its vectors are made again") {
  EngineFixture memory;
  fill(memory);
  const auto meta = all_of(memory, Table::meta);
  const auto found = std::find_if(
      meta.begin(), meta.end(), [](const auto& pair) { return pair.first.starts_with("model/"); });
  REQUIRE(found != meta.end());
  std::string renamed = found->first;
  renamed.back() ^= 1;
  erase(memory, Table::meta, found->first);
  put(memory, Table::meta, renamed, found->second);
  CHECK(verified(memory).repairable > 0);
  expect(repair(*memory.store, *memory.embedder));
  CHECK(verified(memory).well());
  expect(memory.engine.recall({.user_id = "ann", .query = "productivity tools"}));
  memory.tell({"User likes walnuts"}, "ann");
  CHECK(verified(memory).well());
}

TEST_CASE("repair: a cache that holds anything wrong is emptied") {
  EngineFixture memory;
  fill(memory);
  const auto [key, value] = all_of(memory, Table::cache).front();
  std::string flipped = value;
  flipped.back() ^= 1;
  put(memory, Table::cache, key, flipped);
  CHECK(verified(memory).repairable == 1);
  CHECK(expect(repair(*memory.store, *memory.embedder)).cached_dropped == 5);
  CHECK(verified(memory).well());
  CHECK(verified(memory).cached == 0);
  fill_cache(memory);
  ForgetRequest forget{.user_id = "ann", .all = true};
  forget.mode = ForgetMode::hide;
  forget.confirm = true;
  expect(memory.engine.forget(forget));
  CHECK(verified(memory).well());
}

TEST_CASE("verify: an older state of a record, sound in itself, is not served") {
  EngineFixture memory;
  const auto id = memory.tell({"User likes tea"}).added.at(0).id;
  const auto [key, before] = all_of(memory, Table::memories).front();
  expect(memory.engine.forget({.user_id = "u", .ids = {id}}));
  put(memory, Table::memories, key, before);
  CHECK_FALSE(verified(memory).well());
  CHECK(memory.engine.get({.user_id = "u", .id = id}).error().code == ErrorCode::data_loss);
  ListRequest list{.user_id = "u", .statuses = {model::Status::active, model::Status::forgotten}};
  CHECK(memory.engine.list(list).error().code == ErrorCode::data_loss);

  EngineFixture other;
  const auto updated = other.tell({"User likes tea"}).added.at(0).id;
  const auto [id_key, id_before] = all_of(other, Table::ids).front();
  UpdateRequest update{.user_id = "u", .id = updated};
  update.fields.content = "User likes coffee";
  expect(other.engine.update(update));
  put(other, Table::ids, id_key, id_before);
  CHECK(other.engine.get({.user_id = "u", .id = updated}).error().code == ErrorCode::data_loss);
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
