// Maintenance: what is done to a store beside answering: its jobs, and how far they are.
//
// Thread safety: value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mnestic::memory {

enum class Job : std::uint8_t {
  reembed,  // vectors of the current model for all of the user's versions
  compact,  // rewrites the store without the bytes of what was erased or dropped
};
[[nodiscard]] std::string_view to_string(Job job);

struct MaintainRequest {
  std::string user_id;
  std::vector<Job> jobs;  // in this order
  bool dry_run = false;   // says what there is to do, does nothing
  // As in RememberRequest. A cancelled reembed keeps what it committed, a cancelled compact leaves
  // the store as it was. Told in the job's own units, or in shares when there are several jobs.
  std::function<bool()> cancelled;
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct JobReport {
  Job job = Job::reembed;
  std::uint64_t examined = 0;  // reembed: versions; compact: bytes of the store before
  std::uint64_t changed = 0;  // reembed: given a vector (with dry_run: without one); compact: bytes
                              // given back
};

struct MaintainResult {
  std::vector<JobReport> jobs;
};

// What Engine::reembed_some() leaves.
enum class ReembedState : std::uint8_t {
  idle,  // nothing to do now
  busy,  // another process is at it, or the store is another model's
  more,  // there is more to do
};

}  // namespace mnestic::memory
