// Dialect: what one server and model understand, learnt from what they refuse. It lives as long as
// the program: learning it anew costs a few refused questions and no tokens, while one kept on disk
// would outlast the server's mending.
//
// Thread safety: a value type.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "mnestic/llm/chat.h"

namespace mnestic::llm {

struct Dialect {
  enum class Format : std::uint8_t { schema, json_object, plain };
  enum class Limit : std::uint8_t { max_completion_tokens, max_tokens, none };
  enum class Effort : std::uint8_t { minimal, low, none };

  Format format = Format::schema;
  Limit limit = Limit::max_completion_tokens;
  Effort effort = Effort::minimal;

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

// The body of the request in this dialect.
[[nodiscard]] std::string body_of(const ChatRequest& request, const std::string& model,
                                  const Dialect& dialect);

// Takes the next simpler form of what `error` (the object of that name in an answer) complains
// about. False: it is about nothing that could be left out.
[[nodiscard]] bool simplify(Dialect& dialect, const nlohmann::json& error);

}  // namespace mnestic::llm
