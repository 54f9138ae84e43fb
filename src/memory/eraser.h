// Eraser: removes memories so that nothing of their words is left in any table. The bytes on disk
// go with store::Store::scrub(), for which the change leaves a mark. Also hides chats.
//
// Thread safety: one thread, as the writer.
#pragma once

#include <vector>

#include "change_writer.h"

namespace mnestic::memory {

// Every version of the memories, the messages that they came from or that confirmed or ended them,
// the quotes that other memories have from the same words, and chat ids that nothing refers to any
// more. Ids that are gone already are passed over. Returns how many messages went. Cost: one pass
// over the user's versions and messages; the scrub that follows is one over the store.
[[nodiscard]] Result<std::uint64_t> erase_memories(ChangeWriter& writer,
                                                   const std::vector<model::MemoryId>& ids);

// All of the user: every memory in any state, every chat, the user's own id.
[[nodiscard]] Result<void> erase_everything(ChangeWriter& writer);

// Hides the messages of the chat that are shown.
[[nodiscard]] Result<void> hide_chat(ChangeWriter& writer, store::ChatNumber chat);
// The user's chats that are shown, and how many messages they show.
struct ShownChats {
  std::vector<store::ChatNumber> numbers;
  std::uint64_t messages = 0;
};
[[nodiscard]] Result<ShownChats> shown_chats(const Scope& scope);

// Removes from the disk what was erased. False: it has to be done again later, which the mark in
// the store sees to.
[[nodiscard]] bool scrub(store::Store& store);
// The same, and the graphs of a user of whom versions were erased.
[[nodiscard]] bool scrub(store::Store& store, Graphs& graphs, store::UserNumber user);

}  // namespace mnestic::memory
