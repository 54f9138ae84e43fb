// Measures of a ranking against what should have been found.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mnestic::bench {

// A rank that was not reached.
inline constexpr std::size_t kNotFound = std::numeric_limits<std::size_t>::max();

// Sums of measures over questions; mean() is what is printed.
class Measures {
 public:
  // `ranks`: of each thing that should have been found, from 0. Adds recall at 5, 10 and 50
  // ("R@5"), any and all at 10, NDCG@10, MRR and hit at 1 under `prefix` + name.
  void add(const std::string& prefix, const std::vector<std::size_t>& ranks);
  // In percent; nothing for a measure without a question.
  [[nodiscard]] std::optional<double> mean(const std::string& name) const;

 private:
  struct Sum {
    double sum = 0;
    std::size_t count = 0;
  };
  std::map<std::string, Sum> sums_;
};

}  // namespace mnestic::bench
