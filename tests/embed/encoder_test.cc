// The encoder against a slow and obvious one, on random models of every shape of the family.
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "kernels.h"
#include "mnestic/embed/local.h"
#include "model_settings.h"
#include "tests/embed/model_fixture.h"

namespace mnestic::embed {
namespace {

using Rows = std::vector<std::vector<double>>;

// BERT as its paper describes it, in doubles, one number after the other.
class ObviousEncoder {
 public:
  explicit ObviousEncoder(const TinyModel& model) : model_(model) {}

  [[nodiscard]] std::vector<double> encode(const std::vector<TokenId>& ids) const {
    const std::size_t hidden = model_.shape.hidden;
    Rows x(ids.size(), std::vector<double>(hidden));
    for (std::size_t row = 0; row < ids.size(); ++row) {
      for (std::size_t i = 0; i < hidden; ++i) {
        const auto id = static_cast<std::size_t>(ids[row]);
        x[row][i] = double{at("embeddings.word_embeddings.weight", id * hidden + i)} +
                    double{at("embeddings.position_embeddings.weight", row * hidden + i)} +
                    double{at("embeddings.token_type_embeddings.weight", i)};
      }
    }
    x = norm(x, "embeddings.LayerNorm");
    for (std::size_t i = 0; i < model_.shape.layers; ++i) {
      x = layer(x, "encoder.layer." + std::to_string(i) + ".");
    }
    std::vector<double> pooled = x.front();
    if (!model_.shape.cls) {
      for (std::size_t row = 1; row < x.size(); ++row) {
        for (std::size_t i = 0; i < hidden; ++i) pooled[i] += x[row][i];
      }
    }
    double square = 0;
    for (const double value : pooled) square += value * value;
    for (double& value : pooled) value /= std::sqrt(square);
    return pooled;
  }

 private:
  [[nodiscard]] float at(const std::string& name, std::size_t i) const {
    return model_.arrays.at(name)[i];
  }

  [[nodiscard]] Rows dense(const Rows& x, const std::string& name) const {
    const std::size_t out = model_.extents.at(name + ".weight")[0];
    const std::size_t in = model_.extents.at(name + ".weight")[1];
    const auto& weight = model_.arrays.at(name + ".weight");
    const auto& bias = model_.arrays.at(name + ".bias");
    Rows y(x.size(), std::vector<double>(out));
    for (std::size_t row = 0; row < x.size(); ++row) {
      for (std::size_t o = 0; o < out; ++o) {
        y[row][o] = double{bias[o]};
        for (std::size_t i = 0; i < in; ++i) {
          y[row][o] += x[row][i] * double{weight[o * in + i]};
        }
      }
    }
    return y;
  }

  [[nodiscard]] Rows norm(Rows x, const std::string& name) const {
    for (auto& row : x) {
      double mean = 0;
      double variance = 0;
      const auto count = static_cast<double>(row.size());
      for (const double value : row) mean += value / count;
      for (const double value : row) variance += (value - mean) * (value - mean) / count;
      for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = (row[i] - mean) / std::sqrt(variance + 1e-12) * double{at(name + ".weight", i)} +
                 double{at(name + ".bias", i)};
      }
    }
    return x;
  }

  [[nodiscard]] static Rows sum(Rows x, const Rows& y) {
    for (std::size_t row = 0; row < x.size(); ++row) {
      for (std::size_t i = 0; i < x[row].size(); ++i) x[row][i] += y[row][i];
    }
    return x;
  }

  [[nodiscard]] Rows attend(const Rows& x, const std::string& name) const {
    const Rows q = dense(x, name + "query");
    const Rows k = dense(x, name + "key");
    const Rows v = dense(x, name + "value");
    const std::size_t size = model_.shape.hidden / model_.shape.heads;
    Rows mixed(x.size(), std::vector<double>(model_.shape.hidden));
    for (std::size_t head = 0; head < model_.shape.heads; ++head) {
      for (std::size_t i = 0; i < x.size(); ++i) {
        std::vector<double> weights(x.size());
        double total = 0;
        for (std::size_t j = 0; j < x.size(); ++j) {
          double dot = 0;
          for (std::size_t d = head * size; d < (head + 1) * size; ++d) dot += q[i][d] * k[j][d];
          weights[j] = std::exp(dot / std::sqrt(static_cast<double>(size)));
          total += weights[j];
        }
        for (std::size_t j = 0; j < x.size(); ++j) {
          for (std::size_t d = head * size; d < (head + 1) * size; ++d) {
            mixed[i][d] += weights[j] / total * v[j][d];
          }
        }
      }
    }
    return mixed;
  }

