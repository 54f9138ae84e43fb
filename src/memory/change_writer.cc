#include "change_writer.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "chat_sum.h"
#include "mnestic/extract/relation.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/text/words.h"
#include "query.h"

namespace mnestic::memory {

using store::State;
using store::VersionNumber;

// Lines of the log that one change takes away at most: more than it adds, so that the log keeps up.
constexpr int kTrimmedMax = 16;

std::vector<std::string> terms_of(const model::Memory& memory) {
  std::vector<std::string> terms = text::index_terms(memory.content);
  if (memory.source.quote.empty()) return terms;
  const std::unordered_set<std::string> of_content(terms.begin(), terms.end());
  for (std::string& term : text::index_terms(memory.source.quote)) {
    if (!of_content.contains(term)) terms.push_back(std::move(term));
  }
  return terms;
}

std::string slot_tag(std::string_view slot) {
  // Callers' tags hold no control characters.
  return "\x01slot:" + std::string(slot);
}

std::vector<std::string> tags_of(const model::Memory& memory) {
  std::vector<std::string> tags = memory.tags;
  if (const auto slot = extract::single_valued_slot(memory.content))
    tags.push_back(slot_tag(*slot));
  const std::string subject = text::subject_of(memory.content);
  // Nearly every statement is about the user: that tells nothing apart.
  if (!subject.empty() && subject != "user") tags.push_back(subject_tag(subject));
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

Result<std::unique_ptr<ChangeWriter>> ChangeWriter::begin(const EngineParts& parts,
                                                          AccessLog& accesses,
                                                          std::string_view user_id,
                                                          store::ChangeAction action) {
  MNESTIC_TRY_ASSIGN(auto begun, parts.store.begin_write());
  store::WriteTxn& txn = *begun;
  MNESTIC_TRY_ASSIGN(const auto sequence, store::next_change(txn));
  auto writer =
      std::make_unique<ChangeWriter>(parts, accesses, user_id, std::move(begun), sequence);
  MNESTIC_TRY_ASSIGN(writer->user_, store::intern_user(txn, parts.store.hasher(), user_id));
  MNESTIC_TRY_ASSIGN(writer->counters_, store::get_counters(txn, writer->user_));
  // The log never runs backwards, even when the machine's clock does: known_at relies on it.
  Timestamp at = parts.clock.now();
  MNESTIC_TRY_ASSIGN(const auto last, store::change_before(txn, writer->user_, 0));
  if (last) {
    MNESTIC_TRY_ASSIGN(const auto record, store::get_change(txn, *last));
    if (record) at = std::max(at, record->at);
  }
  writer->record_ = {.user = writer->user_, .action = action, .at = at};
  return writer;
}

Scope ChangeWriter::scope() const {
  return {.txn = *txn_,
          .hasher = parts_.store.hasher(),
          .user = user_,
          .user_id = user_id_,
          .counters = counters_,
          .now = record_.at};
}

Result<void> ChangeWriter::index_words(VersionNumber number, const model::Memory& memory,
                                       std::uint32_t& length) {
  const auto terms = terms_of(memory);
  length = static_cast<std::uint32_t>(terms.size());
  return index::add_words(*txn_, parts_.store.hasher(), user_, number, terms, counters_);
}

Result<void> ChangeWriter::put_vectors() {
  if (vectors_.empty()) return {};
  const auto& hasher = parts_.store.hasher();
  MNESTIC_TRY_ASSIGN(const auto model, index::intern_model(*txn_, parts_.embedder.name(),
                                                           parts_.embedder.dimension()));
  std::vector<index::NumberedVector> numbered;
  numbered.reserve(vectors_.size());
  for (const NewVector& fresh : vectors_) {
    numbered.push_back({.number = fresh.number, .vector = fresh.vector});
    if (!parts_.embedder.is_remote()) continue;
    MNESTIC_TRY(index::put_cached(*txn_, hasher, model, fresh.content, fresh.vector));
  }
  MNESTIC_TRY(index::put_vectors(*txn_, user_, model, numbered));
  vectors_.clear();
  return {};
}

Result<VersionNumber> ChangeWriter::create(Creation creation) {
  model::Memory& memory = creation.memory;
  const VersionNumber number = counters_.next_number++;
  // Counters that were damaged must not lead over a memory that is there.
  MNESTIC_TRY_ASSIGN(const auto taken, store::get_version(*txn_, user_, number));
  if (taken) return data_loss("The next number is taken; run `mnestic doctor`.");
  MNESTIC_TRY_ASSIGN(auto id, store::get_id(*txn_, memory.id));
  if (!id) id = store::IdRecord{.user = user_};
  id->chain.push_back(number);
  id->current = number;
  MNESTIC_TRY(store::put_id(*txn_, memory.id, *id));
  memory.version = static_cast<std::uint32_t>(id->chain.size());
  if (memory.version == 1) memory.created_at = at();
  memory.updated_at = at();

  store::VersionRecord record;
  if (!memory.source.chat_id.empty()) {
    MNESTIC_TRY_ASSIGN(record.chat, intern_chat(memory.source.chat_id));
  }
  record.source_change = creation.source_change == 0 ? sequence_ : creation.source_change;
  record.spans = {{.recorded_at = at(),
                   .change = sequence_,
                   .state = creation.state,
                   .valid_to = memory.valid_to,
                   .superseded_by = memory.superseded_by}};
  record.memory = std::move(memory);
  std::uint32_t length = 0;
  MNESTIC_TRY(index_words(number, record.memory, length));
  MNESTIC_TRY(index::add_tags(*txn_, parts_.store.hasher(), user_, number, tags_of(record.memory)));
  if (creation.vector.empty()) {
    ++unembedded_;
  } else {
    vectors_.push_back(
        {.number = number, .vector = std::move(creation.vector), .content = record.memory.content});
  }
  MNESTIC_TRY(store::put_version(*txn_, parts_.store.hasher(), user_, number, record, length));
  record_.entries.push_back({.number = number, .created = true});
  touched_.push_back(record.memory.id);
  return number;
}

Result<void> ChangeWriter::put_record(VersionNumber number, const store::VersionRecord& record) {
  MNESTIC_TRY_ASSIGN(const auto header, store::get_header(*txn_, user_, number));
  return store::put_version(*txn_, parts_.store.hasher(), user_, number, record, header.length);
}

Result<void> ChangeWriter::set_state(VersionNumber number, State state, Timestamp valid_to,
                                     std::optional<model::MemoryId> superseded_by) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(*txn_, user_, number));
  if (!record) return data_loss("A version named in the store is missing; run `mnestic doctor`.");
  const store::Span span{.recorded_at = at(),
                         .change = sequence_,
                         .state = state,
                         .valid_to = valid_to,
                         .superseded_by = superseded_by};
  if (record->now().change == sequence_) {
    record->spans.back() = span;
  } else {
    record->spans.push_back(span);
    record_.entries.push_back({.number = number, .created = false});
  }
  touched_.push_back(record->memory.id);
  return put_record(number, *record);
}

