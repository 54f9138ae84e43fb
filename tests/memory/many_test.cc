// What a user with very many memories gets, tried on few: the columns give what a pass over the
// headers gives, in whatever way the store changes under them; scoring few finds what scoring all
// finds; and a graph goes with what is erased.
#include <filesystem>
#include <set>

#include "mnestic/memory/graphs.h"
#include "mnestic/memory/verify.h"
#include "mnestic/store/tables.h"
#include "tests/support/disk_engine.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::DiskEngine;
using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

constexpr std::uint64_t kNever = UINT64_MAX;

EngineParts parts_of(EngineFixture& memory, const Many& many) {
  return {.store = *memory.store,
          .embedder = *memory.embedder,
          .extractor = *memory.extractor,
          .clock = memory.clock,
          .random = *memory.random,
          .many = many};
}

const Strings kThings = {"kettle",   "guitar", "red bicycle", "canoe",      "telescope",
                         "old lamp", "violin", "anchor",      "green tent", "radio"};
const Strings kPlaces = {"Oslo", "Lisbon", "Graz", "Porto", "Bergen"};

// A person's memories as they come, change and go.
class Life {
 public:
  Life(EngineFixture& memory, std::uint64_t seed) : memory_(memory), dice_(seeded_random(seed)) {}

  std::uint64_t below(std::uint64_t end) { return dice_->next_u64() % end; }
  const std::string& any(const Strings& strings) { return strings[below(strings.size())]; }

  void step() {
    memory_.clock.advance(std::chrono::minutes(1 + below(200)));
    switch (below(8)) {
      case 0:
        return forget();
      case 1:
        return undo();
      case 2:
      case 3:
        return talk();
      default:
        return tell();
    }
  }

  RecallRequest question() {
    RecallRequest request{.user_id = "u"};
    request.query = "What about the " + any(kThings) + " in " + any(kPlaces) + "?";
    if (below(4) == 0) request.query += " And last week?";
    if (below(4) == 0) request.filter.kinds = {model::note_kind()};
    if (below(4) == 0) request.filter.tags = {"t" + std::to_string(below(3))};
    if (below(4) == 0) request.filter.since = memory_.clock.now() - std::chrono::hours(24);
    if (below(4) == 0) request.filter.chat_id = "c" + std::to_string(below(4));
    if (!ids_.empty()) request.explain_ids = {ids_[below(ids_.size())]};
    return request;
  }

 private:
  void tell() {
    RememberRequest request{.user_id = "u"};
    Fields fields;
    fields.content = "User bought a " + any(kThings) + " in " + any(kPlaces) + " as item " +
                     std::to_string(next_++);
    fields.tags = Strings{"t" + std::to_string(below(3))};
    if (below(3) == 0) fields.expires_at = memory_.clock.now() + std::chrono::hours(below(50) + 1);
    request.facts = {fields};
    note(expect(memory_.engine.remember(request)));
  }
  void talk() {
    RememberRequest request{.user_id = "u", .chat_id = "c" + std::to_string(below(3))};
    request.facts.emplace();
    for (std::uint64_t i = 1 + below(3); i > 0; --i) {
      Fields fields;
      fields.content = "the " + any(kThings) + " " + std::to_string(next_++);
      fields.kind = model::note_kind();
      request.facts->push_back(fields);
    }
    note(expect(memory_.engine.remember(request)));
  }
  void note(const RememberResult& result) {
    for (const auto& memory : result.added) ids_.push_back(memory.id);
  }
  void forget() {
    if (ids_.empty()) return;
    ForgetRequest request{.user_id = "u"};
    request.ids = {ids_[below(ids_.size())]};
    if (below(6) == 0) request.mode = ForgetMode::erase;
    (void)memory_.engine.forget(request);  // gone already: that is fine
  }
  void undo() { (void)memory_.engine.undo({.user_id = "u"}); }

  EngineFixture& memory_;
  std::unique_ptr<RandomSource> dice_;
  std::vector<model::MemoryId> ids_;
  std::uint64_t next_ = 0;
};

