// The record of the queue.
#include <limits>

#include "mnestic/store/queue.h"
#include "record_codecs.h"
#include "value_codec.h"

namespace mnestic::store {
namespace {

constexpr char kQueueLetter = 'Q';

// Tags are on disk for ever: numbers are only added.
constexpr std::uint64_t kId = 1;
constexpr std::uint64_t kUserId = 2;
constexpr std::uint64_t kMessage = 3;
constexpr std::uint64_t kChatId = 4;
constexpr std::uint64_t kOptions = 5;
constexpr std::uint64_t kQueuedAt = 6;
constexpr std::uint64_t kObservedAt = 7;
constexpr std::uint64_t kTries = 8;
constexpr std::uint64_t kUseless = 9;
constexpr std::uint64_t kReason = 10;
constexpr std::uint64_t kNextTry = 11;
constexpr std::uint64_t kLeaseOwner = 12;
constexpr std::uint64_t kLeaseUntil = 13;
constexpr std::uint64_t kState = 14;
constexpr std::uint64_t kWithdrawnBy = 15;
// Of a message.
constexpr std::uint64_t kRole = 1;
constexpr std::uint64_t kContent = 2;
constexpr std::uint64_t kAt = 3;
constexpr std::uint64_t kIndex = 4;

constexpr std::uint64_t kU32Max = std::numeric_limits<std::uint32_t>::max();

std::int64_t millis(Timestamp time) { return time.time_since_epoch().count(); }
Timestamp read_time(Reader& in) { return Timestamp(std::chrono::milliseconds(in.signed_number())); }
std::uint32_t read_u32(Reader& in) { return static_cast<std::uint32_t>(in.number_up_to(kU32Max)); }

std::string encode_message(const QueuedMessage& message) {
  Writer out;
  out.bytes(kRole, message.role);
  out.bytes(kContent, message.content);
  if (message.at) out.signed_always(kAt, millis(*message.at));
  out.number(kIndex, message.index);
  return out.take();
}

QueuedMessage read_message(Reader& outer) {
  QueuedMessage message;
  Reader in(outer.bytes());
  while (in.next()) {
    switch (in.tag()) {
      case kRole:
        message.role = in.bytes();
        break;
      case kContent:
        message.content = in.bytes();
        break;
      case kAt:
        message.at = read_time(in);
        break;
      case kIndex:
        message.index = read_u32(in);
        break;
      default:
        in.unknown();
    }
  }
  if (!in.ok()) outer.fail();
  if (in.skipped()) outer.note_skipped();
  return message;
}

model::Fields read_options(Reader& outer) {
  Reader in(outer.bytes());
  model::Fields options = read_fields(in);
  if (!in.ok() || in.size() > 0) outer.fail();
  return options;
}

void read_field(Reader& in, QueueRecord& record) {
  switch (in.tag()) {
    case kId:
      record.id = read_id(in);
      break;
    case kUserId:
      record.user_id = in.bytes();
      break;
    case kMessage:
      record.messages.push_back(read_message(in));
      break;
    case kChatId:
      record.chat_id = in.bytes();
      break;
    case kOptions:
      record.options = read_options(in);
      break;
    case kQueuedAt:
      record.queued_at = read_time(in);
      break;
    case kObservedAt:
      record.observed_at = read_time(in);
      break;
    case kTries:
      record.tries = read_u32(in);
      break;
    case kUseless:
      record.useless = read_u32(in);
      break;
    case kReason:
      record.reason = in.bytes();
      break;
    case kNextTry:
      record.next_try = read_time(in);
      break;
    case kLeaseOwner:
      record.lease_owner = in.number();
      break;
    case kLeaseUntil:
      record.lease_until = read_time(in);
      break;
    case kState:
      record.state = static_cast<QueueState>(
          in.number_up_to(static_cast<std::uint64_t>(QueueState::withdrawn)));
      break;
    case kWithdrawnBy:
      record.withdrawn_by = in.number();
      break;
    default:
      in.unknown();
  }
}

}  // namespace

std::string encode(const QueueRecord& record, std::optional<Place> place) {
  Writer options;
  if (!record.options.empty()) write_fields(options, record.options);
  Writer out;
  out.bytes_always(kId, id_bytes(record.id));
  out.bytes(kUserId, record.user_id);
  for (const QueuedMessage& each : record.messages) {
    out.bytes_always(kMessage, encode_message(each));
  }
  out.bytes(kChatId, record.chat_id);
  out.bytes(kOptions, options.take());
  out.signed_number(kQueuedAt, millis(record.queued_at), 0);
  out.signed_number(kObservedAt, millis(record.observed_at), 0);
  out.number(kTries, record.tries);
  out.number(kUseless, record.useless);
  out.bytes(kReason, record.reason);
  out.signed_number(kNextTry, millis(record.next_try), 0);
  out.number(kLeaseOwner, record.lease_owner);
  out.signed_number(kLeaseUntil, millis(record.lease_until), 0);
  out.number(kState, static_cast<std::uint64_t>(record.state));
  out.number(kWithdrawnBy, record.withdrawn_by);
  return seal(kQueueLetter, out.take(), place);
}

Result<QueueRecord> decode_queued(std::string_view bytes, std::optional<Place> place) {
  return decode_record({kQueueLetter, "A waiting text"}, bytes, place, QueueRecord{}, read_field);
}

}  // namespace mnestic::store