Result<store::ChatNumber> ChangeWriter::intern_chat(std::string_view chat_id) {
  // The counter of chats is kept with the others: what interning changed must not be overwritten
  // at the end.
  MNESTIC_TRY(store::put_counters(*txn_, user_, counters_));
  MNESTIC_TRY_ASSIGN(const auto chat,
                     store::intern_chat(*txn_, parts_.store.hasher(), user_, chat_id));
  MNESTIC_TRY_ASSIGN(counters_, store::get_counters(*txn_, user_));
  return chat;
}

void ChangeWriter::note_message(store::ChatNumber chat, store::MessageNumber number) {
  auto& runs = record_.messages;
  if (!runs.empty() && runs.back().chat == chat &&
      runs.back().first + runs.back().count == number) {
    ++runs.back().count;
  } else {
    runs.push_back({.chat = chat, .first = number, .count = 1});
  }
}

Result<void> ChangeWriter::create_message(store::ChatNumber chat, store::MessageNumber number,
                                          store::MessageRecord record) {
  record.spans = {{.recorded_at = at(), .change = sequence_}};
  note_message(chat, number);
  return store::put_message(*txn_, user_, chat, number, record);
}

Result<void> ChangeWriter::set_message_state(store::ChatNumber chat, store::MessageNumber number,
                                             State state) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_message(*txn_, user_, chat, number));
  if (!record) return data_loss("A message named in the store is missing; run `mnestic doctor`.");
  record->spans.push_back({.recorded_at = at(), .change = sequence_, .state = state});
  note_message(chat, number);
  unsummed_.insert(chat);
  return store::put_message(*txn_, user_, chat, number, *record);
}

Result<void> ChangeWriter::erase_message(store::ChatNumber chat, store::MessageNumber number) {
  unsummed_.insert(chat);
  erased_ = true;
  return store::erase_message(*txn_, user_, chat, number);
}

Result<void> ChangeWriter::erase_chat(store::ChatNumber chat) {
  unsummed_.erase(chat);
  erased_ = true;
  MNESTIC_TRY(store::erase_messages(*txn_, user_, chat));
  return store::erase_chat(*txn_, parts_.store.hasher(), user_, chat);
}

Result<void> ChangeWriter::sum_up(store::ChatNumber chat) {
  MNESTIC_TRY_ASSIGN(const auto before, store::get_chat(*txn_, user_, chat));
  if (!before) return data_loss("A chat named in the store is missing; run `mnestic doctor`.");
  ChatSum after{.record = {.next_message = before->next_message}};
  const auto add = [&](store::MessageNumber, const store::MessageRecord& message) -> Result<bool> {
    after.add(message);
    return true;
  };
  MNESTIC_TRY(store::visit_messages(*txn_, user_, chat, 0, add));
  return store::put_chat(*txn_, user_, chat, after.record);
}

