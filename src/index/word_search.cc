// The search by words. Numbers are gone through in ranges, from the newest down; a range, and in it
// a term, is passed over when the most that it can give does not reach what the best have already
// (block maxima, and the essential lists of MaxScore: Turtle and Flood, 1995; Ding and Suel, 2011).
// Nothing is lost by it: what is passed over could not have got in.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>
#include <numeric>

#include "mnestic/index/search.h"
#include "term_scan.h"
#include "terms.h"
#include "top_hits.h"

namespace mnestic::index {
namespace {

// Numbers looked at together: their sums stay in the nearest cache.
constexpr std::size_t kRange = 32 * store::kBlockSize;

double points(Share share) { return static_cast<double>(share) / kSharesPerPoint; }

class Search {
 public:
  Search(std::vector<TermScan>& terms, std::size_t limit_count, Allowed& allowed)
      : terms_(terms),
        bounds_(terms.size()),
        order_(terms.size()),
        top_(limit_count),
        allowed_(allowed) {}

  Result<std::vector<Hit>> run(VersionNumber next_number) {
    for (VersionNumber range = (next_number + kRange - 1) / kRange; range-- > 0;) {
      MNESTIC_TRY(search(range * kRange));
    }
    return std::move(top_).take();
  }

 private:
  // Fewer survivors are looked up one by one; for more, reading all of the range is quicker.
  static constexpr std::size_t kLookedUpMax = 8;

  // What a version must have more than to get in: equals lose, since they come later.
  [[nodiscard]] Share floor() const {
    return static_cast<Share>(top_.score_to_beat() * kSharesPerPoint);
  }

  Result<void> search(VersionNumber begin) {
    Share total = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      bounds_[i] = terms_[i].bound(begin, begin + kRange);
      total += bounds_[i];
    }
    if (total <= floor()) return {};
    // The terms that give least, as long as all of them together cannot bring a version in: whoever
    // has none of the others need not be looked at.
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(),
              [&](std::size_t a, std::size_t b) { return bounds_[a] < bounds_[b]; });
    std::size_t optional = 0;
    Share optional_bound = 0;
    while (optional < order_.size() && optional_bound + bounds_[order_[optional]] <= floor()) {
      optional_bound += bounds_[order_[optional++]];
    }
    sums_.fill(0);
    for (std::size_t i = optional; i < order_.size(); ++i) {
      MNESTIC_TRY(terms_[order_[i]].add(begin, begin + kRange, sums_));
    }
    collect(begin, optional_bound);
    return settle(begin, optional, optional_bound);
  }

  // Those that can still get in with what the optional terms may add.
  void collect(VersionNumber begin, Share optional_bound) {
    survivors_.clear();
    for (std::size_t at = kRange; at > 0;) {
      at -= store::kBlockSize;
      std::uint64_t wanted = above(at, least(optional_bound));
      if (wanted != 0) wanted &= allowed_.mask((begin + at) / store::kBlockSize);
      while (wanted != 0) {
        const auto slot = static_cast<std::size_t>(63 - std::countl_zero(wanted));
        wanted &= ~(1ULL << slot);
        if (optional_bound > 0) {
          survivors_.push_back(at + slot);
        } else if (sums_[at + slot] > floor()) {
          top_.offer({begin + at + slot, points(sums_[at + slot])});
        }
      }
    }
  }

  // What a sum must be above for its version to get in.
  [[nodiscard]] Share least(Share optional_bound) const {
    return floor() > optional_bound ? floor() - optional_bound : 0;
  }

  // Of 64 sums from `at` on, those above `least`, as bits.
  [[nodiscard]] std::uint64_t above(std::size_t at, Share least) const {
    std::uint64_t bits = 0;
    for (std::size_t slot = 0; slot < store::kBlockSize; ++slot)
      bits |= static_cast<std::uint64_t>(sums_[at + slot] > least) << slot;
    return bits;
  }

  Result<void> settle(VersionNumber begin, std::size_t optional, Share optional_bound) {
    while (optional > 0 && !survivors_.empty()) {
      TermScan& term = terms_[order_[--optional]];
      if (survivors_.size() > kLookedUpMax) {
        MNESTIC_TRY(term.add(begin, begin + kRange, sums_));
      } else {
        for (const std::size_t at : survivors_) {
          MNESTIC_TRY_ASSIGN(const Share share, term.share_of(begin + at));
          sums_[at] += share;
        }
      }
      optional_bound -= bounds_[order_[optional]];
      std::erase_if(survivors_,
                    [&](std::size_t at) { return sums_[at] + optional_bound <= floor(); });
    }
    for (const std::size_t at : survivors_) top_.offer({begin + at, points(sums_[at])});
    return {};
  }

