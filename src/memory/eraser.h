// Eraser: removes memories so that nothing of their words is left in any table. The bytes on disk
// go with store::Store::scrub(), for which the change leaves a mark.
//
// Thread safety: one thread, as the writer.
#pragma once

#include <vector>

#include "change_writer.h"

namespace mnestic::memory {

// Every version of the memories, the quotes that other memories have from the same words, and chat
// ids that nothing refers to any more. Ids that are gone already are passed over.
[[nodiscard]] Result<void> erase_memories(ChangeWriter& writer,
                                          const std::vector<model::MemoryId>& ids);

// All of the user: every memory in any state, every chat id, the user's own id.
[[nodiscard]] Result<void> erase_everything(ChangeWriter& writer);

}  // namespace mnestic::memory
