#include "eraser.h"

#include <set>
#include <string>
#include <utility>

#include "mnestic/store/keys.h"
#include "mnestic/store/tables.h"
#include "mnestic/text/words.h"
#include "read_scope.h"
#include "selection.h"

namespace mnestic::memory {
namespace {

using store::VersionNumber;

// What the erased memories were made from, and where it was said.
struct Traces {
  // Messages of a call, by the call's change and their place in it.
  std::set<std::pair<std::uint64_t, std::uint32_t>> messages;
  std::set<std::string> quotes;
  std::set<store::ChatNumber> chats;
};

constexpr std::size_t kQuoteHoldersMax = 100'000;

Result<void> erase_memory(ChangeWriter& writer, const model::MemoryId& memory, Traces& traces) {
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(auto id, store::get_id(scope.txn, memory));
  if (!id || id->user != scope.user) return {};
  for (const VersionNumber number : id->chain) {
    MNESTIC_TRY_ASSIGN(const auto version, version_at(scope, number));
    const model::Source& source = version.memory.source;
    if (source.message) traces.messages.insert({version.source_change, *source.message});
    if (!source.quote.empty()) traces.quotes.insert(source.quote);
    if (version.chat != 0) traces.chats.insert(version.chat);
    MNESTIC_TRY(writer.erase(number));
  }
  id->chain.clear();
  return store::put_id(writer.txn(), memory, *id);
}

// The quote goes from everything that was learnt from the same message of the same call: what the
// call's change made, in all its versions.
Result<void> drop_quotes_of_message(ChangeWriter& writer, std::uint64_t sequence,
                                    std::uint32_t message) {
  const Scope scope = writer.scope();
  MNESTIC_TRY_ASSIGN(const auto change, store::get_change(scope.txn, sequence));
  if (!change) return {};
  for (const store::ChangeEntry& entry : change->entries) {
    MNESTIC_TRY_ASSIGN(const auto made, store::get_version(scope.txn, scope.user, entry.number));
    if (!made || !entry.created) continue;
    MNESTIC_TRY_ASSIGN(const auto id, find_id(scope, made->memory.id));
    for (const VersionNumber number : id.chain) {
      MNESTIC_TRY_ASSIGN(const auto version, version_at(scope, number));
      const bool same =
          version.source_change == sequence && version.memory.source.message == message;
      if (same) MNESTIC_TRY(writer.drop_quote(number));
    }
  }
  return {};
}

// The same words can have been said in another call, or given as the quote of several facts.
Result<void> drop_equal_quotes(ChangeWriter& writer, const std::string& quote) {
  const Scope scope = writer.scope();
  const auto terms = text::index_terms(quote);
  Everything everything;
  MNESTIC_TRY_ASSIGN(const auto matches, index::search_words(scope.txn, scope.hasher,
                                                             {.user = scope.user,
                                                              .terms = terms,
                                                              .counters = scope.counters,
                                                              .limit_count = kQuoteHoldersMax},
                                                             everything));
  for (const index::Hit& hit : matches.best()) {
    MNESTIC_TRY_ASSIGN(const auto version, store::get_version(scope.txn, scope.user, hit.number));
    if (version && version->memory.source.quote == quote)
      MNESTIC_TRY(writer.drop_quote(hit.number));
  }
  return {};
}

Result<void> drop_unused_chat(ChangeWriter& writer, store::ChatNumber chat) {
  const Scope scope = writer.scope();
  const store::Key prefix = store::Key().u64(scope.user).u32(chat);
  bool used = false;
  MNESTIC_TRY(store::scan_prefix(scope.txn, store::Table::by_chat, prefix.view(),
                                 [&](std::string_view, std::string_view) -> Result<bool> {
                                   used = true;
                                   return false;
                                 }));
  if (used) return {};
  MNESTIC_TRY_ASSIGN(const auto chat_id, store::chat_id_of(scope.txn, scope.user, chat));
  if (chat_id.empty()) return {};
  return store::erase_chat(writer.txn(), scope.hasher, scope.user, chat_id);
}

}  // namespace

Result<void> erase_memories(ChangeWriter& writer, const std::vector<model::MemoryId>& ids) {
  Traces traces;
  for (const model::MemoryId& id : ids) MNESTIC_TRY(erase_memory(writer, id, traces));
  for (const auto& [change, message] : traces.messages) {
    MNESTIC_TRY(drop_quotes_of_message(writer, change, message));
  }
  for (const std::string& quote : traces.quotes) MNESTIC_TRY(drop_equal_quotes(writer, quote));
  for (const store::ChatNumber chat : traces.chats) MNESTIC_TRY(drop_unused_chat(writer, chat));
  return store::mark_scrub_needed(writer.txn());
}

Result<void> erase_everything(ChangeWriter& writer) {
  const Scope scope = writer.scope();
  Traces traces;
  for (VersionNumber number = 0; number < scope.counters.next_number; ++number) {
    MNESTIC_TRY_ASSIGN(const auto version, store::get_version(scope.txn, scope.user, number));
    if (version) MNESTIC_TRY(erase_memory(writer, version->memory.id, traces));
  }
  for (const store::ChatNumber chat : traces.chats) MNESTIC_TRY(drop_unused_chat(writer, chat));
  MNESTIC_TRY(store::erase_user(writer.txn(), scope.hasher, scope.user_id));
  return store::mark_scrub_needed(writer.txn());
}

}  // namespace mnestic::memory
