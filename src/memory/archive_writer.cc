#include <algorithm>
#include <utility>

#include "change_writer.h"
#include "content_vectors.h"
#include "mnestic/index/embeddings.h"
#include "mnestic/memory/archive.h"
#include "validate.h"

namespace mnestic::memory {

using store::State;
using store::VersionNumber;

// One transaction, and the lines of the log that it touches, by ordinal.
struct ArchiveWriter::Batch {
  std::unique_ptr<store::WriteTxn> txn;
  store::UserNumber user = 0;
  store::UserCounters counters;
  std::map<std::uint64_t, std::vector<store::ChangeEntry>> entries;
  std::map<std::uint64_t, std::vector<store::MessageRun>> messages;
  std::map<std::uint64_t, std::uint64_t> queued;
  std::uint32_t free_index = 0;                // of texts whose change is not known
  std::vector<index::NumberedVector> vectors;  // ascending
};

namespace {

constexpr std::size_t kSpansMax = 100'000;

Result<void> check_spans(const std::vector<store::Span>& spans, std::uint64_t changes) {
  if (spans.empty() || spans.size() > kSpansMax) {
    return invalid_argument("spans must be 1 to " + std::to_string(kSpansMax) + ".");
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].change > changes) {
      return invalid_argument("spans[" + std::to_string(i) + "].change names no change.");
    }
    if (i > 0 && spans[i].recorded_at < spans[i - 1].recorded_at) {
      return invalid_argument("spans are not in the order of their times.");
    }
  }
  return {};
}

}  // namespace

Result<void> ArchiveWriter::check(const ArchivedVersion& version) const {
  const model::Memory& memory = version.record.memory;
  Fields fields;
  fields.content = memory.content;
  fields.confidence = memory.confidence;
  fields.importance = memory.importance;
  fields.data = memory.data;
  fields.metadata = memory.metadata;
  fields.tags = memory.tags;
  fields.source = memory.source;
  MNESTIC_TRY(validate(fields, ""));
  if (memory.version == 0) return invalid_argument("version counts from 1.");
  if (version.record.source_change > changes_.size()) {
    return invalid_argument("source_change names no change.");
  }
  return check_spans(version.record.spans, changes_.size());
}

Result<void> ArchiveWriter::add(ArchivedVersion version) {
  MNESTIC_TRY(validate_user_id(user_id_));
  MNESTIC_TRY(check(version));
  waiting_.push_back(std::move(version));
  return waiting_.size() < kBatch ? Result<void>() : flush();
}

Result<void> ArchiveWriter::add(ArchivedText text) {
  MNESTIC_TRY(validate_user_id(user_id_));
  if (std::max(text.change, text.record.withdrawn_by) > changes_.size()) {
    return invalid_argument("it names no change.");
  }
  if (!text.record.chat_id.empty()) MNESTIC_TRY(validate_chat_id(text.record.chat_id));
  if (text.record.messages.empty() || text.record.messages.size() > kItemsPerCallMax) {
    return invalid_argument("messages must be 1 to " + std::to_string(kItemsPerCallMax) + ".");
  }
  texts_.push_back(std::move(text));
  return {};
}

Result<void> ArchiveWriter::flush() {
  if (waiting_.empty() && texts_.empty()) return {};
  auto versions = std::exchange(waiting_, {});
  const ArchiveCounts before = counts_;
  const auto vectors = vectors_of(versions);
  Batch batch;
  MNESTIC_TRY_ASSIGN(batch.txn, parts_.store.begin_write());
  MNESTIC_TRY_ASSIGN(batch.user, store::intern_user(*batch.txn, parts_.store.hasher(), user_id_));
  MNESTIC_TRY_ASSIGN(batch.counters, store::get_counters(*batch.txn, batch.user));
  MNESTIC_TRY_ASSIGN(const auto texts_there, find_texts(batch));
  for (std::size_t i = 0; i < versions.size(); ++i) {
    MNESTIC_TRY(write(batch, versions[i], vectors[i]));
  }
  // After the versions: those that are there tell which numbers the changes have here.
  for (ArchivedText& text : std::exchange(texts_, {})) {
    if (!texts_there.contains(text.record.id)) MNESTIC_TRY(place(batch, std::move(text)));
  }
  // Dropped when there was nothing to write.
  if (counts_.added == before.added && counts_.texts_added == before.texts_added) return {};
  MNESTIC_TRY(write_log(batch));
  if (!batch.vectors.empty()) {
    MNESTIC_TRY_ASSIGN(const auto model, index::intern_model(*batch.txn, parts_.embedder.name(),
                                                             parts_.embedder.dimension()));
    MNESTIC_TRY(index::put_vectors(*batch.txn, batch.user, model, batch.vectors));
  }
  MNESTIC_TRY(store::put_counters(*batch.txn, batch.user, batch.counters));
  return batch.txn->commit();
}

