// Texts that wait for a model: kept, found, read once, taken back and forgotten.
#include <doctest/doctest.h>

#include <functional>
#include <memory>

#include "mnestic/store/queue.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using extract::Extraction;
using testing::EngineFixture;
using testing::expect;

// A model that the test plays. It finds "I use X" as "User uses X".
class PlayedModel final : public extract::Extractor {
 public:
  enum class Mood { answers, away, useless };

  std::string_view name() const override { return "played"; }
  bool asks_model() const override { return true; }
  Result<Extraction> extract(const extract::ExtractRequest& request) const override {
    ++asked;
    turns += request.messages.size();
    known = request.known;
    timeouts.push_back(request.timeout);
    if (meanwhile) meanwhile();
    if (mood == Mood::away) return Error{ErrorCode::unavailable, "The model is away."};
    Extraction out;
    if (mood == Mood::useless) {
      out.useless = "the model refused";
      return out;
    }
    for (std::uint32_t i = 0; i < request.messages.size(); ++i) {
      const std::string& text = request.messages[i].content;
      if (request.messages[i].role != "user" || !text.starts_with("I use ")) continue;
      extract::Candidate candidate;
      candidate.content = "User uses " + text.substr(6);
      candidate.quote = text;
      candidate.message = i;
      candidate.touches = touches;
      out.candidates.push_back(candidate);
    }
    return out;
  }

  mutable Mood mood = Mood::answers;
  mutable std::size_t asked = 0;
  mutable std::size_t turns = 0;
  mutable std::vector<extract::KnownFact> known;
  mutable std::vector<std::chrono::milliseconds> timeouts;
  std::optional<model::MemoryId> touches;
  std::function<void()> meanwhile;
};
using Mood = PlayedModel::Mood;

struct QueueFixture : EngineFixture {
  QueueFixture() : model_engine(parts()) {}

  EngineParts parts() {
    return {.store = *store,
            .embedder = *embedder,
            .extractor = model,
            .clock = clock,
            .random = *random};
  }
  RememberResult tell_model(const std::string& text, const std::string& user = "u") {
    clock.advance(std::chrono::seconds(1));
    return expect(model_engine.remember({.user_id = user, .text = text}));
  }
  QueueWork work() { return expect(model_engine.work_queue({})); }
  QueueWork work_after(std::int64_t seconds) {
    clock.advance(std::chrono::seconds(seconds));
    return work();
  }
  QueueStats stats(const std::string& user = "u") {
    return expect(model_engine.stats({.user_id = user})).queue;
  }
  RecallResult find(const std::string& query, const std::string& user = "u") {
    return expect(model_engine.recall({.user_id = user, .query = query, .explain = true}));
  }

  PlayedModel model;
  Engine model_engine;
};

TEST_CASE_FIXTURE(QueueFixture, "queue: while the model is away the text waits and is found") {
  model.mood = Mood::away;
  const RememberResult said = tell_model("I use Shram");
  CHECK(said.pending == 1);
  CHECK(said.added.empty());
  CHECK(said.change.sequence != 0);
  CHECK(list().empty());
  CHECK(expect(model_engine.list({.user_id = "u"})).total == 0);
  const RecallResult found = find("who uses Shram");
  REQUIRE(found.memories.size() == 1);
  const Recalled& first = found.memories[0];
  CHECK(first.memory.content == "I use Shram");
  CHECK(first.memory.kind == model::note_kind());
  CHECK(first.memory.status == model::Status::pending);
  REQUIRE(first.signals.size() == 1);
  CHECK(first.signals[0].value == first.score);
  CHECK(find("who uses Shram", "other").memories.empty());
  CHECK(find("bicycles").memories.empty());
  CHECK(stats().waiting == 1);
  CHECK(stats("other").waiting == 0);
  CHECK(stats().last_reason == "The model is away.");

  model.mood = Mood::answers;
  CHECK(work().read == 0);  // not due yet
  CHECK(work_after(2).read == 1);
  CHECK(list() == std::vector<std::string>{"User uses Shram"});
  CHECK(stats().waiting == 0);
  CHECK(work_after(100).read == 0);
  const auto memory = expect(model_engine.list({.user_id = "u"})).memories.at(0);
  CHECK(memory.source.quote == "I use Shram");
}

