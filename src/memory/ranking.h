// Ranker: scores the versions of a view for one query. include/mnestic/memory/ranking.h says what a
// score is made of.
//
// Thread safety: one thread. Lifetime: scope, query and surroundings outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/memory/engine.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/memory/ranking.h"
#include "query.h"
#include "selection.h"
#include "surroundings.h"
#include "view.h"

namespace mnestic::memory {

struct Ranked {
  store::VersionNumber number = 0;
  store::VersionRecord record;
  double score = 0;
  double relevance = 0;
  std::vector<Signal> signals;  // their sum in this order is the score, exactly
};

// The relevance of what is compared by words alone, by the share of the query's words it holds.
[[nodiscard]] double relevance_by_words(double share);

class Ranker {
 public:
  // Of very many versions, only those are scored that words or meaning find among the best of
  // `wanted`, and what stands around them: hundreds, not all. Scores and signals of these are made
  // as those of all are, but that a session's best are the best of those scored.
  struct Few {
    Selection& wanted;
    Graphs& graphs;
    std::span<const store::VersionNumber> asked;  // these are scored in any case
    std::size_t candidates_max = 0;               // by words, and as many by meaning
  };
  struct Options {
    Weights weights;
    Profile profile = Profile::standard;
    std::optional<Few> few = std::nullopt;
  };
  // Searches words, vectors and subjects, and scores everything that the view shows.
  [[nodiscard]] static Result<Ranker> make(const Scope& scope, const PreparedQuery& query,
                                           Surroundings& around, const Options& options);

  // The best of `wanted`: best first, at most `limit_count`; ties to the newer version. Only what
  // shares a word or some meaning with the query, by itself or by the turns around it, and is at
  // least that relevant.
  [[nodiscard]] Result<std::vector<Ranked>> best(Selection& wanted, std::size_t limit_count,
                                                 double relevance_min) const;

  // Any version of the view, with its signals.
  [[nodiscard]] Ranked rank(store::VersionNumber number, store::VersionRecord record) const;
  // Whether it has anything of the query.
  [[nodiscard]] bool has_evidence(store::VersionNumber number) const;
  // How far the version itself says what was asked, 0..1: its share of the query's words and its
  // cosine, weighted. What is said in the same words comes near 1.
  [[nodiscard]] double closeness(store::VersionNumber number) const;
  // The chance that the version by itself answers the query, on a scale that is the same for every
  // query.
  [[nodiscard]] double relevance(store::VersionNumber number) const;
  // The versions that are scored, of few, ascending.
  [[nodiscard]] std::vector<store::VersionNumber> candidates() const;
  // The most that closeness() can be for one of `wanted` that is not among them, but for what the
  // graph overlooked.
  [[nodiscard]] double closeness_beyond() const;
  // How vectors were searched; nothing when there were none to search.
  [[nodiscard]] std::optional<VectorSearch> vector_search() const { return vector_search_; }

 private:
  // The parts of a strength, weighted.
  struct Parts {
    double words = 0;
    double meaning = 0;
    double around_words = 0;
    double around_meaning = 0;
    double named = 0;
    double time = 0;
    double length = 0;

    [[nodiscard]] double evidence() const {
      return words + meaning + around_words + around_meaning;
    }
    [[nodiscard]] double sum() const { return evidence() + named + time + length; }
  };

  Ranker(const Scope& scope, const PreparedQuery& query, Surroundings& around,
         const Options& options)
      : scope_(scope), query_(query), around_(around), options_(options) {}

  [[nodiscard]] Result<void> search();
  [[nodiscard]] Result<void> search_all(const index::WordQuery& words,
                                        const index::VectorQuery& vectors);
  [[nodiscard]] Result<void> search_few(const Few& few, const index::WordQuery& words,
                                        const index::VectorQuery& vectors);
  [[nodiscard]] Result<void> find_candidates(const Few& few, index::WordSearch& words,
                                             const index::VectorQuery& vectors);
  void add_candidate(store::VersionNumber number);
  [[nodiscard]] Result<void> find_named();
  void find_best_of_sessions();

  // Of a block, those that are scored.
  [[nodiscard]] std::uint64_t scored(std::uint64_t block) const {
    return options_.few ? candidates_[block] : ~0ULL;
  }
  [[nodiscard]] bool is_timely(store::VersionNumber number) const;
  [[nodiscard]] double words_weight_of(store::VersionNumber number) const;
  [[nodiscard]] double words_of(store::VersionNumber number) const;
  [[nodiscard]] double meaning_of(store::VersionNumber number) const;
  [[nodiscard]] double window_words_of(store::VersionNumber number) const;
  [[nodiscard]] double window_meaning_of(store::VersionNumber number) const;
  [[nodiscard]] Parts parts_of(store::VersionNumber number) const;
  [[nodiscard]] double session_of(store::VersionNumber number) const;
  // The score before what only the record tells; that can lower it, not raise it.
  [[nodiscard]] double bound(store::VersionNumber number) const;
  [[nodiscard]] double standard_bound(store::VersionNumber number) const;
  void score_standard(Ranked& ranked) const;
  void score_classic(Ranked& ranked) const;

  const Scope& scope_;
  const PreparedQuery& query_;
  Surroundings& around_;
  Options options_;
  index::TextScores words_;
  index::TextScores windows_;
  index::Numbered cosines_;                // empty: no vector of this model
  std::vector<std::uint64_t> named_;       // bits by block
  std::vector<std::uint64_t> candidates_;  // likewise
  std::optional<VectorSearch> vector_search_;
  double words_beyond_ = 0;       // the most points of one that words did not bring in
  double meaning_beyond_ = 0;     // likewise the cosine
  std::vector<double> sessions_;  // by chat: the mean of the best three strengths
  double words_weight_ = 0;       // with meaning_weight_ 1, or both 0
  double meaning_weight_ = 0;
  embed::Certainty certainty_;
  double scale_ = 1;  // turns a sum of parts into 0..1
};

}  // namespace mnestic::memory
