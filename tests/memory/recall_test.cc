#include <cmath>
#include <map>
#include <set>

#include "tests/support/engine_fixture.h"

namespace mnestic::memory {
namespace {

using testing::EngineFixture;
using testing::expect;
using Strings = std::vector<std::string>;

// Notes of one chat, a minute apart.
RememberResult note(EngineFixture& memory, const std::string& chat, const Strings& turns) {
  RememberRequest request{.user_id = "u"};
  request.facts.emplace();
  if (!chat.empty()) request.chat_id = chat;
  for (const std::string& turn : turns) {
    memory.clock.advance(std::chrono::minutes(1));
    Fields fields;
    fields.content = turn;
    fields.kind = model::note_kind();
    fields.observed_at = memory.clock.now();
    request.facts->push_back(fields);
  }
  return expect(memory.engine.remember(request));
}

RecallResult recall(EngineFixture& memory, RecallRequest request) {
  request.user_id = "u";
  return expect(memory.engine.recall(request));
}

// A few chats of short turns and some facts.
void fill(EngineFixture& memory) {
  note(memory, "c1",
       {"Tim: I went to the aquarium with Edie", "Edie: the rays were wonderful", "Tim: so calm"});
  note(memory, "c2",
       {"Edie: my cello lesson is on Thursday", "Tim: which teacher?", "Edie: Ingrid",
        "Tim: say hello to the teacher"});
  memory.tell({"User's sister plays the cello", "User likes green tea", "Edie has a cough",
               "User went to Lisbon with Tim"});
}

Strings ids_of(const RecallResult& result) {
  Strings ids;
  for (const auto& found : result.memories) ids.push_back(found.memory.id.to_string());
  return ids;
}

const Strings kQueries = {"Who plays the cello?", "What did Edie see at the aquarium?", "teacher",
                          "What does the user drink?", "Tim in Lisbon"};

TEST_CASE("recall: signals add up to the score exactly, in every profile; scores stay in 0..1") {
  EngineFixture memory;
  fill(memory);
  for (const std::string& query : kQueries) {
    for (const Profile profile : {Profile::standard, Profile::classic}) {
      const auto result =
          recall(memory, {.query = query, .limit_count = 50, .explain = true, .profile = profile});
      double last = 1;
      for (const auto& found : result.memories) {
        double sum = 0;
        for (const Signal& signal : found.signals) sum += signal.value;
        CHECK(sum == found.score);
        CHECK((found.score >= 0 && found.score <= last));
        CHECK((found.relevance >= 0 && found.relevance <= 1));
        last = found.score;
      }
    }
  }
}

TEST_CASE(
    "recall: a filter takes away and changes nothing else; a smaller limit is the beginning") {
  EngineFixture memory;
  fill(memory);
  for (const std::string& query : kQueries) {
    CAPTURE(query);
    const auto whole = recall(memory, {.query = query, .limit_count = 50});
    Filter filter;
    filter.chat_id = "c2";
    const auto filtered = recall(memory, {.query = query, .filter = filter, .limit_count = 50});
    std::size_t next = 0;
    for (const auto& found : whole.memories) {
      if (found.memory.source.chat_id != "c2") continue;
      REQUIRE(next < filtered.memories.size());
      CHECK(filtered.memories[next].memory.id == found.memory.id);
      CHECK(filtered.memories[next].score == found.score);
      ++next;
    }
    CHECK(next == filtered.memories.size());
    for (std::uint32_t limit = 1; limit < 5; ++limit) {
      Strings expected = ids_of(whole);
      expected.resize(std::min<std::size_t>(expected.size(), limit));
      CHECK(ids_of(recall(memory, {.query = query, .limit_count = limit})) == expected);
    }
  }
}

TEST_CASE("recall: a short turn is found by the turns around it, and by its session") {
  EngineFixture memory;
  fill(memory);
  const auto result =
      recall(memory, {.query = "Which teacher gives the cello lesson?", .explain = true});
  const auto ingrid =
      std::find_if(result.memories.begin(), result.memories.end(),
                   [](const Recalled& found) { return found.memory.content == "Edie: Ingrid"; });
  REQUIRE(ingrid != result.memories.end());
  std::map<std::string, double> signals;
  for (const Signal& signal : ingrid->signals) signals[signal.name] = signal.value;
  CHECK(signals["words"] == 0);
  CHECK(signals["around_words"] > 0);
  CHECK(signals["session"] > 0);
}

TEST_CASE("recall: whom the query names counts, and when it asks about") {
  EngineFixture memory;
  fill(memory);
  const auto named = [](const Recalled& found) {
    return std::find_if(found.signals.begin(), found.signals.end(), [](const Signal& signal) {
             return signal.name == "named";
           })->value > 0;
  };
  for (const auto& found :
       recall(memory,
              {.query = "What did edie say of the rays?", .limit_count = 50, .explain = true})
           .memories) {
    CHECK(named(found) == found.memory.content.starts_with("Edie"));
  }
}

TEST_CASE("recall: explain_ids says how far each got") {
  EngineFixture memory;
  const auto told = memory.tell({"User plays the cello", "User plays the flute", "User likes tea"});
  const auto other = memory.tell({"User plays the cello"}, "v");
  std::map<std::string, model::MemoryId> id;
  for (const auto& added : told.added) id[added.content] = added.id;
  memory.say("I don't play the flute anymore");
  RecallRequest request{.query = "cello"};
  request.explain_ids = {id["User plays the cello"], id["User plays the flute"],
                         id["User likes tea"], other.added[0].id};
  const auto stages = [&] {
    std::vector<Stage> out;
    for (const auto& explained : recall(memory, request).explained) out.push_back(explained.stage);
    return out;
  };
  CHECK(stages() ==
        std::vector<Stage>{Stage::returned, Stage::not_shown, Stage::no_match, Stage::not_found});
  request.query = "cello and tea";
  request.limit_count = 1;
  CHECK(stages()[2] == Stage::past_limit);
  request.relevance_min = 0.99;
  CHECK(stages()[2] == Stage::below_min_score);
  request.filter.tags = {"none such"};
  CHECK(stages()[0] == Stage::filtered);
  request.user_id = "stranger";
  CHECK(expect(memory.engine.recall(request)).explained[0].stage == Stage::not_found);
}

TEST_CASE("recall: relevance tells answers from noise, and hides nothing unless asked") {
  EngineFixture memory;
  fill(memory);
  const auto best = [&](const std::string& query) {
    const auto result = recall(memory, {.query = query});
    return result.memories.empty() ? 0.0 : result.memories.front().relevance;
  };
  for (const char* answered : {"green tea", "sister cello", "Edie's cough", "Lisbon with Tim"})
    CHECK(best(answered) >= 0.6);
  for (const char* unanswered :
       {"quarterly tax return deadline", "motorbike insurance", "winter tyres"})
    CHECK(best(unanswered) < 0.3);
  const auto all = recall(memory, {.query = "green tea in Lisbon", .limit_count = 50});
  const auto some =
      recall(memory, {.query = "green tea in Lisbon", .limit_count = 50, .relevance_min = 0.3});
  for (const auto& found : some.memories) CHECK(found.relevance >= 0.3);
  const auto kept = std::count_if(all.memories.begin(), all.memories.end(),
                                  [](const Recalled& found) { return found.relevance >= 0.3; });
  CHECK(static_cast<std::size_t>(kept) == some.memories.size());
}

}  // namespace
}  // namespace mnestic::memory
