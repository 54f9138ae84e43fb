// Leaning: moves the vector of a question towards those of the facts that answer such questions.
//
// An encoder of this size puts what sounds alike together, and an answer need not sound like its
// question: "What should I cook tonight?" is answered by "User does not eat meat". So a question
// is compared with questions whose answers are known (exemplars.h), and moved by what sets the
// answers of the nearest apart from all answers, and by what follows of an answer from its question
// whether near or not: a linear map, by ridge regression.
//
//   lean(q)    = unit of  towards(q) - 0.4 * mean of towards(question[i])
//   towards(q) = unit of  q + sum of w[i] * (answer[i] - mean answer) + q * map
//   w[i]       = share of exp(question[i] * q / temperature)
//
// What all questions have in common, less of which is left, draws the same few facts near whatever
// is asked.
// The temperature is half of the spread of the cosines between the exemplars' questions, so that it
// fits every model; so does the penalty of the map, which grows with the number of exemplars.
// Passages are not touched: stored vectors stay what they are.
//
// All this is made once for a model and kept in a file beside it (2.2 MB at 384 dimensions); where
// that cannot be written, each process makes it anew (half a second of processor time).
//
// Thread safety: const methods from any thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "file_map.h"
#include "mnestic/base/result.h"
#include "mnestic/embed/embedder.h"

namespace mnestic::embed {

class Leaning {
 public:
  struct Vectors {
    std::vector<Embedding> questions;
    std::vector<Embedding> answers;  // as many, one for each
  };
  struct Kept {
    std::filesystem::path path;
    std::string model;  // what is kept of another model is not used
    std::size_t dimension = 0;
  };

  // From the file; from `make` when it is not there, damaged, or of other exemplars or another
  // model. Errors: those of `make`.
  [[nodiscard]] static Result<Leaning> open(const Kept& kept,
                                            const std::function<Result<Vectors>()>& make);
  // REQUIRES: at least one exemplar; all vectors of one dimension.
  [[nodiscard]] static Leaning of(const Vectors& vectors);

  // Of unit length; a zero vector stays one.
  [[nodiscard]] Embedding lean(const Embedding& question) const;

 private:
  explicit Leaning(std::size_t dimension) : dimension_(dimension) {}

  [[nodiscard]] static std::optional<Leaning> read(const Kept& kept, const std::string& head);
  void keep(const std::filesystem::path& path, const std::string& head) const;
  // Finds the parts of `numbers_`.
  void divide(std::size_t exemplars);
  // Towards the answers of questions like it; of unit length.
  [[nodiscard]] Embedding towards_answers(const Embedding& question) const;

  std::size_t dimension_ = 0;
  FileMap file_;  // of these two, one holds the numbers
  std::vector<float> made_;
  // These five, one after the other.
  std::span<const float> numbers_;
  float temperature_ = 1;
  std::span<const float> questions_;
  std::span<const float> answers_;  // less their mean
  std::span<const float> map_;      // row by row, a row for each component of a question
  std::span<const float> common_;   // the mean of where the exemplars' questions lean to
};

}  // namespace mnestic::embed
