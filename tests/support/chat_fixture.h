// An engine with chats, whose extractor notes what it was asked, and a look at the tables below.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/engine_fixture.h"

namespace mnestic::testing {

// Passes everything on and remembers the requests.
class Listener final : public extract::Extractor {
 public:
  [[nodiscard]] std::string_view name() const override { return inner_->name(); }
  [[nodiscard]] Result<extract::Extraction> extract(
      const extract::ExtractRequest& request) const override {
    seen.push_back(request);
    return inner_->extract(request);
  }

  mutable std::vector<extract::ExtractRequest> seen;

 private:
  std::unique_ptr<extract::Extractor> inner_ = extract::make_rules_extractor();
};

struct ChatFixture : EngineFixture {
  ChatFixture() : EngineFixture(1, std::make_unique<Listener>()) {}

  memory::AddMessagesResult add(const std::string& chat_id, const std::vector<std::string>& said,
                                std::optional<std::string> title = {}) {
    clock.advance(std::chrono::seconds(1));
    memory::AddMessagesRequest request{.user_id = "u", .chat_id = chat_id};
    for (const std::string& text : said) request.messages.push_back({.content = text});
    request.title = std::move(title);
    return expect(engine.add_messages(request));
  }

  memory::Chat chat(const std::string& chat_id) {
    return expect(engine.get_chat({.user_id = "u", .chat_id = chat_id})).chat;
  }

  std::vector<std::string> texts(const std::string& chat_id) {
    memory::GetChatRequest request{.user_id = "u", .chat_id = chat_id, .limit_count = 1000};
    std::vector<std::string> out;
    for (const auto& message : expect(engine.get_chat(request)).messages) {
      out.push_back(message.content);
    }
    return out;
  }

  [[nodiscard]] const std::vector<extract::ExtractRequest>& seen() const {
    return static_cast<const Listener&>(*extractor).seen;
  }
};

}  // namespace mnestic::testing
