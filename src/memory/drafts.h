// Drafts: from what a call gives, or an extractor finds, to memories about to be stored.
//
// Thread safety: pure functions, and as the writer given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "learn.h"
#include "mnestic/memory/engine.h"
#include "reconcile.h"

namespace mnestic::memory {

// Turns that a model could not read now, to be kept for later.
struct WaitingTurns {
  std::vector<extract::Message> messages;
  std::vector<std::uint32_t> indexes;  // of each among the messages of the call
  std::string reason;
  bool useless = false;  // there was an answer, of no use
};

struct Drafts {
  std::vector<Draft> drafts;
  std::vector<Rejected> rejected;
  std::string extractor = "none";
  std::vector<WaitingTurns> waiting;
  bool model_answered = false;
};

// A message that a candidate came from.
struct SaidMessage {
  std::string role;
  std::optional<Timestamp> at;
  std::uint32_t index = 0;  // among the messages of the call
};

[[nodiscard]] Draft draft_of_candidate(const RememberRequest& request,
                                       const extract::Candidate& candidate, const SaidMessage& said,
                                       Timestamp now);
// What holds a secret is rejected.
[[nodiscard]] Drafts drafts_of_facts(const RememberRequest& request,
                                     const std::vector<Fields>& facts, Timestamp now);

// Errors: cancelled.
[[nodiscard]] Result<void> stop_if_cancelled(const RememberRequest& request);
// Every draft is worked on twice: embedded, then reconciled.
void tell_progress(const RememberRequest& request, std::size_t done, std::size_t drafts);
[[nodiscard]] Result<void> embed_all(const EngineParts& parts, const RememberRequest& request,
                                     std::vector<Draft>& drafts, RememberResult& result);
[[nodiscard]] Result<void> reconcile_all(ChangeWriter& writer, const RememberRequest& request,
                                         std::vector<Draft>& drafts, const InChat* chat,
                                         RememberResult& result);

}  // namespace mnestic::memory
