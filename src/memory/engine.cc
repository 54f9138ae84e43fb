#include "mnestic/memory/engine.h"

#include <utility>

#include "access_log.h"
#include "change_writer.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/store/tables.h"
#include "queue_keeper.h"
#include "read_scope.h"
#include "reembed.h"
#include "roster.h"

namespace mnestic::memory {

namespace {

// None: what needs a folder does without.
std::filesystem::path folder_of(const store::Store& store) {
  const auto info = store.info();
  return info ? info->folder : std::filesystem::path();
}

}  // namespace

Engine::Engine(EngineParts parts)
    : parts_(std::move(parts)),
      accesses_(std::make_unique<AccessLog>()),
      reembedder_(std::make_unique<Reembedder>(parts_)),
      rules_(extract::make_rules_extractor()),
      keeper_(std::make_unique<QueueKeeper>(parts_.random.next_u64())),
      rosters_(std::make_unique<Rosters>(parts_.many.columns_from)),
      graphs_(std::make_unique<Graphs>(parts_.store, parts_.clock, parts_.random,
                                       folder_of(parts_.store),
                                       GraphOptions{
                                           .versions_min = parts_.many.graph_from,
                                           .vectors_a_snapshot = parts_.many.vectors_a_snapshot,
                                       })) {}

Engine::~Engine() = default;

std::uint64_t Engine::last_commit() const { return parts_.store.last_commit(); }

Result<model::ChangeId> Engine::last_change(const std::string& user_id) const {
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, user_id));
  if (!read.scope) return model::ChangeId{};
  MNESTIC_TRY_ASSIGN(const auto sequence, store::change_before(*read.txn, read.scope->user, 0));
  return model::ChangeId{sequence.value_or(0)};
}

SealKey Engine::key_for(std::string_view use) const {
  return derive_seal_key(parts_.store.hasher().secret(), use);
}

Result<void> Engine::recover() {
  bool needed = false;
  {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY_ASSIGN(needed, store::scrub_needed(*txn));
  }
  if (!needed) return {};
  MNESTIC_TRY(graphs_->remove(std::nullopt));
  return parts_.store.scrub();
}

Result<void> Engine::flush() {
  for (const std::string& user_id : accesses_->users()) {
    MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, *accesses_, user_id,
                                                              store::ChangeAction::maintain));
    // Erased meanwhile by another process: not even the id is written again.
    const bool known = writer->scope().counters.next_number > 0;
    if (known) {
      MNESTIC_TRY(writer->commit());
    } else {
      (void)accesses_->take(user_id);  // dropped
    }
  }
  return {};
}

}  // namespace mnestic::memory
