// Random records for the tests of codecs and tables.
#pragma once

#include <string>

#include "mnestic/base/random.h"
#include "mnestic/store/records.h"

namespace mnestic::store::testing {

class Samples {
 public:
  explicit Samples(std::uint64_t seed) : random_(seeded_random(seed)) {}

  std::uint64_t below(std::uint64_t end) { return random_->next_u64() % end; }
  bool coin() { return below(2) == 0; }
  std::string text(std::uint64_t size_max) {
    std::string bytes(below(size_max + 1), ' ');
    for (char& byte : bytes) byte = static_cast<char>(below(256));
    return bytes;
  }
  // Small, large and negative numbers alike.
  std::uint64_t number() { return random_->next_u64() >> below(64); }
  Timestamp time() {
    const auto bits = static_cast<std::int64_t>(number());
    return Timestamp(std::chrono::milliseconds(coin() ? bits : -bits));
  }
  double real() { return static_cast<double>(below(1001)) / 1000.0; }
  model::MemoryId id() {
    model::MemoryId id;
    random_->fill(id.bytes);
    return id;
  }

  model::Value value(int depth) {
    switch (below(depth > 0 ? 8 : 6)) {
      case 0:
        return {};
      case 1:
        return coin();
      case 2:
        return static_cast<std::int64_t>(number());
      case 3:
        return real();
      case 4:
      case 5:
        return text(12);
      case 6: {
        model::Values values;
        for (std::uint64_t i = below(4); i > 0; --i) values.push_back(value(depth - 1));
        return values;
      }
      default:
        return fields(depth - 1);
    }
  }
  model::Fields fields(int depth) {
    model::Fields fields;
    for (std::uint64_t i = below(4); i > 0; --i) fields[text(6)] = value(depth);
    return fields;
  }

  Span span() {
    Span span;
    span.recorded_at = time();
    span.change = number();
    span.state = static_cast<State>(below(6));
    if (coin()) span.valid_to = time();
    if (coin()) span.superseded_by = id();
    return span;
  }

  VersionRecord version() {
    VersionRecord record;
    model::Memory& memory = record.memory;
    memory.id = id();
    memory.content = text(200);
    memory.kind = static_cast<model::Kind>(below(model::kinds().size()));
    memory.layer = static_cast<model::Layer>(below(3));
    memory.origin = static_cast<model::Origin>(below(2));
    memory.confidence = real();
    memory.importance = real();
    memory.data = fields(3);
    for (std::uint64_t i = below(4); i > 0; --i) memory.tags.push_back(text(10));
    memory.metadata = fields(2);
    if (coin()) memory.source.message = static_cast<std::uint32_t>(number());
    memory.source.role = text(6);
    memory.source.client = text(6);
    memory.source.quote = text(60);
    memory.observed_at = time();
    memory.valid_from = time();
    memory.created_at = time();
    memory.updated_at = time();
    if (coin()) memory.expires_at = time();
    memory.access_count = number();
    if (coin()) memory.last_accessed_at = time();
    for (std::uint64_t i = below(3); i > 0; --i) memory.supersedes.push_back(id());
    memory.version = coin() ? 1 : static_cast<std::uint32_t>(number());
    record.chat = static_cast<ChatNumber>(coin() ? 0 : below(5));
    record.source_change = number();
    for (std::uint64_t i = 1 + below(3); i > 0; --i) record.spans.push_back(span());
    return record;
  }

  MessageRecord message() {
    MessageRecord record{.role = text(6), .content = text(200), .at = time(), .title = text(9)};
    for (std::uint64_t i = below(3); i > 0; --i) record.taught.push_back(id());
    for (std::uint64_t i = 1 + below(3); i > 0; --i) record.spans.push_back(span());
    return record;
  }
  ChatRecord chat() {
    return {.title = text(9),
            .next_message = static_cast<MessageNumber>(number()),
            .messages = static_cast<MessageNumber>(number()),
            .created_at = time(),
            .updated_at = time()};
  }
  MessageRun run() {
    return {.chat = static_cast<ChatNumber>(number()),
            .first = static_cast<MessageNumber>(number()),
            .count = static_cast<MessageNumber>(number())};
  }

 private:
  std::unique_ptr<RandomSource> random_;
};

}  // namespace mnestic::store::testing
