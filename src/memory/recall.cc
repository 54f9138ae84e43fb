#include "recall.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "access_log.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/index/fusion.h"
#include "mnestic/text/words.h"
#include "read_scope.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using model::Status;
using store::VersionNumber;

// How many of each list are looked at: enough that what is first in the sum is in one of them.
constexpr std::size_t kCandidates = 300;

// Shares of the relevance that depend on the memory itself and not on the query. They only order
// what is about equally relevant; what means nothing to the query gets nothing.
constexpr double kRecencyShare = 0.02;
constexpr double kUseShare = 0.01;
constexpr double kConfidenceShare = 0.02;
constexpr double kQueryShare = 1.0 - kRecencyShare - kUseShare - kConfidenceShare;
constexpr double kRecencyHalfLifeDays = 60.0;
constexpr double kUseFull = 100.0;  // accesses at which use counts in full

// What a query means must score at least this share of what it means best.
constexpr double kMeantShareOfBest = 0.8;

double recency(const model::Memory& memory, Timestamp now) {
  const auto age = std::chrono::duration<double, std::ratio<86400>>(now - memory.observed_at);
  return std::exp2(-std::max(0.0, age.count()) / kRecencyHalfLifeDays);
}

double use(const model::Memory& memory) {
  return std::min(1.0, std::log1p(static_cast<double>(memory.access_count)) / std::log1p(kUseFull));
}

void score(Ranked& ranked, const index::FusedHit& hit, Timestamp now) {
  const model::Memory& memory = ranked.record.memory;
  ranked.signals = {{"words", hit.word_part * kQueryShare},
                    {"meaning", hit.vector_part * kQueryShare},
                    {"recency", hit.score * kRecencyShare * recency(memory, now)},
                    {"use", hit.score * kUseShare * use(memory)},
                    {"confidence", hit.score * kConfidenceShare * memory.confidence}};
  ranked.score = 0;
  for (const Signal& signal : ranked.signals) ranked.score += signal.value;
}

// A vector of the query, and the model that the store knows it by.
struct VectorLeg {
  const PreparedQuery::Vector* query = nullptr;  // nullptr: words only
  index::ModelNumber model = 0;
};

// How many of the selected versions have a vector of the model.
Result<std::uint64_t> covered(const Scope& scope, index::ModelNumber model, Selection& selection) {
  MNESTIC_TRY_ASSIGN(const auto masks, index::vector_masks(scope.txn, scope.user, model));
  std::uint64_t count = 0;
  for (std::uint64_t block = 0; block < masks.size(); ++block) {
    count += static_cast<std::uint64_t>(std::popcount(masks[block] & selection.mask(block)));
  }
  return count;
}

// The model whose vectors cover most of the selection; among equals the one named first. There is
// nothing to count unless vectors of two models are there, as while a user's memories are moved.
Result<VectorLeg> choose_leg(const Scope& scope, const PreparedQuery& query, Selection& selection) {
  std::vector<VectorLeg> legs;
  for (const PreparedQuery::Vector& vector : query.vectors) {
    MNESTIC_TRY_ASSIGN(const auto model,
                       index::find_model(scope.txn, vector.model, vector.vector.size()));
    if (!model) continue;
    MNESTIC_TRY_ASSIGN(const bool any, index::has_vectors(scope.txn, scope.user, *model));
    if (any) legs.push_back({.query = &vector, .model = *model});
  }
  if (legs.empty()) return VectorLeg{};
  VectorLeg best = legs.front();
  std::uint64_t most = 0;
  for (const VectorLeg& leg : legs) {
    if (legs.size() == 1) break;
    MNESTIC_TRY_ASSIGN(const std::uint64_t count, covered(scope, leg.model, selection));
    if (count <= most) continue;
    most = count;
    best = leg;
  }
  return best;
}

}  // namespace

Result<PreparedQuery> prepare_query(const EngineParts& parts, std::string_view query) {
  PreparedQuery out;
  out.terms = text::index_terms(query);
  const auto add = [&](const embed::Embedder& embedder) -> Result<void> {
    MNESTIC_TRY_ASSIGN(auto vector, embedder.embed_query(query));
    out.vectors.push_back(
        {.vector = std::move(vector), .model = embedder.name(), .weight = embedder.weight()});
    return {};
  };
  if (auto added = add(parts.embedder); !added) out.problem = std::move(added).error().message;
  for (const embed::Embedder* earlier : parts.earlier) {
    // One that fails is one that is not there.
    (void)add(*earlier);
  }
  return out;
}