Result<void> ChangeWriter::trim_log() {
  for (int i = 0; i < kTrimmedMax; ++i) {
    MNESTIC_TRY_ASSIGN(const auto oldest, store::oldest_change(*txn_, user_));
    if (!oldest) return {};
    MNESTIC_TRY_ASSIGN(const auto record, store::get_change(*txn_, *oldest));
    if (record && record->at >= at() - kUndoKept) return {};
    MNESTIC_TRY(store::erase_change(*txn_, user_, *oldest));
  }
  return {};
}

std::vector<model::MemoryId> ChangeWriter::take_touched() {
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  return std::exchange(touched_, {});
}

Result<void> ChangeWriter::count_access(const Access& access) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(*txn_, user_, access.number));
  if (!record) return {};  // erased meanwhile
  record->memory.access_count += access.count;
  record->memory.last_accessed_at =
      std::max(record->memory.last_accessed_at.value_or(kBeginning), access.last_at);
  touched_.push_back(record->memory.id);
  return put_record(access.number, *record);
}

Result<void> ChangeWriter::confirm(VersionNumber number, const model::Memory& said) {
  constexpr double kSurer = 0.3;  // of the doubt that was left
  constexpr double kWeightier = 0.05;
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(*txn_, user_, number));
  if (!record) return {};  // erased meanwhile
  model::Memory& memory = record->memory;
  memory.access_count += 1;
  memory.last_accessed_at = std::max(memory.last_accessed_at.value_or(kBeginning), at());
  memory.confidence = std::max(memory.confidence, said.confidence);
  memory.confidence += (1.0 - memory.confidence) * said.confidence * kSurer;
  memory.importance += (1.0 - memory.importance) * kWeightier;
  if (said.origin == model::Origin::explicit_said) memory.origin = said.origin;
  touched_.push_back(memory.id);
  return put_record(number, *record);
}

Result<void> ChangeWriter::drop_quote(VersionNumber number) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_version(*txn_, user_, number));
  if (!record || record->memory.source.quote.empty()) return {};
  MNESTIC_TRY(index::remove_words(*txn_, parts_.store.hasher(), user_, number,
                                  terms_of(record->memory), counters_));
  record->memory.source.quote.clear();
  std::uint32_t length = 0;
  MNESTIC_TRY(index_words(number, record->memory, length));
  erased_ = true;
  // Its length is another now, and the log does not say so.
  MNESTIC_TRY(store::raise_header_epoch(*txn_));
  return store::put_version(*txn_, parts_.store.hasher(), user_, number, *record, length);
}

Result<void> ChangeWriter::erase(VersionNumber number) {
  MNESTIC_TRY_ASSIGN(const auto record, store::get_version(*txn_, user_, number));
  if (!record) return {};
  const auto& hasher = parts_.store.hasher();
  MNESTIC_TRY(
      index::remove_words(*txn_, hasher, user_, number, terms_of(record->memory), counters_));
  MNESTIC_TRY(index::remove_tags(*txn_, hasher, user_, number, tags_of(record->memory)));
  MNESTIC_TRY_ASSIGN(const auto models, index::models(*txn_));
  for (const index::ModelNumber model : models) {
    MNESTIC_TRY(index::erase_vector(*txn_, user_, model, number));
  }
  std::erase_if(vectors_, [&](const NewVector& fresh) { return fresh.number == number; });
  MNESTIC_TRY(index::erase_cached(*txn_, hasher, record->memory.content));
  MNESTIC_TRY(store::erase_version(*txn_, hasher, user_, number));
  record_.entries.push_back({.number = number, .created = false});
  erased_ = true;
  return {};
}

Result<void> ChangeWriter::queue(store::QueueRecord record) {
  record.id = model::MemoryId::make(at(), parts_.random);
  record.user_id = user_id_;
  record.queued_at = at();
  const store::QueuePlace place{
      .user = user_, .change = sequence_, .index = static_cast<std::uint32_t>(record_.queued++)};
  return store::put_queued(*txn_, place, record);
}

Result<void> ChangeWriter::requeue(const store::QueuePlace& place,
                                   const store::QueueRecord& record) {
  ++record_.queued;
  return store::put_queued(*txn_, place, record);
}

Result<void> ChangeWriter::dequeue(const store::QueuePlace& place, bool for_good) {
  MNESTIC_TRY(store::erase_queued(*txn_, place));
  erased_ = erased_ || for_good;
  // The change that queued it has less left to undo.
  MNESTIC_TRY_ASSIGN(auto change, store::get_change(*txn_, place.change));
  if (!change || change->queued == 0) return {};
  --change->queued;
  return store::put_change(*txn_, place.change, *change);
}

Result<void> ChangeWriter::commit() {
  for (const Access& access : accesses_.take(user_id_)) MNESTIC_TRY(count_access(access));
  for (const store::ChatNumber chat : unsummed_) MNESTIC_TRY(sum_up(chat));
  MNESTIC_TRY(put_vectors());
  MNESTIC_TRY(store::put_counters(*txn_, user_, counters_));
  if (!empty()) {
    MNESTIC_TRY(store::put_change(*txn_, sequence_, record_));
    MNESTIC_TRY(trim_log());
  }
  return txn_->commit();
}

}  // namespace mnestic::memory
