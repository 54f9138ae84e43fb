// Memory: one atomic statement about one person, as the rest of the program and its callers see it.
//
// Thread safety: value types. Text is UTF-8 everywhere; user and chat ids are opaque bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/model/ids.h"
#include "mnestic/model/kinds.h"
#include "mnestic/model/value.h"

namespace mnestic::model {

enum class Origin : std::uint8_t { explicit_said = 0, implicit_inferred = 1 };

// What a memory is now, as callers see it. `expired` is read off the clock.
enum class Status : std::uint8_t { active, superseded, forgotten, expired, pending };

// Where a memory's words came from.
struct Source {
  std::string chat_id;                   // empty: none
  std::optional<std::uint32_t> message;  // index among the messages of the call
  std::string role;                      // "user", "assistant", "tool" ...; empty: not known
  std::string client;                    // the client's name; for display
  std::string quote;                     // the words, verbatim; searched as well

  friend bool operator==(const Source&, const Source&) = default;
};

struct Memory {
  MemoryId id;
  std::string user_id;
  std::string content;
  Kind kind = fact_kind();
  Layer layer = Layer::semantic;
  Origin origin = Origin::explicit_said;
  double confidence = 1.0;  // 0..1
  double importance = 0.5;  // 0..1
  Fields data;              // the kind's own fields
  std::vector<std::string> tags;
  Fields metadata;  // the caller's, never interpreted
  Source source;
  Timestamp observed_at{};        // when it was said
  Timestamp valid_from{};         // when it began to be so
  Timestamp valid_to = kForever;  // when it stopped being so
  Timestamp created_at{};         // when the memory was first stored
  Timestamp updated_at{};         // when this version was stored
  Timestamp expires_at = kForever;
  std::uint64_t access_count = 0;
  std::optional<Timestamp> last_accessed_at;
  Status status = Status::active;
  std::vector<MemoryId> supersedes;
  std::optional<MemoryId> superseded_by;
  std::uint32_t version = 1;  // counts this memory's versions, from 1

  friend bool operator==(const Memory&, const Memory&) = default;
};

[[nodiscard]] std::string_view to_string(Origin origin);
[[nodiscard]] std::optional<Origin> origin_named(std::string_view name);
[[nodiscard]] std::string_view to_string(Status status);
[[nodiscard]] std::optional<Status> status_named(std::string_view name);

}  // namespace mnestic::model
