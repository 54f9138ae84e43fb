// A whole engine on a store in memory or one that is given, with a clock that tests move and seeded
// chance: the same seed makes the same ids, whatever the store.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/engine.h"
#include "mnestic/store/store.h"
#include "tests/support/manual_clock.h"

namespace mnestic::testing {

// The value, or the end of the test with the error's message.
template <typename T>
T expect(Result<T> result) {
  if (!result) FAIL(std::string(to_string(result.error().code)) << ": " << result.error().message);
  return std::move(result).value();
}
inline void expect(Result<void> result) {
  if (!result) FAIL(std::string(to_string(result.error().code)) << ": " << result.error().message);
}

struct EngineFixture {
  explicit EngineFixture(
      std::uint64_t seed = 1,
      std::unique_ptr<extract::Extractor> reader = extract::make_rules_extractor(),
      std::unique_ptr<store::Store> opened = nullptr)
      : random(seeded_random(seed)),
        store_random(seeded_random(seed + 1)),
        store(opened ? std::move(opened) : store::make_memory_store(*store_random)),
        embedder(embed::make_lexical_embedder()),
        extractor(std::move(reader)),
        engine({.store = *store,
                .embedder = *embedder,
                .extractor = *extractor,
                .clock = clock,
                .random = *random}) {}

  memory::RememberResult say(const std::string& text, const std::string& user = "u") {
    clock.advance(std::chrono::seconds(1));
    memory::RememberRequest request;
    request.user_id = user;
    request.text = text;
    return expect(engine.remember(request));
  }

  memory::RememberResult tell(const std::vector<std::string>& facts,
                              const std::string& user = "u") {
    clock.advance(std::chrono::seconds(1));
    memory::RememberRequest request;
    request.user_id = user;
    request.facts.emplace();
    for (const std::string& fact : facts) {
      memory::Fields fields;
      fields.content = fact;
      request.facts->push_back(fields);
    }
    return expect(engine.remember(request));
  }

  std::vector<std::string> list(const memory::View& view = {}, const std::string& user = "u") {
    memory::ListRequest request;
    request.user_id = user;
    request.view = view;
    request.limit_count = 1000;
    return contents(expect(engine.list(request)).memories);
  }

  // Whether the fact is stored, word for word.
  bool knows(const std::string& content) {
    const std::vector<std::string> all = list();
    return std::find(all.begin(), all.end(), content) != all.end();
  }

  std::vector<std::string> recall(const std::string& query, const std::string& user = "u") {
    memory::RecallRequest request;
    request.user_id = user;
    request.query = query;
    std::vector<std::string> out;
    for (const auto& recalled : expect(engine.recall(request)).memories) {
      out.push_back(recalled.memory.content);
    }
    return out;
  }

  // Sorted, so that order does not matter.
  static std::vector<std::string> contents(const std::vector<model::Memory>& memories) {
    std::vector<std::string> out;
    for (const auto& memory : memories) out.push_back(memory.content);
    std::sort(out.begin(), out.end());
    return out;
  }

  ManualClock clock;
  std::unique_ptr<RandomSource> random;
  std::unique_ptr<RandomSource> store_random;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder;
  std::unique_ptr<extract::Extractor> extractor;
  memory::Engine engine;
};

}  // namespace mnestic::testing
