// ModelSettings: what the JSON files of a published sentence encoder say, checked.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "bert_text.h"
#include "mnestic/base/result.h"
#include "tokenizer.h"

namespace mnestic::embed {

enum class Pooling : std::uint8_t { mean, cls };

struct ModelSettings {
  // The shape of the encoder.
  std::size_t hidden = 0;
  std::size_t inner = 0;  // of the feed-forward layers
  std::size_t layers = 0;
  std::size_t heads = 0;  // divides hidden
  std::size_t vocabulary = 0;
  std::size_t positions = 0;
  std::size_t types = 0;
  float epsilon = 0;  // of the layer norms

  Pooling pooling = Pooling::mean;
  std::size_t tokens_max = 0;  // of one text, [CLS] and [SEP] included
  BertTextOptions text;
  // What the model wants to stand before a question and before a text that is searched.
  std::string query_prefix;
  std::string passage_prefix;
};

// Reads config.json, modules.json, 1_Pooling/config.json, sentence_bert_config.json,
// tokenizer_config.json and config_sentence_transformers.json; only the first must be there.
// Errors: not_found without config.json; data_loss for what is no JSON or out of bounds;
// failed_precondition for what this program does not run, with what it does.
[[nodiscard]] Result<ModelSettings> read_model_settings(const std::filesystem::path& folder);

// From vocab.txt, else from a tokenizer.json of type WordPiece. Errors: as above; data_loss when
// the vocabulary is larger than the model's.
[[nodiscard]] Result<Tokenizer> read_tokenizer(const std::filesystem::path& folder,
                                               const ModelSettings& settings);

}  // namespace mnestic::embed
