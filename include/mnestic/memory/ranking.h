// Ranking: what a memory's score is made of, and what each part weighs. The defaults are measured
// (tests/bench/RESULTS.md), one set of weights for facts and conversations alike.
//
//   own      = words * (share of the query's words held, by rarity) + meaning * (cosine)
//   window   = the same of the memory joined with the turns before and after it
//   strength = own + window weight * (o * window + (1 - o) * own) + named + time + length
//   score    = strength + session weight * (o * best of the session + (1 - o) * strength)
//
// with o, the openness, between 0 (no chat, or long turns that stand for themselves) and 1 (short
// turns); divided by the weights' sum, then lowered a little for what is old, never used or
// uncertain. All parts are absolute: no part depends on what else the query finds.
//
// Thread safety: value types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/model/ids.h"

namespace mnestic::memory {

enum class Profile : std::uint8_t {
  standard,
  // 0.4 * relevance + 0.3 * recency + 0.2 * use + 0.1 * confidence.
  classic,
};

struct Weights {
  double words = 1.0;
  double meaning = 1.0;   // beside words: multiplied with what the embedder deserves
  double window = 1.0;    // of the turns around
  double session = 0.5;   // of the best three of its chat
  double named = 0.1;     // the query names whom it is about, or who said it
  double time = 0.12;     // said, or so, when the query asks about
  double length = 0.1;    // says much: twice the mean length counts in full
  double recency = 0.02;  // these three as shares of the score
  double use = 0.01;
  double confidence = 0.02;
};

struct Signal {
  std::string name;
  double value = 0;
};

// How far a memory got on the way into an answer.
enum class Stage : std::uint8_t {
  not_found,        // there is no such memory of this user
  not_shown,        // superseded, forgotten, expired, or not there at the time asked for
  filtered,         // kinds, layers, tags, chat or times leave it out
  no_match,         // shares no word and no meaning with the query
  below_min_score,  // found, but less relevant than asked for
  past_limit,       // found, but others came first
  returned,
};
[[nodiscard]] std::string_view to_string(Stage stage);

// How vectors were searched, and why so.
enum class VectorSearch : std::uint8_t {
  all,            // each was compared
  all_no_graph,   // so many that a graph would be used, but none is ready
  all_selective,  // the filter leaves so few that comparing each is quicker than the graph
  by_graph,
  by_graph_and_rest,  // the graph does not hold all yet: what it lacks was compared, too
};
[[nodiscard]] std::string_view to_string(VectorSearch search);

struct Explained {
  model::MemoryId id;
  Stage stage = Stage::not_found;
  // Nothing and empty before it was scored.
  std::optional<double> score;
  std::optional<double> relevance;
  std::vector<Signal> signals;
};

}  // namespace mnestic::memory
