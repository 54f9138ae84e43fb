// The rewrite: every live entry into a fresh file. Erased bytes cannot come along, since nothing is
// copied by page.
#include <cerrno>
#include <string>
#include <vector>

#include "lmdb_error.h"
#include "lmdb_store.h"
#include "meta_keys.h"

namespace mnestic::store {
namespace {

constexpr std::uint64_t kBatchBytes = 32ULL << 20;  // dirty pages stay in memory until a commit
constexpr std::uint64_t kWatchEvery = 4096;         // entries

// Writes entries in ascending order, committing every kBatchBytes.
class Appender {
 public:
  explicit Appender(MDB_env* env) : env_(env) {}
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  ~Appender() {
    if (txn_ != nullptr) mdb_txn_abort(txn_);
  }

  int begin_table(const std::string& name, unsigned flags) {
    int rc = begin();
    if (rc == 0) rc = mdb_dbi_open(txn_, name.c_str(), flags | MDB_CREATE, &dbi_);
    return rc;
  }

  int append(MDB_val key, MDB_val value) {
    int rc = begin();
    if (rc == 0) rc = mdb_put(txn_, dbi_, &key, &value, MDB_APPEND);
    batch_bytes_ += key.mv_size + value.mv_size;
    if (rc == 0 && batch_bytes_ >= kBatchBytes) rc = commit();
    return rc;
  }

  int commit() {
    batch_bytes_ = 0;
    if (txn_ == nullptr) return 0;
    return mdb_txn_commit(std::exchange(txn_, nullptr));
  }

 private:
  int begin() { return txn_ != nullptr ? 0 : mdb_txn_begin(env_, nullptr, 0, &txn_); }

  MDB_env* env_;
  MDB_txn* txn_ = nullptr;
  MDB_dbi dbi_ = 0;
  std::uint64_t batch_bytes_ = 0;
};

// Counts what was copied and lets the watcher know.
class Watch {
 public:
  Watch(const RewriteWatch& watch, std::uint64_t total) : watch_(watch), total_(total) {}

  // False when the rewrite is to stop.
  bool count_one() {
    if (++done_ % kWatchEvery != 0) return true;
    if (watch_.progress) watch_.progress(done_, total_);
    return !watch_.cancelled || !watch_.cancelled();
  }

 private:
  const RewriteWatch& watch_;
  const std::uint64_t total_;
  std::uint64_t done_ = 0;
};

bool stays_behind(const std::string& table, std::string_view key) {
  return table == to_string(Table::meta) && (key == kMetaScrubNeeded || key == kMetaMoved);
}

int copy_table(MDB_txn* from, const std::string& name, Appender& to, Watch& watch) {
  MDB_dbi dbi = 0;
  unsigned flags = 0;
  int rc = mdb_dbi_open(from, name.c_str(), 0, &dbi);
  if (rc == 0) rc = mdb_dbi_flags(from, dbi, &flags);
  if (rc == 0) rc = to.begin_table(name, flags);
  MDB_cursor* cursor = nullptr;
  if (rc == 0) rc = mdb_cursor_open(from, dbi, &cursor);
  if (rc != 0) return rc;
  MDB_val key{};
  MDB_val value{};
  while ((rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
    if (stays_behind(name, to_view(key))) continue;
    rc = to.append(key, value);
    if (rc == 0 && !watch.count_one()) rc = ECANCELED;
    if (rc != 0) break;
  }
  mdb_cursor_close(cursor);
  return rc == MDB_NOTFOUND ? 0 : rc;
}

// By the names in the file, so that tables of a newer version come along.
int tables_in(MDB_txn* from, std::vector<std::string>& names) {
  MDB_dbi dbi = 0;
  MDB_cursor* cursor = nullptr;
  int rc = mdb_dbi_open(from, nullptr, 0, &dbi);
  if (rc == 0) rc = mdb_cursor_open(from, dbi, &cursor);
  if (rc != 0) return rc;
  MDB_val key{};
  MDB_val value{};
  while ((rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) == 0) {
    names.emplace_back(to_view(key));
  }
  mdb_cursor_close(cursor);
  return rc == MDB_NOTFOUND ? 0 : rc;
}

int count_entries(MDB_txn* from, const std::vector<std::string>& names, std::uint64_t& total) {
  for (const std::string& name : names) {
    MDB_dbi dbi = 0;
    MDB_stat stat{};
    int rc = mdb_dbi_open(from, name.c_str(), 0, &dbi);
    if (rc == 0) rc = mdb_stat(from, dbi, &stat);
    if (rc != 0) return rc;
    total += stat.ms_entries;
  }
  return 0;
}

int copy_tables(MDB_txn* from, MDB_env* env, const RewriteWatch& watch, const PointHook& hook) {
  std::vector<std::string> names;
  std::uint64_t total = 0;
  int rc = tables_in(from, names);
  if (rc == 0) rc = count_entries(from, names, total);
  if (rc != 0) return rc;
  Appender appender(env);
  Watch watching(watch, total);
  for (const std::string& name : names) {
    rc = copy_table(from, name, appender, watching);
    if (rc != 0) return rc;
    if (hook) hook("copied " + name);
  }
  return appender.commit();
}

}  // namespace

Result<void> rewrite(MDB_txn* from, const std::filesystem::path& to, std::uint64_t map_size_bytes,
                     const RewriteWatch& watch, const PointHook& hook) {
  MNESTIC_TRY_ASSIGN(auto env, PrivateEnv::make(to, map_size_bytes));
  const int rc = copy_tables(from, env.raw(), watch, hook);
  if (rc == ECANCELED) {
    return Error{ErrorCode::cancelled, "The rewrite was cancelled; the store is as it was."};
  }
  if (rc != 0) return lmdb_error(rc, "rewriting the store", to);
  return env.finish();
}

}  // namespace mnestic::store
