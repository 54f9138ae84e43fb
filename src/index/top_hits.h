// TopHits: the best of many hits, kept in a heap of the size asked for.
//
// Thread safety: a value type. Ties: the higher number is the better hit.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "mnestic/index/search.h"

namespace mnestic::index {

[[nodiscard]] inline bool is_better(const Hit& a, const Hit& b) {
  return a.score > b.score || (a.score == b.score && a.number > b.number);
}

class TopHits {
 public:
  explicit TopHits(std::size_t limit_count) : limit_count_(limit_count) {}

  void offer(const Hit& hit) {
    // The front is the worst of those kept.
    if (hits_.size() == limit_count_) {
      if (hits_.empty() || !is_better(hit, hits_.front())) return;
      std::pop_heap(hits_.begin(), hits_.end(), is_better);
      hits_.back() = hit;
    } else {
      hits_.push_back(hit);
    }
    std::push_heap(hits_.begin(), hits_.end(), is_better);
  }

  // A score at or below this cannot get in, whatever its number, if all that come are older than
  // those kept. 0 while there is room.
  [[nodiscard]] double score_to_beat() const {
    return hits_.size() == limit_count_ && !hits_.empty() ? hits_.front().score : 0.0;
  }

  // Best first.
  [[nodiscard]] std::vector<Hit> take() && {
    std::sort_heap(hits_.begin(), hits_.end(), is_better);
    return std::move(hits_);
  }

 private:
  std::size_t limit_count_;
  std::vector<Hit> hits_;
};

}  // namespace mnestic::index
