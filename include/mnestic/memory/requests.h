// What the engine is asked and what it answers: one pair of plain structs a verb.
//
// Thread safety: value types. An absent optional means "not asked"; an empty vector of a filter
// means "any".
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/limits.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/asking.h"
#include "mnestic/memory/ranking.h"
#include "mnestic/model/ids.h"
#include "mnestic/model/memory.h"

namespace mnestic::memory {

// --- shared ---

// Which past is asked for. as_of: what was so then, as far as we know now. known_at: what the store
// would have answered then. Both: what the store would have answered at known_at about as_of.
struct View {
  std::optional<Timestamp> as_of;
  std::optional<Timestamp> known_at;
};

// All conditions hold at once. since <= observed_at < until.
struct Filter {
  std::vector<model::Kind> kinds;
  std::vector<model::Layer> layers;
  std::vector<std::string> tags;  // a memory must carry all of them
  std::optional<std::string> chat_id;
  std::optional<Timestamp> since;
  std::optional<Timestamp> until;
};

// The fields that a caller may set. Absent: the default on remember, unchanged on update.
struct Fields {
  std::optional<std::string> content;
  std::optional<model::Kind> kind;
  std::optional<model::Layer> layer;
  std::optional<model::Origin> origin;
  std::optional<double> confidence;
  std::optional<double> importance;
  std::optional<model::Fields> data;
  std::optional<std::vector<std::string>> tags;
  std::optional<model::Fields> metadata;
  std::optional<model::Source> source;
  std::optional<Timestamp> observed_at;
  std::optional<Timestamp> valid_from;
  std::optional<Timestamp> valid_to;
  std::optional<Timestamp> expires_at;
};

struct Replacement {
  model::Memory memory;    // as it is now
  model::Memory previous;  // what it took the place of
};

// --- remember ---

// Exactly one of text, facts, messages. The other fields apply to everything in the call; a fact's
// own field wins.
struct RememberRequest {
  std::string user_id;
  std::optional<std::string> text;
  std::optional<std::vector<Fields>> facts;
  std::optional<std::vector<extract::Message>> messages;
  Fields common;  // kind, observed_at, tags, metadata ...
  // To the questions about this very request, in order; present: no extractor is asked.
  std::optional<std::vector<ModelAnswer>> answers;
  std::optional<std::string> chat_id;        // where it was said
  std::optional<std::int64_t> expires_in_s;  // from observed_at
  std::string client;                        // the client's name, for `source`
  bool dry_run = false;                      // says what would happen, writes nothing
  // Asked now and then until the commit begins; true: the call ends as `cancelled`, and nothing of
  // it is kept. Empty: never.
  std::function<bool()> cancelled;
  // Told now and then how much of the work is done. Empty: nobody wants to know.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct Rejected {
  std::string content;
  std::string reason;
};

// Why a stored memory was ended, replaced or found to say the same: "one home at a time".
struct Reason {
  model::MemoryId id;  // the memory that was stored before
  std::string text;
};

struct RememberResult {
  std::vector<model::Memory> added;
  std::vector<Replacement> updated;
  std::vector<model::Memory> removed;
  std::vector<model::Memory> unchanged;  // already known, counted as seen again
  std::vector<Rejected> rejected;
  std::vector<Reason> reasons;  // for what met something stored; what is merely new has none
  std::uint64_t pending = 0;    // texts that wait for a model
  std::string extractor = "none";
  model::ChangeId change;  // none when nothing was written
  // Stored, but found by words alone until the embedder is back, and why.
  std::uint64_t unembedded = 0;
  std::string embedder_problem;
};

// --- recall ---
struct RecallRequest {
  std::string user_id;
  std::string query;
  Filter filter;
  View view;
  std::uint32_t limit_count = 10;
  std::optional<double> relevance_min;
  bool explain = false;
  std::vector<model::MemoryId> explain_ids;  // how far each of these got, and why no farther
  Profile profile = Profile::standard;
  Weights weights;  // of the standard profile; others than the defaults are for measuring
};

struct Recalled {
  model::Memory memory;
  double score = 0;             // 0..1: the order; comparable between queries
  double relevance = 0;         // 0..1: the chance that this memory by itself answers
  std::vector<Signal> signals;  // with explain: their sum is the score, exactly, in this order
};

struct RecallResult {
  std::vector<Recalled> memories;    // best first
  std::vector<Explained> explained;  // one for each of explain_ids, in their order
  std::uint64_t searched = 0;        // versions that passed the filters
  std::string embedder_problem;      // why only words were compared; empty: meanings were, too
  // How vectors were compared, when an explanation was asked for; nothing: there were none.
  std::optional<VectorSearch> vector_search;
};

// --- forget ---
enum class ForgetMode { hide, erase };

// Exactly one of ids, statement, query, filter, all.
struct ForgetRequest {
  std::string user_id;
  std::vector<model::MemoryId> ids;
  std::optional<std::string> statement;
  std::optional<std::string> query;
  std::optional<Filter> filter;
  bool all = false;
  ForgetMode mode = ForgetMode::hide;
  bool confirm = false;
  bool dry_run = false;
  // With query: how near its wording, 0..1, no chance; default kForgetClosenessMin.
  std::optional<double> closeness_min;
  std::optional<Timestamp> observed_at;  // when it was said; default now
};
inline constexpr double kForgetClosenessMin = 0.6;
// `all`, and more than this many, need `confirm`.
inline constexpr std::uint64_t kForgetUnconfirmedMax = 20;

struct ForgetResult {
  std::vector<model::Memory> forgotten;  // as they were before
  ForgetMode mode = ForgetMode::hide;
  model::ChangeId change;
  bool needs_confirmation = false;  // nothing was done: `forgotten` says what would go
  bool scrub_pending =
      false;  // erased, but bytes are left on disk until the store is next scrubbed
  std::uint64_t messages =
      0;  // of chats: with `all` every one; erased: where the memories came from
};

// --- list, get ---
enum class OrderBy { created, updated, due, priority, score };

struct ListRequest {
  std::string user_id;
  Filter filter;
  View view;
  std::vector<model::Status> statuses;    // empty: active ones; with `change`: any
  std::optional<model::ChangeId> change;  // only what this change touched
  OrderBy order_by =
      OrderBy::created;  // newest, soonest due, highest priority or most important first
  std::uint32_t limit_count = 50;
  std::optional<std::string> cursor;  // a next_cursor of the same request
};

struct ListResult {
  std::vector<model::Memory> memories;
  std::uint64_t total = 0;  // exact up to kTotalExactMax
  bool total_more = false;  // there are more than `total`
  std::optional<std::string> next_cursor;
};

struct GetRequest {
  std::string user_id;
  model::MemoryId id;
  bool history = false;
  View view;
};

struct GetResult {
  model::Memory memory;
  std::vector<model::Memory> versions;  // with history: oldest first
};

// --- update, undo ---
struct UpdateRequest {
  std::string user_id;
  model::MemoryId id;
  Fields fields;
};

struct UpdateResult {
  model::Memory memory;
  model::Memory previous;
  model::ChangeId change;
};

// How far back undo reaches. Lines of the log that are older go with later changes; the versions
// stay, and with them history, as_of and known_at.
inline constexpr std::chrono::days kUndoKept{400};

// At most one of change and id; neither: the user's last change.
struct UndoRequest {
  std::string user_id;
  std::optional<model::ChangeId> change;
  std::optional<model::MemoryId> id;
  bool redo = false;
};

struct UndoResult {
  model::ChangeId undone;  // with redo: the undo that was taken back
  std::string action;      // "remember", "forget" ...
  Timestamp at{};          // when that change was made
  std::vector<model::Memory> restored;
  std::vector<model::Memory> removed;
  std::uint64_t messages_restored = 0;  // of chats
  std::uint64_t messages_removed = 0;
  model::ChangeId change;
};

}  // namespace mnestic::memory
