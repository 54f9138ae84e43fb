// Quality: how well recall finds what answers a question, on public data sets that the caller has
// on disk. Goes through the engine as a client's calls would, with default settings.
//
// Data (a line is one JSON object; .gz files are unpacked first):
//   locomo       {user, docs:[{id, text, session, time, speaker, caption?}], queries:[{q,
//   gold:[id]}]} longmemeval  {qid, abstention, q, sessions:[{sid, date, turns:[{role, text,
//   has_answer}]}]} cases        {id, memories:[text], query, gold:[index]}
// Conversations are stored turn by turn as notes, a session at a time with its chat; of
// longmemeval the user's turns. Cases are stored as facts; one without gold is passed over.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/memory/engine.h"

namespace mnestic::bench {

struct QualityOptions {
  std::filesystem::path locomo;  // empty: not measured, and said so
  std::filesystem::path longmemeval;
  std::filesystem::path cases;
  // All files in it, as their first lines show what they are; what is of no data set is named and
  // passed over.
  std::filesystem::path folder;
  // A longmemeval question is asked among at least this many sessions, filled up from those of
  // other questions.
  std::size_t sessions = 48;
  std::size_t questions_max = SIZE_MAX;         // of longmemeval: each needs a store of its own
  bool ablations = false;                       // also with signals taken away
  std::function<void(std::string_view)> print;  // called with each finished line
};

// Fills `engine` (which must be empty) and prints one table: a row a set and variant, a column a
// measure. Errors: not_found for a file or folder that is not there, invalid_argument for a file
// that is not as above, naming the line; what the engine says.
[[nodiscard]] Result<void> run_quality(memory::Engine& engine, const QualityOptions& options);

}  // namespace mnestic::bench
