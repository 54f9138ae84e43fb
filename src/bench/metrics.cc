#include "metrics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mnestic::bench {
namespace {

constexpr std::array<std::size_t, 3> kDepths = {5, 10, 50};
constexpr std::size_t kGainDepth = 10;

double discount(std::size_t rank) { return 1.0 / std::log2(static_cast<double>(rank) + 2.0); }

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void Measures::add(const std::string& prefix, const std::vector<std::size_t>& ranks) {
  if (ranks.empty()) return;
  const auto put = [&](const std::string& name, double value) {
    Sum& sum = sums_[prefix + name];
    sum.sum += value;
    ++sum.count;
  };
  const auto within = [&](std::size_t depth) {
    return static_cast<std::size_t>(
        std::count_if(ranks.begin(), ranks.end(), [&](std::size_t rank) { return rank < depth; }));
  };
  for (const std::size_t depth : kDepths)
    put("R@" + std::to_string(depth), share(within(depth), ranks.size()));
  put("any@10", within(10) > 0 ? 1 : 0);
  put("all@10", within(10) == ranks.size() ? 1 : 0);
  put("hit@1", within(1) > 0 ? 1 : 0);
  double gain = 0;
  double ideal = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (ranks[i] < kGainDepth) gain += discount(ranks[i]);
    if (i < kGainDepth) ideal += discount(i);
  }
  put("NDCG@10", gain / ideal);
  const std::size_t best = *std::min_element(ranks.begin(), ranks.end());
  put("MRR", best == kNotFound ? 0 : 1.0 / static_cast<double>(best + 1));
}

std::optional<double> Measures::mean(const std::string& name) const {
  const auto found = sums_.find(name);
  if (found == sums_.end()) return std::nullopt;
  return 100.0 * found->second.sum / static_cast<double>(found->second.count);
}

}  // namespace mnestic::bench
