// Re-embedding and what goes on while an embedder is away: nothing stored is lost, no recall finds
// less than words alone would, and what lacks a vector gets one.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "mnestic/index/embeddings.h"
#include "mnestic/store/tables.h"
#include "tests/support/engine_fixture.h"

namespace {

using namespace mnestic;
using namespace mnestic::memory;
using mnestic::testing::EngineFixture;
using mnestic::testing::expect;
using store::Table;

// The lexical embedder under another name, with components more, and at times away.
class FakeModel final : public embed::Embedder {
 public:
  FakeModel(std::string name, std::size_t dimension, bool remote = false)
      : name_(std::move(name)), dimension_(dimension), remote_(remote) {}
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::size_t dimension() const override { return dimension_; }
  [[nodiscard]] double weight() const override { return 0.5; }
  [[nodiscard]] bool is_remote() const override { return remote_; }
  [[nodiscard]] Result<std::vector<embed::Embedding>> embed_passages(
      std::span<const std::string> texts) const override {
    if (away) return Error{ErrorCode::unavailable, "The model is away."};
    asked += texts.size();
    auto vectors = lexical_->embed_passages(texts);
    for (auto& vector : *vectors) vector.resize(dimension_);
    return vectors;
  }
  [[nodiscard]] Result<embed::Embedding> embed_query(std::string_view text) const override {
    if (away) return Error{ErrorCode::unavailable, "The model is away."};
    auto vector = lexical_->embed_query(text);
    vector->resize(dimension_);
    return vector;
  }

  std::atomic<bool> away = false;
  mutable std::atomic<std::size_t> asked = 0;

 private:
  std::string name_;
  std::size_t dimension_;
  bool remote_;
  std::unique_ptr<embed::Embedder> lexical_ = embed::make_lexical_embedder();
};

// A process on the fixture's store with another model.
struct Process {
  Process(EngineFixture& memory, const embed::Embedder& embedder, bool claims = true,
          std::vector<const embed::Embedder*> earlier = {}, Many many = {})
      : engine({.store = *memory.store,
                .embedder = embedder,
                .extractor = *memory.extractor,
                .clock = memory.clock,
                .random = *memory.random,
                .earlier = std::move(earlier),
                .claims_store = claims,
                .many = many}) {}
  Engine engine;

  // Until there is nothing to do. The last state.
  ReembedState work() {
    for (int i = 0; i < 10'000; ++i) {
      const ReembedState state = expect(engine.reembed_some());
      if (state != ReembedState::more) return state;
    }
    FAIL("re-embedding does not end");
    return ReembedState::more;
  }
  std::vector<std::string> recall(const std::string& query, std::string* problem = nullptr) {
    RecallRequest request{.user_id = "u", .query = query};
    request.limit_count = 100;
    const auto result = expect(engine.recall(request));
    if (problem != nullptr) *problem = result.embedder_problem;
    std::vector<std::string> out;
    for (const auto& recalled : result.memories) out.push_back(recalled.memory.content);
    return out;
  }
  RememberResult tell(const std::vector<std::string>& facts, const std::string& user = "u") {
    RememberRequest request{.user_id = user};
    request.facts.emplace();
    for (const std::string& fact : facts) request.facts->push_back({.content = fact});
    return expect(engine.remember(request));
  }
  std::map<std::string, std::uint64_t> coverage() {
    std::map<std::string, std::uint64_t> out;
    for (const auto& model : expect(engine.stats({.user_id = "u"})).models) {
      out[model.name] = model.embedded;
    }
    return out;
  }
};

using Coverage = std::map<std::string, std::uint64_t>;

std::vector<std::string> numbered_facts(int count) {
  std::vector<std::string> facts;
  for (int i = 0; i < count; ++i) {
    facts.push_back("User keeps item " + std::to_string(i) + " in drawer " +
                    std::to_string(i * 7 % 13));
  }
  return facts;
}

std::size_t entries(EngineFixture& memory, Table table) {
  std::size_t count = 0;
  const auto txn = expect(memory.store->begin_read());
  expect(
      store::scan_prefix(*txn, table, "", [&](std::string_view, std::string_view) -> Result<bool> {
        ++count;
        return true;
      }));
  return count;
}

}  // namespace

