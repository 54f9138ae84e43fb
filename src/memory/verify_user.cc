#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "change_writer.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"
#include "query.h"
#include "verify.h"

namespace mnestic::memory {
namespace {

using store::Key;
using store::KeyReader;
using store::Table;
using store::UserNumber;
using store::VersionNumber;
using store::VersionRecord;

constexpr std::array kEntryTables = {Table::by_time, Table::by_expiry, Table::by_hash,
                                     Table::by_kind, Table::by_chat};
constexpr std::array kUserTables = {
    Table::counters,    Table::memories,        Table::headers, Table::vectors,  Table::postings,
    Table::by_time,     Table::by_expiry,       Table::by_hash, Table::by_kind,  Table::by_chat,
    Table::chats_by_id, Table::changes_by_user, Table::chats,   Table::messages, Table::queue};

// Entries of one table as one number, whatever their order.
struct EntrySum {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;
  void add(std::string_view key) {
    ++count;
    sum += std::hash<std::string_view>{}(key);
  }
  friend bool operator==(const EntrySum&, const EntrySum&) = default;
};

class UserVerifier {
 public:
  UserVerifier(const store::ReadTxn& txn, const store::KeyHasher& hasher, UserNumber user,
               Shared& shared)
      : txn_(txn),
        hasher_(hasher),
        user_(user),
        shared_(shared),
        report_(shared.report),
        findings_(shared.report),
        spans_(txn, user) {}

  Result<void> run() {
    MNESTIC_TRY(read_versions());
    MNESTIC_TRY(check_headers_left());
    MNESTIC_TRY(check_entries());
    MNESTIC_TRY(check_index());
    MNESTIC_TRY(check_counters());
    MNESTIC_TRY(verify_chats(txn_, hasher_, user_, chats_, spans_, report_, queued_));
    return check_changes();
  }

 private:
  [[nodiscard]] std::string whose(std::string_view what) const {
    return std::string(what) + " of user number " + std::to_string(user_);
  }

  Result<void> read_versions() {
    MNESTIC_TRY_ASSIGN(
        const std::uint64_t damaged,
        visit_versions(txn_, user_, [&](VersionNumber number, const VersionRecord& record) {
          return read_version(number, record);
        }));
    if (damaged > 0) {
      findings_.lost(std::to_string(damaged) + whose(" memories") + " cannot be read");
    }
    return {};
  }

  Result<void> read_version(VersionNumber number, const VersionRecord& record) {
    ++report_.versions;
    numbers_.push_back(number);
    for (const auto& [table, key] : store::derived_entries(hasher_, user_, number, record)) {
      wanted_[table].add(key);
    }
    const auto terms = terms_of(record.memory);
    words_.add_words(hasher_, number, terms);
    words_.add_tags(hasher_, number, tags_of(record.memory));
    length_sum_ += terms.size();
    if (record.chat != 0) chats_.insert(record.chat);
    shared_.ids.add(record.memory.id, user_, number, record.memory.version);
    shared_.cached.see(hasher_, record.memory.content);
    const auto header = store::derived_header(record, static_cast<std::uint32_t>(terms.size()));
    MNESTIC_TRY(check_header(number, header));
    for (const store::Span& span : record.spans) MNESTIC_TRY(spans_.check(span));
    return {};
  }

  Result<void> check_header(VersionNumber number, const store::Header& wanted) {
    MNESTIC_TRY(load_block(number / store::kBlockSize));
    if (block_sound_ && block_.at(number % store::kBlockSize) == wanted) return {};
    if (block_sound_) ++headers_wrong_;
    return {};
  }

  Result<void> load_block(std::uint64_t number) {
    if (block_number_ == number) return {};
    block_number_ = number;
    const auto block = store::get_header_block(txn_, user_, number);
    block_sound_ = block && block->verify_checksum();
    if (!block_sound_) ++headers_wrong_;
    block_ = block ? *block : store::HeaderBlock();
    return {};
  }

