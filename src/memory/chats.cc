// The verbs of chats.
#include <algorithm>
#include <utility>

#include "cursor.h"
#include "eraser.h"
#include "learn.h"
#include "mnestic/base/utf8.h"
#include "mnestic/store/keys.h"
#include "queue_keeper.h"
#include "read_scope.h"
#include "validate.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using store::ChatNumber;
using store::ChatRecord;
using store::MessageNumber;
using store::MessageRecord;

Error no_such_chat() {
  return not_found("No such chat of this user. list_chats gives the ids there are.");
}

// The chat's number; 0 when its id was never heard of.
Result<ChatNumber> number_of(const Scope& scope, std::string_view chat_id) {
  MNESTIC_TRY_ASSIGN(const auto chat,
                     store::find_chat(scope.txn, scope.hasher, scope.user, chat_id));
  return chat.value_or(0);
}

// The last messages shown, oldest first, within the limits of what an extractor is shown.
Result<std::vector<extract::Message>> context_of(const EngineParts& parts,
                                                 const AddMessagesRequest& request) {
  std::vector<extract::Message> context;
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts, request.user_id));
  if (!read.scope) return context;
  MNESTIC_TRY_ASSIGN(const ChatNumber chat, number_of(*read.scope, request.chat_id));
  if (chat == 0) return context;
  std::size_t room = kContextBytesMax;
  const auto add = [&](MessageNumber, const MessageRecord& message) -> Result<bool> {
    if (!message.shown()) return true;
    std::string content(utf8_prefix(message.content, room));
    room -= content.size();
    context.push_back({.role = message.role, .content = std::move(content), .at = message.at});
    return room > 0 && context.size() < kContextMessagesMax;
  };
  MNESTIC_TRY(store::visit_messages_back(*read.txn, read.scope->user, chat, add));
  std::reverse(context.begin(), context.end());
  return context;
}

RememberRequest to_remember(const AddMessagesRequest& request) {
  RememberRequest out;
  out.user_id = request.user_id;
  out.messages = request.messages;
  out.chat_id = request.chat_id;
  out.client = request.client;
  out.cancelled = request.cancelled;
  out.progress = request.progress;
  return out;
}

// The one written to last first.
struct Place {
  ChatNumber number = 0;
  ChatRecord record;

  [[nodiscard]] Position position() const {
    return {.key = -record.updated_at.time_since_epoch().count(), .number = number};
  }
};

bool before(const Position& a, const Position& b) {
  return a.key != b.key ? a.key < b.key : a.number > b.number;
}

// Quotes of everything that was said in the chat, in any version of any memory.
Result<void> drop_quotes_of_chat(ChangeWriter& writer, ChatNumber chat) {
  const Scope scope = writer.scope();
  std::vector<store::VersionNumber> numbers;
  const store::Key prefix = store::Key().u64(scope.user).u32(chat);
  MNESTIC_TRY(store::scan_prefix(scope.txn, store::Table::by_chat, prefix.view(),
                                 [&](std::string_view key, std::string_view) -> Result<bool> {
                                   numbers.push_back(
                                       store::KeyReader(key.substr(prefix.view().size())).u64());
                                   return true;
                                 }));
  for (const store::VersionNumber number : numbers) MNESTIC_TRY(writer.drop_quote(number));
  return {};
}

}  // namespace

Result<AddMessagesResult> Engine::add_messages(const AddMessagesRequest& request) {
  MNESTIC_TRY(validate(request));
  MessageAppender appender(request);
  InChat chat{.appender = appender, .context = {}, .extract = request.extract};
  if (request.extract) {
    MNESTIC_TRY_ASSIGN(chat.context, context_of(parts_, request));
  }
  AddMessagesResult result;
  MNESTIC_TRY_ASSIGN(result.learnt,
                     learn(parts_, *accesses_, {.rules = *rules_, .keeper = *keeper_},
                           to_remember(request), &chat));
  result.chat = appender.chat();
  result.masked = appender.masked();
  return result;
}

