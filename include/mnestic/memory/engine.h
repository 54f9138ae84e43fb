// Engine: the verbs. Remembers, recalls, forgets, undoes; owns the one transaction in which
// records, words, vectors and the change log change together. No JSON, no protocol, no files.
//
// Thread safety: every method may be called from any thread at once; other processes may use the
// same store. Lifetime: the parts given to the constructor must outlive the engine. Errors:
// invalid_argument for requests past the limits of base/limits.h or with fields that exclude each
// other, each naming the field; not_found for ids that do not exist or are another user's; what the
// store, extractor and embedder say. After an error nothing was written.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/base/sealer.h"
#include "mnestic/embed/embedder.h"
#include "mnestic/extract/extractor.h"
#include "mnestic/memory/chats.h"
#include "mnestic/memory/maintenance.h"
#include "mnestic/memory/requests.h"
#include "mnestic/memory/stats.h"
#include "mnestic/store/store.h"

namespace mnestic::memory {

// From how many versions of one user on what costs time for each of them is avoided. Chosen by what
// a scan costs at 100,000 and a million (tests/bench/RESULTS.md), not tuned; tests set lower ones.
struct Many {
  // Headers are kept in columns by the process: the same answers.
  std::uint64_t columns_from = 50'000;
  // Only what words or meaning find is scored: nearly the same answers.
  std::uint64_t few_scored_from = 80'000;
  // What meaning finds is found by a graph, not by comparing each vector.
  std::uint64_t graph_from = 200'000;
  // Of those scored, so many are found by words and as many by meaning. Recall of the best ten of
  // all is measured in tests/bench/RESULTS.md.
  std::uint64_t candidates_max = 200;
  // Of a graph being built: vectors between two snapshots, from which others go on after a kill.
  std::uint64_t vectors_a_snapshot = 100'000;
  // Users that re-embedding plans for at a time: what it holds in memory.
  std::size_t users_a_plan = 4'000;
};

struct EngineParts {
  store::Store& store;
  const embed::Embedder& embedder;
  const extract::Extractor& extractor;
  const Clock& clock;
  RandomSource& random;
  std::string zone = "UTC";  // the user's time zone, for dates inside texts
  std::chrono::weekday week_start = std::chrono::Monday;  // of the user's "this week"
  // Embedders of models that the store may still hold vectors of: a recall falls back on the one
  // that covers more of a user's memories than `embedder` does, until re-embedding is through.
  std::vector<const embed::Embedder*> earlier = {};
  // Whether the memories of all users are to be moved to this embedder's model. False for a
  // stand-in that nobody chose: it moves only a store that no other model has claimed.
  bool claims_store = true;
  Many many = {};
};

class AccessLog;
class Reembedder;
class QueueKeeper;
class Graphs;
class Rosters;

class Engine {
 public:
  explicit Engine(EngineParts parts);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Extracts (texts, messages), reconciles with what is there now, writes. Durable on return. One
  // call is one change.
  [[nodiscard]] Result<RememberResult> remember(const RememberRequest& request);

  // What to ask the client's own model before remember() is called with its answers: one question
  // for every few turns. None when nothing in the request needs a model.
  [[nodiscard]] Result<std::vector<ClientQuestion>> questions_for(const RememberRequest& request);

  // Has waiting texts read: of some that are due, one user's at a time. Several processes may do so
  // at once; none reads what another is reading. Without a model, rules read them.
  // Errors: what the store says. That no model answers is none: the texts wait on.
  [[nodiscard]] Result<QueueWork> work_queue(const std::function<bool()>& cancelled);

  // Best matches by words and meaning. Counts an access of each, written with the next change.
  // Never writes.
  [[nodiscard]] Result<RecallResult> recall(const RecallRequest& request);

  // Hides (undo brings back) or erases (nothing brings back: record, versions, words, vectors,
  // quote, bytes on disk).
  [[nodiscard]] Result<ForgetResult> forget(const ForgetRequest& request);

  [[nodiscard]] Result<ListResult> list(const ListRequest& request);
  [[nodiscard]] Result<GetResult> get(const GetRequest& request);
  [[nodiscard]] Result<UpdateResult> update(const UpdateRequest& request);

  // Takes back one change, as a change of its own. Errors: failed_precondition when something of it
  // was erased, when a later change touched the same memories (named in the message), or when there
  // is nothing to undo.
  [[nodiscard]] Result<UndoResult> undo(const UndoRequest& request);

  // Messages are appended in the order of the commits, learnt from and linked to what they taught;
  // one change.
  [[nodiscard]] Result<AddMessagesResult> add_messages(const AddMessagesRequest& request);
  [[nodiscard]] Result<ListChatsResult> list_chats(const ListChatsRequest& request);
  // Errors: not_found when there is no such chat of this user.
  [[nodiscard]] Result<GetChatResult> get_chat(const GetChatRequest& request);
  // Errors: as get_chat; erase also takes a chat in which something was said that is remembered.
  [[nodiscard]] Result<DeleteChatResult> delete_chat(const DeleteChatRequest& request);

  [[nodiscard]] Result<StatsResult> stats(const StatsRequest& request);

  // Grows with every commit of any process on the store; read from shared memory, never from the
  // disk.
  [[nodiscard]] std::uint64_t last_commit() const;
  // The user's newest change by any process, none when there is none. Counts of accesses are no
  // changes.
  [[nodiscard]] Result<model::ChangeId> last_change(const std::string& user_id) const;
  // A key that only holders of this store have; other names of `use` give unrelated keys.
  [[nodiscard]] SealKey key_for(std::string_view use) const;

  // Finishes what a killed process left undone: an erase whose bytes are still on disk. Called once
  // after opening.
  [[nodiscard]] Result<void> recover();

  // Runs maintenance for one user, in the caller's time. Errors: cancelled, between two commits:
  // what was done stays; what the embedder says when it is away.
  [[nodiscard]] Result<MaintainResult> maintain(const MaintainRequest& request);

  // One bounded piece of the re-embedding of all users, in the background: versions without a
  // vector of this embedder's model get one, and a user whose all have one loses the vectors of
  // other models. One process at a time, by a lease; nothing when the store was claimed for another
  // model. Errors: what store and embedder say; the next call goes on where this one was.
  [[nodiscard]] Result<ReembedState> reembed_some();

  // Writes what is buffered (access counts). Called before the program ends; losing it loses counts
  // only.
  [[nodiscard]] Result<void> flush();

 private:
  [[nodiscard]] Result<JobReport> reembed(const MaintainRequest& request);

  EngineParts parts_;
  std::unique_ptr<AccessLog> accesses_;
  std::mutex reembedding_mutex_;  // held while reembedder_ works
  std::unique_ptr<Reembedder> reembedder_;
  std::unique_ptr<extract::Extractor> rules_;  // where no model is worth asking, or none answers
  std::unique_ptr<QueueKeeper> keeper_;
  std::unique_ptr<Rosters> rosters_;
  std::unique_ptr<Graphs> graphs_;
};

}  // namespace mnestic::memory