void check_equal(const RecallResult& a, const RecallResult& b, double tolerance) {
  REQUIRE(a.searched == b.searched);
  REQUIRE(a.memories.size() == b.memories.size());
  for (std::size_t i = 0; i < a.memories.size(); ++i) {
    if (tolerance == 0) REQUIRE(a.memories[i].memory.id == b.memories[i].memory.id);
    REQUIRE(std::abs(a.memories[i].score - b.memories[i].score) <= tolerance);
  }
  REQUIRE(a.explained.size() == b.explained.size());
  for (std::size_t i = 0; i < a.explained.size(); ++i) {
    if (tolerance == 0) REQUIRE(a.explained[i].stage == b.explained[i].stage);
    REQUIRE(a.explained[i].score.has_value() == b.explained[i].score.has_value());
    if (a.explained[i].score)
      REQUIRE(std::abs(*a.explained[i].score - *b.explained[i].score) <= tolerance);
  }
}

TEST_CASE("many: columns kept by a process give what a pass over the headers gives") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    Engine columns(parts_of(memory, {.columns_from = 1, .few_scored_from = kNever}));
    Life life(memory, seed);
    for (int i = 0; i < 60; ++i) {
      CAPTURE(i);
      life.step();
      if (life.below(2) == 0) continue;
      const RecallRequest request = life.question();
      check_equal(expect(memory.engine.recall(request)), expect(columns.recall(request)), 0);
    }
  }
}

TEST_CASE("many: columns notice what a repair does to headers, of which the log says nothing") {
  EngineFixture memory;
  Engine columns(parts_of(memory, {.columns_from = 1, .few_scored_from = kNever}));
  memory.tell({"User bought a kettle in Oslo", "User plays the violin", "User owns a canoe"});
  const RecallRequest request{.user_id = "u", .query = "kettle"};
  CHECK(expect(columns.recall(request)).searched == 3);
  {
    const auto txn = expect(memory.store->begin_write());
    std::vector<std::string> keys;
    const auto note = [&](std::string_view key, std::string_view) -> Result<bool> {
      keys.emplace_back(key);
      return true;
    };
    expect(store::scan_prefix(*txn, store::Table::headers, "", note));
    for (const std::string& key : keys) expect(txn->erase(store::Table::headers, key));
    expect(txn->commit());
  }
  // Another process, that knows the columns only from the damage on.
  Engine later(parts_of(memory, {.columns_from = 1, .few_scored_from = kNever}));
  CHECK(expect(later.recall(request)).searched == 0);
  expect(repair(*memory.store, *memory.embedder));
  const auto whole = expect(memory.engine.recall(request));
  CHECK(whole.searched == 3);
  check_equal(whole, expect(later.recall(request)), 0);
  check_equal(whole, expect(columns.recall(request)), 0);
}

TEST_CASE("many: columns notice that a memory lost its quote, and so is shorter") {
  EngineFixture memory;
  Engine columns(parts_of(memory, {.columns_from = 1, .few_scored_from = kNever}));
  memory.tell({"User bought a kettle in Oslo"});
  AddMessagesRequest said{.user_id = "u", .chat_id = "c"};
  said.messages = {{.content = "By the way, whatever others may think of it, I play the violin"}};
  expect(memory.engine.add_messages(said));
  const RecallRequest request{.user_id = "u", .query = "Who plays the violin?"};
  const auto quoted = expect(memory.engine.recall(request));
  REQUIRE(quoted.memories.size() >= 1);
  check_equal(quoted, expect(columns.recall(request)), 0);
  memory.clock.advance(std::chrono::minutes(1));
  expect(memory.engine.delete_chat({.user_id = "u", .chat_id = "c", .mode = ForgetMode::erase}));
  const auto alone = expect(memory.engine.recall(request));
  REQUIRE(alone.memories.size() >= 1);
  CHECK(alone.memories.front().score != quoted.memories.front().score);
  check_equal(alone, expect(columns.recall(request)), 0);
}

TEST_CASE("many: scoring few finds what scoring all finds") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    Engine few(parts_of(memory, {.columns_from = 1, .few_scored_from = 1}));
    Life life(memory, seed + 1'000);
    for (int i = 0; i < 40; ++i) {
      CAPTURE(i);
      life.step();
      // How many windows hold a term is reckoned, so scores differ a little where there are chats.
      const RecallRequest request = life.question();
      check_equal(expect(memory.engine.recall(request)), expect(few.recall(request)), 0.06);
    }
  }
}

