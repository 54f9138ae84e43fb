// What the codecs of records share, and the record that no other room sees: the number and the id
// of a user or chat.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"
#include "wire.h"

namespace mnestic::store {

struct NameRecord {
  std::uint64_t number = 0;
  std::string id;  // empty in the entry that leads from a chat's hash to its number

  friend bool operator==(const NameRecord&, const NameRecord&) = default;
};
[[nodiscard]] std::string encode(const NameRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<NameRecord> decode_name(std::string_view bytes,
                                             std::optional<Place> place = {});

// Spans and ids inside other records.
[[nodiscard]] std::string encode_span(const Span& span);
[[nodiscard]] Span read_span(Reader& outer);
[[nodiscard]] std::string_view id_bytes(const model::MemoryId& id);
[[nodiscard]] model::MemoryId read_id(Reader& in);

// Whether encode can have written `bytes`, given what it writes of the record that was read from
// them. Catches what the reader is lenient about: long varints, spelt-out defaults, fields that are
// repeated or missing. With fields of a newer version skipped, only the length can be compared.
[[nodiscard]] inline bool is_own_form(std::string_view bytes, std::string_view again,
                                      bool skipped) {
  return skipped ? again.size() < bytes.size() : again == bytes;
}

// How one sort of record is read.
struct RecordForm {
  char letter = 0;
  std::string_view what;  // for people
};

// Whether what was read to the end is a whole record, of that place.
template <typename Record>
bool is_sound(const Reader& in, std::string_view bytes, std::optional<Place> place,
              const Record& record) {
  const bool elsewhere = place && in.place() && *place != *in.place();
  return in.ok() && !elsewhere && is_own_form(bytes, encode(record, in.place()), in.skipped());
}

// Reads all fields, then refuses what encode cannot have written, and what lies elsewhere.
template <typename Record, typename ReadField>
Result<Record> decode_record(const RecordForm& form, std::string_view bytes,
                             std::optional<Place> place, Record record, ReadField read_field) {
  auto body = unseal(form.letter, bytes);
  if (!body) return damaged(form.what);
  Reader in(*body);
  while (in.next()) read_field(in, record);
  if (!is_sound(in, bytes, place, record)) return damaged(form.what);
  return record;
}

}  // namespace mnestic::store
