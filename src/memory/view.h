// View: a stored version seen at a moment, as callers see it.
//
// Thread safety: pure functions; Scope as its transaction.
#pragma once

#include <optional>
#include <string>

#include "mnestic/memory/requests.h"
#include "mnestic/store/records.h"
#include "mnestic/store/store.h"

namespace mnestic::memory {

// One user's data through one transaction. Lifetime: the transaction and the strings outlive it.
struct Scope {
  const store::ReadTxn& txn;
  const store::KeyHasher& hasher;
  store::UserNumber user = 0;
  std::string_view user_id;
  store::UserCounters counters;
  Timestamp now{};
};

// The moment from which a view looks: known_at, else now.
[[nodiscard]] Timestamp vantage(const View& view, Timestamp now);

// What decides how a version stands: read from a header or from a record and its span.
struct Standing {
  store::State state = store::State::erased;
  Timestamp valid_from{};
  Timestamp valid_to = kForever;
  Timestamp expires_at = kForever;
};

// The status a caller sees, or nothing when the view does not show the version at all. With as_of,
// what was so then is active, whatever became of it.
[[nodiscard]] std::optional<model::Status> status_of(const Standing& standing, const View& view,
                                                     Timestamp now);
[[nodiscard]] std::optional<model::Status> status_of(const store::VersionRecord& record,
                                                     const View& view, Timestamp now);

// The memory as the view shows it. Errors: data_loss when the version was not there at
// view.known_at.
[[nodiscard]] Result<model::Memory> to_memory(const Scope& scope,
                                              const store::VersionRecord& record, const View& view);

}  // namespace mnestic::memory