TEST_CASE("many: forgetting by a query chooses among few what it chooses among all") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    EngineFixture memory(seed);
    // So few that they hardly ever are enough at once.
    Engine few(parts_of(memory, {.columns_from = 1, .few_scored_from = 1, .candidates_max = 2}));
    Life life(memory, seed + 2'000);
    for (int i = 0; i < 40; ++i) {
      CAPTURE(i);
      life.step();
      ForgetRequest request{.user_id = "u", .dry_run = true};
      request.query = life.question().query;
      if (life.below(2) == 0) request.closeness_min = 0.05 * static_cast<double>(life.below(12));
      const auto all = expect(memory.engine.forget(request));
      const auto some = expect(few.forget(request));
      CHECK(EngineFixture::contents(all.forgotten) == EngineFixture::contents(some.forgotten));
      // What is really forgotten by one process, the other's columns know of.
      if (life.below(8) != 0) continue;
      request.dry_run = false;
      request.confirm = true;
      expect(few.forget(request));
      const RecallRequest question = life.question();
      CHECK(expect(memory.engine.recall(question)).searched ==
            expect(few.recall(question)).searched);
    }
  }
}

TEST_CASE("many: explain says how vectors were searched, and its signals add up to the score") {
  EngineFixture memory;
  Engine few(parts_of(memory, {.columns_from = 1, .few_scored_from = 1, .graph_from = 1}));
  Engine fewer(parts_of(memory, {.columns_from = 1, .few_scored_from = 1}));
  memory.tell({"User bought a kettle in Oslo", "User plays the violin"});
  RecallRequest request{.user_id = "u", .query = "kettle"};
  request.explain = true;
  const auto result = expect(few.recall(request));
  CHECK(result.vector_search == VectorSearch::all_no_graph);
  CHECK(expect(fewer.recall(request)).vector_search == VectorSearch::all);
  CHECK(expect(memory.engine.recall(request)).vector_search == VectorSearch::all);
  REQUIRE(!result.memories.empty());
  for (const Recalled& found : result.memories) {
    double sum = 0;
    for (const Signal& signal : found.signals) sum += signal.value;
    CHECK(sum == found.score);
  }
}

bool has_graph(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("graph-")) return true;
  }
  return false;
}

TEST_CASE("many: a graph holds what is there, and goes with what is erased") {
  const store::testing::TempFolder folder;
  DiskEngine disk(folder.path());
  Strings facts;
  for (int i = 0; i < 400; ++i) {
    facts.push_back("User bought a " + kThings[i % 10] + " in " + kPlaces[i % 5] + " as item " +
                    std::to_string(i));
  }
  disk.tell("u", facts);
  Graphs graphs(*disk.store, disk.clock, system_random(), folder.path(), {.versions_min = 1});
  CHECK(expect(graphs.build(1, 0, disk.embedder->dimension(), {})));
  REQUIRE(has_graph(folder.path()));
  RecallRequest request{.user_id = "u", .query = "kettle in Oslo", .limit_count = 3};
  const auto found = expect(disk.engine.recall(request));
  ForgetRequest forget{.user_id = "u"};
  forget.ids = {found.memories.front().memory.id};
  forget.mode = ForgetMode::erase;
  CHECK_FALSE(expect(disk.engine.forget(forget)).scrub_pending);
  CHECK_FALSE(has_graph(folder.path()));
  // One that was opened before is not asked any more.
  const auto txn = expect(disk.store->begin_read());
  const auto vector = expect(disk.embedder->embed_query("kettle in Oslo"));
  struct All final : index::Allowed {
    std::uint64_t mask(std::uint64_t) override { return ~0ULL; }
  } all;
  const auto near = expect(
      graphs.search(*txn, {.user = 1, .model = 0, .vector = vector, .limit_count = 5}, 400, all));
  CHECK(near.way == index::NearWay::scan_all);
  graphs.wait();
  CHECK(has_graph(folder.path()));
}

}  // namespace
}  // namespace mnestic::memory
