// A question, ready to be searched with: made without a transaction, since embedding may take its
// time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/embed/embedder.h"
#include "mnestic/memory/engine.h"
#include "surroundings.h"

namespace mnestic::memory {

struct PreparedQuery {
  struct Vector {
    embed::Embedding vector;
    std::string_view model;  // the embedder's name
    double weight = 0;       // Embedder::weight()
    embed::Certainty certainty;
  };
  std::vector<std::string> terms;
  std::vector<double> term_weights;
  std::vector<Vector> vectors;  // by the embedder, if it answered, and by those of earlier models
  std::string problem;          // why the embedder did not answer; empty: it did
  std::vector<std::string> subjects;  // tags of those whom it may name
  std::vector<TimeRange> times;       // that it asks about
};
// What is looked for: what answers the query as a question, or what says the same as it.
enum class Sought : std::uint8_t { answers, the_same };
[[nodiscard]] Result<PreparedQuery> prepare_query(const EngineParts& parts, std::string_view query,
                                                  Sought sought);

// What memories of that subject (text::subject_of) are tagged with. No caller can write such a tag.
[[nodiscard]] std::string subject_tag(std::string_view subject);

}  // namespace mnestic::memory
