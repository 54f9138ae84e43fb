// A real engine on a store in memory, the tools over it, and a clock that the test sets.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/engine.h"
#include "mnestic/store/store.h"
#include "mnestic/tools/tools.h"
#include "schemas.h"
#include "validate.h"

namespace mnestic::tools {

using Json = nlohmann::json;

class SetClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp(std::chrono::milliseconds(ms)); }
  mutable std::atomic<std::int64_t> ms = 1'795'168'800'000;  // 2026-11-20T10:00:00Z
};

class ToolBench {
 public:
  ToolsOptions options{.default_user = "ann", .only_user = false, .zone = "Europe/Berlin"};
  SetClock clock;
  bool store_fails = false;

  [[nodiscard]] EngineProvider provider() {
    return [this]() -> Result<memory::Engine*> {
      if (store_fails) return failed_precondition("The folder /x is not writable. Give another.");
      return &engine_;
    };
  }

  [[nodiscard]] mcp::ToolResult raw(const std::string& tool, const Json& arguments) {
    clock.ms += 1'000;
    return call_tool(provider(), options, "a-client", tool, arguments);
  }
  // The structured half of a call that must succeed, after both halves were checked.
  [[nodiscard]] Json ok(const std::string& tool, const std::string& arguments) {
    CAPTURE(tool);
    CAPTURE(arguments);
    last = raw(tool, Json::parse(arguments));
    CAPTURE(last.text);
    REQUIRE_FALSE(last.is_error);
    const auto wrong = violation(schema_named(tool + ".output"), last.structured);
    CAPTURE(wrong.value_or(""));
    CHECK_FALSE(wrong);
    CHECK_FALSE(last.text.empty());
    check_ids(last.structured);
    return last.structured;
  }
  // The text of a call that must fail.
  [[nodiscard]] std::string fails(const std::string& tool, const std::string& arguments) {
    CAPTURE(tool);
    CAPTURE(arguments);
    last = raw(tool, Json::parse(arguments));
    CAPTURE(last.text);
    REQUIRE(last.is_error);
    CHECK(last.structured.is_null());
    return last.text;
  }

  mcp::ToolResult last;

 private:
  // Every id of the structured half stands in the text.
  void check_ids(const Json& node) const {
    if (node.is_string()) {
      const auto& text = node.get_ref<const std::string&>();
      if (text.starts_with("mem_") || text.starts_with("chg_")) {
        CAPTURE(text);
        CHECK(last.text.find(text) != std::string::npos);
      }
    }
    if (!node.is_structured()) return;
    for (const auto& [name, child] : node.items()) {
      if (name != "supersedes") check_ids(child);
    }
  }

  std::unique_ptr<RandomSource> random_ = seeded_random(5);
  std::unique_ptr<store::Store> store_ = store::make_memory_store(*random_);
  std::unique_ptr<embed::Embedder> embedder_ = embed::make_lexical_embedder();
  std::unique_ptr<extract::Extractor> extractor_ = extract::make_rules_extractor();
  memory::Engine engine_{{*store_, *embedder_, *extractor_, clock, *random_, "Europe/Berlin"}};
};

}  // namespace mnestic::tools
