// A store that was written to in every way, and exports and imports that fail the test.
#pragma once

#include <sstream>

#include "mnestic/memory/verify.h"
#include "mnestic/transfer/transfer.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::transfer::testing {

using mnestic::testing::EngineFixture;
using mnestic::testing::expect;

inline memory::EngineParts parts_of(EngineFixture& memory) {
  return {.store = *memory.store,
          .embedder = *memory.embedder,
          .extractor = *memory.extractor,
          .clock = memory.clock,
          .random = *memory.random};
}

inline std::string exported(EngineFixture& memory, ExportOptions options = {}) {
  std::string text;
  options.write = [&text](std::string_view piece) {
    text += piece;
    return Result<void>();
  };
  expect(export_all(*memory.store, options));
  return text;
}

inline Result<ImportCounts> try_import(EngineFixture& memory, const std::string& text,
                                       ImportOptions options = {}) {
  if (options.user.empty()) options.user = std::string("u");
  std::istringstream input(text);
  return import_all(memory.engine, parts_of(memory), input, options);
}

inline ImportCounts import(EngineFixture& memory, const std::string& text) {
  return expect(try_import(memory, text));
}

inline void check_well(EngineFixture& memory) {
  const auto txn = expect(memory.store->begin_read());
  const auto report = expect(memory::verify(*txn, memory.store->hasher()));
  for (const auto& finding : report.findings) MESSAGE(finding);
  CHECK(report.well());
}

// Reads "I use X" as "User uses X", or nothing while it is away.
class PlayedModel final : public extract::Extractor {
 public:
  std::string_view name() const override { return "played"; }
  bool asks_model() const override { return true; }
  Result<extract::Extraction> extract(const extract::ExtractRequest& request) const override {
    if (away) return Error{ErrorCode::unavailable, "The model is away."};
    extract::Extraction out;
    for (std::uint32_t i = 0; i < request.messages.size(); ++i) {
      extract::Candidate candidate;
      candidate.content = "User uses " + request.messages[i].content.substr(6);
      candidate.message = i;
      out.candidates.push_back(candidate);
    }
    return out;
  }
  bool away = true;
};

// Three texts wait, one of them of a chat; a fourth was taken back.
inline void fill_queue(EngineFixture& memory, const std::string& user) {
  const PlayedModel model;
  memory::EngineParts parts{.store = *memory.store,
                            .embedder = *memory.embedder,
                            .extractor = model,
                            .clock = memory.clock,
                            .random = *memory.random};
  memory::Engine engine(parts);
  for (const std::string tool : {"a hammer", "a saw", "a drill"}) {
    memory.clock.advance(std::chrono::seconds(1));
    memory::RememberRequest request{.user_id = user, .text = "I use " + tool};
    request.expires_in_s = 1'000'000;
    CHECK(expect(engine.remember(request)).pending == 1);
  }
  expect(engine.undo({.user_id = user}));
  memory::AddMessagesRequest talk;
  talk.user_id = user;
  talk.chat_id = "a talk";
  talk.messages = {{.role = "user", .content = "I use a plane", .at = std::nullopt}};
  expect(engine.add_messages(talk));
}

inline void fill(EngineFixture& memory, const std::string& user) {
  memory.say("I use Shram and Magnet as productivity tools", user);
  memory.say("I don't use Magnet anymore", user);
  memory.tell({"User met a person called Ada", "User met a person called Bob", "User is tall"},
              user);
  memory::ForgetRequest erase{.user_id = user, .query = "person called Ada"};
  erase.mode = memory::ForgetMode::erase;
  expect(memory.engine.forget(erase));
  memory::RememberRequest request{.user_id = user};
  memory::Fields fact;
  fact.content = "User plans a trip to Riga \xE2\x80\x94 \"soon\"\n";
  fact.tags = std::vector<std::string>{"travel", "plans"};
  fact.metadata = model::Fields{{"n", std::int64_t{-5}},
                                {"list", model::Values{1.5, true, model::Value(), "x"}},
                                {"deep", model::Fields{{"a", "b"}}}};
  fact.confidence = 0.1;
  request.facts = {fact};
  request.chat_id = "trips of " + user;
  request.expires_in_s = 1'000'000;
  const auto trip = expect(memory.engine.remember(request)).added.at(0).id;
  memory::UpdateRequest update{.user_id = user, .id = trip};
  update.fields.content = "User plans a trip to Oslo";
  expect(memory.engine.update(update));
  memory.clock.advance(std::chrono::seconds(1));
  memory::AddMessagesRequest talk;
  talk.user_id = user;
  talk.chat_id = "a talk";
  talk.title = "About tea";
  talk.messages = {{.role = "user", .content = "I like green tea", .at = std::nullopt},
                   {.role = "assistant", .content = "Good to know.", .at = std::nullopt}};
  expect(memory.engine.add_messages(talk));
  expect(memory.engine.forget({.user_id = user, .query = "person called Bob"}));
  expect(memory.engine.undo({.user_id = user}));
  expect(memory.engine.undo({.user_id = user, .redo = true}));
  memory.recall("productivity tools", user);
  expect(memory.engine.flush());
  fill_queue(memory, user);
}

}  // namespace mnestic::transfer::testing
