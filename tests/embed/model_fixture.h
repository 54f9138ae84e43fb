// Small models for tests: random weights in the files of a published one.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/base/random.h"

namespace mnestic::embed {

// A folder that goes away with the test.
class ModelFolder {
 public:
  explicit ModelFolder(const std::string& name = "tiny") {
    std::string made = (std::filesystem::temp_directory_path() / "embed_test_XXXXXX").string();
    REQUIRE(::mkdtemp(made.data()) != nullptr);
    top_ = made;
    path_ = top_ / name;
    std::filesystem::create_directory(path_);
  }
  ModelFolder(const ModelFolder&) = delete;
  ModelFolder& operator=(const ModelFolder&) = delete;
  ~ModelFolder() { std::filesystem::remove_all(top_); }

  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path top_;
  std::filesystem::path path_;
};

struct TinyShape {
  std::size_t hidden = 32;
  std::size_t heads = 4;
  std::size_t inner = 48;
  std::size_t layers = 2;
  std::size_t positions = 24;
  bool cls = false;
  std::string prefix;         // of every array's name
  std::string dtype = "F32";  // or "F16", "BF16"
};

// The arrays of a model as the file holds them, rounded to what its type can say.
struct TinyModel {
  TinyShape shape;
  std::vector<std::string> vocabulary;
  std::map<std::string, std::vector<float>> arrays;
  std::map<std::string, std::vector<std::size_t>> extents;
};

inline std::uint16_t bits_of(float value, bool half) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, 4);
  if (!half) return static_cast<std::uint16_t>(bits >> 16);
  const std::uint32_t exponent = (bits >> 23) & 0xFFU;
  // Cut, not rounded; what is too small becomes zero: all that tests need.
  if (exponent < 113) return static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
  return static_cast<std::uint16_t>(((bits >> 16) & 0x8000U) | ((exponent - 112) << 10) |
                                    ((bits >> 13) & 0x3FFU));
}

inline float value_of(std::uint16_t bits, bool half) {
  if (!half) {
    const std::uint32_t wide = std::uint32_t{bits} << 16;
    float value = 0;
    std::memcpy(&value, &wide, 4);
    return value;
  }
  const int exponent = (bits >> 10) & 0x1F;
  const float sign = (bits & 0x8000U) != 0 ? -1.0F : 1.0F;
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(bits & 0x3FFU), -24);
  return sign * std::ldexp(static_cast<float>((bits & 0x3FFU) | 0x400U), exponent - 25);
}

inline TinyModel random_model(std::uint64_t seed, const TinyShape& shape) {
  const auto random = seeded_random(seed);
  TinyModel model{.shape = shape,
                  .vocabulary = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", "passage",
                                 ":", "i", "drink", "green", "tea", "##s", "un", "##like", "."},
                  .arrays = {},
                  .extents = {}};
  const auto add = [&](const std::string& name, std::vector<std::size_t> extents, float middle) {
    std::size_t count = 1;
    for (const std::size_t extent : extents) count *= extent;
    std::vector<float> values(count);
    for (float& value : values) {
      const auto unit = static_cast<float>(random->next_u64() >> 40) / 16777216.0F - 0.5F;
      value = middle + unit * 0.4F;
      if (shape.dtype != "F32") {
        value = value_of(bits_of(value, shape.dtype == "F16"), shape.dtype == "F16");
      }
    }
    model.arrays[name] = std::move(values);
    model.extents[name] = std::move(extents);
  };
  const auto norm = [&](const std::string& name) {
    add(name + ".weight", {shape.hidden}, 1.0F);
    add(name + ".bias", {shape.hidden}, 0.0F);
  };
  const auto dense = [&](const std::string& name, std::size_t out, std::size_t in) {
    add(name + ".weight", {out, in}, 0.0F);
    add(name + ".bias", {out}, 0.0F);
  };
  add("embeddings.word_embeddings.weight", {model.vocabulary.size(), shape.hidden}, 0.0F);
  add("embeddings.position_embeddings.weight", {shape.positions, shape.hidden}, 0.0F);
  add("embeddings.token_type_embeddings.weight", {2, shape.hidden}, 0.0F);
  norm("embeddings.LayerNorm");
  for (std::size_t i = 0; i < shape.layers; ++i) {
    const std::string layer = "encoder.layer." + std::to_string(i) + ".";
    for (const char* part : {"query", "key", "value"}) {
      dense(layer + "attention.self." + part, shape.hidden, shape.hidden);
    }
    dense(layer + "attention.output.dense", shape.hidden, shape.hidden);
    norm(layer + "attention.output.LayerNorm");
    dense(layer + "intermediate.dense", shape.inner, shape.hidden);
    dense(layer + "output.dense", shape.hidden, shape.inner);
    norm(layer + "output.LayerNorm");
  }
  return model;
}

inline std::string safetensors_of(const TinyModel& model) {
  nlohmann::json header = {{"__metadata__", {{"format", "pt"}}}};
  std::string data;
  for (const auto& [name, values] : model.arrays) {
    const std::size_t begin = data.size();
    for (const float value : values) {
      if (model.shape.dtype == "F32") {
        data.append(reinterpret_cast<const char*>(&value), 4);
      } else {
        const std::uint16_t bits = bits_of(value, model.shape.dtype == "F16");
        data.append(reinterpret_cast<const char*>(&bits), 2);
      }
    }
    header[model.shape.prefix + name] = {{"dtype", model.shape.dtype},
                                         {"shape", model.extents.at(name)},
                                         {"data_offsets", {begin, data.size()}}};
  }
  const std::string text = header.dump();
  std::uint64_t length = text.size();
  return std::string(reinterpret_cast<const char*>(&length), 8) + text + data;
}

inline nlohmann::json config_of(const TinyModel& model) {
  return {{"model_type", "bert"},
          {"hidden_act", "gelu"},
          {"hidden_size", model.shape.hidden},
          {"intermediate_size", model.shape.inner},
          {"num_hidden_layers", model.shape.layers},
          {"num_attention_heads", model.shape.heads},
          {"vocab_size", model.vocabulary.size()},
          {"max_position_embeddings", model.shape.positions},
          {"type_vocab_size", 2},
          {"layer_norm_eps", 1e-12}};
}

inline void write_model(const ModelFolder& folder, const TinyModel& model) {
  folder.write("model.safetensors", safetensors_of(model));
  folder.write("config.json", config_of(model).dump());
  std::string lines;
  for (const std::string& token : model.vocabulary) lines += token + "\n";
  folder.write("vocab.txt", lines);
  if (!model.shape.cls) return;
  folder.write("modules.json",
               R"([{"idx":0,"path":"","type":"sentence_transformers.models.Transformer"},)"
               R"({"idx":1,"path":"1_Pooling","type":"sentence_transformers.models.Pooling"}])");
  folder.write("1_Pooling/config.json",
               R"({"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false})");
}

}  // namespace mnestic::embed
