// What is said to an embeddings endpoint, and what it may answer: JSON on one side, vectors and
// errors on the other.
//
// Thread safety: pure functions.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/llm/http.h"

namespace mnestic::embed {

// The API's limits, and ours below them: a request of 512 short texts is as quick a text as one of
// 2,048, and four times sooner there.
inline constexpr std::size_t kInputTokensMax = 8'192;
inline constexpr std::size_t kRequestTokensMax = 300'000;
inline constexpr std::size_t kRequestInputsMax = 512;

// An upper bound of the tokens of a text by what byte-pair encodings do, without their tables: two
// letters or digits of ASCII a token or more, blanks with the word behind them, else a byte each.
[[nodiscard]] std::size_t tokens_at_most(std::string_view text);
// The longest prefix of whole characters within kInputTokensMax by that bound.
[[nodiscard]] std::string_view cut_to_input(std::string_view text);

struct EmbeddingsRequest {
  std::string_view model;
  std::span<const std::string_view> inputs;
  std::size_t dimensions = 0;  // 0: not said
};
[[nodiscard]] std::string encode(const EmbeddingsRequest& request);

// One vector of unit length (or zero) an input, in their order, whatever the order of the answer.
// Errors: failed_precondition when the vectors have another length than `dimension`; unavailable
// when the answer is broken: no JSON, too few or too many vectors, one given twice, no numbers.
[[nodiscard]] Result<std::vector<Embedding>> decode_embeddings(std::string_view body,
                                                               std::size_t count,
                                                               std::size_t dimension);

// What an answer that is no 200 means: unavailable when asking again may help, else
// failed_precondition.
[[nodiscard]] Error error_of(const llm::HttpResponse& answer, std::string_view host);
// How long the server wants to be left alone, if it said.
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_after(const llm::HttpResponse& answer);

}  // namespace mnestic::embed
