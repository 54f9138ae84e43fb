// The queue: what somebody said while the model that should read it was away. Whoever is alive
// takes an entry for a while (a lease, which a killed process leaves to run out), has it read, and
// removes it in the transaction that stores what was found.
//
// Thread safety: value types; functions as the transaction given.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/model/memory.h"
#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

struct QueuedMessage {
  std::string role;
  std::string content;
  std::optional<Timestamp> at;
  std::uint32_t index = 0;  // among the messages of the call

  friend bool operator==(const QueuedMessage&, const QueuedMessage&) = default;
};

enum class QueueState : std::uint8_t {
  waiting = 0,
  dead = 1,       // the model gave no useful answer too often; rules have read it
  withdrawn = 2,  // undone or hidden before it was read; undo can bring it back
};

// Where an entry lies: the change that queued it, and its place among the entries of that change.
struct QueuePlace {
  UserNumber user = 0;
  std::uint64_t change = 0;
  std::uint32_t index = 0;

  friend auto operator<=>(const QueuePlace&, const QueuePlace&) = default;
};

struct QueueRecord {
  model::MemoryId id;  // under which it is recalled and forgotten
  std::string user_id;
  std::vector<QueuedMessage> messages;  // without secrets
  std::string chat_id;                  // empty: none
  model::Fields options;                // what the call said besides
  Timestamp queued_at{};
  Timestamp observed_at{};
  std::uint32_t tries = 0;    // questions that no model answered, or not usefully
  std::uint32_t useless = 0;  // of them, with an answer of no use
  std::string reason;         // of the last one
  Timestamp next_try{};
  std::uint64_t lease_owner = 0;  // who is reading it, until lease_until
  Timestamp lease_until{};
  QueueState state = QueueState::waiting;
  // The change that withdrew it last: undoing that brings it back.
  std::uint64_t withdrawn_by = 0;

  friend bool operator==(const QueueRecord&, const QueueRecord&) = default;
};
[[nodiscard]] std::string encode(const QueueRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<QueueRecord> decode_queued(std::string_view bytes,
                                                std::optional<Place> place = {});

[[nodiscard]] Result<std::optional<QueueRecord>> get_queued(const ReadTxn& txn,
                                                            const QueuePlace& place);
[[nodiscard]] Result<void> put_queued(WriteTxn& txn, const QueuePlace& place,
                                      const QueueRecord& record);
[[nodiscard]] Result<void> erase_queued(WriteTxn& txn, const QueuePlace& place);

// In the order of users, changes and places; false ends the walk. The visitor must not write.
using QueueVisitor = std::function<Result<bool>(const QueuePlace&, const QueueRecord&)>;
[[nodiscard]] Result<void> visit_queue(const ReadTxn& txn, const QueueVisitor& visit);
[[nodiscard]] Result<void> visit_queue_of(const ReadTxn& txn, UserNumber user,
                                          const QueueVisitor& visit);

}  // namespace mnestic::store