Result<std::vector<Ranked>> rank(const Scope& scope, const PreparedQuery& query,
                                 Selection& selection, std::size_t limit_count) {
  const std::size_t candidates = std::max(kCandidates, 2 * limit_count);
  MNESTIC_TRY_ASSIGN(const auto words, index::search_words(scope.txn, scope.hasher,
                                                           {.user = scope.user,
                                                            .terms = query.terms,
                                                            .counters = scope.counters,
                                                            .limit_count = candidates},
                                                           selection));
  MNESTIC_TRY_ASSIGN(const VectorLeg leg, choose_leg(scope, query, selection));
  std::vector<index::Hit> near;
  index::VectorQuery vector_query{
      .user = scope.user, .model = leg.model, .limit_count = candidates};
  if (leg.query != nullptr) {
    vector_query.vector = leg.query->vector;
    MNESTIC_TRY_ASSIGN(near, index::search_vectors(scope.txn, vector_query, selection));
  }
  MNESTIC_TRY_ASSIGN(const auto gathered,
                     index::gather(scope.txn, words, near, leg.query ? &vector_query : nullptr));
  const double vector_weight = leg.query != nullptr ? leg.query->weight : 0.0;
  const auto fused = index::fuse(
      gathered, {.word_attainable = words.attainable(), .has_vector = leg.query != nullptr},
      {.word_weight = 1.0 - vector_weight, .vector_weight = vector_weight});
  std::vector<Ranked> out;
  std::vector<double> best;  // the limit_count best scores so far, the lowest of them first
  for (const index::FusedHit& hit : fused) {
    // The memory's own shares can only keep hit.score or lower it: what follows cannot get in any
    // more.
    if (hit.score <= 0 || (best.size() == limit_count && hit.score < best.front())) break;
    MNESTIC_TRY_ASSIGN(auto record, version_at(scope, hit.number));
    Ranked ranked{.number = hit.number, .record = std::move(record)};
    score(ranked, hit, scope.now);
    best.push_back(ranked.score);
    std::push_heap(best.begin(), best.end(), std::greater<>());
    if (best.size() > limit_count) {
      std::pop_heap(best.begin(), best.end(), std::greater<>());
      best.pop_back();
    }
    out.push_back(std::move(ranked));
  }
  std::stable_sort(out.begin(), out.end(), [](const Ranked& a, const Ranked& b) {
    return a.score != b.score ? a.score > b.score : a.number > b.number;
  });
  if (out.size() > limit_count)
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(limit_count), out.end());
  return out;
}

Result<std::vector<VersionNumber>> clearly_meant(const Scope& scope, const PreparedQuery& query,
                                                 double score_min) {
  constexpr std::array<Status, 1> kActive = {Status::active};
  MNESTIC_TRY_ASSIGN(const auto selection, Selection::make(scope, {}, {}, kActive));
  MNESTIC_TRY_ASSIGN(const auto ranked, rank(scope, query, *selection, kItemsPerCallMax));
  std::vector<VersionNumber> out;
  for (const Ranked& candidate : ranked) {
    // Beside a memory that is meant nearly word for word, one that shares half of it is not meant.
    if (candidate.score < std::max(score_min, kMeantShareOfBest * ranked.front().score)) break;
    const auto of_content = text::index_terms(candidate.record.memory.content);
    const std::set<std::string> content(of_content.begin(), of_content.end());
    const auto of_quote = text::index_terms(candidate.record.memory.source.quote);
    const std::set<std::string> quote(of_quote.begin(), of_quote.end());
    const bool only_quoted = std::any_of(
        query.terms.begin(), query.terms.end(),
        [&](const std::string& term) { return quote.contains(term) && !content.contains(term); });
    if (!only_quoted) out.push_back(candidate.number);
  }
  return out;
}

Result<RecallResult> Engine::recall(const RecallRequest& request) {
  MNESTIC_TRY(validate_limit(request.limit_count));
  MNESTIC_TRY(validate(request.filter));
  if (request.query.size() > kContentBytesMax) {
    return invalid_argument("query has more than " + std::to_string(kContentBytesMax) +
                            " bytes; ask for one thing in a sentence.");
  }
  MNESTIC_TRY_ASSIGN(const auto query, prepare_query(parts_, request.query));
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  RecallResult result;
  if (!read.scope) return result;
  const Scope& scope = *read.scope;
  constexpr std::array<Status, 1> kActive = {Status::active};
  MNESTIC_TRY_ASSIGN(const auto selection,
                     Selection::make(scope, request.filter, request.view, kActive));
  result.searched = selection->count();
  result.embedder_problem = query.problem;
  MNESTIC_TRY_ASSIGN(auto ranked, rank(scope, query, *selection, request.limit_count));
  const bool now = !request.view.as_of && !request.view.known_at;
  for (Ranked& found : ranked) {
    if (request.score_min && found.score < *request.score_min) continue;
    Recalled recalled{.score = found.score};
    MNESTIC_TRY_ASSIGN(recalled.memory, to_memory(scope, found.record, request.view));
    if (request.explain) recalled.signals = std::move(found.signals);
    if (now) accesses_->add(request.user_id, found.number, scope.now);
    result.memories.push_back(std::move(recalled));
  }
  MNESTIC_TRY(recall_waiting(scope, request, result.memories));
  return result;
}

}  // namespace mnestic::memory
