#include "encoder.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace mnestic::embed {
namespace {

Result<std::vector<float>> read_all(const Safetensors& file, const std::string& name,
                                    std::initializer_list<std::size_t> shape) {
  MNESTIC_TRY_ASSIGN(const Tensor tensor,
                     file.tensor(name, std::span(shape.begin(), shape.size())));
  std::vector<float> numbers(tensor.count());
  tensor.read(0, numbers);
  return numbers;
}

void grow(std::vector<float>& buffer, std::size_t count) {
  if (buffer.size() < count) buffer.resize(count);
}

}  // namespace

// Reads the arrays of a published model by their names.
class Encoder::Loader {
 public:
  Loader(const ModelSettings& settings, const Safetensors& file, Precision precision,
         const LinearLibrary& library)
      : settings_(settings), file_(file), precision_(precision), library_(library) {
    // Saved from a model with a head, all names have one part more.
    if (file.contains("bert.embeddings.word_embeddings.weight")) prefix_ = "bert.";
  }

  Result<void> load(Encoder& into) const {
    const std::size_t hidden = settings_.hidden;
    const std::string table = prefix_ + "embeddings.";
    const std::size_t words_shape[] = {settings_.vocabulary, hidden};
    MNESTIC_TRY_ASSIGN(into.words_, file_.tensor(table + "word_embeddings.weight", words_shape));
    MNESTIC_TRY_ASSIGN(into.positions_, read_all(file_, table + "position_embeddings.weight",
                                                 {settings_.positions, hidden}));
    MNESTIC_TRY_ASSIGN(const auto types, read_all(file_, table + "token_type_embeddings.weight",
                                                  {settings_.types, hidden}));
    into.positions_.resize(settings_.tokens_max * hidden);
    into.positions_.shrink_to_fit();
    for (std::size_t i = 0; i < into.positions_.size(); ++i)
      into.positions_[i] += types[i % hidden];
    MNESTIC_TRY_ASSIGN(into.embedded_norm_, norm(table + "LayerNorm"));
    for (std::size_t i = 0; i < settings_.layers; ++i) {
      MNESTIC_TRY_ASSIGN(Layer loaded, layer(prefix_ + "encoder.layer." + std::to_string(i) + "."));
      into.layers_.push_back(std::move(loaded));
    }
    return {};
  }

 private:
  struct Shape {
    std::size_t in;
    std::size_t out;
  };

  Result<Norm> norm(const std::string& name) const {
    Norm read;
    MNESTIC_TRY_ASSIGN(read.gain, read_all(file_, name + ".weight", {settings_.hidden}));
    MNESTIC_TRY_ASSIGN(read.bias, read_all(file_, name + ".bias", {settings_.hidden}));
    return read;
  }

  // One multiplication of several that read the same: their results stand side by side.
  Result<std::unique_ptr<Linear>> linear(std::initializer_list<std::string> names, Shape shape,
                                         Activation activation) const {
    std::vector<float> weights;
    std::vector<float> bias;
    weights.reserve(names.size() * shape.in * shape.out);
    for (const std::string& name : names) {
      MNESTIC_TRY_ASSIGN(const auto more, read_all(file_, name + ".weight", {shape.out, shape.in}));
      MNESTIC_TRY_ASSIGN(const auto more_bias, read_all(file_, name + ".bias", {shape.out}));
      weights.insert(weights.end(), more.begin(), more.end());
      bias.insert(bias.end(), more_bias.begin(), more_bias.end());
    }
    return library_.pack({.in = shape.in,
                          .out = shape.out * names.size(),
                          .weights = weights,
                          .bias = bias,
                          .activation = activation,
                          .precision = precision_});
  }

  Result<Layer> layer(const std::string& name) const {
    const std::size_t hidden = settings_.hidden;
    const std::size_t inner = settings_.inner;
    const std::string self = name + "attention.self.";
    Layer read;
    MNESTIC_TRY_ASSIGN(read.query_key_value, linear({self + "query", self + "key", self + "value"},
                                                    {hidden, hidden}, Activation::none));
    MNESTIC_TRY_ASSIGN(read.attended, linear({name + "attention.output.dense"}, {hidden, hidden},
                                             Activation::none));
    MNESTIC_TRY_ASSIGN(read.attended_norm, norm(name + "attention.output.LayerNorm"));
    MNESTIC_TRY_ASSIGN(read.widen,
                       linear({name + "intermediate.dense"}, {hidden, inner}, Activation::gelu));
    MNESTIC_TRY_ASSIGN(read.narrow,
                       linear({name + "output.dense"}, {inner, hidden}, Activation::none));
    MNESTIC_TRY_ASSIGN(read.narrowed_norm, norm(name + "output.LayerNorm"));
    return read;
  }

  const ModelSettings& settings_;
  const Safetensors& file_;
  Precision precision_;
  const LinearLibrary& library_;
  std::string prefix_;
};

