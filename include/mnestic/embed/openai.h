// Embeddings by OpenAI's API, or any server that speaks it. Only made when somebody chose it: every
// text it is given leaves the machine.
//
// A call asks again after what may pass (no connection, 408, 409, 429, 5xx, a broken answer), with
// growing pauses, within its deadline. After a call that failed for good the embedder rests, from a
// second doubling to a minute or as long as the server asked, and refuses at once meanwhile: a
// provider that is away costs one deadline, not one a call.
//
// Thread safety: as embed::Embedder. Lifetime: `http`, `clock` and `random` outlive the embedder.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/llm/http.h"

namespace mnestic::embed {

struct OpenAiOptions {
  std::string api_key;  // a secret: only ever in the Authorization header. Empty: none is sent
  std::string base_url = "https://api.openai.com/v1";
  std::string model = "text-embedding-3-small";
  // Components a vector; asked of the server when given. 0: the model's own, which must be known.
  std::size_t dimensions = 0;
  std::chrono::milliseconds passages_deadline{20'000};  // one call of embed_passages
  std::chrono::milliseconds query_deadline{5'000};
  // Waits before another attempt; false: the program ends, give up. Tests move their clock here.
  // Empty: the thread sleeps.
  std::function<bool(std::chrono::milliseconds)> pause;
  // Asked while a request is under way; true gives up. Empty: never.
  std::function<bool()> cancelled;
};

// Errors: invalid_argument for a model whose dimension is not known and not given, and for one past
// index limits (8,192). Of its methods: unavailable while the server is away or its answers are
// broken, deadline_exceeded, cancelled, failed_precondition when the key, model or address is
// refused. Messages name the host and the server's error code, never key or text.
[[nodiscard]] Result<std::unique_ptr<Embedder>> make_openai_embedder(OpenAiOptions options,
                                                                     const llm::HttpClient& http,
                                                                     const Clock& clock,
                                                                     RandomSource& random);

}  // namespace mnestic::embed
