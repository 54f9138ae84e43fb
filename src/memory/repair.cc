// Repair: the derived tables of a user, made anew from the records.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "change_writer.h"
#include "chat_sum.h"
#include "content_vectors.h"
#include "mnestic/store/derived.h"
#include "mnestic/store/keys.h"
#include "verify.h"

namespace mnestic::memory {
namespace {

using store::ChatNumber;
using store::Key;
using store::KeyReader;
using store::Table;
using store::UserNumber;
using store::VersionNumber;
using store::VersionRecord;

constexpr std::array kRewritten = {Table::headers, Table::by_time, Table::by_expiry,
                                   Table::by_hash, Table::by_kind, Table::by_chat};
constexpr std::size_t kEmbeddedAtOnce = 500;

Result<void> clear(store::WriteTxn& txn, Table table, UserNumber user) {
  std::vector<std::string> keys;
  MNESTIC_TRY(store::scan_prefix(txn, table, Key().u64(user).view(),
                                 [&](std::string_view key, std::string_view) -> Result<bool> {
                                   keys.emplace_back(key);
                                   return true;
                                 }));
  for (const std::string& key : keys) MNESTIC_TRY(txn.erase(table, key));
  return {};
}

class UserRepair {
 public:
  UserRepair(store::Store& store, store::WriteTxn& txn, const embed::Embedder& embedder,
             UserNumber user, RepairReport& report, index::CachedTexts& cached)
      : hasher_(store.hasher()),
        txn_(txn),
        embedder_(embedder),
        user_(user),
        report_(report),
        cached_(cached) {}

  Result<void> run() {
    MNESTIC_TRY(read_versions());
    MNESTIC_TRY(repair_ids());
    Shared before;
    MNESTIC_TRY(verify_user(txn_, hasher_, user_, before));
    if (before.report.repairable > 0) return make_anew();
    return before.report.without_vector > 0 ? repair_vectors() : Result<void>();
  }

 private:
  // A cursor must not stand while its table's neighbours are written: numbers first.
  Result<void> read_versions() {
    const auto note = [this](VersionNumber number, const VersionRecord& record) {
      numbers_.push_back(number);
      chains_[record.memory.id].emplace_back(record.memory.version, number);
      if (record.chat != 0) chats_.by_memories.insert(record.chat);
      cached_.see(hasher_, record.memory.content);
      return Result<void>();
    };
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const auto damaged, visit_versions(txn_, user_, note));
    return {};
  }

  Result<void> make_anew() {
    for (const Table table : kRewritten) MNESTIC_TRY(clear(txn_, table, user_));
    MNESTIC_TRY(index::clear_for_repair(txn_, user_));
    const auto old = store::get_counters(txn_, user_);
    if (old) counters_ = *old;
    counters_.docs = 0;
    counters_.length_sum = 0;
    MNESTIC_TRY(repair_chats());
    MNESTIC_TRY(index_versions());
    MNESTIC_TRY(repair_vectors());
    // Processes that keep columns of the headers follow the log, in which this does not stand.
    MNESTIC_TRY(store::raise_header_epoch(txn_));
    ++report_.users;
    return store::put_counters(txn_, user_, counters_);
  }

  Result<void> index_versions() {
    for (const VersionNumber number : numbers_) {
      MNESTIC_TRY_ASSIGN(const auto record, store::get_version(txn_, user_, number));
      if (record) MNESTIC_TRY(index_version(number, *record));
    }
    return {};
  }

  Result<void> index_version(VersionNumber number, const VersionRecord& record) {
    const auto terms = terms_of(record.memory);
    MNESTIC_TRY(index::add_words(txn_, hasher_, user_, number, terms, counters_));
    MNESTIC_TRY(index::add_tags(txn_, hasher_, user_, number, tags_of(record.memory)));
    MNESTIC_TRY(store::put_derived(txn_, hasher_, user_, number, record,
                                   static_cast<std::uint32_t>(terms.size())));
    counters_.next_number = std::max(counters_.next_number, number + 1);
    if (record.chat != 0) {
      counters_.next_chat = std::max(counters_.next_chat, record.chat + 1);
    }
    ++report_.versions;
    return {};
  }