// Those that came along and fit, and for the others those that the embedder makes.
std::vector<embed::Embedding> ArchiveWriter::vectors_of(
    std::vector<ArchivedVersion>& versions) const {
  const embed::Embedder& embedder = parts_.embedder;
  std::vector<embed::Embedding> vectors(versions.size());
  std::vector<std::string> contents;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    ArchivedVersion& version = versions[i];
    if (version.vector_model == embedder.name() && version.vector.size() == embedder.dimension()) {
      vectors[i] = std::move(version.vector);
      continue;
    }
    contents.push_back(version.record.memory.content);
    places.push_back(i);
  }
  if (contents.empty()) return vectors;
  // While it is away they stay without, and get theirs in the background.
  auto made = embed_by_sentence(embedder, contents);
  for (std::size_t i = 0; made && i < places.size(); ++i) {
    vectors[places[i]] = std::move((*made)[i]);
  }
  return vectors;
}

// Whether the stored version is this one; also tells where its changes are in the log.
Result<bool> ArchiveWriter::is_there(Batch& batch, const ArchivedVersion& version,
                                     const store::IdRecord& id) {
  const model::Memory& memory = version.record.memory;
  MNESTIC_TRY_ASSIGN(const auto stored,
                     store::get_version(*batch.txn, batch.user, id.chain[memory.version - 1]));
  const bool same = stored && stored->memory.content == memory.content &&
                    stored->memory.created_at == memory.created_at &&
                    stored->memory.updated_at == memory.updated_at;
  if (!same) return false;
  const std::uint64_t ordinal = version.record.spans.front().change;
  const std::uint64_t sequence = stored->spans.front().change;
  if (!base_ && ordinal > 0 && sequence >= ordinal) base_ = sequence - ordinal;
  return true;
}

Result<void> ArchiveWriter::write(Batch& batch, const ArchivedVersion& version,
                                  const embed::Embedding& vector) {
  const model::Memory& memory = version.record.memory;
  MNESTIC_TRY_ASSIGN(const auto known, store::get_id(*batch.txn, memory.id));
  const store::IdRecord id = known.value_or(store::IdRecord{.user = batch.user});
  const bool foreign = id.user != batch.user;
  const bool erased = known && known->chain.empty();
  if (!foreign && !erased && id.chain.size() >= memory.version) {
    MNESTIC_TRY_ASSIGN(const bool there, is_there(batch, version, id));
    if (there && !conflicting_.contains(memory.id)) {
      ++counts_.there;
      return {};
    }
    conflicting_.insert(memory.id);
  }
  const bool next = !foreign && !erased && id.chain.size() + 1 == memory.version;
  if (!next || conflicting_.contains(memory.id)) {
    conflicting_.insert(memory.id);
    ++counts_.conflicts;
    return {};
  }
  return place(batch, version, vector, id);
}

Result<void> ArchiveWriter::place(Batch& batch, const ArchivedVersion& version,
                                  const embed::Embedding& vector, store::IdRecord id) {
  const auto& hasher = parts_.store.hasher();
  store::WriteTxn& txn = *batch.txn;
  store::VersionRecord record = version.record;
  const VersionNumber number = batch.counters.next_number++;
  MNESTIC_TRY(take_numbers(batch));
  for (std::size_t i = 0; i < record.spans.size(); ++i) {
    const std::uint64_t ordinal = record.spans[i].change;
    if (ordinal > 0) batch.entries[ordinal].push_back({.number = number, .created = i == 0});
    record.spans[i].change = sequence_of(ordinal);
  }
  record.source_change = sequence_of(record.source_change);
  if (!record.memory.source.chat_id.empty()) {
    MNESTIC_TRY(store::put_counters(txn, batch.user, batch.counters));
    MNESTIC_TRY_ASSIGN(record.chat,
                       store::intern_chat(txn, hasher, batch.user, record.memory.source.chat_id));
    MNESTIC_TRY_ASSIGN(batch.counters, store::get_counters(txn, batch.user));
  }
  const auto terms = terms_of(record.memory);
  MNESTIC_TRY(index::add_words(txn, hasher, batch.user, number, terms, batch.counters));
  MNESTIC_TRY(index::add_tags(txn, hasher, batch.user, number, tags_of(record.memory)));
  if (!vector.empty()) batch.vectors.push_back({.number = number, .vector = vector});
  MNESTIC_TRY(store::put_version(txn, hasher, batch.user, number, record,
                                 static_cast<std::uint32_t>(terms.size())));
  id.chain.push_back(number);
  if (version.current || id.chain.size() == 1) id.current = number;
  ++counts_.added;
  return store::put_id(txn, record.memory.id, id);
}

// Which of the texts wait here already; also tells where the changes are in the log.
Result<std::set<model::MemoryId>> ArchiveWriter::find_texts(Batch& batch) {
  std::map<model::MemoryId, std::uint64_t> ordinals;
  for (const ArchivedText& text : texts_) ordinals.emplace(text.record.id, text.change);
  std::set<model::MemoryId> there;
  MNESTIC_TRY(store::visit_queue_of(
      *batch.txn, batch.user,
      [&](const store::QueuePlace& at, const store::QueueRecord& record) -> Result<bool> {
        if (at.change == 0) batch.free_index = at.index + 1;
        const auto found = ordinals.find(record.id);
        if (found == ordinals.end()) return true;
        there.insert(record.id);
        const bool tells = found->second > 0 && at.change >= found->second;
        if (!base_ && tells) base_ = at.change - found->second;
        return true;
      }));
  return there;
}

