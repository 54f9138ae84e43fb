// Reconciliation: a draft meets what is stored, inside the write transaction, so that two processes
// cannot add the same fact twice. The same for every extractor and for finished facts.
//
// Thread safety: one thread, as the writer.
#pragma once

#include <vector>

#include "change_writer.h"
#include "mnestic/extract/relation.h"
#include "mnestic/memory/requests.h"

namespace mnestic::memory {

// A memory about to be stored, or a statement about to be taken back.
struct Draft {
  model::Memory memory;  // all fields but id, version and times of storing
  extract::Action action = extract::Action::assert_fact;
  embed::Embedding vector;
  bool elliptic = false;  // only mends what is stored ("It is Kasia, not Kasha")
  std::string mends;      // see extract::Candidate
  // The stored memory that it ends or takes the place of, when the reader named one.
  std::optional<model::MemoryId> touches;
  bool rewrites = false;  // see extract::Candidate
  std::string touch_reason;
  bool unless_ended = false;  // see extract::Candidate
};

// Adds, merges, supersedes or removes, and says in `result` what it did.
[[nodiscard]] Result<void> reconcile(ChangeWriter& writer, Draft draft, RememberResult& result);

// A stored version that could be about the same thing, decoded.
struct Neighbour {
  store::VersionNumber number = 0;
  store::VersionRecord record;
};
// Active, reconciled memories that share the content's hash, slot or words, best first, at most
// kNeighboursMax.
inline constexpr std::size_t kNeighboursMax = 24;
// `more` are further words to look for, with blanks between.
[[nodiscard]] Result<std::vector<Neighbour>> neighbours(const Scope& scope,
                                                        std::string_view content,
                                                        std::string_view more = {});

}  // namespace mnestic::memory
