// Embedder: text → vectors whose cosine says how alike the meanings are.
//
// Thread safety: all methods may be called from several threads at once.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/result.h"

namespace mnestic::embed {

// Unit length (L2) or all zero (a text without any word).
using Embedding = std::vector<float>;

// What the share of the question's words that a text holds, and their cosine, say of the chance
// that the text answers it: p / (1 - p) = e^(bias + words * share + meaning * cosine).
struct LogOdds {
  double bias = 0;
  double words = 0;
  double meaning = 0;
};
struct Certainty {
  LogOdds fact;
  LogOdds note;  // what somebody said, as it was said: most that sounds alike answers nothing
};

class Embedder {
 public:
  Embedder() = default;
  Embedder(const Embedder&) = delete;
  Embedder& operator=(const Embedder&) = delete;
  virtual ~Embedder() = default;

  // Names model and settings: vectors under one name may be compared, no others. Stable across
  // versions.
  [[nodiscard]] virtual std::string_view name() const = 0;
  // Components of every vector.
  [[nodiscard]] virtual std::size_t dimension() const = 0;
  // The share of a relevance that its similarity deserves beside the words', 0..1, by measurement.
  [[nodiscard]] virtual double weight() const = 0;
  // By measurement, likewise (tests/bench/RESULTS.md); unless said otherwise, what is measured with
  // all-MiniLM-L6-v2.
  [[nodiscard]] virtual Certainty certainty() const;
  // Whether a server is asked: it may be away, and what it said is worth keeping.
  [[nodiscard]] virtual bool is_remote() const { return false; }

  // One vector a text, in order. Texts longer than the model reads are cut.
  // Errors: unavailable when a model is away; failed_precondition when its files are damaged.
  [[nodiscard]] virtual Result<std::vector<Embedding>> embed_passages(
      std::span<const std::string> texts) const = 0;
  // A text that passages are to be alike to.
  [[nodiscard]] virtual Result<Embedding> embed_query(std::string_view text) const = 0;
  // A question that passages are to answer; they need not be alike. By default no other vector.
  [[nodiscard]] virtual Result<Embedding> embed_question(std::string_view text) const {
    return embed_query(text);
  }
};

// The stand-in without a model: hashed stems, word pairs and character trigrams. Finds shared and
// misspelt words, not meanings. No files, no start-up cost.
[[nodiscard]] std::unique_ptr<Embedder> make_lexical_embedder();

}  // namespace mnestic::embed