Result<std::unique_ptr<Encoder>> Encoder::load(const ModelSettings& settings, Safetensors file,
                                               Precision precision, const LinearLibrary& library) {
  auto encoder = std::make_unique<Encoder>(Private{}, settings, std::move(file));
  MNESTIC_TRY(Loader(encoder->settings_, encoder->file_, precision, library).load(*encoder));
  return encoder;
}

Result<std::vector<Embedding>> Encoder::encode(std::span<const std::vector<TokenId>> texts) const {
  std::unique_ptr<Workspace> work;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      work = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (work == nullptr) work = std::make_unique<Workspace>();
  auto embeddings = encode_with(texts, *work);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(work));
  return embeddings;
}

Result<std::vector<Embedding>> Encoder::encode_with(std::span<const std::vector<TokenId>> texts,
                                                    Workspace& work) const {
  MNESTIC_TRY_ASSIGN(const std::size_t rows, embed_tokens(texts, work));
  for (const Layer& layer : layers_) MNESTIC_TRY(run_layer(layer, texts, rows, work));
  std::vector<Embedding> embeddings;
  embeddings.reserve(texts.size());
  const float* next = work.hidden.data();
  for (const auto& text : texts) {
    MNESTIC_TRY_ASSIGN(Embedding embedding, pool(next, text.size()));
    embeddings.push_back(std::move(embedding));
    next += text.size() * settings_.hidden;
  }
  return embeddings;
}

// Fills the state's rows and gives their number; every buffer is large enough afterwards.
Result<std::size_t> Encoder::embed_tokens(std::span<const std::vector<TokenId>> texts,
                                          Workspace& work) const {
  const std::size_t hidden = settings_.hidden;
  std::size_t rows = 0;
  for (const auto& text : texts) {
    MNESTIC_ASSERT(!text.empty() && text.size() <= settings_.tokens_max);
    rows += text.size();
    grow(work.attention,
         attention_scratch({text.size(), settings_.heads, hidden / settings_.heads}));
  }
  MNESTIC_ASSERT(rows <= kRowsMax);
  const std::size_t computed = rows_computed(rows);
  grow(work.hidden, computed * hidden);
  grow(work.mixed, computed * hidden);
  grow(work.wide, computed * std::max(3 * hidden, settings_.inner));
  float* next = work.hidden.data();
  for (const auto& text : texts) {
    const float* position = positions_.data();
    for (const TokenId id : text) {
      if (id < 0 || static_cast<std::size_t>(id) >= settings_.vocabulary) {
        return data_loss("the model's vocabulary does not fit its weights; get it anew.");
      }
      words_.read(static_cast<std::size_t>(id) * hidden, {next, hidden});
      for (std::size_t i = 0; i < hidden; ++i) next[i] += position[i];
      next += hidden;
      position += hidden;
    }
  }
  kernels().add_and_normalise(work.hidden.data(), nullptr, rows, hidden, embedded_norm_.gain.data(),
                              embedded_norm_.bias.data(), settings_.epsilon);
  return rows;
}

Result<void> Encoder::run_layer(const Layer& layer, std::span<const std::vector<TokenId>> texts,
                                std::size_t rows, Workspace& work) const {
  const std::size_t hidden = settings_.hidden;
  const auto add = [&](const std::vector<float>& added, const Norm& norm) {
    kernels().add_and_normalise(work.hidden.data(), added.data(), rows, hidden, norm.gain.data(),
                                norm.bias.data(), settings_.epsilon);
  };
  MNESTIC_TRY(
      layer.query_key_value->apply(work.hidden.data(), rows, work.wide.data(), work.linear));
  std::size_t row = 0;
  for (const auto& text : texts) {
    kernels().attend(work.wide.data() + row * 3 * hidden,
                     {text.size(), settings_.heads, hidden / settings_.heads},
                     work.mixed.data() + row * hidden, work.attention.data());
    row += text.size();
  }
  MNESTIC_TRY(layer.attended->apply(work.mixed.data(), rows, work.wide.data(), work.linear));
  add(work.wide, layer.attended_norm);
  MNESTIC_TRY(layer.widen->apply(work.hidden.data(), rows, work.wide.data(), work.linear));
  MNESTIC_TRY(layer.narrow->apply(work.wide.data(), rows, work.mixed.data(), work.linear));
  add(work.mixed, layer.narrowed_norm);
  return {};
}

Result<Embedding> Encoder::pool(const float* rows, std::size_t count) const {
  const std::size_t hidden = settings_.hidden;
  Embedding pooled(rows, rows + hidden);
  if (settings_.pooling == Pooling::mean) {
    for (std::size_t row = 1; row < count; ++row) {
      for (std::size_t i = 0; i < hidden; ++i) pooled[i] += rows[row * hidden + i];
    }
  }
  // The mean's divisor falls out where lengths become one.
  double square = 0;
  for (const float x : pooled) square += double{x} * double{x};
  if (!std::isfinite(square) || square == 0) {
    return data_loss("the model gives no numbers for a text; get it anew.");
  }
  const auto factor = static_cast<float>(1.0 / std::sqrt(square));
  for (float& x : pooled) x *= factor;
  return pooled;
}

}  // namespace mnestic::embed
