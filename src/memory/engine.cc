#include "mnestic/memory/engine.h"

#include <utility>

#include "access_log.h"
#include "change_writer.h"
#include "mnestic/store/tables.h"

namespace mnestic::memory {

Engine::Engine(EngineParts parts)
    : parts_(std::move(parts)), accesses_(std::make_unique<AccessLog>()) {}

Engine::~Engine() = default;

Result<void> Engine::recover() {
  bool needed = false;
  {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY_ASSIGN(needed, store::scrub_needed(*txn));
  }
  return needed ? parts_.store.scrub() : Result<void>();
}

Result<void> Engine::flush() {
  for (const std::string& user_id : accesses_->users()) {
    MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, *accesses_, user_id,
                                                              store::ChangeAction::maintain));
    MNESTIC_TRY(writer->commit());
  }
  return {};
}

}  // namespace mnestic::memory