  Result<void> repair_chats() {
    for (const Table table : {Table::chats, Table::messages}) {
      const auto note = [&](std::string_view key, std::string_view) -> Result<bool> {
        chats_.by_messages.insert(KeyReader(key.substr(sizeof(UserNumber))).u32());
        return true;
      };
      MNESTIC_TRY(store::scan_prefix(txn_, table, Key().u64(user_).view(), note));
    }
    MNESTIC_TRY_ASSIGN(const auto lost, store::repair_chats(txn_, hasher_, user_, chats_));
    report_.chats_renamed += lost;
    for (const ChatNumber chat : chats_.by_messages) MNESTIC_TRY(sum_up(chat));
    MNESTIC_TRY_ASSIGN(const auto names, store::read_chats(txn_, hasher_, user_));
    for (const auto& [chat, id] : names.names) {
      counters_.next_chat = std::max(counters_.next_chat, chat + 1);
    }
    return {};
  }

  // Leaves a chat alone of which a message cannot be read, unless its own record cannot.
  Result<void> sum_up(ChatNumber chat) {
    const auto before = store::get_chat(txn_, user_, chat);
    ChatSum sum;
    bool whole = true;
    std::set<model::MemoryId> taught;
    const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
      const auto message = store::decode_message(value, store::place_of(Table::messages, key));
      KeyReader reader(key.substr(sizeof(UserNumber) + sizeof(ChatNumber)));
      sum.record.next_message = reader.u32() + 1;
      whole = whole && message;
      if (!message) return true;
      sum.add(*message);
      taught.insert(message->taught.begin(), message->taught.end());
      return true;
    };
    const Key prefix = Key().u64(user_).u32(chat);
    MNESTIC_TRY(store::scan_prefix(txn_, Table::messages, prefix.view(), add));
    // As of memories that were erased.
    for (const model::MemoryId& id : taught) {
      MNESTIC_TRY_ASSIGN(const auto known, store::get_id(txn_, id));
      if (known) continue;
      MNESTIC_TRY(store::put_id(txn_, id, {.user = user_}));
      ++report_.ids;
    }
    if (before && *before) {
      sum.record.next_message = std::max(sum.record.next_message, (**before).next_message);
      if (!whole || sum.record == **before) return {};
    }
    ++report_.chats;
    return store::put_chat(txn_, user_, chat, sum.record);
  }

  Result<void> repair_vectors() {
    MNESTIC_TRY_ASSIGN(const auto counts, index::count_vectors(txn_, user_));
    MNESTIC_TRY_ASSIGN(const auto models, index::models(txn_));
    for (VersionNumber number = 0; number < counts.size(); ++number) {
      if (counts[number] == 0 || std::binary_search(numbers_.begin(), numbers_.end(), number)) {
        continue;
      }
      for (const auto model : models) {
        MNESTIC_TRY(index::erase_vector(txn_, user_, model, number));
      }
    }
    std::vector<VersionNumber> missing;
    for (const VersionNumber number : numbers_) {
      if (number >= counts.size() || counts[number] == 0) missing.push_back(number);
    }
    for (std::size_t begin = 0; begin < missing.size(); begin += kEmbeddedAtOnce) {
      const std::size_t end = std::min(missing.size(), begin + kEmbeddedAtOnce);
      MNESTIC_TRY(embed({missing.data() + begin, end - begin}));
    }
    return {};
  }

  Result<void> embed(std::span<const VersionNumber> numbers) {
    std::vector<std::string> contents;
    for (const VersionNumber number : numbers) {
      MNESTIC_TRY_ASSIGN(const auto record, store::get_version(txn_, user_, number));
      contents.push_back(record ? record->memory.content : std::string());
    }
    if (embedder_.is_remote()) return {};  // re-embedding sees to them, with no transaction open
    const auto embedded = embed_by_sentence(embedder_, contents);
    if (!embedded) return {};
    const auto& vectors = *embedded;
    MNESTIC_TRY_ASSIGN(const auto model,
                       index::intern_model(txn_, embedder_.name(), embedder_.dimension()));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (vectors[i].empty()) continue;
      MNESTIC_TRY(index::put_vector(txn_, user_, model, numbers[i], vectors[i]));
      ++report_.vectors;
    }
    return {};
  }

  Result<void> repair_ids() {
    for (auto& [id, versions] : chains_) {
      std::sort(versions.begin(), versions.end());
      store::IdRecord record{.user = user_};
      for (const auto& [version, number] : versions) record.chain.push_back(number);
      // Which version stands for the memory is known to the id alone; else it is the newest.
      record.current = record.chain.back();
      const auto old = store::get_id(txn_, id);
      if (old && *old) {
        const auto& chain = record.chain;
        if (std::find(chain.begin(), chain.end(), (**old).current) != chain.end()) {
          record.current = (**old).current;
        }
      }
      if (old && *old && **old == record) continue;
      MNESTIC_TRY(store::put_id(txn_, id, record));
      ++report_.ids;
    }
    return {};
  }

  const store::KeyHasher& hasher_;
  store::WriteTxn& txn_;
  const embed::Embedder& embedder_;
  UserNumber user_;
  RepairReport& report_;
  index::CachedTexts& cached_;
  store::ChatsInUse chats_;
  store::UserCounters counters_;
  std::vector<VersionNumber> numbers_;
  std::map<model::MemoryId, std::vector<std::pair<std::uint32_t, VersionNumber>>> chains_;
};

