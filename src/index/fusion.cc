#include "mnestic/index/fusion.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mnestic::index {
namespace {

struct Weights {
  double words = 0;
  double vectors = 0;
};

Weights weights_of(const FusionScale& scale, const FusionOptions& options) {
  const double words = scale.word_attainable > 0 ? std::max(options.word_weight, 0.0) : 0;
  const double vectors = scale.has_vector ? std::max(options.vector_weight, 0.0) : 0;
  const double sum = words + vectors;
  if (sum == 0) return {};
  return {words / sum, vectors / sum};
}

bool is_better(const FusedHit& a, const FusedHit& b) {
  return std::tie(a.score, a.word_score, a.vector_score, a.number) >
         std::tie(b.score, b.word_score, b.vector_score, b.number);
}

}  // namespace

Result<std::vector<Candidate>> gather(const store::ReadTxn& txn, const WordMatches& words,
                                      std::span<const Hit> vectors,
                                      const VectorQuery* vector_query) {
  std::map<VersionNumber, Candidate> found;
  for (const Hit& hit : vectors)
    found[hit.number] = {hit.number, words.score_of(hit.number), hit.score};
  std::vector<VersionNumber> without_cosine;
  for (const Hit& hit : words.best()) {
    const bool fresh =
        found.try_emplace(hit.number, Candidate{hit.number, hit.score, std::nullopt}).second;
    if (fresh) without_cosine.push_back(hit.number);
  }
  if (vector_query != nullptr) {
    MNESTIC_TRY_ASSIGN(const auto cosines, similarities(txn, *vector_query, without_cosine));
    for (std::size_t i = 0; i < cosines.size(); ++i)
      found[without_cosine[i]].vector_score = cosines[i];
  }
  std::vector<Candidate> candidates;
  candidates.reserve(found.size());
  for (const auto& [number, candidate] : found) candidates.push_back(candidate);
  return candidates;
}

std::vector<FusedHit> fuse(std::span<const Candidate> candidates, const FusionScale& scale,
                           const FusionOptions& options) {
  MNESTIC_ASSERT(options.cosine_floor < options.cosine_full);
  const Weights weights = weights_of(scale, options);
  std::vector<FusedHit> hits;
  hits.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    FusedHit hit;
    hit.number = candidate.number;
    hit.word_score = candidate.word_score;
    hit.vector_score = candidate.vector_score.value_or(0.0);
    if (weights.words > 0)
      hit.word_part = weights.words * std::min(1.0, hit.word_score / scale.word_attainable);
    if (candidate.vector_score) {
      const double cosine = (*candidate.vector_score - options.cosine_floor) /
                            (options.cosine_full - options.cosine_floor);
      hit.vector_part = weights.vectors * std::clamp(cosine, 0.0, 1.0);
    }
    hit.score = hit.word_part + hit.vector_part;
    hits.push_back(hit);
  }
  std::sort(hits.begin(), hits.end(), is_better);
  return hits;
}

}  // namespace mnestic::index
