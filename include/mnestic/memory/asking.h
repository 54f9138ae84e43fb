// What reading by a model needs besides the verbs: questions to the client's own model and its
// answers, and what became of texts that waited.
//
// Thread safety: value types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/model/ids.h"

namespace mnestic::memory {

// What the client's model is to be asked about a request.
struct ClientQuestion {
  std::string system;
  std::string user;  // empty: nothing to ask
  std::uint32_t answer_tokens_max = 0;
  std::vector<model::MemoryId> known;  // facts that it was shown, by number
};

// What the client's own model answered to one of Engine::questions_for().
struct ModelAnswer {
  std::optional<std::string> text;     // absent: it gave none
  std::vector<model::MemoryId> known;  // ClientQuestion::known of the question
  std::string extractor = "sampling";
};

// What became of waiting texts in one go.
struct QueueWork {
  std::size_t read = 0;     // texts that left the queue, or died in it
  std::size_t put_off = 0;  // that wait on
  // When something is next due: nothing when nothing waits. Another process may add to it.
  std::optional<Timestamp> next;
};

}  // namespace mnestic::memory