  // Headers without a version, and blocks that no version led to.
  Result<void> check_headers_left() {
    const auto check = [&](std::string_view key, std::string_view) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const std::uint64_t block = reader.u64();
      if (!reader.ok() || !reader.rest().empty()) {
        ++headers_wrong_;
        return true;
      }
      MNESTIC_TRY(load_block(block));
      for (std::uint64_t slot = 0; slot < block_.count(); ++slot) {
        const VersionNumber number = block * store::kBlockSize + slot;
        const bool there = std::binary_search(numbers_.begin(), numbers_.end(), number);
        if (!there && !(block_.at(slot) == store::Header{})) ++headers_wrong_;
      }
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::headers, Key().u64(user_).view(), check));
    if (headers_wrong_ > 0) {
      findings_.repairable(std::to_string(headers_wrong_) + whose(" headers") +
                           " do not fit their memories");
    }
    return {};
  }

  Result<void> check_entries() {
    for (const Table table : kEntryTables) {
      EntrySum found;
      MNESTIC_TRY(
          store::scan_prefix(txn_, table, Key().u64(user_).view(),
                             [&](std::string_view key, std::string_view value) -> Result<bool> {
                               found.add(key);
                               if (!value.empty()) ++found.sum;
                               return true;
                             }));
      if (found == wanted_[table]) continue;
      findings_.repairable(whose("the table '" + std::string(store::to_string(table)) + "'") +
                           " does not fit the memories");
    }
    return {};
  }

  Result<void> check_index() {
    MNESTIC_TRY_ASSIGN(const auto index, index::check_index(txn_, user_));
    report_.postings += index.postings;
    report_.vectors += index.vectors;
    for (const std::string& damage : index.damage) findings_.repairable(damage);
    if (index.damaged_blocks == 0 && !(index.sum == words_)) {
      findings_.repairable(whose("the index of words and tags") + " does not fit the memories");
    }
    MNESTIC_TRY_ASSIGN(const auto vectors, index::count_vectors(txn_, user_));
    std::uint64_t with = 0;
    std::uint64_t missing = 0;
    for (const VersionNumber number : numbers_) {
      const bool there = number < vectors.size() && vectors[number] > 0;
      there ? ++with : ++missing;
    }
    const auto all = static_cast<std::uint64_t>(std::count_if(
        vectors.begin(), vectors.end(), [](std::uint8_t count) { return count > 0; }));
    if (all > with) {
      findings_.repairable(std::to_string(all - with) + whose(" vectors") + " have no memory");
    }
    report_.without_vector += missing;
    return {};
  }

  Result<void> check_counters() {
    const auto counters = store::get_counters(txn_, user_);
    if (!counters) {
      findings_.repairable(whose("the counters") + " cannot be read");
    } else if (counters->docs != numbers_.size() || counters->length_sum != length_sum_ ||
               (!numbers_.empty() && counters->next_number <= numbers_.back())) {
      findings_.repairable(whose("the counters") + " do not fit the memories");
    }
    return {};
  }

