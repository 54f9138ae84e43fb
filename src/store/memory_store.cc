// The in-memory twin: a map a table, copied by the first write of a transaction that touches it.
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "meta_keys.h"
#include "mnestic/store/keys.h"
#include "mnestic/store/store.h"
#include "store_checks.h"

namespace mnestic::store {
namespace {

using Map = std::map<std::string, std::string, std::less<>>;
using Tables = std::array<std::shared_ptr<const Map>, kTableCount>;

std::size_t index_of(Table table) { return static_cast<std::size_t>(table); }

// What a transaction shares with its cursors: they notice writes and the end.
struct View {
  Tables tables;
  std::uint64_t writes = 0;
  bool over = false;
};

class MemoryCursor final : public Cursor {
 public:
  MemoryCursor(std::shared_ptr<const View> view, Table table)
      : view_(std::move(view)), table_(table) {}

  Result<bool> seek(std::string_view key) override {
    MNESTIC_TRY(check_seek_key(key));
    return move_to(fresh_map().lower_bound(key));
  }

  Result<bool> seek_before(std::string_view key) override {
    MNESTIC_TRY(check_seek_key(key));
    const Map& map = fresh_map();
    return step_back(map.lower_bound(key));
  }

  Result<bool> next() override {
    check_somewhere();
    return move_to(std::next(at_));
  }

  Result<bool> prev() override {
    check_somewhere();
    return step_back(at_);
  }

  std::string_view key() const override {
    check_somewhere();
    return at_->first;
  }

  std::string_view value() const override {
    check_somewhere();
    return at_->second;
  }

 private:
  const Map& fresh_map() {
    MNESTIC_ASSERT(!view_->over);
    writes_ = view_->writes;
    map_ = view_->tables[index_of(table_)].get();
    return *map_;
  }

  void check_somewhere() const {
    MNESTIC_ASSERT(somewhere_ && !view_->over && writes_ == view_->writes);
  }

  bool move_to(Map::const_iterator to) {
    at_ = to;
    somewhere_ = to != map_->end();
    return somewhere_;
  }

  bool step_back(Map::const_iterator from) {
    if (from != map_->begin()) return move_to(std::prev(from));
    somewhere_ = false;
    return false;
  }

  std::shared_ptr<const View> view_;
  Table table_;
  const Map* map_ = nullptr;
  Map::const_iterator at_;
  std::uint64_t writes_ = 0;
  bool somewhere_ = false;
};

Result<std::optional<std::string_view>> get_from(const View& view, Table table,
                                                 std::string_view key) {
  MNESTIC_ASSERT(!view.over);
  MNESTIC_TRY(check_key(key));
  const Map& map = *view.tables[index_of(table)];
  const auto found = map.find(key);
  if (found == map.end()) return std::optional<std::string_view>();
  return std::optional<std::string_view>(found->second);
}

class MemoryReadTxn final : public ReadTxn {
 public:
  explicit MemoryReadTxn(Tables tables) : view_(std::make_shared<View>()) {
    view_->tables = std::move(tables);
  }
  ~MemoryReadTxn() override { view_->over = true; }

  Result<std::optional<std::string_view>> get(Table table, std::string_view key) const override {
    return get_from(*view_, table, key);
  }
  Result<std::unique_ptr<Cursor>> cursor(Table table) const override {
    return std::unique_ptr<Cursor>(std::make_unique<MemoryCursor>(view_, table));
  }

 private:
  std::shared_ptr<View> view_;
};

// What is committed, and the writer's turn.
struct Shared {
  mutable std::mutex mutex;  // guards tables
  Tables tables;
  std::atomic<std::uint64_t> commits = 0;
  std::mutex writing;  // held by the one writer
  std::atomic<std::thread::id> writer;
};

class MemoryWriteTxn final : public WriteTxn {
 public:
  explicit MemoryWriteTxn(Shared& shared) : shared_(shared), view_(std::make_shared<View>()) {
    MNESTIC_ASSERT(shared_.writer != std::this_thread::get_id());
    turn_ = std::unique_lock(shared_.writing);
    shared_.writer = std::this_thread::get_id();
    const std::lock_guard lock(shared_.mutex);
    view_->tables = shared_.tables;
  }
  ~MemoryWriteTxn() override { end(); }

