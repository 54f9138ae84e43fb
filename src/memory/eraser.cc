#include "eraser.h"

#include <set>
#include <string>
#include <utility>

#include "mnestic/base/log.h"
#include "mnestic/memory/graphs.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "read_scope.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using store::VersionNumber;

// What the erased memories were made from, and where it was said.
struct Traces {
  std::set<model::MemoryId> memories;
  // Messages of a call, by the call's change and their number.
  std::set<std::pair<std::uint64_t, std::uint32_t>> messages;
  std::set<std::string> quotes;
  std::set<store::ChatNumber> chats;
};

// A message that holds an erased quote of this size goes with it, whoever said it and wherever.
// Shorter ones ("Yes.") are said for many reasons; those must be the whole message.
constexpr std::size_t kTellingQuoteBytesMin = 12;

Result<void> erase_memory(ChangeWriter& writer, const model::MemoryId& memory, Traces& traces) {
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(auto id, store::get_id(scope.txn, memory));
  if (!id || id->user != scope.user) return {};
  traces.memories.insert(memory);
  for (const VersionNumber number : id->chain) {
    MNESTIC_TRY_ASSIGN(const auto version, store::get_version(scope.txn, scope.user, number));
    if (!version) continue;
    const model::Source& source = version->memory.source;
    if (source.message) traces.messages.insert({version->source_change, *source.message});
    if (!source.quote.empty()) traces.quotes.insert(source.quote);
    if (version->chat != 0) traces.chats.insert(version->chat);
    MNESTIC_TRY(writer.erase(number));
  }
  id->chain.clear();
  return store::put_id(writer.txn(), memory, *id);
}

bool tells_of(const store::MessageRecord& message, const Traces& traces) {
  for (const model::MemoryId& id : message.taught) {
    if (traces.memories.contains(id)) return true;
  }
  for (const std::string& quote : traces.quotes) {
    const bool whole = message.content == quote;
    if (whole || (quote.size() >= kTellingQuoteBytesMin &&
                  message.content.find(quote) != std::string::npos)) {
      return true;
    }
  }
  return false;
}

Result<std::vector<store::ChatNumber>> all_chats(const Scope& scope) {
  std::vector<store::ChatNumber> chats;
  MNESTIC_TRY(store::visit_chats(
      scope.txn, scope.user, [&](store::ChatNumber chat, const store::ChatRecord&) -> Result<bool> {
        chats.push_back(chat);
        return true;
      }));
  return chats;
}

// The messages of all chats that tell of what was erased, hidden ones too. What else they taught
// loses its quote.
Result<std::uint64_t> erase_telling_messages(ChangeWriter& writer, Traces& traces) {
  const Scope scope = writer.scope();
  std::uint64_t count = 0;
  MNESTIC_TRY_ASSIGN(const auto chats, all_chats(scope));
  for (const store::ChatNumber chat : chats) {
    std::vector<store::MessageNumber> telling;
    MNESTIC_TRY(store::visit_messages(
        scope.txn, scope.user, chat, 0,
        [&](store::MessageNumber number, const store::MessageRecord& message) -> Result<bool> {
          if (!tells_of(message, traces)) return true;
          traces.messages.insert({message.spans.front().change, number});
          telling.push_back(number);
          return true;
        }));
    for (const store::MessageNumber number : telling) {
      MNESTIC_TRY(writer.erase_message(chat, number));
    }
    if (!telling.empty()) traces.chats.insert(chat);
    count += telling.size();
  }
  return count;
}

// The quote goes from everything that was learnt from the same message of the same call, and from
// what has the same words from elsewhere.
Result<void> drop_quotes(ChangeWriter& writer, const Traces& traces) {
  const Scope scope = writer.scope();
  for (VersionNumber number = 0; number < scope.counters.next_number; ++number) {
    MNESTIC_TRY_ASSIGN(const auto version, store::get_version(scope.txn, scope.user, number));
    if (!version || version->memory.source.quote.empty()) continue;
    const model::Source& source = version->memory.source;
    const bool same_message =
        source.message && traces.messages.contains({version->source_change, *source.message});
    if (same_message || traces.quotes.contains(source.quote)) {
      MNESTIC_TRY(writer.drop_quote(number));
    }
  }
  return {};
}