  std::vector<TermScan>& terms_;
  std::vector<Share> bounds_;       // of each term in this range
  std::vector<std::size_t> order_;  // of the terms, by their bounds
  std::array<Share, kRange> sums_{};
  std::vector<std::size_t> survivors_;  // their places in the range
  TopHits top_;
  Allowed& allowed_;
};

}  // namespace

struct WordSearch::Terms {
  explicit Terms(const WordQuery& query)
      : bm25(query.bm25),
        counters(query.counters),
        saturation(query.bm25, mean_length_of(query.counters)) {}

  // How many windows hold a term that `df` turns hold.
  [[nodiscard]] double windows_with(std::uint64_t df, const WindowShape& shape) const {
    const auto docs = static_cast<double>(std::max<std::uint64_t>(counters.docs, 1));
    const double without = 1.0 - std::min(1.0, static_cast<double>(df) / docs);
    return docs * (1.0 - std::pow(without, shape.mean_turns));
  }
  [[nodiscard]] double window_weight(double weight, std::uint64_t df,
                                     const WindowShape& shape) const {
    return weight * inverse_frequency(counters.docs, windows_with(df, shape));
  }

  Bm25 bm25;
  store::UserCounters counters;
  Saturation saturation;
  std::vector<TermScan> scans;       // of the terms that anything holds
  std::vector<double> weights;       // of those, as asked
  std::vector<double> none_weights;  // of the others
  double attainable = 0;
};

WordSearch::WordSearch(std::unique_ptr<Terms> terms) : terms_(std::move(terms)) {}
WordSearch::WordSearch(WordSearch&& other) noexcept = default;
WordSearch& WordSearch::operator=(WordSearch&& other) noexcept = default;
WordSearch::~WordSearch() = default;

Result<WordSearch> WordSearch::open(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                    const WordQuery& query) {
  auto terms = std::make_unique<Terms>(query);
  for (const WeighedTerm& term : weigh_terms(hasher, query.terms, query.weights)) {
    MNESTIC_TRY_ASSIGN(TermScan scan,
                       TermScan::open(txn, {query.user, term.hash}, query.counters.next_number));
    const double weight =
        term.weight * inverse_frequency(query.counters.docs, static_cast<double>(scan.df()));
    terms->attainable += weight;
    if (scan.df() == 0) {
      terms->none_weights.push_back(term.weight);
      continue;
    }
    scan.weigh(weight, terms->saturation);
    terms->scans.push_back(std::move(scan));
    terms->weights.push_back(term.weight);
  }
  return WordSearch(std::move(terms));
}

Result<std::vector<Hit>> WordSearch::best(std::size_t limit_count, Allowed& allowed) {
  if (terms_->scans.empty() || limit_count == 0) return std::vector<Hit>();
  for (TermScan& scan : terms_->scans) scan.rewind();
  return Search(terms_->scans, limit_count, allowed).run(terms_->counters.next_number);
}

double WordSearch::score_of(VersionNumber number) const {
  Share sum = 0;
  for (const TermScan& scan : terms_->scans) sum += scan.peek(number);
  return points(sum);
}

double WordSearch::window_score_of(std::span<const VersionNumber> turns, std::uint32_t length,
                                   const WindowShape& shape) const {
  const Bm25& bm25 = terms_->bm25;
  const double norm = bm25.k1 * (1 - bm25.b + bm25.b * length / std::max(shape.mean_length, 1.0));
  double sum = 0;
  for (std::size_t i = 0; i < terms_->scans.size(); ++i) {
    const TermScan& scan = terms_->scans[i];
    std::uint32_t frequency = 0;
    for (const VersionNumber turn : turns) frequency += scan.posting_of(turn).tf;
    if (frequency == 0) continue;
    sum += terms_->window_weight(terms_->weights[i], scan.df(), shape) * frequency * (bm25.k1 + 1) /
           (frequency + norm);
  }
  return sum;
}

double WordSearch::attainable() const { return terms_->attainable; }

double WordSearch::window_attainable(const WindowShape& shape) const {
  double sum = 0;
  for (std::size_t i = 0; i < terms_->scans.size(); ++i) {
    sum += terms_->window_weight(terms_->weights[i], terms_->scans[i].df(), shape);
  }
  for (const double weight : terms_->none_weights) sum += terms_->window_weight(weight, 0, shape);
  return sum;
}

Result<std::vector<Hit>> search_words(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                      const WordQuery& query, Allowed& allowed) {
  MNESTIC_TRY_ASSIGN(WordSearch search, WordSearch::open(txn, hasher, query));
  return search.best(query.limit_count, allowed);
}

}  // namespace mnestic::index