  [[nodiscard]] Rows layer(const Rows& x, const std::string& name) const {
    const Rows mixed = attend(x, name + "attention.self.");
    const Rows attended = norm(sum(x, dense(mixed, name + "attention.output.dense")),
                               name + "attention.output.LayerNorm");
    Rows wide = dense(attended, name + "intermediate.dense");
    for (auto& row : wide) {
      for (double& value : row) value = value / 2 * (1 + std::erf(value / std::sqrt(2.0)));
    }
    return norm(sum(attended, dense(wide, name + "output.dense")), name + "output.LayerNorm");
  }

  const TinyModel& model_;
};

double cosine(const Embedding& ours, const std::vector<double>& obvious) {
  REQUIRE(ours.size() == obvious.size());
  double sum = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) sum += double{ours[i]} * obvious[i];
  return sum;
}

std::vector<std::string> random_texts(std::uint64_t seed, std::size_t count) {
  const std::vector<std::string> words = {"I", "drink", "green", "teas", "unlikes", "x.", "tea"};
  const auto random = seeded_random(seed);
  std::vector<std::string> texts(count);
  for (std::string& text : texts) {
    text = "tea";
    for (std::uint64_t n = random->next_u64() % 30; n > 0; --n) {
      text += " " + words[random->next_u64() % words.size()];
    }
  }
  return texts;
}

std::unique_ptr<Embedder> open(const ModelFolder& folder, Precision precision) {
  auto embedder = make_local_embedder({.folder = folder.path(), .precision = precision});
  REQUIRE(embedder);
  return *std::move(embedder);
}

TEST_CASE("encoder: equals the obvious one on random models of every shape") {
  const TinyShape shapes[] = {
      {},
      {.hidden = 48, .heads = 3, .inner = 96, .cls = true, .prefix = "bert."},
      {.hidden = 64, .heads = 2, .inner = 128, .layers = 3, .dtype = "F16"},
      {.hidden = 32, .heads = 8, .inner = 16, .positions = 40, .cls = true, .dtype = "BF16"},
  };
  std::uint64_t seed = 0;
  for (const TinyShape& shape : shapes) {
    CAPTURE(++seed);
    const TinyModel model = random_model(seed, shape);
    const ModelFolder folder;
    write_model(folder, model);
    const auto settings = read_model_settings(folder.path());
    REQUIRE(settings);
    const auto tokenizer = read_tokenizer(folder.path(), *settings);
    REQUIRE(tokenizer);
    const auto texts = random_texts(seed, 40);  // more than one batch
    const auto exact = open(folder, Precision::f32)->embed_passages(texts);
    const auto rough = open(folder, Precision::int8)->embed_passages(texts);
    REQUIRE(exact);
    REQUIRE(rough);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(texts[i]);
      const auto obvious =
          ObviousEncoder(model).encode(tokenizer->encode(texts[i], settings->tokens_max));
      CHECK(cosine((*exact)[i], obvious) > 0.99999);
      CHECK(cosine((*rough)[i], obvious) > 0.99);
    }
  }
}

TEST_CASE("encoder: a text's vector does not depend on its company or on threads") {
  const ModelFolder folder;
  write_model(folder, random_model(9, {}));
  const auto embedder = open(folder, Precision::int8);
  const auto texts = random_texts(4, 60);
  const auto together = embedder->embed_passages(texts);
  REQUIRE(together);
  std::vector<std::jthread> threads;
  std::vector<Embedding> alone(texts.size());
  for (std::size_t first = 0; first < 3; ++first) {
    threads.emplace_back([&, first] {
      for (std::size_t i = first; i < texts.size(); i += 3) {
        alone[i] = embedder->embed_query(texts[i]).value();
      }
    });
  }
  threads.clear();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(cosine((*together)[i], {alone[i].begin(), alone[i].end()}) > 0.9999);
  }
}

