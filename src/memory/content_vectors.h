// Content vectors: what is embedded of a memory. A text of several sentences gets the mean of their
// vectors: what somebody says in passing, in one sentence of five, would be lost in a vector of the
// whole (measured: recall@10 of long turns 91 to 94). What is said of User is put in first person.
//
// Thread safety: as the embedder.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/embed/embedder.h"

namespace mnestic::memory {

// Of a longer text the rest is found by its words only.
inline constexpr std::size_t kEmbeddedSentencesMax = 32;

// One vector a content, in order, unit length or all zero. A server gets each content whole: its
// models are not lost in five sentences, and asking costs. Errors: the embedder's.
[[nodiscard]] Result<std::vector<embed::Embedding>> embed_by_sentence(
    const embed::Embedder& embedder, std::span<const std::string> contents);

// The vector of a text that such contents are to be alike to. Errors: the embedder's.
[[nodiscard]] Result<embed::Embedding> embed_alike(const embed::Embedder& embedder,
                                                   std::string_view text);

}  // namespace mnestic::memory
