// Archive: whole versions, chats and the log of one person, out of a store and into another, for
// export and import. In an archive changes are numbered from 1 in their order, whatever their
// numbers in the store are: `change` of a span, `source_change`, `target` and `undone_by` are such
// ordinals, and 0 is none. source.chat_id says the chat; numbers of versions are not kept.
//
// Thread safety: one thread. Lifetime: what is given to a constructor must outlive the object.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mnestic/memory/engine.h"
#include "mnestic/store/queue.h"
#include "mnestic/store/records.h"

namespace mnestic::memory {

struct ArchivedVersion {
  store::VersionRecord record;
  bool current = false;  // stands for its memory now
  // What a model made of its content; used where that model is the writer's, else made anew.
  std::string vector_model;
  embed::Embedding vector;
};

struct ArchivedChat {
  std::string id;
  store::ChatRecord record;
  std::vector<std::pair<store::MessageNumber, store::MessageRecord>> messages;
};

// A text that waits for a model, is dead, or was taken back before it was read.
struct ArchivedText {
  store::QueueRecord record;  // withdrawn_by is an ordinal; no lease, no user
  std::uint64_t change = 0;   // that queued it; 0: its line is no longer in the log
  std::uint32_t index = 0;    // among the texts of that change
};

// What reads an archive, or is read from one; each may fail and ends it then.
struct ArchiveVisitor {
  // First, once. Entries of the changes are not there: the spans say them.
  std::function<Result<void>(const std::string& user_id,
                             const std::vector<store::ChangeRecord>& changes)>
      user;
  // Before the versions.
  std::function<Result<void>(const ArchivedText& text)> text;
  std::function<Result<void>(const ArchivedVersion& version)> version;  // in their order
  std::string vectors_of;  // the model whose vectors versions bring along; empty: none
  // Not set: neither chats nor texts that belong to messages of one.
  std::function<Result<void>(const ArchivedChat& chat)> chat;
};

// Everything of every user (or of one), users in the order in which they came. Reads one snapshot.
// Errors: not_found for a user of whom nothing is stored; data_loss for records that cannot be
// read, unless `damaged` counts them.
[[nodiscard]] Result<void> read_archive(const store::Store& store,
                                        const std::optional<std::string>& only_user,
                                        const ArchiveVisitor& visitor, std::uint64_t* damaged);

struct ArchiveCounts {
  std::uint64_t added = 0;      // versions
  std::uint64_t there = 0;      // versions that were there already
  std::uint64_t conflicts = 0;  // versions of memories that have become something else; kept as is
  std::uint64_t chats_added = 0;
  std::uint64_t chats_there = 0;
  std::uint64_t texts_added = 0;  // that wait for a model
};

// Writes one user's archive. What is there already, by id, is passed over: a second import adds
// nothing, and one that was interrupted goes on where it was. Nothing is embedded or said twice.
class ArchiveWriter {
 public:
  // Versions that go into one durable transaction.
  static constexpr std::size_t kBatch = 2'000;

  ArchiveWriter(EngineParts parts, std::string user_id, std::vector<store::ChangeRecord> changes)
      : parts_(std::move(parts)), user_id_(std::move(user_id)), changes_(std::move(changes)) {}

  // Errors: invalid_argument for what no engine can have stored. Nothing of the current batch is
  // kept then.
  // Texts come before the versions: they go into the first batch, and their changes' lines with
  // them, so that one whose line is there has had its turn here.
  [[nodiscard]] Result<void> add(ArchivedText text);
  [[nodiscard]] Result<void> add(ArchivedVersion version);
  [[nodiscard]] Result<void> add(const ArchivedChat& chat);
  // Makes what is buffered durable.
  [[nodiscard]] Result<void> flush();

  [[nodiscard]] const ArchiveCounts& counts() const { return counts_; }

 private:
  struct Batch;
  [[nodiscard]] Result<void> check(const ArchivedVersion& version) const;
  [[nodiscard]] std::vector<embed::Embedding> vectors_of(
      std::vector<ArchivedVersion>& versions) const;
  [[nodiscard]] Result<void> write(Batch& batch, const ArchivedVersion& version,
                                   const embed::Embedding& vector);
  [[nodiscard]] Result<void> place(Batch& batch, const ArchivedVersion& version,
                                   const embed::Embedding& vector, store::IdRecord id);
  [[nodiscard]] Result<std::set<model::MemoryId>> find_texts(Batch& batch);
  [[nodiscard]] Result<void> place(Batch& batch, ArchivedText text);
  [[nodiscard]] Result<bool> is_there(Batch& batch, const ArchivedVersion& version,
                                      const store::IdRecord& id);
  [[nodiscard]] Result<void> take_numbers(Batch& batch);
  [[nodiscard]] Result<void> write_log(Batch& batch);
  [[nodiscard]] std::uint64_t sequence_of(std::uint64_t ordinal) const {
    return ordinal == 0 ? 0 : *base_ + ordinal;
  }

  EngineParts parts_;
  std::string user_id_;
  std::vector<store::ChangeRecord> changes_;
  // The sequence of ordinal n is base + n; known once anything of the archive is in the store.
  std::optional<std::uint64_t> base_;
  std::vector<ArchivedText> texts_;
  std::vector<ArchivedVersion> waiting_;
  std::set<model::MemoryId> conflicting_;
  ArchiveCounts counts_;
};

}  // namespace mnestic::memory