TEST_CASE_FIXTURE(QueueFixture, "queue: the pauses double up to a minute, for the whole queue") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  model.asked = 0;
  std::vector<std::int64_t> tries;
  for (std::int64_t second = 1; second <= 200; ++second) {
    const std::size_t before = model.asked;
    work_after(1);
    if (model.asked > before) tries.push_back(second);
  }
  CHECK(tries.size() <= 8);
  CHECK(tries.size() >= 6);
  CHECK(tries.back() - tries[tries.size() - 2] <= 61);
  // Another text does not lead to more questions.
  const std::size_t before = model.asked;
  (void)expect(model_engine.remember({.user_id = "u", .text = "I use Magnet"}));
  work();
  CHECK(model.asked == before + 1);
}

TEST_CASE_FIXTURE(QueueFixture, "queue: a success drains what waits, several in one question") {
  model.mood = Mood::away;
  for (const char* text : {"I use Shram", "I use Magnet", "I use Emacs"}) tell_model(text);
  for (int i = 0; i < 4; ++i) work_after(61);
  model.mood = Mood::answers;
  model.asked = 0;
  CHECK(tell_model("I use Vim").added.size() == 1);
  CHECK(work().read == 3);
  CHECK(model.asked == 2);
  CHECK(list().size() == 4);
}

TEST_CASE_FIXTURE(QueueFixture, "queue: after three useless answers rules read, and it shows") {
  model.mood = Mood::useless;
  CHECK(tell_model("I use Shram and I live in Bonn").pending == 1);
  for (int i = 0; i < 10; ++i) work_after(70);
  CHECK(model.asked == 3);
  CHECK(list() == std::vector<std::string>{"User lives in Bonn", "User uses Shram"});
  CHECK(stats().waiting == 0);
  CHECK(stats().dead == 1);
  CHECK(stats().last_reason == "the model refused");
  for (const Recalled& each : find("Shram").memories) {
    CHECK(each.memory.status == model::Status::active);
  }
}

TEST_CASE_FIXTURE(QueueFixture, "queue: one bad text does not take others along") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  tell_model("I use Magnet");
  model.mood = Mood::useless;
  work_after(10);
  model.mood = Mood::answers;
  CHECK(work_after(70).read == 1);
  CHECK(work_after(70).read == 1);
  CHECK(list().size() == 2);
}

TEST_CASE_FIXTURE(QueueFixture, "queue: a lease keeps others away, and runs out") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  model.mood = Mood::answers;
  // While this engine asks, another process looks for work: there is none.
  PlayedModel other_model;
  Engine other({.store = *store,
                .embedder = *embedder,
                .extractor = other_model,
                .clock = clock,
                .random = *random});
  model.meanwhile = [&] { CHECK(expect(other.work_queue({})).read == 0); };
  CHECK(work_after(5).read == 1);
  CHECK(other_model.asked == 0);

  // A process that dies while it asks: its lease runs out. The engine thinks that it lost it.
  model.meanwhile = {};
  model.mood = Mood::away;
  tell_model("I use Magnet");
  model.mood = Mood::answers;
  clock.advance(std::chrono::seconds(5));
  model.meanwhile = [&] {
    clock.advance(std::chrono::minutes(2));
    CHECK(expect(other.work_queue({})).read == 1);
  };
  CHECK(work().read == 0);
  CHECK(other_model.asked == 1);
  CHECK(list() == std::vector<std::string>{"User uses Magnet", "User uses Shram"});
}

TEST_CASE_FIXTURE(QueueFixture, "queue: undo before and after it was read") {
  model.mood = Mood::away;
  const auto said = tell_model("I use Shram");
  auto undone = expect(model_engine.undo({.user_id = "u"}));
  CHECK(undone.undone == said.change);
  CHECK(undone.removed.size() == 1);
  CHECK(find("Shram").memories.empty());
  model.mood = Mood::answers;
  CHECK(work_after(100).read == 0);
  CHECK(list().empty());
  const auto redone = expect(model_engine.undo({.user_id = "u", .redo = true}));
  CHECK(redone.restored.size() == 1);
  CHECK(work_after(100).read == 1);
  CHECK(list().size() == 1);
  // The text is gone from the queue: what can be undone is what was learnt from it.
  CHECK_FALSE(model_engine.undo({.user_id = "u", .change = said.change}));
  CHECK(expect(model_engine.undo({.user_id = "u"})).removed.size() == 1);
  CHECK(list().empty());
  CHECK_FALSE(model_engine.undo({.user_id = "u"}));
}

TEST_CASE_FIXTURE(QueueFixture, "queue: undone while the model is asked, nothing is stored") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  model.mood = Mood::answers;
  model.meanwhile = [&] { (void)expect(model_engine.undo({.user_id = "u"})); };
  CHECK(work_after(5).read == 0);
  CHECK(list().empty());
}

