#include <limits>

#include "mnestic/store/records.h"
#include "record_codecs.h"
#include "value_codec.h"
#include "wire.h"

namespace mnestic::store {
namespace {

constexpr char kLetter = 'V';
constexpr std::uint64_t kU32Max = std::numeric_limits<std::uint32_t>::max();

// On disk for ever: numbers are only added.
constexpr std::uint64_t kId = 1;
constexpr std::uint64_t kContent = 2;
constexpr std::uint64_t kKind = 3;
constexpr std::uint64_t kLayer = 4;
constexpr std::uint64_t kOrigin = 5;
constexpr std::uint64_t kConfidence = 6;
constexpr std::uint64_t kImportance = 7;
constexpr std::uint64_t kData = 8;
constexpr std::uint64_t kTag = 9;
constexpr std::uint64_t kMetadata = 10;
constexpr std::uint64_t kMessage = 11;
constexpr std::uint64_t kRole = 12;
constexpr std::uint64_t kClient = 13;
constexpr std::uint64_t kQuote = 14;
constexpr std::uint64_t kObservedAt = 15;
constexpr std::uint64_t kValidFrom = 16;
constexpr std::uint64_t kCreatedAt = 17;
constexpr std::uint64_t kUpdatedAt = 18;
constexpr std::uint64_t kExpiresAt = 19;
constexpr std::uint64_t kAccessCount = 20;
constexpr std::uint64_t kLastAccessedAt = 21;
constexpr std::uint64_t kSupersedes = 22;
constexpr std::uint64_t kVersion = 23;
constexpr std::uint64_t kChat = 24;
constexpr std::uint64_t kSourceChange = 25;
constexpr std::uint64_t kSpan = 26;

constexpr std::uint64_t kSpanRecordedAt = 1;
constexpr std::uint64_t kSpanChange = 2;
constexpr std::uint64_t kSpanState = 3;
constexpr std::uint64_t kSpanValidTo = 4;
constexpr std::uint64_t kSpanSupersededBy = 5;

std::int64_t millis(Timestamp time) { return time.time_since_epoch().count(); }
Timestamp moment(std::int64_t ms) { return Timestamp(std::chrono::milliseconds(ms)); }
const std::int64_t kNever = millis(kForever);

std::string encode_fields(const model::Fields& fields) {
  Writer out;
  if (!fields.empty()) write_fields(out, fields);
  return out.take();
}

model::Fields read_tree(Reader& outer) {
  Reader in(outer.bytes());
  model::Fields fields = read_fields(in);
  if (!in.ok() || in.size() != 0) outer.fail();
  return fields;
}

bool read_memory_field(Reader& in, model::Memory& memory) {
  switch (in.tag()) {
    case kId:
      memory.id = read_id(in);
      return true;
    case kContent:
      memory.content = in.bytes();
      return true;
    case kKind:
      memory.kind = static_cast<model::Kind>(in.number_up_to(model::kinds().size() - 1));
      return true;
    case kLayer:
      memory.layer = static_cast<model::Layer>(
          in.number_up_to(static_cast<std::uint64_t>(model::Layer::long_term)));
      return true;
    case kOrigin:
      memory.origin = static_cast<model::Origin>(
          in.number_up_to(static_cast<std::uint64_t>(model::Origin::implicit_inferred)));
      return true;
    case kConfidence:
      memory.confidence = in.real();
      return true;
    case kImportance:
      memory.importance = in.real();
      return true;
    case kData:
      memory.data = read_tree(in);
      return true;
    case kTag:
      memory.tags.emplace_back(in.bytes());
      return true;
    case kMetadata:
      memory.metadata = read_tree(in);
      return true;
    case kAccessCount:
      memory.access_count = in.number();
      return true;
    case kSupersedes:
      memory.supersedes.push_back(read_id(in));
      return true;
    case kVersion:
      memory.version = static_cast<std::uint32_t>(in.number_up_to(kU32Max));
      return true;
    default:
      return false;
  }
}

bool read_source_field(Reader& in, model::Source& source) {
  switch (in.tag()) {
    case kMessage: {
      const std::uint64_t index_plus_one = in.number_up_to(kU32Max + 1);
      if (index_plus_one != 0) source.message = static_cast<std::uint32_t>(index_plus_one - 1);
      return true;
    }
    case kRole:
      source.role = in.bytes();
      return true;
    case kClient:
      source.client = in.bytes();
      return true;
    case kQuote:
      source.quote = in.bytes();
      return true;
    default:
      return false;
  }
}

bool read_time_field(Reader& in, model::Memory& memory) {
  switch (in.tag()) {
    case kObservedAt:
      memory.observed_at = moment(in.signed_number());
      return true;
    case kValidFrom:
      memory.valid_from = moment(in.signed_number());
      return true;
    case kCreatedAt:
      memory.created_at = moment(in.signed_number());
      return true;
    case kUpdatedAt:
      memory.updated_at = moment(in.signed_number());
      return true;
    case kExpiresAt:
      memory.expires_at = moment(in.signed_number());
      return true;
    case kLastAccessedAt:
      memory.last_accessed_at = moment(in.signed_number());
      return true;
    default:
      return false;
  }
}

void read_field(Reader& in, VersionRecord& record) {
  if (read_memory_field(in, record.memory) || read_source_field(in, record.memory.source) ||
      read_time_field(in, record.memory)) {
    return;
  }
  switch (in.tag()) {
    case kChat:
      record.chat = static_cast<ChatNumber>(in.number_up_to(kU32Max));
      return;
    case kSourceChange:
      record.source_change = in.number();
      return;
    case kSpan:
      record.spans.push_back(read_span(in));
      return;
    default:
      in.unknown();
  }
}

}  // namespace

std::string_view id_bytes(const model::MemoryId& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()};
}