TEST_CASE("reembed: a store moves to another model, and the old model's vectors go") {
  EngineFixture memory;
  memory.tell(numbered_facts(700));
  memory.tell({"User likes tea"}, "other");
  const FakeModel model("new-500", 500);
  Process process(memory, model);
  CHECK(process.coverage() == Coverage{{"lexical-384-v1", 700}, {"new-500", 0}});
  CHECK(process.work() == ReembedState::idle);
  CHECK(process.coverage() == Coverage{{"new-500", 700}});
  const auto txn = expect(memory.store->begin_read());
  CHECK_FALSE(expect(index::has_vectors(*txn, 1, 0)));
  CHECK_FALSE(expect(index::has_vectors(*txn, 2, 0)));
  CHECK(expect(index::has_vectors(*txn, 2, 1)));
  // Nothing more to do, and nothing written for it.
  const auto commit = memory.store->last_commit();
  CHECK(process.work() == ReembedState::idle);
  CHECK(memory.store->last_commit() == commit);
  // A new process knows that from the mark.
  Process later(memory, model);
  CHECK(later.work() == ReembedState::idle);
  CHECK(memory.store->last_commit() == commit);
  CHECK(model.asked == 701);
}

TEST_CASE("reembed: what another process stores under the old model is moved as well") {
  EngineFixture memory;
  memory.tell({"User likes tea"});
  const FakeModel model("new-500", 500);
  Process process(memory, model);
  process.work();
  memory.tell({"User plays the cello"});  // a process that still has the old model
  CHECK(process.coverage() == Coverage{{"lexical-384-v1", 1}, {"new-500", 1}});
  CHECK(process.work() == ReembedState::idle);
  CHECK(process.coverage() == Coverage{{"new-500", 2}});
}

TEST_CASE("reembed: more users than are planned at once, and more that wrote since") {
  EngineFixture memory;
  constexpr int kUsers = 35;
  const auto all_tell = [&](const std::string& fact) {
    for (int i = 0; i < kUsers; ++i) memory.tell({fact}, "user" + std::to_string(i));
  };
  all_tell("User likes tea");
  const FakeModel model("new-8", 8);
  Process process(memory, model, true, {}, {.users_a_plan = 10});
  CHECK(process.work() == ReembedState::idle);
  CHECK(model.asked == kUsers);
  all_tell("User plays the cello");  // a process that still has the old model
  CHECK(process.work() == ReembedState::idle);
  CHECK(model.asked == 2 * kUsers);
  const auto stats = expect(process.engine.stats({.user_id = "user34"}));
  for (const auto& each : stats.models) CHECK(each.embedded == (each.name == "new-8" ? 2U : 0U));
}

TEST_CASE("reembed: the process that started last decides; the earlier one gives in") {
  EngineFixture memory;
  memory.tell({"User likes tea"});
  const FakeModel one("one", 400);
  const FakeModel two("two", 500);
  Process first(memory, one);
  CHECK(first.work() == ReembedState::idle);
  Process second(memory, two);
  CHECK(second.work() == ReembedState::idle);
  CHECK(first.work() == ReembedState::busy);
  CHECK(first.coverage() == Coverage{{"one", 0}, {"two", 1}});
  CHECK(first.recall("tea") == std::vector<std::string>{"User likes tea"});
  // A stand-in that nobody chose takes a store only when nobody has it.
  Process stand_in(memory, *memory.embedder, false);
  CHECK(stand_in.work() == ReembedState::busy);
  EngineFixture fresh;
  Process alone(fresh, *fresh.embedder, false);
  alone.tell({"User likes tea"});
  CHECK(alone.work() == ReembedState::idle);
}

TEST_CASE(
    "reembed: one process at a time; one that was killed is followed when its lease is over") {
  EngineFixture memory;
  memory.tell(numbered_facts(600));
  const FakeModel model("new-500", 500);
  auto killed = std::make_unique<Process>(memory, model);
  while (killed->coverage()["new-500"] == 0) {
    CHECK(expect(killed->engine.reembed_some()) == ReembedState::more);
  }
  Process next(memory, model);
  CHECK(next.work() == ReembedState::busy);
  killed.reset();
  CHECK(next.work() == ReembedState::busy);
  memory.clock.advance(std::chrono::seconds(11));
  const auto asked = model.asked.load();
  CHECK(next.work() == ReembedState::idle);
  CHECK(model.asked == 600);
  CHECK(asked < 600);
  CHECK(next.coverage() == Coverage{{"new-500", 600}});
}