  Result<void> check_changes() {
    std::uint64_t damaged = 0;
    std::uint64_t strangers = 0;
    std::uint64_t texts_missing = 0;
    const auto check = [&](std::string_view key, std::string_view) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const auto change = store::get_change(txn_, reader.u64());
      ++report_.changes;
      if (!change || !*change || (**change).user != user_) {
        ++damaged;
        return true;
      }
      const std::uint64_t sequence = KeyReader(key.substr(sizeof(UserNumber))).u64();
      for (const store::ChangeEntry& entry : (**change).entries) {
        if (!entry_fits(sequence, entry)) ++strangers;
      }
      for (const store::MessageRun& run : (**change).messages) {
        if (!run_fits(sequence, run)) ++strangers;
      }
      if (!partners_agree(sequence, **change)) ++strangers;
      const bool queues = (**change).action == store::ChangeAction::remember ||
                          (**change).action == store::ChangeAction::add_messages;
      if (queues && (**change).queued != queued_[sequence]) ++texts_missing;
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::changes_by_user, Key().u64(user_).view(), check));
    if (damaged > 0) {
      findings_.repairable(std::to_string(damaged) + whose(" lines of the change log") +
                           " cannot be read");
    }
    if (spans_.missing() > 0) {
      findings_.repairable(std::to_string(spans_.missing()) + whose(" changes of memories") +
                           " are missing in the log");
    }
    if (texts_missing > 0) {
      findings_.lost(std::to_string(texts_missing) + whose(" changes") +
                     " lack texts that should wait for a model");
    }
    if (strangers > 0) {
      findings_.lost(std::to_string(strangers) + whose(" entries of the change log") +
                     " do not fit the memories");
    }
    return {};
  }

  [[nodiscard]] bool entry_fits(std::uint64_t sequence, const store::ChangeEntry& entry) const {
    const auto record = store::get_version(txn_, user_, entry.number);
    // Damaged versions have been counted; missing ones were erased, or were never there.
    if (!record) return true;
    if (!*record) {
      const auto counters = store::get_counters(txn_, user_);
      return !counters || entry.number < counters->next_number;
    }
    return has_span((**record).spans, sequence);
  }

  static bool has_span(const std::vector<store::Span>& spans, std::uint64_t sequence) {
    return std::any_of(spans.begin(), spans.end(),
                       [&](const store::Span& span) { return span.change == sequence; });
  }

  // Messages that are not there were erased.
  [[nodiscard]] bool run_fits(std::uint64_t sequence, const store::MessageRun& run) const {
    for (store::MessageNumber i = 0; i < run.count; ++i) {
      const auto message = store::get_message(txn_, user_, run.chat, run.first + i);
      if (message && *message && !has_span((**message).spans, sequence)) return false;
    }
    return true;
  }

  // One that was undone names who did it, and that one names it; as far as the log goes back.
  [[nodiscard]] bool partners_agree(std::uint64_t sequence,
                                    const store::ChangeRecord& change) const {
    if (change.undone_by != 0) {
      const auto undo = store::get_change(txn_, change.undone_by);
      const bool is_read = undo.has_value();  // else it was counted with the log
      if (is_read && (!*undo || (**undo).user != user_ || (**undo).target != sequence))
        return false;
    }
    const bool takes_back = change.action == store::ChangeAction::undo;
    if (!takes_back || change.undone_by != 0 || change.target == 0) return true;
    const auto target = store::get_change(txn_, change.target);
    return !target || !*target || (**target).undone_by == sequence;
  }

  const store::ReadTxn& txn_;
  const store::KeyHasher& hasher_;
  UserNumber user_;
  Shared& shared_;
  VerifyReport& report_;
  Findings findings_;
  SpanCheck spans_;
  std::vector<VersionNumber> numbers_;  // ascending
  std::map<Table, EntrySum> wanted_;
  index::PostingSum words_;
  std::set<store::ChatNumber> chats_;  // that memories came from
  QueuedTexts queued_;
  std::uint64_t length_sum_ = 0;
  std::optional<std::uint64_t> block_number_;
  store::HeaderBlock block_;
  bool block_sound_ = true;
  std::uint64_t headers_wrong_ = 0;
};

}  // namespace

Result<std::uint64_t> visit_versions(const store::ReadTxn& txn, UserNumber user,
                                     const VersionVisitor& visit) {
  std::uint64_t damaged = 0;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    KeyReader reader(key.substr(sizeof(UserNumber)));
    const VersionNumber number = reader.u64();
    const auto record = store::decode_version(value, store::place_of(Table::memories, key));
    if (!record || !reader.ok() || !reader.rest().empty()) {
      ++damaged;
      return true;
    }
    MNESTIC_TRY(visit(number, *record));
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::memories, Key().u64(user).view(), read));
  return damaged;
}

Result<std::optional<UserNumber>> next_user(const store::ReadTxn& txn,
                                            std::optional<UserNumber> after) {
  if (after == UINT64_MAX) return std::optional<UserNumber>();
  const std::string from(after ? Key().u64(*after + 1).view() : std::string_view());
  std::optional<UserNumber> next;
  for (const Table table : kUserTables) {
    MNESTIC_TRY_ASSIGN(const auto cursor, txn.cursor(table));
    MNESTIC_TRY_ASSIGN(const bool found, cursor->seek(from));
    if (!found) continue;
    const UserNumber user = KeyReader(cursor->key()).u64();
    // A key too short to name a user: the check of its table finds it under 0.
    if (after && user <= *after) continue;
    if (!next || user < *next) next = user;
  }
  return next;
}

void IdSum::add(const model::MemoryId& id, UserNumber user, VersionNumber number,
                std::uint64_t place) {
  ++count;
  const Key key = Key()
                      .bytes({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()})
                      .u64(user)
                      .u64(number)
                      .u64(place);
  sum += std::hash<std::string_view>{}(key.view());
}

Result<void> verify_user(const store::ReadTxn& txn, const store::KeyHasher& hasher, UserNumber user,
                         Shared& shared) {
  return UserVerifier(txn, hasher, user, shared).run();
}

}  // namespace mnestic::memory
