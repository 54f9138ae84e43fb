// The local embedder: a sentence encoder of the BERT family (MiniLM, bge, gte, e5, arctic-embed),
// run in this process from its files as they are published: model.safetensors, config.json,
// vocab.txt or tokenizer.json and, where they are there, modules.json, 1_Pooling/config.json and
// the configurations of sentence-transformers.
//
// Thread safety: free functions from any thread; two at once may compute a digest twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "mnestic/base/result.h"
#include "mnestic/embed/embedder.h"

namespace mnestic::embed {

// How weights are kept and multiplied. Vectors of both may be compared.
enum class Precision : std::uint8_t { f32, int8 };

// int8 where the processor multiplies bytes exactly and therefore fast, else f32.
[[nodiscard]] Precision best_precision();

struct LocalOptions {
  std::filesystem::path folder;
  Precision precision = best_precision();
  std::size_t threads_max = 0;  // of one embed_passages(), 0: by the machine; a query takes one
};

// Opens a model and checks what can be checked quickly; its weights are read at the first text.
// Errors: not_found when there is no model in the folder; failed_precondition for a model that
// cannot be run, with the reason; data_loss for files that are damaged or not those that they were.
[[nodiscard]] Result<std::unique_ptr<Embedder>> make_local_embedder(const LocalOptions& options);

struct ModelInfo {
  std::string name;  // what vectors are filed under
  std::size_t dimension = 0;
  std::size_t tokens_max = 0;  // of one text; what is longer is cut
  std::uint64_t size_bytes = 0;
};

// What the model in a folder is. Errors: as make_local_embedder().
[[nodiscard]] Result<ModelInfo> describe_model(const std::filesystem::path& folder);

// Reads every byte of a model again, whatever was recorded of it. Errors: as make_local_embedder().
[[nodiscard]] Result<void> check_model_files(const std::filesystem::path& folder);

}  // namespace mnestic::embed