model::MemoryId read_id(Reader& in) {
  model::MemoryId id;
  const std::string_view bytes = in.bytes();
  if (bytes.size() != id.bytes.size()) {
    in.fail();
    return id;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) id.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
  return id;
}

std::string encode_span(const Span& span) {
  Writer out;
  out.signed_number(kSpanRecordedAt, millis(span.recorded_at), 0);
  out.number(kSpanChange, span.change);
  out.number(kSpanState, static_cast<std::uint64_t>(span.state));
  out.signed_number(kSpanValidTo, millis(span.valid_to), kNever);
  if (span.superseded_by) out.bytes_always(kSpanSupersededBy, id_bytes(*span.superseded_by));
  return out.take();
}

Span read_span(Reader& outer) {
  Span span;
  Reader in(outer.bytes());
  while (in.next()) {
    switch (in.tag()) {
      case kSpanRecordedAt:
        span.recorded_at = moment(in.signed_number());
        break;
      case kSpanChange:
        span.change = in.number();
        break;
      case kSpanState:
        span.state = static_cast<State>(in.number_up_to(static_cast<std::uint64_t>(State::erased)));
        break;
      case kSpanValidTo:
        span.valid_to = moment(in.signed_number());
        break;
      case kSpanSupersededBy:
        span.superseded_by = read_id(in);
        break;
      default:
        in.unknown();
    }
  }
  if (in.skipped()) outer.note_skipped();
  if (!in.ok()) outer.fail();
  return span;
}

const Span* VersionRecord::at(Timestamp known_at) const {
  for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
    if (span->recorded_at <= known_at) return &*span;
  }
  return nullptr;
}

std::string encode(const VersionRecord& record, std::optional<Place> place) {
  MNESTIC_ASSERT(!record.spans.empty());
  const model::Memory& memory = record.memory;
  const model::Source& source = memory.source;
  Writer out;
  out.bytes_always(kId, id_bytes(memory.id));
  out.bytes(kContent, memory.content);
  out.number(kKind, static_cast<std::uint64_t>(memory.kind));
  out.number(kLayer, static_cast<std::uint64_t>(memory.layer));
  out.number(kOrigin, static_cast<std::uint64_t>(memory.origin));
  out.real(kConfidence, memory.confidence, 1.0);
  out.real(kImportance, memory.importance, 0.5);
  out.bytes(kData, encode_fields(memory.data));
  for (const std::string& tag : memory.tags) out.bytes_always(kTag, tag);
  out.bytes(kMetadata, encode_fields(memory.metadata));
  if (source.message) out.number(kMessage, std::uint64_t{*source.message} + 1);
  out.bytes(kRole, source.role);
  out.bytes(kClient, source.client);
  out.bytes(kQuote, source.quote);
  out.signed_number(kObservedAt, millis(memory.observed_at), 0);
  out.signed_number(kValidFrom, millis(memory.valid_from), 0);
  out.signed_number(kCreatedAt, millis(memory.created_at), 0);
  out.signed_number(kUpdatedAt, millis(memory.updated_at), 0);
  out.signed_number(kExpiresAt, millis(memory.expires_at), kNever);
  out.number(kAccessCount, memory.access_count);
  if (memory.last_accessed_at) out.signed_always(kLastAccessedAt, millis(*memory.last_accessed_at));
  for (const model::MemoryId& id : memory.supersedes) out.bytes_always(kSupersedes, id_bytes(id));
  out.number(kVersion, memory.version);
  out.number(kChat, record.chat);
  out.number(kSourceChange, record.source_change);
  for (const Span& span : record.spans) out.bytes_always(kSpan, encode_span(span));
  return seal(kLetter, out.take(), place);
}

Result<VersionRecord> decode_version(std::string_view bytes, std::optional<Place> place) {
  MNESTIC_TRY_ASSIGN(const std::string_view body, unseal(kLetter, bytes));
  VersionRecord record;
  // A number that is left out is 0, whatever the type's own default.
  record.memory.layer = model::Layer::short_term;
  record.memory.version = 0;
  Reader in(body);
  while (in.next()) read_field(in, record);
  if (record.spans.empty() || !is_sound(in, bytes, place, record)) return damaged("A memory");
  return record;
}

}  // namespace mnestic::store
