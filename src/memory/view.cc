#include "view.h"

#include "mnestic/store/tables.h"

namespace mnestic::memory {

using model::Status;
using store::State;

Timestamp vantage(const View& view, Timestamp now) { return view.known_at.value_or(now); }

std::optional<Status> status_of(const Standing& standing, const View& view, Timestamp now) {
  if (standing.state == State::erased || standing.state == State::retracted) return std::nullopt;
  if (view.as_of) {
    const bool was_so = standing.valid_from <= *view.as_of && *view.as_of < standing.valid_to;
    if (!was_so) return std::nullopt;
    return standing.expires_at <= *view.as_of ? Status::expired : Status::active;
  }
  switch (standing.state) {
    case State::active:
      return standing.expires_at <= vantage(view, now) ? Status::expired : Status::active;
    case State::superseded:
      return Status::superseded;
    case State::forgotten:
      return Status::forgotten;
    case State::replaced:
    case State::retracted:
    case State::erased:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Status> status_of(const store::VersionRecord& record, const View& view,
                                Timestamp now) {
  const store::Span* span = view.known_at ? record.at(*view.known_at) : &record.now();
  if (span == nullptr) return std::nullopt;
  return status_of(Standing{.state = span->state,
                            .valid_from = record.memory.valid_from,
                            .valid_to = span->valid_to,
                            .expires_at = record.memory.expires_at},
                   view, now);
}

Result<model::Memory> to_memory(const Scope& scope, const store::VersionRecord& record,
                                const View& view) {
  const store::Span* span = view.known_at ? record.at(*view.known_at) : &record.now();
  if (span == nullptr) {
    return data_loss("A memory and its header disagree; run `mnestic doctor`.");
  }
  // A damaged key can make a record look like another person's; its id knows whose it is.
  MNESTIC_TRY_ASSIGN(const auto id, store::get_id(scope.txn, record.memory.id));
  if (!id || id->user != scope.user) {
    return data_loss("A memory lies in a wrong place; run `mnestic doctor`.");
  }
  model::Memory memory = record.memory;
  memory.user_id = scope.user_id;
  MNESTIC_TRY_ASSIGN(memory.source.chat_id, store::chat_id_of(scope.txn, scope.user, record.chat));
  memory.valid_to = span->valid_to;
  memory.superseded_by = span->superseded_by;
  // An older version of a memory that went on is, to callers, superseded by the newer one.
  memory.status = status_of(record, view, scope.now).value_or(Status::superseded);
  return memory;
}

}  // namespace mnestic::memory
