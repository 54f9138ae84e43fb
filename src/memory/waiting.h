// Waiting: texts in the queue as the verbs see them: put there by remember, found by recall, gone
// by forget, taken back and brought again by undo.
//
// Thread safety: as the scope or writer given.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "change_writer.h"
#include "drafts.h"
#include "mnestic/memory/requests.h"
#include "mnestic/memory/stats.h"
#include "mnestic/store/queue.h"

namespace mnestic::memory {

// Puts them into the queue and counts them in `result`.
[[nodiscard]] Result<void> queue_turns(ChangeWriter& writer, const RememberRequest& request,
                                       const std::vector<WaitingTurns>& waiting, const InChat* chat,
                                       RememberResult& result);
// The call that an entry came from, as far as storing what is found in it needs.
[[nodiscard]] RememberRequest request_of(const store::QueueRecord& record);

using Waiting = std::pair<store::QueuePlace, store::QueueRecord>;
// Whether its messages are also kept in the chat, under the same numbers.
[[nodiscard]] bool is_in_chat(const store::QueueRecord& record);
// The user's waiting texts that a filter and a view let through.
[[nodiscard]] Result<std::vector<Waiting>> waiting_texts(const Scope& scope, const Filter& filter,
                                                         const View& view);
[[nodiscard]] Result<QueueStats> queue_stats(const Scope& scope);
// As a note that is pending.
[[nodiscard]] model::Memory as_memory(const store::QueueRecord& record);

// How well a query finds a waiting text, 0..1.
[[nodiscard]] double waiting_score(std::string_view query, const store::QueueRecord& record);
// Adds waiting texts that share words with the query, in their places by score.
[[nodiscard]] Result<void> recall_waiting(const Scope& scope, const RecallRequest& request,
                                          std::vector<Recalled>& recalled);

// Hides an entry: undoing this change brings it back.
[[nodiscard]] Result<void> withdraw(ChangeWriter& writer, const Waiting& waiting);
// Does to the queue what taking back `change` asks for, and says it in `result`.
[[nodiscard]] Result<void> reverse_queued(ChangeWriter& writer, std::uint64_t sequence,
                                          const store::ChangeRecord& change, UndoResult& result);

// When the entry's messages are also kept in their chat: what the message there taught.
[[nodiscard]] Result<void> note_taught(ChangeWriter& writer, const store::QueueRecord& record,
                                       std::uint32_t message,
                                       const std::vector<model::MemoryId>& memories);

// Entries in any state that came from a chat, for good.
[[nodiscard]] Result<void> erase_queued_of_chat(ChangeWriter& writer, const std::string& chat_id);
// Entries in any state that hold one of the quotes, for good.
[[nodiscard]] Result<void> erase_queued_quotes(ChangeWriter& writer,
                                               const std::vector<std::string>& quotes);
[[nodiscard]] Result<void> erase_all_queued(ChangeWriter& writer);

}  // namespace mnestic::memory
