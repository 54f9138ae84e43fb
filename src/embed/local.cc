#include "mnestic/embed/local.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "encoder.h"
#include "exemplars.h"
#include "kernels.h"
#include "leaning.h"
#include "model_identity.h"
#include "model_settings.h"
#include "safetensors.h"
#include "tokenizer.h"

namespace mnestic::embed {
namespace {

constexpr const char* kWeights = "model.safetensors";
// More threads than this wait for memory, not for each other's work.
constexpr std::size_t kThreadsMax = 8;

std::size_t threads_of(const LocalOptions& options) {
  if (options.threads_max > 0) return options.threads_max;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kThreadsMax);
}

using Tokens = std::vector<TokenId>;

// Texts that are encoded together: positions into `order`, [begin, end).
struct Batch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class LocalEmbedder final : public Embedder {
 public:
  LocalEmbedder(LocalOptions options, ModelSettings settings, std::string name)
      : options_(std::move(options)), settings_(std::move(settings)), name_(std::move(name)) {}

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::size_t dimension() const override { return settings_.hidden; }
  [[nodiscard]] double weight() const override { return 0.53; }

  [[nodiscard]] Result<std::vector<Embedding>> embed_passages(
      std::span<const std::string> texts) const override {
    if (texts.empty()) return std::vector<Embedding>();
    MNESTIC_TRY_ASSIGN(const Model* const model, loaded());
    std::vector<Tokens> tokens;
    tokens.reserve(texts.size());
    for (const std::string& text : texts) {
      tokens.push_back(tokens_of(*model, settings_.passage_prefix, text));
    }
    return embed_all(*model, std::move(tokens));
  }

  [[nodiscard]] Result<Embedding> embed_query(std::string_view text) const override {
    MNESTIC_TRY_ASSIGN(const Model* const model, loaded());
    std::vector<Tokens> tokens;
    tokens.push_back(tokens_of(*model, settings_.query_prefix, text));
    MNESTIC_TRY_ASSIGN(auto embeddings, embed_all(*model, std::move(tokens)));
    return std::move(embeddings.front());
  }

  [[nodiscard]] Result<Embedding> embed_question(std::string_view text) const override {
    MNESTIC_TRY_ASSIGN(const Embedding embedding, embed_query(text));
    MNESTIC_TRY_ASSIGN(const Leaning* const leaning, leaning_of_model());
    return leaning->lean(embedding);
  }

 private:
  struct Model {
    Tokenizer tokenizer;
    std::unique_ptr<Encoder> encoder;
  };

  // The first call reads the weights; a failure is that call's, and the next one tries again.
  Result<const Model*> loaded() const {
    const std::lock_guard lock(mutex_);
    if (model_) return &*model_;
    MNESTIC_TRY_ASSIGN(const LinearLibrary* const library, linear_library());
    MNESTIC_TRY_ASSIGN(Tokenizer tokenizer, read_tokenizer(options_.folder, settings_));
    MNESTIC_TRY_ASSIGN(Safetensors file, Safetensors::open(options_.folder / kWeights));
    MNESTIC_TRY_ASSIGN(auto encoder,
                       Encoder::load(settings_, std::move(file), options_.precision, *library));
    model_.emplace(Model{std::move(tokenizer), std::move(encoder)});
    return &*model_;
  }

  // Likewise.
  Result<const Leaning*> leaning_of_model() const {
    const std::lock_guard lock(leaning_mutex_);
    if (leaning_) return &*leaning_;
    // Whether weights are rounded changes the vectors a little, though they have one name.
    const bool exact = options_.precision == Precision::f32;
    const Leaning::Kept kept{
        .path = options_.folder / (exact ? ".mnestic-questions-f32" : ".mnestic-questions-int8"),
        .model = name_,
        .dimension = settings_.hidden};
    MNESTIC_TRY_ASSIGN(Leaning leaning, Leaning::open(kept, [&] { return embed_exemplars(); }));
    leaning_.emplace(std::move(leaning));
    return &*leaning_;
  }

  Result<Leaning::Vectors> embed_exemplars() const {
    MNESTIC_TRY_ASSIGN(const Model* const model, loaded());
    std::vector<Tokens> questions;
    std::vector<std::string> answers;
    for (const auto& some : {exemplar_questions(), exemplar_requests()}) {
      for (const Exemplar& exemplar : some) {
        questions.push_back(tokens_of(*model, settings_.query_prefix, exemplar.question));
        answers.emplace_back(exemplar.answer);
      }
    }
    Leaning::Vectors vectors;
    MNESTIC_TRY_ASSIGN(vectors.questions, embed_all(*model, std::move(questions)));
    MNESTIC_TRY_ASSIGN(vectors.answers, embed_passages(answers));
    return vectors;
  }

