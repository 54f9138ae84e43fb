// What the engine says about a user's memories as a whole.
//
// Thread safety: value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/extract/extractor.h"
#include "mnestic/model/ids.h"

namespace mnestic::memory {

struct StatsRequest {
  std::string user_id;
  bool audit = false;
};

// Two memories of which one may be superfluous, and why.
struct AuditPair {
  model::MemoryId first;
  model::MemoryId second;
  std::string reason;
};

// How far the vectors of one model cover the user's versions.
struct ModelCoverage {
  std::string name;
  bool current = false;        // the model that serves now
  std::uint64_t embedded = 0;  // versions with a vector of it, of StatsResult::versions
};

inline constexpr std::size_t kAuditedMax = 1'000;

// Texts that wait for a model, and those it could not read.
struct QueueStats {
  std::uint64_t waiting = 0;
  std::uint64_t dead = 0;   // rules have read them
  std::string last_reason;  // why the newest entry with a reason was not read
};

struct StatsResult {
  std::vector<std::pair<std::string, std::uint64_t>> by_kind;    // active ones, kinds that occur
  std::vector<std::pair<std::string, std::uint64_t>> by_layer;   // active ones
  std::vector<std::pair<std::string, std::uint64_t>> by_status;  // all
  std::uint64_t versions = 0;                                    // content versions kept
  std::uint64_t chats = 0;
  std::uint64_t messages = 0;  // of all chats
  std::uint64_t store_bytes = 0;
  std::string embedder;
  std::vector<ModelCoverage> models;  // those with vectors, and the current one
  std::string extractor;
  QueueStats queue;
  extract::ModelUsage model;  // of this process
  // With audit, over the newest kAuditedMax active memories (audit_truncated: there are more).
  std::vector<AuditPair> duplicates;
  std::vector<AuditPair> contradictions;
  std::vector<model::MemoryId> stale;       // active, but their validity has ended
  std::vector<model::MemoryId> suspicious;  // hold what looks like a secret
  bool audit_truncated = false;
};

}  // namespace mnestic::memory