TEST_CASE("reembed: while a model is away memories are stored, found by words, embedded later") {
  EngineFixture memory;
  FakeModel model("far-600", 600, true);
  Process process(memory, model);
  process.tell({"User likes tea"});
  model.away = true;
  const auto told = process.tell({"User plays the cello", "User keeps bees"});
  CHECK(told.added.size() == 2);
  CHECK(told.unembedded == 2);
  CHECK(told.embedder_problem == "The model is away.");
  std::string problem;
  CHECK(process.recall("cello", &problem) == std::vector<std::string>{"User plays the cello"});
  CHECK(problem == "The model is away.");
  const auto updated = expect(process.engine.update(
      {.user_id = "u", .id = told.added[1].id, .fields = {.content = "User keeps wild bees"}}));
  CHECK(updated.memory.content == "User keeps wild bees");
  const auto away = process.engine.reembed_some();
  REQUIRE_FALSE(away);
  CHECK(away.error().message == "The model is away.");
  CHECK(process.coverage() == Coverage{{"far-600", 1}});
  model.away = false;
  CHECK(process.work() == ReembedState::idle);
  CHECK(process.coverage() == Coverage{{"far-600", 4}});
  process.recall("cello", &problem);
  CHECK(problem.empty());
}

TEST_CASE("reembed: a recall never finds less than words alone, whichever vectors are there") {
  EngineFixture memory;
  memory.tell(numbered_facts(300));
  FakeModel model("new-500", 500);
  Process words_only(memory, model);
  model.away = true;
  const auto by_words = words_only.recall("item 7 drawer 10");
  CHECK(by_words.front() == "User keeps item 7 in drawer 10");
  model.away = false;
  Process process(memory, model, true, {memory.embedder.get()});
  const auto finds = [&](const std::string& when) {
    CAPTURE(when);
    const auto found = process.recall("item 7 drawer 10");
    CHECK(found.size() >= by_words.size());
    CHECK(found.front() == by_words.front());
    // Misspelt: only vectors help, and some model's are complete at any time.
    CHECK_FALSE(process.recall("drawr").empty());
  };
  finds("before");
  for (ReembedState state = ReembedState::more; state == ReembedState::more;) {
    state = expect(process.engine.reembed_some());
    finds("between");
  }
  finds("after");
}

TEST_CASE(
    "reembed: erased memories leave no cached embedding, and none comes back by a late batch") {
  EngineFixture memory;
  FakeModel model("far-600", 600, true);
  Process process(memory, model);
  process.tell({"User keeps bees", "User likes tea"});
  CHECK(entries(memory, Table::cache) == 2);
  // What is known is not asked again.
  const auto asked = model.asked.load();
  process.tell({"User keeps bees"});
  CHECK(model.asked == asked);
  ForgetRequest forget{.user_id = "u", .query = "bees"};
  forget.mode = ForgetMode::erase;
  forget.closeness_min = 0.2;
  CHECK(expect(process.engine.forget(forget)).forgotten.size() == 1);
  CHECK(entries(memory, Table::cache) == 1);
  process.work();
  CHECK(entries(memory, Table::cache) == 1);
  // Also what was re-embedded is kept, for a move back.
  memory.tell({"User plays the cello"});
  process.work();
  CHECK(entries(memory, Table::cache) == 2);
  ForgetRequest all{.user_id = "u", .all = true, .mode = ForgetMode::erase, .confirm = true};
  expect(process.engine.forget(all));
  CHECK(entries(memory, Table::cache) == 0);
  CHECK(entries(memory, Table::vectors) == 0);
}

