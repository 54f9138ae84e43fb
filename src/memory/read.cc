// The reading verb `get`, and what all readers share.
#include "mnestic/memory/engine.h"
#include "mnestic/store/derived.h"
#include "read_scope.h"
#include "validate.h"

namespace mnestic::memory {

Result<ReadScope> ReadScope::open(const EngineParts& parts, std::string_view user_id) {
  MNESTIC_TRY(validate_user_id(user_id));
  ReadScope out;
  MNESTIC_TRY_ASSIGN(out.txn, parts.store.begin_read());
  MNESTIC_TRY_ASSIGN(const auto user, store::find_user(*out.txn, parts.store.hasher(), user_id));
  if (!user) return out;
  MNESTIC_TRY_ASSIGN(const auto counters, store::get_counters(*out.txn, *user));
  out.scope.emplace(Scope{.txn = *out.txn,
                          .hasher = parts.store.hasher(),
                          .user = *user,
                          .user_id = user_id,
                          .counters = counters,
                          .now = parts.clock.now()});
  return out;
}

Error no_such_memory(const model::MemoryId& id) {
  return not_found("No memory " + id.to_string() +
                   " of this user. list_memories and recall give the ids there are.");
}

Result<store::IdRecord> find_id(const Scope& scope, const model::MemoryId& id) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_id(scope.txn, id));
  if (!record || record->user != scope.user || record->chain.empty()) return no_such_memory(id);
  return std::move(*record);
}

Result<store::VersionRecord> version_at(const Scope& scope, store::VersionNumber number) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(scope.txn, scope.user, number));
  if (!record) return data_loss("A version named in the store is missing; run `mnestic doctor`.");
  MNESTIC_TRY_ASSIGN(const auto header, store::get_header(scope.txn, scope.user, number));
  if (!(store::derived_header(*record, header.length) == header)) {
    return data_loss("A memory and its header disagree; run `mnestic doctor`.");
  }
  return std::move(*record);
}

Result<GetResult> Engine::get(const GetRequest& request) {
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  if (!read.scope) return no_such_memory(request.id);
  const Scope& scope = *read.scope;
  MNESTIC_TRY_ASSIGN(const auto id, find_id(scope, request.id));
  GetResult result;
  bool shown = false;
  for (const store::VersionNumber number : id.chain) {
    MNESTIC_TRY_ASSIGN(const auto record, version_at(scope, number));
    if (number == id.chain.back() && record.now().state == store::State::replaced) {
      return data_loss("The newest version of a memory is missing; run `mnestic doctor`.");
    }
    if (record.now().state != store::State::retracted && request.history) {
      MNESTIC_TRY_ASSIGN(auto version, to_memory(scope, record, {}));
      result.versions.push_back(std::move(version));
    }
    if (!status_of(record, request.view, scope.now)) continue;
    MNESTIC_TRY_ASSIGN(result.memory, to_memory(scope, record, request.view));
    shown = true;
  }
  if (shown) return result;
  if (request.view.as_of || request.view.known_at) {
    return not_found("Memory " + request.id.to_string() +
                     " was not there at that time; `history` shows its versions and times.");
  }
  return not_found("The making of memory " + request.id.to_string() +
                   " was undone; undo with redo: true brings it back.");
}

}  // namespace mnestic::memory