bool store_holds(store::Store& store, const std::string& word) {
  const auto txn = expect(store.begin_read());
  for (std::size_t i = 0; i < store::kTableCount; ++i) {
    bool found = false;
    expect(store::scan_prefix(*txn, static_cast<store::Table>(i), "",
                              [&](std::string_view, std::string_view value) -> Result<bool> {
                                found = found || value.find(word) != std::string_view::npos;
                                return true;
                              }));
    if (found) return true;
  }
  return false;
}

TEST_CASE_FIXTURE(QueueFixture, "queue: forgetting reaches what waits, and what died") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  tell_model("I use Xylograph", "other");
  auto found = find("Shram").memories.at(0).memory;
  SUBCASE("hidden by id, and brought back") {
    const auto hidden = expect(model_engine.forget({.user_id = "u", .ids = {found.id}}));
    CHECK(hidden.forgotten.size() == 1);
    CHECK(find("Shram").memories.empty());
    (void)expect(model_engine.undo({.user_id = "u", .change = hidden.change}));
    CHECK(find("Shram").memories.size() == 1);
    (void)expect(model_engine.undo({.user_id = "u", .redo = true}));
    CHECK(find("Shram").memories.empty());
    CHECK_FALSE(model_engine.forget({.user_id = "other", .ids = {found.id}}));
  }
  SUBCASE("erased by id") {
    (void)expect(
        model_engine.forget({.user_id = "u", .ids = {found.id}, .mode = ForgetMode::erase}));
    CHECK_FALSE(store_holds(*store, "Shram"));
  }
  SUBCASE("erased by query") {
    (void)expect(model_engine.forget(
        {.user_id = "u", .query = "Shram", .mode = ForgetMode::erase, .confirm = true}));
    CHECK_FALSE(store_holds(*store, "Shram"));
  }
  SUBCASE("all") {
    (void)expect(model_engine.forget(
        {.user_id = "u", .all = true, .mode = ForgetMode::erase, .confirm = true}));
    CHECK_FALSE(store_holds(*store, "Shram"));
  }
  SUBCASE("dead, by the memory that rules found in it") {
    model.mood = Mood::useless;
    for (int i = 0; i < 10; ++i) work_after(70);
    REQUIRE(stats().dead == 1);
    const auto memory = expect(model_engine.list({.user_id = "u"})).memories.at(0);
    (void)expect(
        model_engine.forget({.user_id = "u", .ids = {memory.id}, .mode = ForgetMode::erase}));
    CHECK(stats().dead == 0);
    CHECK_FALSE(store_holds(*store, "Shram"));
  }
  CHECK(store_holds(*store, "Xylograph"));
}

TEST_CASE_FIXTURE(QueueFixture, "queue: no secret gets there") {
  model.mood = Mood::away;
  const auto said = tell_model("I use Shram. My card is 4111 1111 1111 1111.");
  CHECK(said.pending == 1);
  CHECK(said.rejected.size() == 1);
  CHECK_FALSE(store_holds(*store, "4111"));
  const auto nothing = tell_model("My card is 4111 1111 1111 1111");
  CHECK_FALSE(store_holds(*store, "1111"));
  CHECK(nothing.rejected.size() == 1);
}