TEST_CASE("reembed: moving back asks a server only for what the cache lost") {
  EngineFixture memory;
  memory.tell(numbered_facts(500));
  const FakeModel far("far-600", 600, true);
  Process(memory, far).work();
  CHECK(far.asked == 500);
  Process(memory, *memory.embedder).work();
  CHECK(Process(memory, far).coverage() == Coverage{{"far-600", 0}, {"lexical-384-v1", 500}});
  Process(memory, far).work();
  CHECK(Process(memory, far).coverage() == Coverage{{"far-600", 500}});
  CHECK(far.asked < 515);
}

TEST_CASE("maintain: reembed moves one user, tells its progress, and can be cancelled") {
  EngineFixture memory;
  memory.tell(numbered_facts(600));
  memory.tell({"User likes tea"}, "other");
  const FakeModel model("new-500", 500);
  Process process(memory, model, false);
  MaintainRequest request{.user_id = "u", .jobs = {Job::reembed}, .dry_run = true};
  const auto dry = expect(process.engine.maintain(request));
  CHECK(dry.jobs.at(0).examined == 600);
  CHECK(dry.jobs.at(0).changed == 600);
  CHECK(model.asked == 0);
  request.dry_run = false;
  std::vector<std::size_t> told;
  request.progress = [&](std::size_t done, std::size_t total) {
    CHECK(total == (told.empty() ? 600 : 600 - told.front()));
    told.push_back(done);
  };
  request.cancelled = [&] { return !told.empty(); };
  const auto cancelled = process.engine.maintain(request);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == ErrorCode::cancelled);
  CHECK(process.coverage()["new-500"] == told.back());
  request.cancelled = nullptr;
  const auto done = expect(process.engine.maintain(request));
  CHECK(done.jobs.at(0).changed == 600 - told.front());
  CHECK(std::is_sorted(told.begin() + 1, told.end()));
  CHECK(process.coverage() == Coverage{{"new-500", 600}});
  const auto txn = expect(memory.store->begin_read());
  CHECK(expect(index::has_vectors(*txn, 2, 0)));
}

TEST_CASE(
    "maintain: the progress of several jobs rises as one, and a cancelled compact does nothing") {
  EngineFixture memory;
  memory.tell(numbered_facts(300));
  const FakeModel model("new-500", 500);
  Process process(memory, model, false);
  MaintainRequest request{.user_id = "u", .jobs = {Job::reembed, Job::compact}};
  std::vector<std::size_t> told;
  request.progress = [&](std::size_t done, std::size_t total) {
    CHECK(total == 2000);
    CHECK(done <= 1000);  // the second job of so small a store has nothing to tell
    told.push_back(done);
  };
  const auto done = expect(process.engine.maintain(request));
  CHECK(done.jobs.size() == 2);
  REQUIRE(told.size() > 1);
  CHECK(std::is_sorted(told.begin(), told.end()));
  CHECK(told.back() == 1000);
  request.jobs = {Job::compact};
  request.cancelled = [] { return true; };
  const auto cancelled = process.engine.maintain(request);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == ErrorCode::cancelled);
}

TEST_CASE("reembed: writers, readers and two models at once lose nothing") {
  EngineFixture memory;
  memory.tell(numbered_facts(400));
  const FakeModel model("new-500", 500);
  const FakeModel far("far-600", 600, true);
  for (const embed::Embedder* next :
       std::initializer_list<const embed::Embedder*>{&model, &far, memory.embedder.get()}) {
    CAPTURE(next->name());
    Process moving(memory, *next, true, {memory.embedder.get()});
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&, t] {
        Process other(memory, t == 0 ? *memory.embedder : *next, false);
        for (int i = 0; i < 30; ++i) {
          const std::string word =
              "w" + std::string(next->name()) + std::to_string(t) + "x" + std::to_string(i);
          other.tell({"User knows " + word});
          const auto found = other.recall("item 7 drawer 10");
          if (found.empty()) over = true;
        }
      });
    }
    for (int i = 0; i < 200; ++i) expect(moving.engine.reembed_some());
    for (auto& thread : threads) thread.join();
    CHECK_FALSE(over);
    moving.work();
    CHECK(moving.coverage().size() == 1);
  }
  CHECK(memory.list().size() == 400 + 3 * 3 * 30);
  Process process(memory, *memory.embedder);
  CHECK(process.coverage() == Coverage{{"lexical-384-v1", 670}});
}
