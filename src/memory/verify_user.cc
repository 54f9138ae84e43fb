#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
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
constexpr std::array kUserTables = {Table::counters,  Table::memories,    Table::headers,
                                    Table::vectors,   Table::postings,    Table::by_time,
                                    Table::by_expiry, Table::by_hash,     Table::by_kind,
                                    Table::by_chat,   Table::chats_by_id, Table::changes_by_user};

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
               VerifyReport& report, IdSum& ids)
      : txn_(txn), hasher_(hasher), user_(user), report_(report), ids_(ids), findings_(report) {}

  Result<void> run() {
    MNESTIC_TRY(read_versions());
    MNESTIC_TRY(check_headers_left());
    MNESTIC_TRY(check_entries());
    MNESTIC_TRY(check_index());
    MNESTIC_TRY(check_counters());
    MNESTIC_TRY(check_changes());
    return check_chats();
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
    std::vector<std::string> tags = tags_of(record.memory);
    // What was written before subjects were told apart has no tags of them.
    const auto is_subject = [](const std::string& tag) { return tag.starts_with(subject_tag("")); };
    for (const std::string& tag : tags) {
      if (is_subject(tag)) subjects_.insert(index::optional_tag(hasher_, tag));
    }
    std::erase_if(tags, is_subject);
    words_.add_tags(hasher_, number, tags);
    length_sum_ += terms.size();
    ids_.add(record.memory.id, user_, number, record.memory.version);
    const auto header = store::derived_header(record, static_cast<std::uint32_t>(terms.size()));
    MNESTIC_TRY(check_header(number, header));
    for (const store::Span& span : record.spans) MNESTIC_TRY(check_span(span));
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
    MNESTIC_TRY_ASSIGN(const auto index, index::check_index(txn_, user_, subjects_));
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
    if (missing > 0) {
      findings_.repairable(std::to_string(missing) + whose(" memories") + " have no vector");
    }
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

  // What a span says was done must stand in the log, as far as the log goes back.
  Result<void> check_span(const store::Span& span) {
    if (!first_change_) {
      first_change_ = UINT64_MAX;
      MNESTIC_TRY(store::scan_prefix(txn_, Table::changes_by_user, Key().u64(user_).view(),
                                     [&](std::string_view key, std::string_view) -> Result<bool> {
                                       KeyReader reader(key.substr(sizeof(UserNumber)));
                                       first_change_ = reader.u64();
                                       return false;
                                     }));
    }
    if (span.change < *first_change_) return {};
    const Key key = Key().u64(user_).u64(span.change);
    MNESTIC_TRY_ASSIGN(const auto line, txn_.get(Table::changes_by_user, key.view()));
    if (!line) ++changes_missing_;
    return {};
  }

  Result<void> check_changes() {
    std::uint64_t damaged = 0;
    std::uint64_t strangers = 0;
    const auto check = [&](std::string_view key, std::string_view) -> Result<bool> {
      KeyReader reader(key.substr(sizeof(UserNumber)));
      const auto change = store::get_change(txn_, reader.u64());
      ++report_.changes;
      if (!change || !*change || (**change).user != user_) {
        ++damaged;
        return true;
      }
      for (const store::ChangeEntry& entry : (**change).entries) {
        MNESTIC_TRY_ASSIGN(const bool fits, entry_fits(key, entry));
        if (!fits) ++strangers;
      }
      return true;
    };
    MNESTIC_TRY(store::scan_prefix(txn_, Table::changes_by_user, Key().u64(user_).view(), check));
    if (damaged > 0) {
      findings_.repairable(std::to_string(damaged) + whose(" lines of the change log") +
                           " cannot be read");
    }
    if (changes_missing_ > 0) {
      findings_.repairable(std::to_string(changes_missing_) + whose(" changes of memories") +
                           " are missing in the log");
    }
    if (strangers > 0) {
      findings_.lost(std::to_string(strangers) + whose(" entries of the change log") +
                     " do not fit the memories");
    }
    return {};
  }

  Result<bool> entry_fits(std::string_view log_key, const store::ChangeEntry& entry) {
    const std::uint64_t sequence = KeyReader(log_key.substr(sizeof(UserNumber))).u64();
    const auto record = store::get_version(txn_, user_, entry.number);
    // Damaged versions have been counted; missing ones were erased, or were never there.
    if (!record) return true;
    if (!*record) {
      const auto counters = store::get_counters(txn_, user_);
      return !counters || entry.number < counters->next_number;
    }
    const auto& spans = (**record).spans;
    return std::any_of(spans.begin(), spans.end(),
                       [&](const store::Span& span) { return span.change == sequence; });
  }

  Result<void> check_chats() {
    MNESTIC_TRY_ASSIGN(const auto chats, store::read_chats(txn_, hasher_, user_));
    if (chats.damaged > 0) {
      findings_.repairable(std::to_string(chats.damaged) + whose(" names of chats") +
                           " are damaged");
    }
    return {};
  }

  const store::ReadTxn& txn_;
  const store::KeyHasher& hasher_;
  UserNumber user_;
  VerifyReport& report_;
  IdSum& ids_;
  Findings findings_;
  std::vector<VersionNumber> numbers_;  // ascending
  std::map<Table, EntrySum> wanted_;
  index::PostingSum words_;
  std::unordered_set<std::uint64_t> subjects_;  // tags that need not be there
  std::uint64_t length_sum_ = 0;
  std::optional<std::uint64_t> block_number_;
  store::HeaderBlock block_;
  bool block_sound_ = true;
  std::uint64_t headers_wrong_ = 0;
  std::optional<std::uint64_t> first_change_;
  std::uint64_t changes_missing_ = 0;
};

}  // namespace

Result<std::uint64_t> visit_versions(const store::ReadTxn& txn, UserNumber user,
                                     const VersionVisitor& visit) {
  std::uint64_t damaged = 0;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    KeyReader reader(key.substr(sizeof(UserNumber)));
    const VersionNumber number = reader.u64();
    const auto record = store::decode_version(value);
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
                         VerifyReport& report, IdSum& ids) {
  return UserVerifier(txn, hasher, user, report, ids).run();
}

}  // namespace mnestic::memory