TEST_CASE_FIXTURE(QueueFixture, "queue: what a call said besides is kept until it is read") {
  model.mood = Mood::away;
  RememberRequest request{.user_id = "u"};
  request.messages = {{.role = "assistant", .content = "What do you use?"},
                      {.role = "user", .content = "I use Shram", .at = clock.now()},
                      {.role = "user", .content = "Thanks!"}};
  request.common.tags = {"tools"};
  request.common.metadata = model::Fields{{"n", 7}};
  request.chat_id = "chat";
  request.client = "tester";
  request.expires_in_s = 86'400;
  CHECK(expect(model_engine.remember(request)).pending == 1);
  const Timestamp said = clock.now();
  model.mood = Mood::answers;
  CHECK(work_after(3'600).read == 1);
  const auto memory = expect(model_engine.list({.user_id = "u"})).memories.at(0);
  CHECK(memory.tags == std::vector<std::string>{"tools"});
  CHECK(memory.metadata == *request.common.metadata);
  CHECK(memory.source.chat_id == "chat");
  CHECK(memory.source.client == "tester");
  CHECK(memory.source.message == 1);
  CHECK(memory.observed_at == said);
  CHECK(memory.expires_at == said + std::chrono::hours(24));
}

TEST_CASE_FIXTURE(QueueFixture,
                  "queue: a dry run stores nothing, and says that the model is away") {
  model.mood = Mood::away;
  CHECK_FALSE(model_engine.remember({.user_id = "u", .text = "I use Shram", .dry_run = true}));
  CHECK(stats().waiting == 0);
}

TEST_CASE_FIXTURE(QueueFixture, "queue: without a model, rules read what is left over") {
  model.mood = Mood::away;
  tell_model("I use Shram");
  clock.advance(std::chrono::seconds(90));
  CHECK(expect(engine.work_queue({})).read == 1);
  CHECK(list() == std::vector<std::string>{"User uses Shram"});
}

TEST_CASE_FIXTURE(QueueFixture, "queue: a replayed conversation is stored once and whole") {
  const auto chance = seeded_random(11);
  std::vector<std::string> expected;
  for (int i = 0; i < 150; ++i) {
    const std::uint64_t die = chance->next_u64() % 10;
    model.mood = die < 5 ? Mood::answers : die < 9 ? Mood::away : Mood::useless;
    const std::string tool = "Gadget" + std::to_string(i % 100) + "x";
    tell_model("I use " + tool);
    if (i < 100) expected.push_back("User uses " + tool);
    if (die % 3 == 0) work_after(static_cast<std::int64_t>(chance->next_u64() % 40));
  }
  model.mood = Mood::answers;
  for (int i = 0; i < 200 && stats().waiting > 0; ++i) work_after(61);
  std::sort(expected.begin(), expected.end());
  CHECK(list() == expected);
}

TEST_CASE_FIXTURE(QueueFixture, "model: a question shows the few facts that it could touch") {
  // The embedder here compares words alone.
  for (const char* fact :
       {"User works at Initech", "User uses Magnet as a productivity tool", "User lives in Bonn",
        "User's sister Ana plays the drums", "User is allergic to peanuts", "User likes jazz",
        "User has a dog named Rex", "User runs three times a week", "User drives a Volvo",
        "User speaks Dutch", "User was born in 1987", "User collects stamps"}) {
    tell({fact});
  }
  const auto shown = [&](const std::string& text) {
    (void)tell_model(text);
    std::vector<std::string> contents;
    for (const extract::KnownFact& each : model.known) contents.push_back(each.content);
    return contents;
  };
  const auto holds = [](const std::vector<std::string>& contents, const std::string& content) {
    return std::find(contents.begin(), contents.end(), content) != contents.end();
  };
  CHECK(holds(shown("I don't use Magnet anymore"), "User uses Magnet as a productivity tool"));
  CHECK(model.known.size() <= 4);
  CHECK(holds(shown("Ana gave up the drums"), "User's sister Ana plays the drums"));
  CHECK(model.known.size() <= 4);
  CHECK(holds(shown("Rex died yesterday"), "User has a dog named Rex"));
  CHECK(shown("Tomorrow we paint the garage").empty());
}

TEST_CASE_FIXTURE(QueueFixture, "model: all questions of a call together have twenty seconds") {
  RememberRequest request{.user_id = "u"};
  request.messages.emplace();
  for (int i = 0; i < 40; ++i) request.messages->push_back({.content = "I use Gadget"});
  (void)expect(model_engine.remember(request));
  REQUIRE(model.timeouts.size() == 3);
  CHECK(model.timeouts[0] <= std::chrono::seconds(20));
  CHECK(model.timeouts[0] > std::chrono::seconds(15));
  CHECK(model.timeouts[2] <= model.timeouts[0]);
}

TEST_CASE_FIXTURE(QueueFixture, "model: a named fact is superseded though the words differ") {
  const auto old = tell({"User works at Initech"}).added.at(0);
  model.touches = old.id;
  const auto said = tell_model("I use a desk at Globex");
  CHECK(std::any_of(model.known.begin(), model.known.end(),
                    [&](const auto& known) { return known.id == old.id; }) == !model.known.empty());
  REQUIRE(said.updated.size() == 1);
  CHECK(said.updated[0].previous.id == old.id);
  CHECK(list() == std::vector<std::string>{"User uses a desk at Globex"});
}

TEST_CASE_FIXTURE(QueueFixture, "model: recalled text fed back a thousand times adds nothing") {
  tell_model("I use Shram");
  const std::string recalled =
      find("Shram").memories.at(0).memory.id.to_string() + " [fact] User uses Shram";
  model.mood = Mood::away;
  for (int i = 0; i < 1'000; ++i) tell_model(recalled);
  CHECK(list().size() == 1);
  CHECK(stats().waiting == 0);
}

}  // namespace
}  // namespace mnestic::memory