  Result<std::optional<std::string_view>> get(Table table, std::string_view key) const override {
    return get_from(*view_, table, key);
  }
  Result<std::unique_ptr<Cursor>> cursor(Table table) const override {
    return std::unique_ptr<Cursor>(std::make_unique<MemoryCursor>(view_, table));
  }

  Result<void> put(Table table, std::string_view key, std::string_view value) override {
    MNESTIC_ASSERT(!view_->over);
    MNESTIC_TRY(check_key(key));
    MNESTIC_TRY(check_value(value));
    // Copied first: `value` may be a view into the entry that is overwritten.
    std::string copy(value);
    std::string name(key);
    own(table).insert_or_assign(std::move(name), std::move(copy));
    ++view_->writes;
    return {};
  }

  Result<bool> erase(Table table, std::string_view key) override {
    MNESTIC_ASSERT(!view_->over);
    MNESTIC_TRY(check_key(key));
    Map& map = own(table);
    const auto found = map.find(key);
    if (found == map.end()) return false;
    map.erase(found);
    ++view_->writes;
    return true;
  }

  Result<void> commit() override {
    MNESTIC_ASSERT(!view_->over);
    {
      const std::lock_guard lock(shared_.mutex);
      shared_.tables = view_->tables;
    }
    ++shared_.commits;
    end();
    return {};
  }

 private:
  // The table to write to: a copy of our own from the first write on.
  Map& own(Table table) {
    auto& owned = owned_[index_of(table)];
    if (!owned) {
      owned = std::make_shared<Map>(*view_->tables[index_of(table)]);
      view_->tables[index_of(table)] = owned;
      ++view_->writes;
    }
    return *owned;
  }

  void end() {
    if (view_->over) return;
    view_->over = true;
    shared_.writer = std::thread::id();
    turn_.unlock();
  }

  Shared& shared_;
  std::shared_ptr<View> view_;
  std::array<std::shared_ptr<Map>, kTableCount> owned_;
  std::unique_lock<std::mutex> turn_;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const KeyHasher::Secret& secret) : hasher_(secret) {
    for (auto& table : shared_.tables) table = std::make_shared<const Map>();
    auto meta = std::make_shared<Map>();
    meta->emplace(kMetaFormat, Key().u32(kFormatVersion).view());
    meta->emplace(kMetaSecret, std::string(secret.begin(), secret.end()));
    shared_.tables[index_of(Table::meta)] = std::move(meta);
  }

  Result<std::unique_ptr<ReadTxn>> begin_read() const override {
    return std::unique_ptr<ReadTxn>(std::make_unique<MemoryReadTxn>(tables()));
  }
  Result<std::unique_ptr<WriteTxn>> begin_write() override {
    return std::unique_ptr<WriteTxn>(std::make_unique<MemoryWriteTxn>(shared_));
  }
  std::uint64_t last_commit() const override { return shared_.commits; }
  const KeyHasher& hasher() const override { return hasher_; }

  Result<StoreInfo> info() const override {
    StoreInfo info;
    info.format_version = kFormatVersion;
    const Tables now = tables();
    for (std::size_t i = 0; i < now.size(); ++i) {
      info.entries[i] = now[i]->size();
      for (const auto& [key, value] : *now[i]) info.size_bytes += key.size() + value.size();
    }
    return info;
  }

  // Maps keep nothing of what was erased; only the mark is to be cleared.
  Result<void> scrub_watched(const RewriteWatch& watch) override {
    if (watch.cancelled && watch.cancelled()) {
      return Error{ErrorCode::cancelled, "The rewrite was cancelled; the store is as it was."};
    }
    MNESTIC_TRY_ASSIGN(const auto txn, begin_write());
    MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there,
                       txn->erase(Table::meta, kMetaScrubNeeded));
    return txn->commit();
  }

 private:
  Tables tables() const {
    const std::lock_guard lock(shared_.mutex);
    return shared_.tables;
  }

  KeyHasher hasher_;
  Shared shared_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store(RandomSource& random) {
  KeyHasher::Secret secret{};
  random.fill(secret);
  return std::make_unique<MemoryStore>(secret);
}

}  // namespace mnestic::store
