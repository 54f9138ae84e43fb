// Encoder: the numbers of a text's pieces to the vector of its meaning: embeddings, layers of
// attention and feed-forward, pooling, unit length.
//
// Thread safety: const methods from any thread. Memory: packed weights (a quarter of the file with
// int8), and for each thread at work about 8 MB with full batches of a small model; the table of
// words stays in the file's map.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

#include "kernels.h"
#include "linear.h"
#include "mnestic/embed/embedder.h"
#include "model_settings.h"
#include "safetensors.h"

namespace mnestic::embed {

class Encoder {
  struct Private {
    explicit Private() = default;
  };

 public:
  // For load() alone.
  Encoder(Private, const ModelSettings& settings, Safetensors file)
      : settings_(settings), file_(std::move(file)) {}

  // Errors: data_loss when an array is missing or has another shape than the settings say; what the
  // library says.
  [[nodiscard]] static Result<std::unique_ptr<Encoder>> load(const ModelSettings& settings,
                                                             Safetensors file, Precision precision,
                                                             const LinearLibrary& library);

  // One vector a text. REQUIRES: each has 1 to settings.tokens_max ids, all of them together at
  // most kRowsMax. Errors: data_loss when an id is outside the vocabulary or a vector is no number.
  [[nodiscard]] Result<std::vector<Embedding>> encode(
      std::span<const std::vector<TokenId>> texts) const;

 private:
  struct Norm {
    std::vector<float> gain;
    std::vector<float> bias;
  };
  struct Layer {
    std::unique_ptr<Linear> query_key_value;
    std::unique_ptr<Linear> attended;
    Norm attended_norm;
    std::unique_ptr<Linear> widen;
    std::unique_ptr<Linear> narrow;
    Norm narrowed_norm;
  };
  // What one call works with.
  struct Workspace {
    std::vector<float> hidden;  // rows × hidden: the state
    std::vector<float> wide;    // rows × max(3 · hidden, inner)
    std::vector<float> mixed;   // rows × hidden
    std::vector<float> attention;
    LinearScratch linear;
  };
  class Loader;

  [[nodiscard]] Result<std::vector<Embedding>> encode_with(
      std::span<const std::vector<TokenId>> texts, Workspace& work) const;
  [[nodiscard]] Result<std::size_t> embed_tokens(std::span<const std::vector<TokenId>> texts,
                                                 Workspace& work) const;
  [[nodiscard]] Result<void> run_layer(const Layer& layer,
                                       std::span<const std::vector<TokenId>> texts,
                                       std::size_t rows, Workspace& work) const;
  [[nodiscard]] Result<Embedding> pool(const float* rows, std::size_t count) const;

  const ModelSettings settings_;
  const Safetensors file_;
  Tensor words_;                  // vocabulary × hidden, in the file
  std::vector<float> positions_;  // tokens_max × hidden, the token type's row added
  Norm embedded_norm_;
  std::vector<Layer> layers_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<Workspace>> idle_;  // guarded by mutex_
};

}  // namespace mnestic::embed
