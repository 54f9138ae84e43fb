#include "ranking.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>

#include "mnestic/index/embeddings.h"
#include "read_scope.h"

namespace mnestic::memory {
namespace {

using store::VersionNumber;

// Measured on facts and conversations together (tests/bench/RESULTS.md).
constexpr index::Bm25 kBm25{.k1 = 0.6, .b = 0.3};

constexpr double kRecencyHalfLifeDays = 60.0;
constexpr double kUseFull = 100.0;    // accesses at which use counts in full
constexpr double kFullLengths = 2.0;  // mean lengths at which length counts in full
constexpr std::size_t kBestOfSession = 3;

constexpr double kClassicRelevance = 0.4;
constexpr double kClassicRecency = 0.3;
constexpr double kClassicUse = 0.2;
constexpr double kClassicConfidence = 0.1;

// Of what is compared by words alone.
constexpr embed::Certainty kByWordsAlone{.fact = {.bias = -3.27, .words = 6.08},
                                         .note = {.bias = -3.75, .words = 4.34}};

double chance(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

double recency(const model::Memory& memory, Timestamp now) {
  const auto age = std::chrono::duration<double, std::ratio<86400>>(now - memory.observed_at);
  return std::exp2(-std::max(0.0, age.count()) / kRecencyHalfLifeDays);
}

double use(const model::Memory& memory) {
  return std::min(1.0, std::log1p(static_cast<double>(memory.access_count)) / std::log1p(kUseFull));
}

void add_up(Ranked& ranked) {
  ranked.score = 0;
  for (const Signal& signal : ranked.signals) ranked.score += signal.value;
}

// The means of the best kBestOfSession of what is offered to each chat.
class BestOfSessions {
 public:
  explicit BestOfSessions(std::size_t chats) : best_(chats) {}
  void offer(store::ChatNumber chat, double strength) {
    auto& best = best_[chat];
    const auto lowest = std::min_element(best.begin(), best.end());
    *lowest = std::max(*lowest, strength);
  }
  // Of a chat with fewer versions: of those it has.
  [[nodiscard]] double mean(store::ChatNumber chat) const {
    double sum = 0;
    double count = 0;
    for (const double strength : best_[chat]) {
      if (strength < 0) continue;
      sum += strength;
      ++count;
    }
    return count == 0 ? 0.0 : sum / count;
  }

 private:
  struct Best : std::array<double, kBestOfSession> {
    Best() { fill(-1.0); }
  };
  std::vector<Best> best_;
};

// Bits by block.
class Masks final : public index::Allowed {
 public:
  explicit Masks(std::size_t blocks) : masks(blocks) {}
  [[nodiscard]] std::uint64_t mask(std::uint64_t block) override {
    return block < masks.size() ? masks[block] : 0;
  }
  std::vector<std::uint64_t> masks;
};

VectorSearch search_of(const index::NearHits& near) {
  switch (near.way) {
    case index::NearWay::scan_all:
      return VectorSearch::all_no_graph;
    case index::NearWay::scan_some:
      return VectorSearch::all_selective;
    case index::NearWay::graph:
      break;
  }
  return near.missed > 0 ? VectorSearch::by_graph_and_rest : VectorSearch::by_graph;
}

// A vector of the query, and the model that the store knows it by.
struct VectorLeg {
  const PreparedQuery::Vector* query = nullptr;  // nullptr: words only
  index::ModelNumber model = 0;
};

// How many of the versions shown have a vector of the model.
Result<std::uint64_t> covered(const Scope& scope, index::ModelNumber model, Surroundings& shown) {
  MNESTIC_TRY_ASSIGN(const auto masks, index::vector_masks(scope.txn, scope.user, model));
  std::uint64_t count = 0;
  for (std::uint64_t block = 0; block < masks.size(); ++block) {
    count += static_cast<std::uint64_t>(std::popcount(masks[block] & shown.mask(block)));
  }
  return count;
}

// The model whose vectors cover most of what is shown; among equals the one named first. There is
// nothing to count unless vectors of two models are there, as while a user's memories are moved.
Result<VectorLeg> choose_leg(const Scope& scope, const PreparedQuery& query, Surroundings& shown) {
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
    MNESTIC_TRY_ASSIGN(const std::uint64_t count, covered(scope, leg.model, shown));
    if (count <= most) continue;
    most = count;
    best = leg;
  }
  return best;
}

}  // namespace

std::string_view to_string(VectorSearch search) {
  switch (search) {
    case VectorSearch::all:
      return "each compared";
    case VectorSearch::all_no_graph:
      return "each compared: no graph is ready";
    case VectorSearch::all_selective:
      return "each compared: the filter leaves few";
    case VectorSearch::by_graph_and_rest:
      return "by graph, and each that it does not hold yet";
    case VectorSearch::by_graph:
      break;
  }
  return "by graph";
}

Result<Ranker> Ranker::make(const Scope& scope, const PreparedQuery& query, Surroundings& around,
                            const Options& options) {
  Ranker ranker(scope, query, around, options);
  MNESTIC_TRY(ranker.find_named());
  MNESTIC_TRY(ranker.search());
  ranker.find_best_of_sessions();
  return ranker;
}

Result<void> Ranker::search() {
  const Weights& weights = options_.weights;
  const index::WordQuery words{.user = scope_.user,
                               .terms = query_.terms,
                               .counters = scope_.counters,
                               .bm25 = kBm25,
                               .weights = query_.term_weights};
  MNESTIC_TRY_ASSIGN(const VectorLeg leg, choose_leg(scope_, query_, around_));
  index::VectorQuery vectors{.user = scope_.user, .model = leg.model};
  if (options_.few) vectors.limit_count = options_.few->candidates_max;
  if (leg.query != nullptr) {
    vectors.vector = leg.query->vector;
    certainty_ = leg.query->certainty;
  }
  MNESTIC_TRY(options_.few ? search_few(*options_.few, words, vectors)
                           : search_all(words, vectors));
  // A query with one leg only gives that leg the whole weight.
  const double share = leg.query != nullptr ? leg.query->weight : 0.0;
  words_weight_ = words_.attainable > 0 ? weights.words * (1.0 - share) : 0.0;
  meaning_weight_ = weights.meaning * share;
  const double sum = words_weight_ + meaning_weight_;
  if (sum > 0) {
    words_weight_ /= sum;
    meaning_weight_ /= sum;
  }
  scale_ = 1.0 / ((1.0 + weights.window + weights.named + weights.time + weights.length) *
                  (1.0 + weights.session));
  return {};
}

Result<void> Ranker::search_all(const index::WordQuery& words, const index::VectorQuery& vectors) {
  MNESTIC_TRY_ASSIGN(words_, index::score_words(scope_.txn, scope_.hasher, words));
  if (around_.has_chats() && options_.weights.window > 0) {
    MNESTIC_TRY_ASSIGN(windows_,
                       index::score_windows(scope_.txn, scope_.hasher, words, around_.windows()));
  }
  if (vectors.vector.empty()) return {};
  vector_search_ = VectorSearch::all;
  MNESTIC_TRY_ASSIGN(cosines_, index::cosines(scope_.txn, vectors, around_, around_.size()));
  return {};
}

void Ranker::add_candidate(VersionNumber number) {
  const std::uint64_t bit = 1ULL << (number % store::kBlockSize);
  const std::uint64_t block = number / store::kBlockSize;
  if (block < candidates_.size() && (around_.mask(block) & bit) != 0) candidates_[block] |= bit;
}

std::vector<VersionNumber> Ranker::candidates() const {
  std::vector<VersionNumber> numbers;
  for (std::uint64_t block = 0; block < candidates_.size(); ++block) {
    for (std::uint64_t mask = candidates_[block]; mask != 0; mask &= mask - 1)
      numbers.push_back(block * store::kBlockSize +
                        static_cast<std::uint64_t>(std::countr_zero(mask)));
  }
  return numbers;
}

// What a question names by subject or by time is searched by itself, too: among everything, the
// best by words and meaning may leave no room for it.
Result<void> Ranker::find_candidates(const Few& few, index::WordSearch& words,
                                     const index::VectorQuery& vectors) {
  candidates_.resize(around_.blocks());
  for (const VersionNumber number : few.asked) add_candidate(number);
  Masks favoured(around_.blocks());
  bool any = false;
  for (std::uint64_t block = 0; block < around_.blocks(); ++block) {
    std::uint64_t mask = named_[block];
    if (!query_.times.empty()) {
      for (std::uint64_t rest = around_.mask(block) & ~mask; rest != 0; rest &= rest - 1) {
        const auto slot = static_cast<std::uint64_t>(std::countr_zero(rest));
        if (is_timely(block * store::kBlockSize + slot)) mask |= 1ULL << slot;
      }
    }
    favoured.masks[block] = mask & few.wanted.mask(block);
    any = any || favoured.masks[block] != 0;
  }
  std::vector<index::Allowed*> amongs = {&few.wanted};
  if (any) amongs.push_back(&favoured);
  // The best of a session count whatever the filter says of them.
  const bool is_filtered = few.wanted.count() < around_.count();
  if (is_filtered && around_.has_chats() && options_.weights.session > 0) {
    amongs.push_back(&around_);
  }
  for (index::Allowed* among : amongs) {
    const bool first = among == &few.wanted;
    MNESTIC_TRY_ASSIGN(const auto by_words, words.best(few.candidates_max, *among));
    for (const index::Hit& hit : by_words) add_candidate(hit.number);
    if (first && by_words.size() == few.candidates_max) words_beyond_ = by_words.back().score;
    if (vectors.vector.empty()) continue;
    MNESTIC_TRY_ASSIGN(const auto near,
                       few.graphs.search(scope_.txn, vectors, scope_.counters.next_number, *among));
    for (const index::Hit& hit : near.hits) add_candidate(hit.number);
    if (!first) continue;
    const bool graph_wanted = few.graphs.is_wanted(scope_.counters.next_number);
    vector_search_ = graph_wanted ? search_of(near) : VectorSearch::all;
    if (near.hits.size() == few.candidates_max) meaning_beyond_ = near.hits.back().score;
  }
  return {};
}

Result<void> Ranker::search_few(const Few& few, const index::WordQuery& words,
                                const index::VectorQuery& vectors) {
  MNESTIC_TRY_ASSIGN(auto search, index::WordSearch::open(scope_.txn, scope_.hasher, words));
  MNESTIC_TRY(find_candidates(few, search, vectors));
  const bool windows = around_.has_chats() && options_.weights.window > 0;
  if (windows) {
    for (const VersionNumber number : candidates()) {
      add_candidate(around_.before(number));
      add_candidate(around_.after(number));
    }
  }
  const auto numbers = candidates();
  words_ = {.scores = index::Numbered(around_.size(), 0.0F), .attainable = search.attainable()};
  for (const VersionNumber number : numbers)
    words_.scores.set(number) = static_cast<float>(search.score_of(number));
  if (windows) {
    const index::WindowShape shape = around_.window_shape();
    windows_ = {.scores = index::Numbered(around_.size(), 0.0F),
                .attainable = search.window_attainable(shape)};
    for (const VersionNumber number : numbers) {
      if (around_.openness(number) <= 0) continue;
      const auto turns = around_.turns(number);
      std::uint32_t length = 0;
      for (const VersionNumber turn : turns) length += around_.length(turn);
      windows_.scores.set(number) =
          static_cast<float>(search.window_score_of(turns, length, shape));
    }
  }
  if (vectors.vector.empty()) return {};
  auto compared = numbers;
  if (windows) {
    for (const VersionNumber number : numbers) {
      const auto turns = around_.turns(number);
      compared.insert(compared.end(), turns.begin() + 1, turns.end());
    }
  }
  MNESTIC_TRY_ASSIGN(cosines_, index::cosines_of(scope_.txn, vectors, compared, around_.size()));
  return {};
}

Result<void> Ranker::find_named() {
  named_.resize(around_.blocks());
  if (options_.weights.named <= 0) return {};
  for (const std::string& subject : query_.subjects) {
    MNESTIC_TRY_ASSIGN(const auto numbers, index::find_tagged(scope_.txn, scope_.hasher,
                                                              scope_.user, std::span(&subject, 1)));
    for (const VersionNumber number : numbers) {
      const std::uint64_t block = number / store::kBlockSize;
      if (block < named_.size()) named_[block] |= 1ULL << (number % store::kBlockSize);
    }
  }
  return {};
}

void Ranker::find_best_of_sessions() {
  if (!around_.has_chats() || options_.weights.session <= 0) return;
  BestOfSessions best(scope_.counters.next_chat);
  for (std::uint64_t block = 0; block < around_.blocks(); ++block) {
    const std::uint64_t shown = around_.mask(block) & scored(block);
    for (std::uint64_t mask = shown; mask != 0; mask &= mask - 1) {
      const auto number =
          block * store::kBlockSize + static_cast<std::uint64_t>(std::countr_zero(mask));
      if (around_.chat(number) != 0) best.offer(around_.chat(number), parts_of(number).sum());
    }
  }
  sessions_.resize(scope_.counters.next_chat);
  for (store::ChatNumber chat = 1; chat < scope_.counters.next_chat; ++chat)
    sessions_[chat] = best.mean(chat);
}

// Said, or so, when the query asks about.
bool Ranker::is_timely(VersionNumber number) const {
  return std::any_of(query_.times.begin(), query_.times.end(),
                     [&](const TimeRange& range) { return around_.holds_time(number, range); });
}

double Ranker::words_of(VersionNumber number) const {
  if (words_weight_ <= 0) return 0;
  return std::min(1.0, static_cast<double>(words_.scores[number]) / words_.attainable);
}

// What has no vector yet, as while memories are moved to another model, is compared by words alone:
// by no less than if there were no vectors at all.
double Ranker::words_weight_of(VersionNumber number) const {
  const bool lacks_vector = !cosines_.empty() && cosines_[number] == index::kNoCosine;
  return lacks_vector && words_weight_ > 0 ? words_weight_ + meaning_weight_ : words_weight_;
}

double Ranker::meaning_of(VersionNumber number) const {
  return cosines_.empty() ? 0.0 : std::max(0.0, static_cast<double>(cosines_[number]));
}

double Ranker::window_words_of(VersionNumber number) const {
  if (words_weight_ <= 0 || windows_.attainable <= 0) return 0;
  return std::min(1.0, static_cast<double>(windows_.scores[number]) / windows_.attainable);
}

// The mean over the turns that are there.
double Ranker::window_meaning_of(VersionNumber number) const {
  if (cosines_.empty()) return 0;
  double sum = 0;
  double count = 0;
  const auto take = [&](VersionNumber turn) {
    if (cosines_[turn] == index::kNoCosine) return;
    sum += static_cast<double>(cosines_[turn]);
    ++count;
  };
  take(number);
  if (around_.before(number) != number) take(around_.before(number));
  if (around_.after(number) != number) take(around_.after(number));
  return count == 0 ? 0.0 : std::max(0.0, sum / count);
}

double relevance_by_words(double share) {
  return chance(kByWordsAlone.note.bias + kByWordsAlone.note.words * share);
}

Ranker::Parts Ranker::parts_of(VersionNumber number) const {
  const Weights& weights = options_.weights;
  const double open = around_.openness(number);
  Parts parts;
  // What stands for itself stands in its window's place, too.
  const double own = 1.0 + weights.window * (1.0 - open);
  parts.words = own * words_weight_of(number) * words_of(number);
  parts.meaning = own * meaning_weight_ * meaning_of(number);
  if (open > 0 && weights.window > 0) {
    parts.around_words = weights.window * open * words_weight_of(number) * window_words_of(number);
    parts.around_meaning = weights.window * open * meaning_weight_ * window_meaning_of(number);
  }
  const bool is_named =
      (named_[number / store::kBlockSize] >> (number % store::kBlockSize) & 1U) != 0;
  if (is_named) parts.named = weights.named;
  if (is_timely(number)) parts.time = weights.time;
  parts.length = weights.length *
                 std::min(1.0, around_.length(number) / (kFullLengths * around_.mean_length()));
  return parts;
}

double Ranker::session_of(VersionNumber number) const {
  if (sessions_.empty()) return 0;
  return options_.weights.session * around_.openness(number) * sessions_[around_.chat(number)];
}

bool Ranker::has_evidence(VersionNumber number) const { return parts_of(number).evidence() > 0; }

double Ranker::closeness(VersionNumber number) const {
  return words_weight_of(number) * words_of(number) + meaning_weight_ * meaning_of(number);
}

double Ranker::closeness_beyond() const {
  if (!options_.few) return 0;
  const double words = words_weight_ > 0 ? std::min(1.0, words_beyond_ / words_.attainable) : 0.0;
  const double both = words_weight_ * words + meaning_weight_ * std::max(0.0, meaning_beyond_);
  // One that has no vector yet is compared by words alone.
  return std::max(both, words);
}

double Ranker::relevance(VersionNumber number) const {
  const bool has_vector = !cosines_.empty() && cosines_[number] != index::kNoCosine;
  const embed::Certainty& certainty = has_vector ? certainty_ : kByWordsAlone;
  const embed::LogOdds& by = around_.is_note(number) ? certainty.note : certainty.fact;
  return chance(by.bias + by.words * words_of(number) + by.meaning * meaning_of(number));
}

double Ranker::standard_bound(VersionNumber number) const {
  const Parts parts = parts_of(number);
  if (parts.evidence() <= 0) return 0;
  const double alone = options_.weights.session * (1.0 - around_.openness(number));
  return scale_ * (parts.sum() * (1.0 + alone) + session_of(number));
}

double Ranker::bound(VersionNumber number) const {
  if (options_.profile == Profile::standard) return standard_bound(number);
  if (closeness(number) <= 0) return 0;
  return kClassicRelevance * relevance(number) + kClassicRecency + kClassicUse + kClassicConfidence;
}

void Ranker::score_standard(Ranked& ranked) const {
  const Weights& weights = options_.weights;
  const VersionNumber number = ranked.number;
  const model::Memory& memory = ranked.record.memory;
  const Parts parts = parts_of(number);
  const double lowered = 1.0 - weights.recency - weights.use - weights.confidence;
  // What stands for itself stands in its session's place, too.
  const double factor =
      lowered * scale_ * (1.0 + weights.session * (1.0 - around_.openness(number)));
  const double whole = standard_bound(number);
  ranked.signals = {
      {"words", factor * parts.words},
      {"meaning", factor * parts.meaning},
      {"around_words", factor * parts.around_words},
      {"around_meaning", factor * parts.around_meaning},
      {"named", factor * parts.named},
      {"time", factor * parts.time},
      {"length", factor * parts.length},
      {"session", lowered * scale_ * session_of(number)},
      {"recency", whole * weights.recency * recency(memory, scope_.now)},
      {"use", whole * weights.use * use(memory)},
      {"confidence", whole * weights.confidence * memory.confidence},
  };
}

void Ranker::score_classic(Ranked& ranked) const {
  const model::Memory& memory = ranked.record.memory;
  ranked.signals = {{"relevance", kClassicRelevance * ranked.relevance},
                    {"recency", kClassicRecency * recency(memory, scope_.now)},
                    {"use", kClassicUse * use(memory)},
                    {"confidence", kClassicConfidence * memory.confidence}};
}

Ranked Ranker::rank(VersionNumber number, store::VersionRecord record) const {
  Ranked ranked{.number = number, .record = std::move(record), .relevance = relevance(number)};
  if (options_.profile == Profile::standard) {
    score_standard(ranked);
  } else {
    score_classic(ranked);
  }
  add_up(ranked);
  return ranked;
}

Result<std::vector<Ranked>> Ranker::best(Selection& wanted, std::size_t limit_count,
                                         double relevance_min) const {
  std::vector<index::Hit> hits;
  for (std::uint64_t block = 0; block < around_.blocks(); ++block) {
    for (std::uint64_t mask = wanted.mask(block) & scored(block); mask != 0; mask &= mask - 1) {
      const auto number =
          block * store::kBlockSize + static_cast<std::uint64_t>(std::countr_zero(mask));
      const bool too_low = relevance_min > 0 && relevance(number) < relevance_min;
      const double most = too_low ? 0.0 : bound(number);
      if (most > 0) hits.push_back({number, most});
    }
  }
  const auto comes_first = [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.number > b.number;
  };
  std::vector<Ranked> out;
  std::vector<double> scores;  // the limit_count best so far, the lowest of them first
  // Few of many are looked at: a heap sorts no more than those.
  const auto is_behind = [&](const index::Hit& a, const index::Hit& b) {
    return comes_first(b, a);
  };
  std::make_heap(hits.begin(), hits.end(), is_behind);
  for (auto end = hits.end(); end != hits.begin(); --end) {
    const index::Hit hit = hits.front();
    // What only the record tells can lower a score, not raise it: what follows cannot get in.
    // Beyond what sums are rounded by, that is.
    constexpr double kRounding = 1.0 + 1e-9;
    if (scores.size() == limit_count && hit.score * kRounding < scores.front()) break;
    std::pop_heap(hits.begin(), end, is_behind);
    MNESTIC_TRY_ASSIGN(auto record, version_at(scope_, hit.number));
    out.push_back(rank(hit.number, std::move(record)));
    scores.push_back(out.back().score);
    std::push_heap(scores.begin(), scores.end(), std::greater<>());
    if (scores.size() > limit_count) {
      std::pop_heap(scores.begin(), scores.end(), std::greater<>());
      scores.pop_back();
    }
  }
  std::sort(out.begin(), out.end(), comes_first);
  if (out.size() > limit_count)
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(limit_count), out.end());
  return out;
}

}  // namespace mnestic::memory
