#include "mnestic/memory/engine.h"

#include <utility>

#include "access_log.h"
#include "change_writer.h"

namespace mnestic::memory {

Engine::Engine(EngineParts parts)
    : parts_(std::move(parts)), accesses_(std::make_unique<AccessLog>()) {}

Engine::~Engine() = default;

Result<void> Engine::flush() {
  for (const std::string& user_id : accesses_->users()) {
    MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, *accesses_, user_id,
                                                              store::ChangeAction::maintain));
    MNESTIC_TRY(writer->commit());
  }
  return {};
}

}  // namespace mnestic::memory
