#include "content_vectors.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "mnestic/text/first_person.h"
#include "mnestic/text/words.h"

namespace mnestic::memory {
namespace {

std::vector<std::string> pieces_of(const std::string& content) {
  std::vector<std::string> pieces;
  const std::string_view view = content;
  for (const text::Word& sentence : text::sentences(view)) {
    if (pieces.size() == kEmbeddedSentencesMax) break;
    pieces.push_back(
        text::in_first_person(view.substr(sentence.begin, sentence.end - sentence.begin)));
  }
  if (pieces.empty()) pieces.push_back(content);
  return pieces;
}

embed::Embedding mean_of(std::span<const embed::Embedding> vectors) {
  if (vectors.size() == 1) return vectors.front();
  embed::Embedding mean(vectors.front().size(), 0.0F);
  for (const embed::Embedding& vector : vectors) {
    for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += vector[i];
  }
  double square = 0;
  for (const float x : mean) square += static_cast<double>(x) * static_cast<double>(x);
  if (square <= 0) return mean;
  const auto scale = static_cast<float>(1.0 / std::sqrt(square));
  for (float& x : mean) x *= scale;
  return mean;
}

}  // namespace

Result<std::vector<embed::Embedding>> embed_by_sentence(const embed::Embedder& embedder,
                                                        std::span<const std::string> contents) {
  if (embedder.is_remote()) return embedder.embed_passages(contents);
  std::vector<std::string> pieces;
  std::vector<std::size_t> counts;
  for (const std::string& content : contents) {
    std::vector<std::string> own = pieces_of(content);
    counts.push_back(own.size());
    std::move(own.begin(), own.end(), std::back_inserter(pieces));
  }
  MNESTIC_TRY_ASSIGN(const auto vectors, embedder.embed_passages(pieces));
  std::vector<embed::Embedding> out;
  std::span<const embed::Embedding> rest = vectors;
  for (const std::size_t count : counts) {
    out.push_back(mean_of(rest.first(count)));
    rest = rest.subspan(count);
  }
  return out;
}

Result<embed::Embedding> embed_alike(const embed::Embedder& embedder, std::string_view text) {
  return embedder.embed_query(embedder.is_remote() ? std::string(text)
                                                   : text::in_first_person(text));
}

}  // namespace mnestic::memory
