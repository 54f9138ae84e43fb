#include "mnestic/embed/embedder.h"

namespace mnestic::embed {

// Words add nothing to a fact's chance: among the measured ones, those that share words with a
// question answer it no more often than others of the same cosine.
Certainty Embedder::certainty() const {
  return {.fact = {.bias = -5.08, .words = 0.0, .meaning = 12.69},
          .note = {.bias = -5.71, .words = 3.15, .meaning = 5.87}};
}

}  // namespace mnestic::embed
