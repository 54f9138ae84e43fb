#include "embedding.h"

#include <utility>

#include "content_vectors.h"
#include "mnestic/base/assert.h"
#include "mnestic/index/embeddings.h"

namespace mnestic::memory {
namespace {

// What the cache knows of the texts; empty vectors for the rest.
Result<std::vector<embed::Embedding>> cached(const EngineParts& parts,
                                             std::span<const std::string> texts) {
  std::vector<embed::Embedding> out(texts.size());
  MNESTIC_TRY_ASSIGN(const auto txn, parts.store.begin_read());
  MNESTIC_TRY_ASSIGN(const auto model,
                     index::find_model(*txn, parts.embedder.name(), parts.embedder.dimension()));
  if (!model) return out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    MNESTIC_TRY_ASSIGN(auto vector,
                       index::find_cached(*txn, parts.store.hasher(), *model, texts[i]));
    if (vector && vector->size() == parts.embedder.dimension()) out[i] = *std::move(vector);
  }
  return out;
}

}  // namespace

Embedded embed_contents(const EngineParts& parts, std::span<const std::string> texts) {
  Embedded out;
  if (parts.embedder.is_remote()) {
    auto known = cached(parts, texts);
    if (known) out.vectors = *std::move(known);
  }
  out.vectors.resize(texts.size());
  std::vector<std::string> unknown;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!out.vectors[i].empty()) continue;
    unknown.push_back(texts[i]);
    places.push_back(i);
  }
  if (unknown.empty()) return out;
  auto vectors = embed_by_sentence(parts.embedder, unknown);
  if (!vectors) {
    out.problem = vectors.error().message;
    return out;
  }
  MNESTIC_ASSERT(vectors->size() == unknown.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    out.vectors[places[i]] = std::move((*vectors)[i]);
  }
  return out;
}

embed::Embedding embed_at_once(const EngineParts& parts, const std::string& text) {
  if (parts.embedder.is_remote()) return {};
  auto vectors = embed_by_sentence(parts.embedder, std::span(&text, 1));
  return vectors ? std::move(vectors->front()) : embed::Embedding();
}

}  // namespace mnestic::memory
