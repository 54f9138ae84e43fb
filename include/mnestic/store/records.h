// Records: what the values of the tables hold, as native types. Encodings stand in
// src/store/FORMAT.md.
//
// Each version of a memory is written once and has its own number, dense per user from 0. What
// later happens to it (superseded, forgotten, undone ...) is appended to its spans: the last span
// is what we know now, the span in force at a time T is what we knew at T. Access counts are the
// only fields that are overwritten.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"
#include "mnestic/base/result.h"
#include "mnestic/model/memory.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

using UserNumber = std::uint64_t;
using VersionNumber = std::uint64_t;  // of one user, dense from 0
using ChatNumber = std::uint32_t;     // of one user, from 1; 0 is "no chat"
using MessageNumber = std::uint32_t;  // of one chat, dense from 0

// Where a record lies, hashed. It is written into the record, under its checksum: what turns up
// under another key, of another person perhaps, is damaged, and so is what lies in another table.
using Place = std::uint32_t;
[[nodiscard]] Place place_of(Table table, std::string_view key);

// What became of one version. Callers see active, superseded and forgotten; the others are not
// listed.
enum class State : std::uint8_t {
  active = 0,
  superseded = 1,  // another memory took its place
  forgotten = 2,   // hidden on request
  replaced = 3,    // a newer version of the same memory took its place
  retracted = 4,   // its making was undone: it is as if it had never been
  erased = 5,      // nothing left; the number stays empty for ever
};

// What we knew about a version from `recorded_at` on, until the next span.
struct Span {
  Timestamp recorded_at{};
  std::uint64_t change = 0;  // sequence of the change that wrote it
  State state = State::active;
  Timestamp valid_to = kForever;
  std::optional<model::MemoryId> superseded_by;

  friend bool operator==(const Span&, const Span&) = default;
};

struct VersionRecord {
  // memory.status, valid_to, superseded_by and user_id are not stored here: spans and the key say
  // them. version counts from 1. source.chat_id is stored as the chat's number (see
  // VersionRecord::chat).
  model::Memory memory;
  ChatNumber chat = 0;
  // Memories that came from the same words carry the same number: the sequence of the change that
  // stored them.
  std::uint64_t source_change = 0;
  std::vector<Span> spans;  // never empty, by recorded_at; the first is that of its making

  [[nodiscard]] const Span& now() const { return spans.back(); }
  // The span in force at `known_at`; nullptr when the version was not yet there.
  [[nodiscard]] const Span* at(Timestamp known_at) const;

  friend bool operator==(const VersionRecord&, const VersionRecord&) = default;
};