TEST_CASE("encoder: a text without a word has no direction, a long one is cut") {
  const ModelFolder folder;
  write_model(folder, random_model(5, {}));
  const auto embedder = open(folder, Precision::f32);
  const auto none = embedder->embed_passages(std::vector<std::string>{"", " \n", "tea"});
  REQUIRE(none);
  CHECK((*none)[0] == Embedding(32, 0.0F));
  CHECK((*none)[1] == Embedding(32, 0.0F));
  CHECK((*none)[2] != Embedding(32, 0.0F));
  std::string text;
  for (int i = 0; i < 22; ++i) text += "tea ";  // with [CLS] and [SEP] as many as there are places
  CHECK(*embedder->embed_query(text) == *embedder->embed_query(text + "drink"));
  CHECK(embedder->embed_passages({})->empty());
}

TEST_CASE("encoder: prefixes stand before what is asked and what is searched") {
  const ModelFolder e5("e5-tiny");
  const TinyModel model = random_model(6, {});
  write_model(e5, model);
  const ModelFolder plain;
  write_model(plain, model);
  const auto with = open(e5, Precision::f32);
  const auto without = open(plain, Precision::f32);
  CHECK(*with->embed_query("tea") == *without->embed_query("query: tea"));
  CHECK(with->embed_passages(std::vector<std::string>{"tea"})->front() ==
        *without->embed_query("passage: tea"));
  plain.write("config_sentence_transformers.json", R"({"prompts":{"query":"drink "}})");
  const auto prompted = open(plain, Precision::f32);
  CHECK(*prompted->embed_query("tea") == *without->embed_query("drink tea"));
  CHECK(prompted->name() != without->name());
}

TEST_CASE("kernels: every processor's say the same as the plainest") {
  const auto random = seeded_random(3);
  const auto fill = [&](std::vector<float>& values) {
    for (float& value : values) {
      value = static_cast<float>(random->next_u64() >> 40) / 4194304.0F - 2.0F;
    }
  };
  const Kernels& plain = all_kernels().back();
  for (const Kernels& each : all_kernels()) {
    CAPTURE(each.name);
    for (const std::size_t length : {1U, 5U, 16U, 17U, 33U}) {
      const AttentionShape shape{length, 2, 24};
      std::vector<float> qkv(length * 144);
      fill(qkv);
      std::vector<float> scratch(attention_scratch(shape));
      std::vector<float> wanted(length * 48);
      std::vector<float> found(length * 48);
      plain.attend(qkv.data(), shape, wanted.data(), scratch.data());
      each.attend(qkv.data(), shape, found.data(), scratch.data());
      for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(found[i] == doctest::Approx(wanted[i]).epsilon(1e-4));
      }
    }
    std::vector<float> x(64);
    fill(x);
    std::vector<std::uint8_t> numbers(64);
    std::vector<RowScale> scales(2);
    each.quantise(x.data(), 2, 32, 255, numbers.data(), scales.data());
    const std::vector<std::int32_t> products(numbers.begin(), numbers.end());
    const std::vector<float> one(32, 1.0F);
    const std::vector<std::int32_t> sums(32, 1);
    const std::vector<float> none(32, 0.0F);
    const ColumnScales columns{32, one.data(), sums.data(), none.data()};
    std::vector<float> back(64);
    std::vector<float> bent(64);
    each.dequantise(products.data(), 2, scales.data(), columns, false, back.data());
    each.dequantise(products.data(), 2, scales.data(), columns, true, bent.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
      REQUIRE(std::abs(back[i] - x[i]) <= scales[i / 32].scale * 1.01F);
      const double y{back[i]};
      REQUIRE(std::abs(double{bent[i]} - y / 2 * (1 + std::erf(y / std::sqrt(2.0)))) < 2e-6);
    }
  }
}

}  // namespace
}  // namespace mnestic::embed
