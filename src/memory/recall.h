// Ranking: the versions that answer a query, scored. Shared by recall and by forgetting what a
// query means.
//
// Thread safety: pure functions of their transaction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mnestic/embed/embedder.h"
#include "mnestic/memory/engine.h"
#include "selection.h"
#include "view.h"

namespace mnestic::memory {

// A query ready to be searched with: made without a transaction, since embedding may take its time.
struct PreparedQuery {
  struct Vector {
    embed::Embedding vector;
    std::string_view model;  // the embedder's name
    double weight = 0;
  };
  std::vector<std::string> terms;
  std::vector<Vector> vectors;  // by the embedder, if it answered, and by those of earlier models
  std::string problem;          // why the embedder did not answer; empty: it did
};
[[nodiscard]] Result<PreparedQuery> prepare_query(const EngineParts& parts, std::string_view query);

struct Ranked {
  store::VersionNumber number = 0;
  store::VersionRecord record;
  double score = 0;
  std::vector<Signal> signals;  // their sum in this order is the score, exactly
};
// Best first, at most `limit_count`; ties to the newer version. Only what shares a word or some
// meaning with the query.
[[nodiscard]] Result<std::vector<Ranked>> rank(const Scope& scope, const PreparedQuery& query,
                                               Selection& selection, std::size_t limit_count);

// The active memories that the query clearly means: scored at least `score_min`, and by their own
// content: a word that stands only in the quote they were learnt from means some other memory.
[[nodiscard]] Result<std::vector<store::VersionNumber>> clearly_meant(const Scope& scope,
                                                                      const PreparedQuery& query,
                                                                      double score_min);

}  // namespace mnestic::memory