Result<void> drop_unused_chat(ChangeWriter& writer, store::ChatNumber chat) {
  const Scope scope = writer.scope();
  const store::Key prefix = store::Key().u64(scope.user).u32(chat);
  for (const store::Table table : {store::Table::by_chat, store::Table::messages}) {
    bool used = false;
    MNESTIC_TRY(store::scan_prefix(scope.txn, table, prefix.view(),
                                   [&](std::string_view, std::string_view) -> Result<bool> {
                                     used = true;
                                     return false;
                                   }));
    if (used) return {};
  }
  return writer.erase_chat(chat);
}

}  // namespace

Result<std::uint64_t> erase_memories(ChangeWriter& writer,
                                     const std::vector<model::MemoryId>& ids) {
  Traces traces;
  for (const model::MemoryId& id : ids) MNESTIC_TRY(erase_memory(writer, id, traces));
  MNESTIC_TRY_ASSIGN(const std::uint64_t messages, erase_telling_messages(writer, traces));
  MNESTIC_TRY(drop_quotes(writer, traces));
  const std::vector<std::string> quotes(traces.quotes.begin(), traces.quotes.end());
  MNESTIC_TRY(erase_queued_quotes(writer, quotes));
  for (const store::ChatNumber chat : traces.chats) MNESTIC_TRY(drop_unused_chat(writer, chat));
  MNESTIC_TRY(store::mark_scrub_needed(writer.txn()));
  return messages;
}

Result<void> erase_everything(ChangeWriter& writer) {
  const Scope scope = writer.scope();
  Traces traces;
  for (VersionNumber number = 0; number < scope.counters.next_number; ++number) {
    MNESTIC_TRY_ASSIGN(const auto version, store::get_version(scope.txn, scope.user, number));
    if (version) MNESTIC_TRY(erase_memory(writer, version->memory.id, traces));
  }
  for (store::ChatNumber chat = 1; chat < scope.counters.next_chat; ++chat) {
    MNESTIC_TRY(writer.erase_chat(chat));
  }
  MNESTIC_TRY(erase_all_queued(writer));
  MNESTIC_TRY(store::erase_user(writer.txn(), scope.hasher, scope.user_id));
  return store::mark_scrub_needed(writer.txn());
}

Result<void> hide_chat(ChangeWriter& writer, store::ChatNumber chat) {
  const Scope scope = writer.scope();
  std::vector<store::MessageNumber> shown;
  MNESTIC_TRY(store::visit_messages(
      scope.txn, scope.user, chat, 0,
      [&](store::MessageNumber number, const store::MessageRecord& message) -> Result<bool> {
        if (message.shown()) shown.push_back(number);
        return true;
      }));
  for (const store::MessageNumber number : shown) {
    MNESTIC_TRY(writer.set_message_state(chat, number, store::State::forgotten));
  }
  return {};
}

Result<ShownChats> shown_chats(const Scope& scope) {
  ShownChats shown;
  MNESTIC_TRY(store::visit_chats(
      scope.txn, scope.user,
      [&](store::ChatNumber chat, const store::ChatRecord& record) -> Result<bool> {
        if (record.messages > 0) shown.numbers.push_back(chat);
        shown.messages += record.messages;
        return true;
      }));
  return shown;
}

bool scrub(store::Store& store, Graphs& graphs, store::UserNumber user) {
  const auto removed = graphs.remove(user);
  if (!removed) log_error("Erasing is not finished: " + removed.error().message);
  return scrub(store) && removed;
}

bool scrub(store::Store& store) {
  const auto scrubbed = store.scrub();
  if (!scrubbed) log_error("Erasing is not finished: " + scrubbed.error().message);
  return scrubbed.has_value();
}

}  // namespace mnestic::memory