// Ids that lead to a version that is not theirs are made anew by whoever they belong to; those that
// belong to nobody lead nowhere from now on, as after an erasure.
Result<std::uint64_t> empty_stray_ids(store::WriteTxn& txn) {
  std::vector<std::string> strays;
  const auto collect = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto record = store::decode_id(value, store::place_of(Table::ids, key));
    bool sound = record.has_value();
    for (std::size_t i = 0; sound && i < record->chain.size(); ++i) {
      const auto version = store::get_version(txn, record->user, record->chain[i]);
      if (!version) continue;  // damaged: the id must go on leading there
      const std::string_view id =
          *version
              ? std::string_view(reinterpret_cast<const char*>((**version).memory.id.bytes.data()),
                                 (**version).memory.id.bytes.size())
              : std::string_view();
      sound = id == key;
    }
    if (!sound) strays.emplace_back(key);
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::ids, "", collect));
  for (const std::string& key : strays) {
    if (key.size() == sizeof(model::MemoryId)) {
      MNESTIC_TRY(txn.put(Table::ids, key,
                          store::encode(store::IdRecord{}, store::place_of(Table::ids, key))));
    } else {
      MNESTIC_TRY(txn.erase(Table::ids, key));
    }
  }
  return strays.size();
}

// The log of each user, made anew from the log of all.
Result<void> repair_log(store::WriteTxn& txn, RepairReport& report) {
  std::set<std::string> wanted;
  const auto read = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto change = store::decode_change(value, store::place_of(Table::changes, key));
    if (change && key.size() == sizeof(std::uint64_t)) {
      wanted.emplace(Key().u64(change->user).bytes(key).view());
    } else {
      ++report.changes_left_out;
    }
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::changes, "", read));
  std::vector<std::string> unwanted;
  const auto compare = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (wanted.erase(std::string(key)) == 0) unwanted.emplace_back(key);
    return true;
  };
  MNESTIC_TRY(store::scan_prefix(txn, Table::changes_by_user, "", compare));
  for (const std::string& key : unwanted) MNESTIC_TRY(txn.erase(Table::changes_by_user, key));
  for (const std::string& key : wanted) MNESTIC_TRY(txn.put(Table::changes_by_user, key, ""));
  report.log_lines += unwanted.size() + wanted.size();
  return {};
}

// A cache of which anything is wrong is not worth keeping: it makes itself anew.
Result<void> repair_cache(store::Store& store, const index::CachedTexts& cached,
                          RepairReport& report) {
  if (cached.damaged == 0 && cached.hashes.empty()) return {};
  MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
  MNESTIC_TRY_ASSIGN(report.cached_dropped, index::clear_cache(*txn));
  return txn->commit();
}

}  // namespace

Result<RepairReport> repair(store::Store& store, const embed::Embedder& embedder) {
  RepairReport report;
  index::CachedTexts cached;
  {
    MNESTIC_TRY_ASSIGN(const auto txn, store.begin_read());
    MNESTIC_TRY_ASSIGN(report.unreachable, count_unreachable(*txn));
  }
  // Before anything is written into such pages.
  if (report.unreachable > 0) MNESTIC_TRY(store.scrub());
  {
    MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
    MNESTIC_TRY_ASSIGN(report.ids, empty_stray_ids(*txn));
    MNESTIC_TRY(store::repair_next_numbers(*txn, store.hasher()));
    MNESTIC_TRY(index::repair_models(*txn));
    MNESTIC_TRY(repair_log(*txn, report));
    MNESTIC_TRY_ASSIGN(cached, index::check_cache(*txn));
    MNESTIC_TRY(txn->commit());
  }
  std::optional<UserNumber> user;
  for (;;) {
    MNESTIC_TRY_ASSIGN(const auto txn, store.begin_write());
    MNESTIC_TRY_ASSIGN(user, next_user(*txn, user));
    if (!user) break;
    MNESTIC_TRY(UserRepair(store, *txn, embedder, *user, report, cached).run());
    MNESTIC_TRY(txn->commit());
  }
  MNESTIC_TRY(repair_cache(store, cached, report));
  return report;
}

}  // namespace mnestic::memory
