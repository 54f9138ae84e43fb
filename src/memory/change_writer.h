// ChangeWriter: one change of one user, inside one write transaction: records, words, tags,
// vectors, ids and the log change together or not at all. Every writing verb is made of its few
// operations.
//
// Thread safety: one thread. Dropped without commit(): nothing happened.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "access_log.h"
#include "mnestic/index/search.h"
#include "mnestic/memory/engine.h"
#include "mnestic/store/queue.h"
#include "mnestic/store/tables.h"
#include "view.h"

namespace mnestic::memory {

// The terms under which a version is found: those of its content, and those that only its quote
// has.
[[nodiscard]] std::vector<std::string> terms_of(const model::Memory& memory);

// Its tags, the slot it fills (name, home ...) and whom it is about, as tags that no caller can
// write.
[[nodiscard]] std::vector<std::string> tags_of(const model::Memory& memory);
[[nodiscard]] std::string slot_tag(std::string_view slot);

class ChangeWriter {
 public:
  // Waits for the write transaction.
  [[nodiscard]] static Result<std::unique_ptr<ChangeWriter>> begin(const EngineParts& parts,
                                                                   AccessLog& accesses,
                                                                   std::string_view user_id,
                                                                   store::ChangeAction action);
  // Use begin(): `sequence` is the transaction's next change.
  ChangeWriter(const EngineParts& parts, AccessLog& accesses, std::string_view user_id,
               std::unique_ptr<store::WriteTxn> txn, std::uint64_t sequence)
      : parts_(parts),
        accesses_(accesses),
        user_id_(user_id),
        txn_(std::move(txn)),
        sequence_(sequence) {}
  ChangeWriter(const ChangeWriter&) = delete;
  ChangeWriter& operator=(const ChangeWriter&) = delete;
  ~ChangeWriter() = default;

  // What is there now, this change's own writes included.
  [[nodiscard]] Scope scope() const;
  [[nodiscard]] Timestamp at() const { return record_.at; }
  [[nodiscard]] model::ChangeId id() const { return {sequence_}; }
  [[nodiscard]] store::WriteTxn& txn() { return *txn_; }
  [[nodiscard]] const EngineParts& parts() const { return parts_; }

  struct Creation {
    model::Memory memory;  // id given; created_at, updated_at and version are set here
    embed::Embedding vector;
    std::uint64_t source_change = 0;            // 0: this change
    store::State state = store::State::active;  // superseded: a statement that came too late
  };
  // Stores a new version: of a new memory, or on top of the versions of the id's memory.
  [[nodiscard]] Result<store::VersionNumber> create(Creation creation);

  // Says what became of a version. A second time in one change overwrites the first.
  [[nodiscard]] Result<void> set_state(store::VersionNumber number, store::State state,
                                       Timestamp valid_to,
                                       std::optional<model::MemoryId> superseded_by);

  // Interns the id and keeps the counters in step.
  [[nodiscard]] Result<store::ChatNumber> intern_chat(std::string_view chat_id);

  // The same for messages of chats. The chat's record is mended at the commit, but for new ones:
  // whoever creates them counts them.
  [[nodiscard]] Result<void> create_message(store::ChatNumber chat, store::MessageNumber number,
                                            store::MessageRecord record);  // without spans
  [[nodiscard]] Result<void> set_message_state(store::ChatNumber chat, store::MessageNumber number,
                                               store::State state);
  [[nodiscard]] Result<void> erase_message(store::ChatNumber chat, store::MessageNumber number);
  // All of a chat, its record and its name.
  [[nodiscard]] Result<void> erase_chat(store::ChatNumber chat);

  // The memories that were created, changed or seen again since this was last asked.
  [[nodiscard]] std::vector<model::MemoryId> take_touched();

  // What memory `number` says was said again, as `said`: it counts as seen, and is surer and of
  // more weight from now on. No part of the change, like accesses.
  [[nodiscard]] Result<void> confirm(store::VersionNumber number, const model::Memory& said);

  // Adds accesses; no part of the change.
  [[nodiscard]] Result<void> count_access(const Access& access);

  // Rewrites a version's quote away, words included; no part of the change.
  [[nodiscard]] Result<void> drop_quote(store::VersionNumber number);
  // Removes a version for ever: record, words, tags, vectors. The number stays empty.
  [[nodiscard]] Result<void> erase(store::VersionNumber number);

  // Puts a text into the queue, under this change.
  [[nodiscard]] Result<void> queue(store::QueueRecord record);
  // Writes an entry of the queue anew, as a part of this change that can be undone.
  [[nodiscard]] Result<void> requeue(const store::QueuePlace& place,
                                     const store::QueueRecord& record);
  // Removes an entry of the queue; no part of the change. `for_good`: no byte may be left.
  [[nodiscard]] Result<void> dequeue(const store::QueuePlace& place, bool for_good);

  // For undo and redo: which change this one takes back.
  void set_target(std::uint64_t sequence) { record_.target = sequence; }
  // Versions created without a vector.
  [[nodiscard]] std::uint64_t unembedded() const { return unembedded_; }
  // True when nothing was created, changed or erased so far.
  [[nodiscard]] bool empty() const {
    return record_.entries.empty() && record_.messages.empty() && record_.queued == 0 && !erased_;
  }

  // Durable on return. Carries the user's buffered access counts along; writes a line of the log
  // unless empty().
  [[nodiscard]] Result<void> commit();

 private:
  void note_message(store::ChatNumber chat, store::MessageNumber number);
  [[nodiscard]] Result<void> sum_up(store::ChatNumber chat);
  [[nodiscard]] Result<void> trim_log();
  [[nodiscard]] Result<void> index_words(store::VersionNumber number, const model::Memory& memory,
                                         std::uint32_t& length);
  [[nodiscard]] Result<void> put_vectors();
  [[nodiscard]] Result<void> put_record(store::VersionNumber number,
                                        const store::VersionRecord& record);

  const EngineParts& parts_;
  AccessLog& accesses_;
  std::string user_id_;
  std::unique_ptr<store::WriteTxn> txn_;
  store::UserNumber user_ = 0;
  store::UserCounters counters_;
  std::uint64_t sequence_ = 0;
  store::ChangeRecord record_;
  std::set<store::ChatNumber> unsummed_;  // chats of which messages came back or went
  std::vector<model::MemoryId> touched_;
  // Written with the commit, whole blocks at once: nothing before it reads them.
  struct NewVector {
    store::VersionNumber number = 0;
    embed::Embedding vector;
    std::string content;
  };
  std::vector<NewVector> vectors_;
  std::uint64_t unembedded_ = 0;
  bool erased_ = false;
};

}  // namespace mnestic::memory