// One that has had its turn here is passed over.
Result<void> ArchiveWriter::place(Batch& batch, ArchivedText text) {
  MNESTIC_TRY(take_numbers(batch));
  store::QueuePlace at{.user = batch.user, .change = 0, .index = batch.free_index};
  if (text.change != 0) {
    at = {.user = batch.user, .change = sequence_of(text.change), .index = text.index};
    MNESTIC_TRY_ASSIGN(const auto line, store::get_change(*batch.txn, at.change));
    MNESTIC_TRY_ASSIGN(const auto taken, store::get_queued(*batch.txn, at));
    if (line || taken) return {};
    ++batch.queued[text.change];
  } else {
    ++batch.free_index;
  }
  if (text.record.withdrawn_by != 0) ++batch.queued[text.record.withdrawn_by];
  text.record.user_id = user_id_;
  text.record.withdrawn_by = sequence_of(text.record.withdrawn_by);
  ++counts_.texts_added;
  return store::put_queued(*batch.txn, at, text.record);
}

// The archive's changes get neighbouring numbers, so that their order stays theirs.
Result<void> ArchiveWriter::take_numbers(Batch& batch) {
  if (base_) return {};
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < std::max<std::size_t>(changes_.size(), 1); ++i) {
    MNESTIC_TRY_ASSIGN(last, store::next_change(*batch.txn));
  }
  base_ = last - changes_.size();
  return {};
}

Result<void> ArchiveWriter::write_log(Batch& batch) {
  std::set<std::uint64_t> ordinals;
  for (const auto& [ordinal, entries] : batch.entries) ordinals.insert(ordinal);
  for (const auto& [ordinal, runs] : batch.messages) ordinals.insert(ordinal);
  for (const auto& [ordinal, count] : batch.queued) ordinals.insert(ordinal);
  for (const std::uint64_t ordinal : ordinals) {
    MNESTIC_TRY_ASSIGN(auto line, store::get_change(*batch.txn, sequence_of(ordinal)));
    if (!line) {
      line = changes_[ordinal - 1];
      line->user = batch.user;
      line->target = sequence_of(line->target);
      line->undone_by = sequence_of(line->undone_by);
    }
    const auto& entries = batch.entries[ordinal];
    line->entries.insert(line->entries.end(), entries.begin(), entries.end());
    const auto& runs = batch.messages[ordinal];
    line->messages.insert(line->messages.end(), runs.begin(), runs.end());
    line->queued += batch.queued[ordinal];
    MNESTIC_TRY(store::put_change(*batch.txn, sequence_of(ordinal), *line));
  }
  return {};
}

Result<void> ArchiveWriter::add(const ArchivedChat& chat) {
  MNESTIC_TRY(flush());
  MNESTIC_TRY(validate_user_id(user_id_));
  Batch batch;
  MNESTIC_TRY_ASSIGN(batch.txn, parts_.store.begin_write());
  store::WriteTxn& txn = *batch.txn;
  const auto& hasher = parts_.store.hasher();
  MNESTIC_TRY_ASSIGN(batch.user, store::intern_user(txn, hasher, user_id_));
  MNESTIC_TRY_ASSIGN(const auto number, store::intern_chat(txn, hasher, batch.user, chat.id));
  MNESTIC_TRY_ASSIGN(const auto known, store::get_chat(txn, batch.user, number));
  if (known) {
    ++counts_.chats_there;
    return {};
  }
  MNESTIC_TRY(take_numbers(batch));
  store::ChatRecord record = chat.record;
  record.messages = 0;
  store::MessageNumber next = 0;
  for (auto [at, message] : chat.messages) {
    MNESTIC_TRY(check_spans(message.spans, changes_.size()));
    if (at < next) return invalid_argument("messages are not in the order of their numbers.");
    next = at + 1;
    for (store::Span& span : message.spans) {
      auto& runs = batch.messages[span.change];
      const bool continues = !runs.empty() && runs.back().first + runs.back().count == at;
      if (continues) {
        ++runs.back().count;
      } else {
        runs.push_back({.chat = number, .first = at, .count = 1});
      }
      span.change = sequence_of(span.change);
    }
    if (message.shown()) ++record.messages;
    MNESTIC_TRY(store::put_message(txn, batch.user, number, at, message));
  }
  batch.messages.erase(0);
  record.next_message = std::max(record.next_message, next);
  MNESTIC_TRY(store::put_chat(txn, batch.user, number, record));
  MNESTIC_TRY(write_log(batch));
  ++counts_.chats_added;
  return txn.commit();
}

}  // namespace mnestic::memory
