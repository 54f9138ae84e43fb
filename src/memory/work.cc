// Work on the queue: waiting texts are leased, read and stored. The lease is written before a model
// is asked and runs out by itself, so that a killed process loses nothing; what was found is stored
// in the transaction that removes the text, so that nothing is stored twice.
#include <algorithm>
#include <chrono>
#include <utility>

#include "mnestic/base/utf8.h"
#include "mnestic/extract/model.h"
#include "mnestic/memory/engine.h"
#include "queue_keeper.h"
#include "reading.h"
#include "touchable.h"
#include "waiting.h"

namespace mnestic::memory {
namespace {

using extract::Extraction;
using store::QueuePlace;
using store::QueueRecord;
using store::QueueState;

// Longer than a model may take.
constexpr std::chrono::milliseconds kLease{60'000};
constexpr std::uint32_t kUselessMax = 3;
constexpr std::size_t kReasonBytesMax = 256;

// What is read in one go, all of one user.
struct Batch {
  std::vector<Waiting> entries;
  std::optional<Timestamp> next;  // when the next of the others is due
};

std::size_t bytes_of(const QueueRecord& record) {
  std::size_t bytes = 0;
  for (const auto& message : record.messages) bytes += message.content.size();
  return bytes;
}

// Texts that once got an answer of no use are read alone, so that they spoil no others.
class BatchFiller {
 public:
  explicit BatchFiller(Batch& batch) : batch_(batch) {}

  [[nodiscard]] bool takes(const Waiting& waiting) {
    const QueueRecord& record = waiting.second;
    const std::size_t turns = record.messages.size();
    const std::size_t bytes = bytes_of(record);
    if (!batch_.entries.empty()) {
      const Waiting& first = batch_.entries.front();
      const bool together = first.first.user == waiting.first.user && record.useless == 0 &&
                            first.second.useless == 0 &&
                            turns_ + turns <= extract::kTurnsPerQuestionMax &&
                            bytes_ + bytes <= extract::kQuestionBytesMax;
      if (!together) return false;
    }
    turns_ += turns;
    bytes_ += bytes;
    return true;
  }

 private:
  Batch& batch_;
  std::size_t turns_ = 0;
  std::size_t bytes_ = 0;
};

Result<Batch> find_due(const store::ReadTxn& txn, const QueueKeeper& keeper, Timestamp now) {
  Batch batch;
  BatchFiller filler(batch);
  const bool drains = keeper.drains;
  const Timestamp held = keeper.not_before();
  const auto later = [&](Timestamp time) {
    batch.next = batch.next ? std::min(*batch.next, time) : time;
  };
  MNESTIC_TRY(store::visit_queue(
      txn, [&](const QueuePlace& place, const QueueRecord& record) -> Result<bool> {
        if (record.state != QueueState::waiting) return true;
        const bool at_once = drains && record.useless == 0;
        const Timestamp due =
            std::max(at_once ? kBeginning : std::max(record.next_try, held), record.lease_until);
        const Waiting waiting(place, record);
        if (due > now) {
          later(due);
        } else if (filler.takes(waiting)) {
          batch.entries.push_back(waiting);
        } else {
          later(now);
        }
        return true;
      }));
  return batch;
}

// Writes the leases; what another process took or removed meanwhile is left out.
Result<void> lease(store::Store& store, std::uint64_t name, Timestamp now, Batch& batch) {
  MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
  std::vector<Waiting> leased;
  for (const auto& [place, seen] : batch.entries) {
    MNESTIC_TRY_ASSIGN(auto record, store::get_queued(*txn, place));
    if (!record || record->state != QueueState::waiting || record->lease_until > now) continue;
    record->lease_owner = name;
    record->lease_until = now + kLease;
    MNESTIC_TRY(store::put_queued(*txn, place, *record));
    leased.emplace_back(place, std::move(*record));
  }
  batch.entries = std::move(leased);
  if (batch.entries.empty()) return {};
  return txn->commit();
}

// The entry as it is now, when it still waits for this process.
Result<std::optional<QueueRecord>> still_ours(const store::ReadTxn& txn, const Waiting& waiting) {
  MNESTIC_TRY_ASSIGN(auto record, store::get_queued(txn, waiting.first));
  const bool ours = record && record->state == QueueState::waiting &&
                    record->lease_owner == waiting.second.lease_owner;
  if (!ours) record.reset();
  return record;
}

Turns turns_in(const QueueRecord& record) {
  Turns turns;
  for (const store::QueuedMessage& each : record.messages) {
    turns.messages.push_back({.role = each.role,
                              .content = each.content,
                              .at = each.at ? *each.at : record.observed_at});
    turns.indexes.push_back(each.index);
  }
  return turns;
}

Turns turns_in(const Batch& batch) {
  Turns all;
  for (const auto& [place, record] : batch.entries) {
    const Turns turns = turns_in(record);
    all.messages.insert(all.messages.end(), turns.messages.begin(), turns.messages.end());
    all.indexes.insert(all.indexes.end(), turns.indexes.begin(), turns.indexes.end());
  }
  return all;
}

// The part of a batch's extraction that is about messages [begin, begin + count).
Extraction part_of(const Extraction& extraction, std::size_t begin, std::size_t count) {
  Extraction part;
  for (const extract::Candidate& each : extraction.candidates) {
    if (each.message < begin || each.message >= begin + count) continue;
    part.candidates.push_back(each);
    part.candidates.back().message = static_cast<std::uint32_t>(each.message - begin);
  }
  return part;
}

// One entry read: what was found is stored, and the entry leaves the queue or dies in it.
class QueueStorer {
 public:
  QueueStorer(const EngineParts& parts, AccessLog& accesses) : parts_(parts), accesses_(accesses) {}

  // False: the entry was taken back meanwhile, and nothing was stored.
  [[nodiscard]] Result<bool> store(const Waiting& waiting, const Extraction& extraction,
                                   bool dead) {
    const RememberRequest request = request_of(waiting.second);
    Drafts drafts;
    take_extraction(request, turns_in(waiting.second), extraction, waiting.second.observed_at,
                    drafts);
    RememberResult result;
    MNESTIC_TRY(embed_all(parts_, request, drafts.drafts, result));
    MNESTIC_TRY_ASSIGN(const auto writer, ChangeWriter::begin(parts_, accesses_, request.user_id,
                                                              store::ChangeAction::remember));
    MNESTIC_TRY_ASSIGN(auto record, still_ours(writer->txn(), waiting));
    if (!record) return false;
    for (Draft& draft : drafts.drafts) {
      const std::uint32_t message = draft.memory.source.message.value_or(0);
      MNESTIC_TRY(reconcile(*writer, std::move(draft), result));
      MNESTIC_TRY(note_taught(*writer, *record, message, writer->take_touched()));
    }
    if (dead) {
      record->state = QueueState::dead;
      record->lease_until = {};
      record->reason = waiting.second.reason;
      record->useless = waiting.second.useless;
      record->tries = waiting.second.tries;
      MNESTIC_TRY(store::put_queued(writer->txn(), waiting.first, *record));
    } else {
      MNESTIC_TRY(writer->dequeue(waiting.first, false));
    }
    MNESTIC_TRY(writer->commit());
    return true;
  }

 private:
  const EngineParts& parts_;
  AccessLog& accesses_;
};

// Gives the leases back; `mend` says what else becomes of an entry.
template <typename Mend>
Result<void> put_off(store::Store& store, const std::vector<Waiting>& entries, const Mend& mend) {
  MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
  for (const Waiting& waiting : entries) {
    MNESTIC_TRY_ASSIGN(auto record, still_ours(*txn, waiting));
    if (!record) continue;
    record->lease_until = {};
    mend(*record);
    MNESTIC_TRY(store::put_queued(*txn, waiting.first, *record));
  }
  return txn->commit();
}

// What became of a batch that the model answered.
Result<QueueWork> store_batch(QueueStorer storer, const EngineParts& parts,
                              const extract::Extractor& rules, const std::vector<Waiting>& entries,
                              const Extraction& extraction, QueueWork work) {
  std::size_t begin = 0;
  for (Waiting waiting : entries) {
    const std::size_t count = waiting.second.messages.size();
    Extraction found = part_of(extraction, begin, count);
    begin += count;
    bool dead = false;
    if (!extraction.useless.empty()) {
      QueueRecord& record = waiting.second;
      ++record.tries;
      ++record.useless;
      record.reason = extraction.useless;
      dead = record.useless >= kUselessMax;
      if (!dead) {
        const Timestamp then = parts.clock.now() + pause_after(record.tries);
        MNESTIC_TRY(put_off(parts.store, {waiting}, [&](QueueRecord& stored) {
          stored.tries = record.tries;
          stored.useless = record.useless;
          stored.reason = record.reason;
          stored.next_try = then;
        }));
        ++work.put_off;
        continue;
      }
      RememberRequest request = request_of(record);
      auto said = extract_request(parts, request, turns_in(record), record.observed_at);
      MNESTIC_TRY_ASSIGN(said.known, touchable(parts, request.user_id, said.messages));
      MNESTIC_TRY_ASSIGN(found, rules.extract(said));
    }
    MNESTIC_TRY_ASSIGN(const bool stored, storer.store(waiting, found, dead));
    if (stored) ++work.read;
  }
  return work;
}

// Nobody answered, or this process gave up.
Result<QueueWork> wait_on(const EngineParts& parts, QueueKeeper& keeper,
                          const std::vector<Waiting>& entries, const Error& error, QueueWork work) {
  const bool gave_up = error.code == ErrorCode::cancelled;
  const Timestamp now = parts.clock.now();
  work.put_off = entries.size();
  work.next = gave_up ? now : keeper.note_silence(now);
  MNESTIC_TRY(put_off(parts.store, entries, [&](QueueRecord& record) {
    if (gave_up) return;
    ++record.tries;
    record.reason = utf8_prefix(error.message, kReasonBytesMax);
    record.next_try = now + pause_after(record.tries);
  }));
  return work;
}

}  // namespace

Result<QueueWork> Engine::work_queue(const std::function<bool()>& cancelled) {
  QueueWork work;
  const Timestamp now = parts_.clock.now();
  Batch batch;
  {
    MNESTIC_TRY_ASSIGN(const auto txn, parts_.store.begin_read());
    MNESTIC_TRY_ASSIGN(batch, find_due(*txn, *keeper_, now));
  }
  work.next = batch.next;
  if (batch.entries.empty()) {
    keeper_->drains = false;
    return work;
  }
  MNESTIC_TRY(lease(parts_.store, keeper_->name, now, batch));
  work.next = now;
  if (batch.entries.empty()) return work;

  RememberRequest asking = request_of(batch.entries.front().second);
  asking.messages.emplace();
  asking.cancelled = cancelled;
  const Turns turns = turns_in(batch);
  extract::ExtractRequest said = extract_request(parts_, asking, turns, now);
  said.may_spare = false;  // what is worth nothing was not queued
  MNESTIC_TRY_ASSIGN(said.known, known_near(parts_, asking.user_id, turns, false));
  const auto extraction = parts_.extractor.extract(said);
  if (!extraction) {
    return wait_on(parts_, *keeper_, batch.entries, extraction.error(), work);
  }
  keeper_->note_answer();
  return store_batch(QueueStorer(parts_, *accesses_), parts_, *rules_, batch.entries, *extraction,
                     work);
}

}  // namespace mnestic::memory
