// Grounding: whether a model's statement says what was said, or something of its own.
//
// Thread safety: value types and pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace mnestic::extract {

// The words of texts, in the form in which they are compared.
class WordsSaid {
 public:
  void add(std::string_view text);
  [[nodiscard]] bool has(std::string_view folded_word) const;

 private:
  std::set<std::string, std::less<>> words_;
};

// Every number and name in `statement` must have been said, in the message or around it (`around`
// holds those of the message too), and one of its other words in the message or in the known fact
// that it touches (`own`).
[[nodiscard]] bool is_grounded(std::string_view statement, const WordsSaid& own,
                               const WordsSaid& around);

}  // namespace mnestic::extract
