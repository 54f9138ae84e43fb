#include <algorithm>

#include "mnestic/index/embeddings.h"
#include "mnestic/memory/archive.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/tables.h"
#include "verify.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using store::ChatNumber;
using store::UserNumber;

class UserReader {
 public:
  UserReader(const store::ReadTxn& txn, const store::KeyHasher& hasher, UserNumber user,
             std::string user_id, const ArchiveVisitor& visitor, std::uint64_t* damaged)
      : txn_(txn),
        hasher_(hasher),
        user_(user),
        user_id_(std::move(user_id)),
        visitor_(visitor),
        damaged_(damaged) {}

  Result<void> run() {
    MNESTIC_TRY_ASSIGN(const auto models, index::known_models(txn_));
    for (const index::KnownModel& model : models) {
      if (model.name == visitor_.vectors_of) model_ = model;
    }
    MNESTIC_TRY(number_changes());
    MNESTIC_TRY(read_changes());
    MNESTIC_TRY(each_text([this](const store::QueuePlace& place, store::QueueRecord record) {
      return read_text(place, std::move(record));
    }));
    MNESTIC_TRY(each_version([this](store::VersionNumber number, store::VersionRecord record) {
      return read_version(number, std::move(record));
    }));
    return visitor_.chat ? read_chats() : Result<void>();
  }

 private:
  template <typename Visit>
  Result<void> each_version(const Visit& visit) {
    MNESTIC_TRY_ASSIGN(const std::uint64_t damaged, visit_versions(txn_, user_, visit));
    if (damaged == 0) return {};
    if (damaged_ == nullptr) {
      return data_loss(std::to_string(damaged) +
                       " memories cannot be read. Run `mnestic doctor`; to export the others "
                       "alone, add --skip-damaged.");
    }
    *damaged_ = std::max(*damaged_, damaged);
    return {};
  }

  template <typename Visit>
  Result<void> each_text(const Visit& visit) {
    if (!visitor_.text) return {};
    return store::visit_queue_of(
        txn_, user_,
        [&](const store::QueuePlace& place, const store::QueueRecord& record) -> Result<bool> {
          if (!visitor_.chat && is_in_chat(record)) return true;
          MNESTIC_TRY(visit(place, record));
          return true;
        });
  }

  // Which changes something is left of, in their order.
  Result<void> number_changes() {
    const auto note = [this](const std::vector<store::Span>& spans) {
      for (const store::Span& span : spans) ordinals_.try_emplace(span.change, 0);
    };
    MNESTIC_TRY(each_version([&](store::VersionNumber, const store::VersionRecord& record) {
      note(record.spans);
      return Result<void>();
    }));
    MNESTIC_TRY(each_text([&](const store::QueuePlace& place, const store::QueueRecord& record) {
      ordinals_.try_emplace(place.change, 0);
      if (record.withdrawn_by != 0) ordinals_.try_emplace(record.withdrawn_by, 0);
      return Result<void>();
    }));
    if (!visitor_.chat) return {};
    const auto note_message = [&](store::MessageNumber,
                                  const store::MessageRecord& message) -> Result<bool> {
      note(message.spans);
      return true;
    };
    MNESTIC_TRY_ASSIGN(const auto chats, store::read_chats(txn_, hasher_, user_));
    for (const auto& [chat, id] : chats.names) {
      MNESTIC_TRY(store::visit_messages(txn_, user_, chat, 0, note_message));
    }
    return {};
  }

  Result<void> read_changes() {
    std::vector<store::ChangeRecord> changes;
    for (auto line = ordinals_.begin(); line != ordinals_.end();) {
      const auto change = store::get_change(txn_, line->first);
      if (!change || !*change || (**change).user != user_) {
        line = ordinals_.erase(line);  // trimmed, or damaged
        continue;
      }
      changes.push_back(**change);
      changes.back().entries.clear();
      changes.back().messages.clear();
      changes.back().queued = 0;
      (line++)->second = changes.size();
    }
    for (store::ChangeRecord& change : changes) {
      change.target = ordinal_of(change.target);
      change.undone_by = ordinal_of(change.undone_by);
    }
    return visitor_.user(user_id_, changes);
  }

