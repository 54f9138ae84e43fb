// The records of chats and their messages.
#include <limits>

#include "record_codecs.h"

namespace mnestic::store {
namespace {

constexpr char kChatLetter = 'T';
constexpr char kMessageLetter = 'M';

// Tags are on disk for ever: numbers are only added.
constexpr std::uint64_t kChatTitle = 1;
constexpr std::uint64_t kChatNextMessage = 2;
constexpr std::uint64_t kChatMessages = 3;
constexpr std::uint64_t kChatCreatedAt = 4;
constexpr std::uint64_t kChatUpdatedAt = 5;
constexpr std::uint64_t kMessageRole = 1;
constexpr std::uint64_t kMessageContent = 2;
constexpr std::uint64_t kMessageAt = 3;
constexpr std::uint64_t kMessageTitle = 4;
constexpr std::uint64_t kMessageTaught = 5;
constexpr std::uint64_t kMessageSpan = 6;

std::int64_t millis(Timestamp time) { return time.time_since_epoch().count(); }
Timestamp read_time(Reader& in) { return Timestamp(std::chrono::milliseconds(in.signed_number())); }
MessageNumber read_number(Reader& in) {
  return static_cast<MessageNumber>(in.number_up_to(std::numeric_limits<MessageNumber>::max()));
}

}  // namespace

std::string encode(const ChatRecord& record, std::optional<Place> place) {
  Writer out;
  out.bytes(kChatTitle, record.title);
  out.number(kChatNextMessage, record.next_message);
  out.number(kChatMessages, record.messages);
  out.signed_number(kChatCreatedAt, millis(record.created_at), 0);
  out.signed_number(kChatUpdatedAt, millis(record.updated_at), 0);
  return seal(kChatLetter, out.take(), place);
}

Result<ChatRecord> decode_chat(std::string_view bytes, std::optional<Place> place) {
  return decode_record({kChatLetter, "A chat"}, bytes, place, ChatRecord{},
                       [](Reader& in, ChatRecord& record) {
                         switch (in.tag()) {
                           case kChatTitle:
                             record.title = in.bytes();
                             break;
                           case kChatNextMessage:
                             record.next_message = read_number(in);
                             break;
                           case kChatMessages:
                             record.messages = read_number(in);
                             break;
                           case kChatCreatedAt:
                             record.created_at = read_time(in);
                             break;
                           case kChatUpdatedAt:
                             record.updated_at = read_time(in);
                             break;
                           default:
                             in.unknown();
                         }
                       });
}

std::string encode(const MessageRecord& record, std::optional<Place> place) {
  Writer out;
  out.bytes(kMessageRole, record.role);
  out.bytes(kMessageContent, record.content);
  out.signed_number(kMessageAt, millis(record.at), 0);
  out.bytes(kMessageTitle, record.title);
  for (const model::MemoryId& id : record.taught) out.bytes_always(kMessageTaught, id_bytes(id));
  for (const Span& span : record.spans) out.bytes_always(kMessageSpan, encode_span(span));
  return seal(kMessageLetter, out.take(), place);
}

Result<MessageRecord> decode_message(std::string_view bytes, std::optional<Place> place) {
  MNESTIC_TRY_ASSIGN(auto decoded,
                     decode_record({kMessageLetter, "A message"}, bytes, place, MessageRecord{},
                                   [](Reader& in, MessageRecord& record) {
                                     switch (in.tag()) {
                                       case kMessageRole:
                                         record.role = in.bytes();
                                         break;
                                       case kMessageContent:
                                         record.content = in.bytes();
                                         break;
                                       case kMessageAt:
                                         record.at = read_time(in);
                                         break;
                                       case kMessageTitle:
                                         record.title = in.bytes();
                                         break;
                                       case kMessageTaught:
                                         record.taught.push_back(read_id(in));
                                         break;
                                       case kMessageSpan:
                                         record.spans.push_back(read_span(in));
                                         break;
                                       default:
                                         in.unknown();
                                     }
                                   }));
  if (decoded.spans.empty()) return damaged("A message");
  return decoded;
}

}  // namespace mnestic::store