  // No tokens for a text without any word: its vector is zero.
  Tokens tokens_of(const Model& model, const std::string& prefix, std::string_view text) const {
    constexpr std::size_t kWordless = 2;  // [CLS] and [SEP]
    if (model.tokenizer.encode(text, kWordless + 1).size() == kWordless) return {};
    if (prefix.empty()) return model.tokenizer.encode(text, settings_.tokens_max);
    return model.tokenizer.encode(prefix + std::string(text), settings_.tokens_max);
  }

  Result<std::vector<Embedding>> embed_all(const Model& model, std::vector<Tokens> tokens) const {
    // Alike in length, texts fill batches evenly, whatever order they came in.
    std::vector<std::size_t> order(tokens.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return tokens[a].size() < tokens[b].size();
    });
    std::vector<Tokens> sorted;
    sorted.reserve(tokens.size());
    for (const std::size_t i : order) sorted.push_back(std::move(tokens[i]));
    const auto batches = batches_of(sorted);
    std::vector<Embedding> embeddings(sorted.size(), Embedding(settings_.hidden, 0.0F));
    const auto embed_batch = [&](const Batch& batch) -> Result<void> {
      const auto texts = std::span(sorted).subspan(batch.begin, batch.end - batch.begin);
      MNESTIC_TRY_ASSIGN(auto made, model.encoder->encode(texts));
      for (std::size_t i = 0; i < made.size(); ++i) {
        embeddings[order[batch.begin + i]] = std::move(made[i]);
      }
      return {};
    };
    MNESTIC_TRY(for_each(batches, embed_batch));
    return embeddings;
  }

  // Texts without tokens come first and are in no batch.
  static std::vector<Batch> batches_of(std::span<const Tokens> sorted) {
    std::vector<Batch> batches;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i].empty()) continue;
      if (batches.empty() || rows + sorted[i].size() > kRowsMax) {
        batches.push_back({i, i});
        rows = 0;
      }
      rows += sorted[i].size();
      batches.back().end = i + 1;
    }
    return batches;
  }

  // Runs `work` on every batch, on several threads where there are several; the first error ends
  // it.
  template <typename Work>
  Result<void> for_each(const std::vector<Batch>& batches, const Work& work) const {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    Result<void> outcome;  // guarded by mutex
    const auto run = [&] {
      for (std::size_t i = next++; i < batches.size(); i = next++) {
        auto done = work(batches[i]);
        if (done) continue;
        next = batches.size();
        const std::lock_guard lock(mutex);
        outcome = std::move(done);
      }
    };
    std::vector<std::jthread> helpers;
    const std::size_t threads = std::min(threads_of(options_), batches.size());
    while (helpers.size() + 1 < threads) helpers.emplace_back(run);
    run();
    helpers.clear();  // waits for them
    return outcome;
  }

  const LocalOptions options_;
  const ModelSettings settings_;
  const std::string name_;
  mutable std::mutex mutex_;                // guards the loading
  mutable std::optional<Model> model_;      // constant once set
  mutable std::mutex leaning_mutex_;        // guards its making
  mutable std::optional<Leaning> leaning_;  // constant once set
};

}  // namespace

Precision best_precision() { return multiplies_bytes_exactly() ? Precision::int8 : Precision::f32; }

Result<std::unique_ptr<Embedder>> make_local_embedder(const LocalOptions& options) {
  MNESTIC_TRY_ASSIGN(ModelSettings settings, read_model_settings(options.folder));
  MNESTIC_TRY_ASSIGN(std::string name, identify_model(options.folder, Trust::recorded));
  return std::unique_ptr<Embedder>(
      std::make_unique<LocalEmbedder>(options, std::move(settings), std::move(name)));
}

Result<ModelInfo> describe_model(const std::filesystem::path& folder) {
  MNESTIC_TRY_ASSIGN(const ModelSettings settings, read_model_settings(folder));
  MNESTIC_TRY_ASSIGN(std::string name, identify_model(folder, Trust::recorded));
  std::error_code error;
  const auto size_bytes = std::filesystem::file_size(folder / kWeights, error);
  return ModelInfo{std::move(name), settings.hidden, settings.tokens_max, error ? 0 : size_bytes};
}

Result<void> check_model_files(const std::filesystem::path& folder) {
  MNESTIC_TRY_ASSIGN(const ModelSettings settings, read_model_settings(folder));
  MNESTIC_TRY_ASSIGN(const std::string name, identify_model(folder, Trust::nothing));
  return {};
}

}  // namespace mnestic::embed