Result<ListChatsResult> Engine::list_chats(const ListChatsRequest& request) {
  MNESTIC_TRY(validate_limit(request.limit_count));
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  const auto& hasher = parts_.store.hasher();
  const std::string words = "chats" + request.user_id;
  std::optional<Position> after;
  if (request.cursor) {
    MNESTIC_TRY_ASSIGN(after, open_cursor(hasher, words, *request.cursor));
  }
  ListChatsResult result;
  if (!read.scope) return result;
  const Scope& scope = *read.scope;
  std::vector<Place> places;
  std::uint64_t shown = 0;
  MNESTIC_TRY(store::visit_chats(scope.txn, scope.user,
                                 [&](ChatNumber number, const ChatRecord& record) -> Result<bool> {
                                   if (record.messages == 0) return true;
                                   ++shown;
                                   Place place{.number = number, .record = record};
                                   if (!after || before(*after, place.position()))
                                     places.push_back(std::move(place));
                                   return true;
                                 }));
  result.total = std::min(shown, kTotalExactMax);
  result.total_more = shown > kTotalExactMax;
  const std::size_t count = std::min<std::size_t>(request.limit_count, places.size());
  std::partial_sort(
      places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count), places.end(),
      [](const Place& a, const Place& b) { return before(a.position(), b.position()); });
  for (std::size_t i = 0; i < count; ++i) {
    MNESTIC_TRY_ASSIGN(auto id, store::chat_id_of(scope.txn, scope.user, places[i].number));
    result.chats.push_back(to_chat(std::move(id), places[i].record));
  }
  if (count < places.size()) {
    result.next_cursor = seal(hasher, words, places[count - 1].position());
  }
  return result;
}

Result<GetChatResult> Engine::get_chat(const GetChatRequest& request) {
  MNESTIC_TRY(validate_limit(request.limit_count));
  MNESTIC_TRY(validate_chat_id(request.chat_id));
  MNESTIC_TRY_ASSIGN(const auto read, ReadScope::open(parts_, request.user_id));
  const auto& hasher = parts_.store.hasher();
  // Two ids next to each other: their lengths keep them apart.
  const std::string words =
      "chat" + std::to_string(request.user_id.size()) + ":" + request.user_id + request.chat_id;
  MessageNumber first = 0;
  if (request.cursor) {
    MNESTIC_TRY_ASSIGN(const Position after, open_cursor(hasher, words, *request.cursor));
    first = static_cast<MessageNumber>(after.number);
  }
  if (!read.scope) return no_such_chat();
  const Scope& scope = *read.scope;
  MNESTIC_TRY_ASSIGN(const ChatNumber chat, number_of(scope, request.chat_id));
  MNESTIC_TRY_ASSIGN(const auto record, store::get_chat(scope.txn, scope.user, chat));
  if (!record || record->messages == 0) return no_such_chat();
  GetChatResult result;
  result.chat = to_chat(request.chat_id, *record);
  std::size_t bytes = 0;
  const auto add = [&](MessageNumber number, const MessageRecord& message) -> Result<bool> {
    if (!message.shown()) return true;
    const bool full =
        bytes + message.content.size() > kChatPageBytesMax && !result.messages.empty();
    bytes += message.content.size();
    if (full || result.messages.size() == request.limit_count) {
      result.next_cursor = seal(hasher, words, {.number = number});
      return false;
    }
    result.messages.push_back({number, message.role, message.content, message.at});
    return true;
  };
  MNESTIC_TRY(store::visit_messages(scope.txn, scope.user, chat, first, add));
  const bool whole = !request.cursor && !result.next_cursor;
  if (whole && result.messages.size() != record->messages) {
    return data_loss("Messages of this chat are missing; run `mnestic doctor`.");
  }
  return result;
}

Result<DeleteChatResult> Engine::delete_chat(const DeleteChatRequest& request) {
  MNESTIC_TRY(validate_user_id(request.user_id));
  MNESTIC_TRY(validate_chat_id(request.chat_id));
  const bool erasing = request.mode == ForgetMode::erase;
  MNESTIC_TRY_ASSIGN(
      const auto writer,
      ChangeWriter::begin(parts_, *accesses_, request.user_id,
                          erasing ? store::ChangeAction::erase : store::ChangeAction::delete_chat));
  const Scope scope = writer->scope();
  MNESTIC_TRY_ASSIGN(const ChatNumber chat, number_of(scope, request.chat_id));
  MNESTIC_TRY_ASSIGN(const auto record, store::get_chat(scope.txn, scope.user, chat));
  const bool shown = record && record->messages > 0;
  if (chat == 0 || (!shown && !erasing)) return no_such_chat();
  DeleteChatResult result;
  result.mode = request.mode;
  result.messages = shown ? record->messages : 0;
  if (erasing) {
    MNESTIC_TRY(drop_quotes_of_chat(*writer, chat));
    MNESTIC_TRY(writer->erase_chat(chat));
    MNESTIC_TRY(erase_queued_of_chat(*writer, request.chat_id));
    MNESTIC_TRY(store::mark_scrub_needed(writer->txn()));
  } else {
    MNESTIC_TRY(hide_chat(*writer, chat));
  }
  result.change = writer->id();
  MNESTIC_TRY(writer->commit());
  if (erasing) result.scrub_pending = !scrub(parts_.store);
  return result;
}

}  // namespace mnestic::memory
