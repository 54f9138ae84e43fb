// Fusion: the two ranked lists over the same versions, brought together as one score between 0
// and 1.
//
// The scale is absolute, so that a threshold means the same for every query: a version that shares
// no rare word with the query and points elsewhere scores near 0, even when it is the best there
// is.
//
//   word part   = weight of words * min(1, BM25 / attainable)
//   vector part = weight of vectors * clamp((cosine - floor) / (full - floor), 0, 1)
//   score       = word part + vector part, added in this order: the parts give it exactly
//
// Attainable (WordMatches::attainable) is what a version of mean length gets that holds every word
// of the query: 1 is "says all that was asked", 0.5 is "half of it, counted by rarity". Query words
// that the store has never seen count as not held. On short chat turns this ranks better than
// dividing by the query's best score (recall@10 62.2 against 60.4 with the lexical embedder, whose
// vectors deserve less than half: 64.7 at 0.9 to 0.1).
// A query with one leg only (no terms, or no vector) gives that leg the whole weight.
//
// Thread safety: pure functions; gather() as its transaction.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "mnestic/base/result.h"
#include "mnestic/index/search.h"

namespace mnestic::index {

struct FusionOptions {
  // Relative weights, at least 0; they are divided by the sum of those legs that the query has.
  double word_weight = 0.5;
  double vector_weight = 0.5;
  // The cosine that counts as nothing, and the one that counts as the same. REQUIRES: floor < full.
  double cosine_floor = 0.0;
  double cosine_full = 1.0;
};

// What both legs say of one version, before scaling.
struct Candidate {
  VersionNumber number = 0;
  double word_score = 0;  // BM25
  std::optional<double>
      vector_score;  // cosine; nothing: the version has no vector of this model (counts as 0)

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// Which legs the query has, and what the word leg can reach.
struct FusionScale {
  double word_attainable = 0;  // WordMatches::attainable(); 0: the query has no terms
  bool has_vector = false;     // and it is not all zero
};

struct FusedHit {
  VersionNumber number = 0;
  double word_score = 0;    // BM25, as found
  double vector_score = 0;  // cosine, as found; 0 without a vector
  double word_part = 0;     // scaled and weighted, 0..1
  double vector_part = 0;   // scaled and weighted, 0..1
  double score = 0;         // word_part + vector_part, 0..1

  friend bool operator==(const FusedHit&, const FusedHit&) = default;
};

// Every version in either list, by ascending number, with the score of the leg that did not list it
// looked up. `vector_query` is that of `vectors`, or nullptr when the query has no vector.
[[nodiscard]] Result<std::vector<Candidate>> gather(const store::ReadTxn& txn,
                                                    const WordMatches& words,
                                                    std::span<const Hit> vectors,
                                                    const VectorQuery* vector_query);

// Best first; ties by the higher BM25, then the higher cosine, then the higher number. One hit a
// candidate; none is dropped. Candidates may come in any order.
[[nodiscard]] std::vector<FusedHit> fuse(std::span<const Candidate> candidates,
                                         const FusionScale& scale, const FusionOptions& options);

}  // namespace mnestic::index
