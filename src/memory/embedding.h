// Embedding: contents to vectors, through the store's cache when a server would be asked. An
// embedder that fails loses nothing: what has no vector is found by its words, and gets one later
// (reembed.h).
//
// Thread safety: any thread. No transaction of the caller may be open: a model may take its time.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "mnestic/embed/embedder.h"
#include "mnestic/memory/engine.h"

namespace mnestic::memory {

struct Embedded {
  std::vector<embed::Embedding> vectors;  // one a text, in order; empty: it has to wait
  std::string problem;                    // why some have to wait; empty: none does
};
[[nodiscard]] Embedded embed_contents(const EngineParts& parts, std::span<const std::string> texts);

// For one text inside a transaction: empty when a server would be asked.
[[nodiscard]] embed::Embedding embed_at_once(const EngineParts& parts, const std::string& text);

}  // namespace mnestic::memory
