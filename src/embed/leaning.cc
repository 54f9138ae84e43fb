#include "leaning.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numeric>
#include <string_view>
#include <system_error>
#include <utility>

#include "exemplars.h"
#include "kernels.h"
#include "mnestic/base/assert.h"
#include "ridge.h"

namespace mnestic::embed {
namespace {

// Half a spread: measured (tests/bench/RESULTS.md); 0.4 to 0.6 find as much.
constexpr double kTemperatureSpreads = 0.5;
constexpr double kTemperatureMin = 1e-6;
constexpr double kPenaltyShare = 0.015;  // of the number of exemplars
constexpr float kCommonShare = 0.4F;     // likewise; 0.3 to 0.6 find as much

using Numbers = std::span<const float>;

// Several sums at a time, which the compiler keeps in one register. REQUIRES: as many in `b`, a
// multiple of kLanes.
float dot(Numbers a, Numbers b) {
  std::array<float, kLanes> sums{};
  for (std::size_t i = 0; i < a.size(); i += kLanes) {
    for (std::size_t k = 0; k < kLanes; ++k) sums[k] += a[i + k] * b[i + k];
  }
  return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

void append(std::string& bytes, std::string_view more) {
  bytes += std::to_string(more.size()) + ':';
  bytes += more;
}

// A file begins with this: the digest of the model's name, the exemplars and the numbers.
std::string digest_of(const std::string& head, Numbers numbers) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, digest.size());
  const auto add = [&](const void* bytes, std::size_t size) {
    crypto_generichash_update(&state, static_cast<const unsigned char*>(bytes), size);
  };
  add(head.data(), head.size());
  add(numbers.data(), numbers.size_bytes());
  crypto_generichash_final(&state, digest.data(), digest.size());
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// What the numbers were made of.
std::string head_of(const std::string& model) {
  std::string head;
  append(head, model);
  for (const auto& some : {exemplar_questions(), exemplar_requests()}) {
    for (const Exemplar& exemplar : some) {
      append(head, exemplar.question);
      append(head, exemplar.answer);
    }
  }
  return head;
}

// How far the cosines between different questions lie apart: their standard deviation.
double spread_of(const std::vector<Embedding>& questions) {
  double sum = 0;
  double squares = 0;
  double count = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double cosine = double{dot(questions[i], questions[j])};
      sum += cosine;
      squares += cosine * cosine;
      ++count;
    }
  }
  if (count == 0) return 0;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean));
}

// How many numbers a Leaning consists of.
std::size_t numbers_of(std::size_t exemplars, std::size_t dimension) {
  return 1 + (2 * exemplars + dimension + 1) * dimension;
}

std::vector<Embedding> less_mean(std::vector<Embedding> vectors) {
  std::vector<double> mean(vectors.front().size());
  for (const Embedding& vector : vectors) {
    MNESTIC_ASSERT(vector.size() == mean.size());
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += double{vector[i]};
  }
  for (double& x : mean) x /= static_cast<double>(vectors.size());
  for (Embedding& vector : vectors) {
    for (std::size_t i = 0; i < mean.size(); ++i)
      vector[i] = static_cast<float>(double{vector[i]} - mean[i]);
  }
  return vectors;
}

// `leaned` of unit length; the question itself where nothing is left of it.
Embedding unit_of(Embedding leaned, const Embedding& question) {
  const float length = std::sqrt(dot(leaned, leaned));
  if (length == 0) return question;
  for (float& x : leaned) x /= length;
  return leaned;
}

}  // namespace

Leaning Leaning::of(const Vectors& vectors) {
  MNESTIC_ASSERT(!vectors.questions.empty() && vectors.questions.size() == vectors.answers.size());
  Leaning leaning(vectors.questions.front().size());
  const auto answers = less_mean(vectors.answers);
  const double temperature = kTemperatureSpreads * spread_of(vectors.questions);
  std::vector<float>& numbers = leaning.made_;
  numbers.reserve(numbers_of(answers.size(), leaning.dimension_));
  numbers.push_back(static_cast<float>(std::max(temperature, kTemperatureMin)));
  const auto append_numbers = [&](const std::vector<float>& more) {
    numbers.insert(numbers.end(), more.begin(), more.end());
  };
  for (const Embedding& question : vectors.questions) append_numbers(question);
  for (const Embedding& answer : answers) append_numbers(answer);
  append_numbers(
      ridge(vectors.questions, answers, kPenaltyShare * static_cast<double>(answers.size())));
  numbers.resize(numbers.size() + leaning.dimension_);
  leaning.numbers_ = numbers;
  leaning.divide(answers.size());
  const std::span<float> common = std::span(numbers).last(leaning.dimension_);
  for (const Embedding& question : vectors.questions) {
    const Embedding towards = leaning.towards_answers(question);
    for (std::size_t i = 0; i < common.size(); ++i) common[i] += towards[i];
  }
  for (float& x : common) x /= static_cast<float>(vectors.questions.size());
  return leaning;
}