  std::uint64_t ordinal_of(std::uint64_t sequence) const {
    const auto found = ordinals_.find(sequence);
    return found == ordinals_.end() ? 0 : found->second;
  }

  void number_spans(std::vector<store::Span>& spans) const {
    for (store::Span& span : spans) span.change = ordinal_of(span.change);
  }

  Result<void> read_text(const store::QueuePlace& place, store::QueueRecord record) {
    record.user_id.clear();
    record.lease_owner = 0;
    record.lease_until = Timestamp{};
    record.withdrawn_by = ordinal_of(record.withdrawn_by);
    const std::uint64_t change = ordinal_of(place.change);
    return visitor_.text(
        {.record = std::move(record), .change = change, .index = change == 0 ? 0 : place.index});
  }

  Result<void> read_version(store::VersionNumber number, store::VersionRecord record) {
    MNESTIC_TRY_ASSIGN(const auto id, store::get_id(txn_, record.memory.id));
    MNESTIC_TRY_ASSIGN(record.memory.source.chat_id, store::chat_id_of(txn_, user_, record.chat));
    record.chat = 0;
    record.source_change = ordinal_of(record.source_change);
    number_spans(record.spans);
    ArchivedVersion version{.record = std::move(record),
                            .current = id && id->current == number,
                            .vector_model = {},
                            .vector = {}};
    if (model_) {
      MNESTIC_TRY_ASSIGN(const auto vector, index::vector_of(txn_, user_, number, *model_));
      version.vector.assign(vector.begin(), vector.end());
      if (!vector.empty()) version.vector_model = model_->name;
    }
    return visitor_.version(version);
  }

  // By their ids: the order of their numbers is another one after an import.
  Result<void> read_chats() {
    MNESTIC_TRY_ASSIGN(auto chats, store::read_chats(txn_, hasher_, user_));
    std::sort(chats.names.begin(), chats.names.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    for (auto& [number, id] : chats.names) MNESTIC_TRY(read_chat(number, std::move(id)));
    return {};
  }

  Result<void> read_chat(ChatNumber number, std::string id) {
    MNESTIC_TRY_ASSIGN(const auto record, store::get_chat(txn_, user_, number));
    if (!record) return {};  // something was said there, but no message is kept
    ArchivedChat chat{.id = std::move(id), .record = *record, .messages = {}};
    MNESTIC_TRY(store::visit_messages(
        txn_, user_, number, 0,
        [&](store::MessageNumber at, const store::MessageRecord& message) -> Result<bool> {
          chat.messages.emplace_back(at, message);
          number_spans(chat.messages.back().second.spans);
          return true;
        }));
    return visitor_.chat(chat);
  }

  const store::ReadTxn& txn_;
  const store::KeyHasher& hasher_;
  UserNumber user_;
  std::string user_id_;
  const ArchiveVisitor& visitor_;
  std::uint64_t* damaged_;
  std::optional<index::KnownModel> model_;           // whose vectors are wanted
  std::map<std::uint64_t, std::uint64_t> ordinals_;  // by sequence
};

}  // namespace

Result<void> read_archive(const store::Store& store, const std::optional<std::string>& only_user,
                          const ArchiveVisitor& visitor, std::uint64_t* damaged) {
  MNESTIC_TRY_ASSIGN(const auto txn, store.begin_read());
  MNESTIC_TRY_ASSIGN(auto users, store::read_users(*txn, store.hasher()));
  bool found = !only_user;
  for (auto& [number, id] : users.names) {
    if (only_user && id != *only_user) continue;
    found = true;
    MNESTIC_TRY(UserReader(*txn, store.hasher(), number, std::move(id), visitor, damaged).run());
  }
  if (!found) return not_found("Nothing is stored of the user \"" + *only_user + "\".");
  return {};
}

}  // namespace mnestic::memory
