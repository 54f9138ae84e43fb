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

double idf(std::uint64_t docs, std::uint64_t df) {
  const auto n = static_cast<double>(std::max(docs, df));
  const auto f = static_cast<double>(df);
  return std::log(1 + (n - f + 0.5) / (f + 0.5));
}

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
  struct Survivor {
    VersionNumber number = 0;
    Share sum = 0;
  };

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
    return settle(optional, optional_bound);
  }

  // Those that can still get in with what the optional terms may add.
  void collect(VersionNumber begin, Share optional_bound) {
    survivors_.clear();
    for (std::size_t at = kRange; at > 0;) {
      at -= store::kBlockSize;
      const auto sums = std::span(sums_).subspan(at, store::kBlockSize);
      const Share most = *std::max_element(sums.begin(), sums.end());
      if (most == 0 || most + optional_bound <= floor()) continue;
      std::uint64_t wanted = allowed_.mask((begin + at) / store::kBlockSize);
      while (wanted != 0) {
        const auto slot = static_cast<std::size_t>(63 - std::countl_zero(wanted));
        wanted &= ~(1ULL << slot);
        const Share sum = sums[slot];
        if (sum == 0 || sum + optional_bound <= floor()) continue;
        const VersionNumber number = begin + at + slot;
        if (optional_bound == 0) {
          top_.offer({number, points(sum)});
        } else {
          survivors_.push_back({number, sum});
        }
      }
    }
  }

  Result<void> settle(std::size_t optional, Share optional_bound) {
    while (optional > 0 && !survivors_.empty()) {
      const std::size_t term = order_[--optional];
      for (Survivor& survivor : survivors_) {
        MNESTIC_TRY_ASSIGN(const Share share, terms_[term].share_of(survivor.number));
        survivor.sum += share;
      }
      optional_bound -= bounds_[term];
      std::erase_if(survivors_, [&](const Survivor& survivor) {
        return survivor.sum + optional_bound <= floor();
      });
    }
    for (const Survivor& survivor : survivors_) top_.offer({survivor.number, points(survivor.sum)});
    return {};
  }

  std::vector<TermScan>& terms_;
  std::vector<Share> bounds_;       // of each term in this range
  std::vector<std::size_t> order_;  // of the terms, by their bounds
  std::array<Share, kRange> sums_{};
  std::vector<Survivor> survivors_;
  TopHits top_;
  Allowed& allowed_;
};

// What WordMatches::score_of needs.
struct Weighed {
  Saturation saturation;
  std::vector<TermScan> terms;
};

}  // namespace

Result<WordMatches> search_words(const store::ReadTxn& txn, const store::KeyHasher& hasher,
                                 const WordQuery& query, Allowed& allowed) {
  const store::UserCounters& counters = query.counters;
  const double mean_length =
      counters.docs == 0 || counters.length_sum == 0
          ? 1.0
          : static_cast<double>(counters.length_sum) / static_cast<double>(counters.docs);
  const auto weighed = std::make_shared<Weighed>(Weighed{{query.bm25, mean_length}, {}});
  double attainable = 0;
  for (const Counted& term : count_terms(hasher, query.terms)) {
    MNESTIC_TRY_ASSIGN(TermScan scan,
                       TermScan::open(txn, {query.user, term.hash}, counters.next_number));
    const double weight = term.count * idf(counters.docs, scan.df());
    attainable += weight;
    if (scan.df() == 0) continue;
    scan.weigh(weight, weighed->saturation);
    weighed->terms.push_back(std::move(scan));
  }
  std::vector<Hit> best;
  if (!weighed->terms.empty() && query.limit_count > 0) {
    MNESTIC_TRY_ASSIGN(
        best, Search(weighed->terms, query.limit_count, allowed).run(counters.next_number));
  }
  const auto score_of = [weighed](VersionNumber number) {
    Share sum = 0;
    for (const TermScan& term : weighed->terms) sum += term.peek(number);
    return points(sum);
  };
  return WordMatches(std::move(best), score_of, attainable);
}

}  // namespace mnestic::index
