// The small records: ids, changes, counters, names.
#include "record_codecs.h"

#include <limits>

#include "wire.h"

namespace mnestic::store {
namespace {

constexpr char kIdLetter = 'I';
constexpr char kChangeLetter = 'C';
constexpr char kCountersLetter = 'U';
constexpr char kNameLetter = 'N';

// Tags are on disk for ever: numbers are only added.
constexpr std::uint64_t kIdUser = 1;
constexpr std::uint64_t kIdCurrent = 2;
constexpr std::uint64_t kIdChain = 3;
constexpr std::uint64_t kChangeUser = 1;
constexpr std::uint64_t kChangeAction = 2;
constexpr std::uint64_t kChangeAt = 3;
constexpr std::uint64_t kChangeTarget = 4;
constexpr std::uint64_t kChangeUndoneBy = 5;
constexpr std::uint64_t kChangeEntries = 6;
constexpr std::uint64_t kChangeMessages = 7;
constexpr std::uint64_t kChangeQueued = 8;
constexpr std::uint64_t kCountersNextNumber = 1;
constexpr std::uint64_t kCountersNextChat = 2;
constexpr std::uint64_t kCountersDocs = 3;
constexpr std::uint64_t kCountersLengthSum = 4;
constexpr std::uint64_t kNameNumber = 1;
constexpr std::uint64_t kNameId = 2;

std::vector<VersionNumber> read_chain(Reader& outer) {
  std::vector<VersionNumber> chain;
  Reader in(outer.bytes());
  while (in.ok() && in.size() > 0) chain.push_back(in.raw_varint());
  if (!in.ok()) outer.fail();
  return chain;
}

std::vector<ChangeEntry> read_entries(Reader& outer) {
  std::vector<ChangeEntry> entries;
  Reader in(outer.bytes());
  while (in.ok() && in.size() > 0) {
    ChangeEntry entry;
    entry.number = in.raw_varint();
    const std::uint8_t created = in.raw_u8();
    if (created > 1) in.fail();
    entry.created = created == 1;
    entries.push_back(entry);
  }
  if (!in.ok()) outer.fail();
  return entries;
}

std::string encode_runs(const std::vector<MessageRun>& runs) {
  Writer out;
  for (const MessageRun& run : runs) {
    out.raw_varint(run.chat);
    out.raw_varint(run.first);
    out.raw_varint(run.count);
  }
  return out.take();
}

std::uint32_t read_u32(Reader& in) {
  const std::uint64_t number = in.raw_varint();
  if (number > std::numeric_limits<std::uint32_t>::max()) in.fail();
  return static_cast<std::uint32_t>(number);
}

std::vector<MessageRun> read_runs(Reader& outer) {
  std::vector<MessageRun> runs;
  Reader in(outer.bytes());
  while (in.ok() && in.size() > 0) {
    MessageRun run;
    run.chat = read_u32(in);
    run.first = read_u32(in);
    run.count = read_u32(in);
    runs.push_back(run);
  }
  if (!in.ok()) outer.fail();
  return runs;
}

}  // namespace

std::string_view to_string(ChangeAction action) {
  switch (action) {
    case ChangeAction::remember:
      return "remember";
    case ChangeAction::forget:
      return "forget";
    case ChangeAction::update:
      return "update";
    case ChangeAction::undo:
      return "undo";
    case ChangeAction::redo:
      return "redo";
    case ChangeAction::maintain:
      return "maintain";
    case ChangeAction::erase:
      return "erase";
    case ChangeAction::add_messages:
      return "add_messages";
    case ChangeAction::delete_chat:
      return "delete_chat";
  }
  return "unknown";
}

std::string encode(const IdRecord& record, std::optional<Place> place) {
  Writer chain;
  for (const VersionNumber number : record.chain) chain.raw_varint(number);
  Writer out;
  out.number(kIdUser, record.user);
  out.number(kIdCurrent, record.current);
  out.bytes(kIdChain, chain.take());
  return seal(kIdLetter, out.take(), place);
}

Result<IdRecord> decode_id(std::string_view bytes, std::optional<Place> place) {
  return decode_record({kIdLetter, "An id"}, bytes, place, IdRecord{},
                       [](Reader& in, IdRecord& record) {
                         switch (in.tag()) {
                           case kIdUser:
                             record.user = in.number();
                             break;
                           case kIdCurrent:
                             record.current = in.number();
                             break;
                           case kIdChain:
                             record.chain = read_chain(in);
                             break;
                           default:
                             in.unknown();
                         }
                       });
}

std::string encode(const ChangeRecord& record, std::optional<Place> place) {
  Writer entries;
  for (const ChangeEntry& entry : record.entries) {
    entries.raw_varint(entry.number);
    entries.raw_u8(entry.created ? 1 : 0);
  }
  Writer out;
  out.number(kChangeUser, record.user);
  out.number(kChangeAction, static_cast<std::uint64_t>(record.action));
  out.signed_number(kChangeAt, record.at.time_since_epoch().count(), 0);
  out.number(kChangeTarget, record.target);
  out.number(kChangeUndoneBy, record.undone_by);
  out.bytes(kChangeEntries, entries.take());
  out.bytes(kChangeMessages, encode_runs(record.messages));
  out.number(kChangeQueued, record.queued);
  return seal(kChangeLetter, out.take(), place);
}

Result<ChangeRecord> decode_change(std::string_view bytes, std::optional<Place> place) {
  return decode_record({kChangeLetter, "A change"}, bytes, place, ChangeRecord{},
                       [](Reader& in, ChangeRecord& record) {
                         switch (in.tag()) {
                           case kChangeUser:
                             record.user = in.number();
                             break;
                           case kChangeAction:
                             record.action = static_cast<ChangeAction>(
                                 in.number_up_to(static_cast<std::uint64_t>(kLastChangeAction)));
                             break;
                           case kChangeAt:
                             record.at = Timestamp(std::chrono::milliseconds(in.signed_number()));
                             break;
                           case kChangeTarget:
                             record.target = in.number();
                             break;
                           case kChangeUndoneBy:
                             record.undone_by = in.number();
                             break;
                           case kChangeEntries:
                             record.entries = read_entries(in);
                             break;
                           case kChangeMessages:
                             record.messages = read_runs(in);
                             break;
                           case kChangeQueued:
                             record.queued = in.number();
                             break;
                           default:
                             in.unknown();
                         }
                       });
}

std::string encode(const UserCounters& counters, std::optional<Place> place) {
  Writer out;
  out.number(kCountersNextNumber, counters.next_number);
  out.number(kCountersNextChat, counters.next_chat);
  out.number(kCountersDocs, counters.docs);
  out.number(kCountersLengthSum, counters.length_sum);
  return seal(kCountersLetter, out.take(), place);
}

Result<UserCounters> decode_counters(std::string_view bytes, std::optional<Place> place) {
  UserCounters start;
  start.next_chat = 0;  // a number that is left out is 0
  return decode_record({kCountersLetter, "A user's counters"}, bytes, place, start,
                       [](Reader& in, UserCounters& counters) {
                         switch (in.tag()) {
                           case kCountersNextNumber:
                             counters.next_number = in.number();
                             break;
                           case kCountersNextChat:
                             counters.next_chat = static_cast<ChatNumber>(
                                 in.number_up_to(std::numeric_limits<ChatNumber>::max()));
                             break;
                           case kCountersDocs:
                             counters.docs = in.number();
                             break;
                           case kCountersLengthSum:
                             counters.length_sum = in.number();
                             break;
                           default:
                             in.unknown();
                         }
                       });
}

std::string encode(const NameRecord& record, std::optional<Place> place) {
  Writer out;
  out.number(kNameNumber, record.number);
  out.bytes(kNameId, record.id);
  return seal(kNameLetter, out.take(), place);
}

Result<NameRecord> decode_name(std::string_view bytes, std::optional<Place> place) {
  return decode_record({kNameLetter, "A user or chat"}, bytes, place, NameRecord{},
                       [](Reader& in, NameRecord& record) {
                         switch (in.tag()) {
                           case kNameNumber:
                             record.number = in.number();
                             break;
                           case kNameId:
                             record.id = in.bytes();
                             break;
                           default:
                             in.unknown();
                         }
                       });
}

}  // namespace mnestic::store
