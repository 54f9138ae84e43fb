// An engine on a store on the disk, as one process has it.
#pragma once

#include <filesystem>

#include "tests/store/fixtures.h"
#include "tests/support/engine_fixture.h"

namespace mnestic::testing {

struct DiskEngine {
  explicit DiskEngine(const std::filesystem::path& folder)
      : store(store::testing::open_at(folder)) {}

  void tell(const std::string& user, const std::vector<std::string>& facts) {
    clock.advance(std::chrono::seconds(1));
    memory::RememberRequest request{.user_id = user};
    request.facts.emplace();
    for (const std::string& fact : facts) request.facts->push_back({.content = fact});
    expect(engine.remember(request));
  }
  void add(const std::string& user, const std::string& chat, const std::vector<std::string>& said) {
    clock.advance(std::chrono::seconds(1));
    memory::AddMessagesRequest request{.user_id = user, .chat_id = chat, .extract = false};
    for (const std::string& text : said) request.messages.push_back({.content = text});
    expect(engine.add_messages(request));
  }

  ManualClock clock;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<embed::Embedder> embedder = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor = extract::make_rules_extractor();
  memory::Engine engine{{.store = *store,
                         .embedder = *embedder,
                         .extractor = *extractor,
                         .clock = clock,
                         .random = system_random()}};
};

}  // namespace mnestic::testing