void Leaning::divide(std::size_t exemplars) {
  Numbers rest = numbers_;
  const auto take = [&](std::size_t count) {
    const Numbers taken = rest.first(count);
    rest = rest.subspan(count);
    return taken;
  };
  temperature_ = take(1).front();
  questions_ = take(exemplars * dimension_);
  answers_ = take(exemplars * dimension_);
  map_ = take(dimension_ * dimension_);
  common_ = take(dimension_);
}

Result<Leaning> Leaning::open(const Kept& kept, const std::function<Result<Vectors>()>& make) {
  const std::string head = head_of(kept.model);
  if (auto found = read(kept, head)) return std::move(*found);
  MNESTIC_TRY_ASSIGN(const Vectors vectors, make());
  Leaning made = of(vectors);
  made.keep(kept.path, head);
  return made;
}

std::optional<Leaning> Leaning::read(const Kept& kept, const std::string& head) {
  auto file = FileMap::open(kept.path);
  if (!file) return std::nullopt;
  const std::size_t exemplars = exemplar_questions().size() + exemplar_requests().size();
  const std::size_t count = numbers_of(exemplars, kept.dimension);
  const auto bytes = file->bytes();
  if (bytes.size() != crypto_generichash_BYTES + count * sizeof(float)) return std::nullopt;
  Leaning leaning(kept.dimension);
  // A map begins at a page, and a digest is a whole number of floats.
  static_assert(crypto_generichash_BYTES % sizeof(float) == 0);
  leaning.numbers_ = {reinterpret_cast<const float*>(bytes.data() + crypto_generichash_BYTES),
                      count};
  const std::string digest = digest_of(head, leaning.numbers_);
  if (std::memcmp(bytes.data(), digest.data(), digest.size()) != 0) return std::nullopt;
  leaning.file_ = std::move(*file);
  leaning.divide(exemplars);
  return leaning;
}

// Nothing is lost by a file that cannot be written but time.
void Leaning::keep(const std::filesystem::path& path, const std::string& head) const {
  auto written = path;
  written += ".new";
  const std::string digest = digest_of(head, numbers_);
  std::error_code error;
  {
    std::ofstream file(written, std::ios::binary | std::ios::trunc);
    file.write(digest.data(), static_cast<std::streamsize>(digest.size()));
    file.write(reinterpret_cast<const char*>(numbers_.data()),
               static_cast<std::streamsize>(numbers_.size_bytes()));
    if (!file.flush()) {
      std::filesystem::remove(written, error);
      return;
    }
  }
  std::filesystem::rename(written, path, error);
}

Embedding Leaning::lean(const Embedding& question) const {
  MNESTIC_ASSERT(question.size() == dimension_);
  if (std::all_of(question.begin(), question.end(), [](float x) { return x == 0; }))
    return question;
  Embedding leaned = towards_answers(question);
  for (std::size_t i = 0; i < dimension_; ++i) leaned[i] -= kCommonShare * common_[i];
  return unit_of(std::move(leaned), question);
}

Embedding Leaning::towards_answers(const Embedding& question) const {
  const std::size_t count = questions_.size() / dimension_;
  std::vector<float> weights(count);
  for (std::size_t i = 0; i < count; ++i)
    weights[i] = dot(questions_.subspan(i * dimension_, dimension_), question);
  const float most = *std::max_element(weights.begin(), weights.end());
  for (float& weight : weights) weight = std::exp((weight - most) / temperature_);
  const float sum = std::accumulate(weights.begin(), weights.end(), 0.0F);
  Embedding leaned = question;
  for (std::size_t i = 0; i < count; ++i) {
    const float share = weights[i] / sum;
    const float* const answer = answers_.data() + i * dimension_;
    for (std::size_t k = 0; k < dimension_; ++k) leaned[k] += share * answer[k];
  }
  for (std::size_t i = 0; i < dimension_; ++i) {
    const float* const row = map_.data() + i * dimension_;
    for (std::size_t k = 0; k < dimension_; ++k) leaned[k] += question[i] * row[k];
  }
  return unit_of(std::move(leaned), question);
}

}  // namespace mnestic::embed