// With a checksum; decode gives data_loss for anything that encode cannot have written, and for a
// record of another place than the one given.
[[nodiscard]] std::string encode(const VersionRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<VersionRecord> decode_version(std::string_view bytes,
                                                   std::optional<Place> place = {});

// Where a public id leads.
struct IdRecord {
  UserNumber user = 0;
  VersionNumber current = 0;         // the version that stands for the memory now
  std::vector<VersionNumber> chain;  // all its versions, oldest first; empty: erased

  friend bool operator==(const IdRecord&, const IdRecord&) = default;
};
[[nodiscard]] std::string encode(const IdRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<IdRecord> decode_id(std::string_view bytes, std::optional<Place> place = {});

// The part of a version that filters read, 60 bytes, in blocks of 64 consecutive numbers.
struct Header {
  State state = State::erased;
  std::uint8_t kind = 0;
  model::Layer layer = model::Layer::semantic;
  bool first_version = false;  // recorded_at is then the memory's created_at
  std::uint32_t length = 0;    // terms, for BM25
  Timestamp observed_at{};
  Timestamp valid_from{};
  Timestamp valid_to = kForever;
  Timestamp expires_at = kForever;
  Timestamp recorded_at{};  // of the first span
  Timestamp changed_at{};   // of the last span: for a later time, state and valid_to hold without a
                            // look at the record
  ChatNumber chat = 0;

  friend bool operator==(const Header&, const Header&) = default;
};
inline constexpr std::uint64_t kBlockSize = 64;

// A read-only look at one block of headers. Slots past the end, and a missing block, read as
// erased.
class HeaderBlock {
 public:
  HeaderBlock() = default;
  // Errors: data_loss when the size is impossible. The checksum is not read: filters look at many,
  // and the record has the last word; verify_checksum() is for `doctor`.
  [[nodiscard]] static Result<HeaderBlock> open(std::string_view bytes);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] Header at(std::uint64_t slot) const;
  [[nodiscard]] bool verify_checksum() const;

 private:
  std::string_view bytes_;
  std::uint64_t count_ = 0;
};

// What one change did to one version: its making, or a new span.
struct ChangeEntry {
  VersionNumber number = 0;
  bool created = false;

  friend bool operator==(const ChangeEntry&, const ChangeEntry&) = default;
};

// What one change did to a run of one chat's messages: their making, or a new span.
struct MessageRun {
  ChatNumber chat = 0;
  MessageNumber first = 0;
  MessageNumber count = 0;

  friend bool operator==(const MessageRun&, const MessageRun&) = default;
};

enum class ChangeAction : std::uint8_t {
  remember,
  forget,
  update,
  undo,
  redo,
  maintain,
  erase,
  add_messages,
  delete_chat,
};
inline constexpr ChangeAction kLastChangeAction = ChangeAction::delete_chat;
[[nodiscard]] std::string_view to_string(ChangeAction action);

// One line of the change log: numbers only, no words.
struct ChangeRecord {
  UserNumber user = 0;
  ChangeAction action = ChangeAction::remember;
  Timestamp at{};
  std::uint64_t target = 0;     // undo, redo: the change it takes back
  std::uint64_t undone_by = 0;  // the undo (or redo) that took this back; 0: none
  std::vector<ChangeEntry> entries;
  std::vector<MessageRun> messages;
  std::uint64_t queued = 0;  // texts of it that wait in the queue, or have died there

  friend bool operator==(const ChangeRecord&, const ChangeRecord&) = default;
};
[[nodiscard]] std::string encode(const ChangeRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<ChangeRecord> decode_change(std::string_view bytes,
                                                 std::optional<Place> place = {});

// One message of a chat. What happens to it later is appended to its spans, as for versions.
struct MessageRecord {
  std::string role;
  std::string content;
  Timestamp at{};                       // when it was said
  std::string title;                    // the chat's, when it was given with this message
  std::vector<model::MemoryId> taught;  // memories that it made, confirmed or ended
  std::vector<Span> spans;  // never empty; active, forgotten (with its chat) or retracted

  [[nodiscard]] bool shown() const { return spans.back().state == State::active; }

  friend bool operator==(const MessageRecord&, const MessageRecord&) = default;
};
[[nodiscard]] std::string encode(const MessageRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<MessageRecord> decode_message(std::string_view bytes,
                                                   std::optional<Place> place = {});

// One chat as a whole. All but next_message is a summary of the messages that are shown; a chat of
// which none is shown is not there for callers.
struct ChatRecord {
  std::string title;
  MessageNumber next_message = 0;
  MessageNumber messages = 0;  // shown
  Timestamp created_at{};      // when the first and the last of them were stored
  Timestamp updated_at{};

  friend bool operator==(const ChatRecord&, const ChatRecord&) = default;
};
[[nodiscard]] std::string encode(const ChatRecord& record, std::optional<Place> place = {});
[[nodiscard]] Result<ChatRecord> decode_chat(std::string_view bytes,
                                             std::optional<Place> place = {});

// Per user, one entry of `counters`.
struct UserCounters {
  VersionNumber next_number = 0;
  ChatNumber next_chat = 1;
  std::uint64_t docs = 0;        // versions in the word index
  std::uint64_t length_sum = 0;  // their lengths in terms

  friend bool operator==(const UserCounters&, const UserCounters&) = default;
};
[[nodiscard]] std::string encode(const UserCounters& counters, std::optional<Place> place = {});
[[nodiscard]] Result<UserCounters> decode_counters(std::string_view bytes,
                                                   std::optional<Place> place = {});

}  // namespace mnestic::store
