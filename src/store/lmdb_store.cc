#include "lmdb_store.h"

#include <algorithm>
#include <system_error>

#include "lmdb_error.h"
#include "meta_keys.h"
#include "mnestic/store/keys.h"
#include "wire.h"

namespace mnestic::store {
namespace {

namespace fs = std::filesystem;

constexpr Generation kFirstGeneration = 1;
// Another process may move on while we follow. More often than this in one call is no coincidence.
constexpr int kFollowsMax = 1000;

Error gone(const fs::path& folder) {
  return data_loss("The newest file of the store in " + folder.string() +
                   " is missing. Restore the folder from a backup.");
}

// Fills a fresh file with the tables, the format and the secret.
Result<void> write_first(MDB_env* env, const KeyHasher::Secret& secret, const fs::path& folder) {
  MDB_txn* txn = nullptr;
  int rc = mdb_txn_begin(env, nullptr, 0, &txn);
  if (rc != 0) return lmdb_error(rc, "making the store", folder);
  MDB_dbi meta = 0;
  for (std::size_t i = 0; rc == 0 && i < kTableCount; ++i) {
    const auto table = static_cast<Table>(i);
    MDB_dbi dbi = 0;
    rc = mdb_dbi_open(txn, std::string(to_string(table)).c_str(), MDB_CREATE, &dbi);
    if (table == Table::meta) meta = dbi;
  }
  const auto put = [txn, meta](std::string_view name, std::string_view bytes) {
    MDB_val key = to_val(name);
    MDB_val value = to_val(bytes);
    return mdb_put(txn, meta, &key, &value, 0);
  };
  if (rc == 0) rc = put(kMetaFormat, Key().u32(kFormatVersion).view());
  const std::string_view secret_bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
  if (rc == 0) rc = put(kMetaSecret, secret_bytes);
  if (rc == 0) rc = put(kMetaSecretCheck, Key().u32(checksum32(secret_bytes)).view());
  if (rc == 0) {
    rc = mdb_txn_commit(txn);
  } else {
    mdb_txn_abort(txn);
  }
  if (rc != 0) return lmdb_error(rc, "making the store", folder);
  return {};
}

// Makes the first generation unless another process has: whole and durable before it has its name.
Result<void> make_first(const OpenOptions& options, RandomSource& random) {
  MNESTIC_TRY_ASSIGN(const auto lock, FolderLock::take(options.folder));
  MNESTIC_TRY_ASSIGN(const auto generations, list_generations(options.folder));
  if (!generations.empty()) return {};
  const fs::path unborn = unborn_path(options.folder);
  MNESTIC_TRY_ASSIGN(auto env, PrivateEnv::make(unborn, options.map_size_bytes));
  KeyHasher::Secret secret{};
  random.fill(secret);
  MNESTIC_TRY(write_first(env.raw(), secret, options.folder));
  MNESTIC_TRY(env.finish());
  std::error_code error;
  fs::rename(unborn, data_path(options.folder, kFirstGeneration), error);
  if (error) return system_error(error.value(), "making the store", options.folder);
  return sync_folder(options.folder);
}

Result<std::optional<Generation>> moved_to(const Env& env) {
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, env.begin(false));
  auto moved = env.moved(txn);
  mdb_txn_abort(txn);
  return moved;
}

// The current generation, looking at `at_least` and above. Nothing: there is no file at all.
// Finishes the removal of those below, which a kill after the switch may have left.
Result<std::shared_ptr<Env>> open_current(const OpenOptions& options, Generation at_least) {
  // While it is held no generation is unlinked, so LMDB finds every file that was listed and makes
  // none; and nobody else is in the middle of setting up LMDB's lock file.
  MNESTIC_TRY_ASSIGN(const auto lock, FolderLock::take(options.folder));
  MNESTIC_TRY_ASSIGN(const auto generations, list_generations(options.folder));
  const auto lowest = std::lower_bound(generations.begin(), generations.end(), at_least);
  if (lowest == generations.end()) return std::shared_ptr<Env>();
  for (Generation generation = *lowest;;) {
    MNESTIC_TRY_ASSIGN(auto env, Env::open({.folder = options.folder,
                                            .generation = generation,
                                            .map_size_bytes = options.map_size_bytes}));
    MNESTIC_TRY_ASSIGN(const auto moved, moved_to(*env));
    if (!moved) {
      if (generation > kFirstGeneration) MNESTIC_TRY(remove_below(options.folder, generation));
      return env;
    }
    // The target was durable before the note was, so it is either there or lost.
    std::error_code error;
    if (!fs::exists(data_path(options.folder, *moved), error)) return gone(options.folder);
    generation = *moved;
  }
}

}  // namespace

Result<std::unique_ptr<LmdbStore>> LmdbStore::open(const OpenOptions& options, RandomSource& random,
                                                   PointHook hook) {
  MNESTIC_TRY(prepare_folder(options.folder, options.create));
  MNESTIC_TRY_ASSIGN(const auto generations, list_generations(options.folder));
  if (generations.empty()) {
    if (!options.create) return not_found("There is no store in " + options.folder.string() + ".");
    MNESTIC_TRY(make_first(options, random));
  } else {
    // Before anything in the folder is touched.
    MNESTIC_TRY(check_is_lmdb(data_path(options.folder, generations.front())));
  }
  MNESTIC_TRY_ASSIGN(auto env, open_current(options, 0));
  if (!env) return gone(options.folder);
  return std::make_unique<LmdbStore>(options, std::move(hook), std::move(env));
}

std::shared_ptr<Env> LmdbStore::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

Result<void> LmdbStore::follow(const std::shared_ptr<Env>& left) const {
  const std::lock_guard turn(following_);
  if (current() != left) return {};
  MNESTIC_TRY_ASSIGN(auto next, open_current(options_, left->generation() + 1));
  if (!next) return gone(options_.folder);
  const std::lock_guard lock(mutex_);
  current_ = std::move(next);
  return {};
}

Result<std::unique_ptr<LmdbReadTxn>> LmdbStore::read() const {
  for (int follows = 0; follows < kFollowsMax; ++follows) {
    const auto env = current();
    const std::uint64_t last_txn = env->last_txn();
    MNESTIC_TRY_ASSIGN(MDB_txn * raw, env->begin(false));
    auto txn = std::make_unique<LmdbReadTxn>(env, raw);
    MNESTIC_TRY_ASSIGN(const auto moved, env->moved(raw));
    if (!moved) {
      // Of the two, the older: the snapshot may be newer than the number, never the other way
      // round.
      env->last_unmoved_txn = last_txn;
      return txn;
    }
    txn.reset();
    MNESTIC_TRY(follow(env));
  }
  return Error{ErrorCode::unavailable, "The store is being rewritten all the time. Try again."};
}

Result<std::unique_ptr<LmdbWriteTxn>> LmdbStore::write() {
  for (int follows = 0; follows < kFollowsMax; ++follows) {
    const auto env = current();
    MNESTIC_ASSERT(env->writer != std::this_thread::get_id());
    MNESTIC_TRY_ASSIGN(MDB_txn * raw, env->begin(true));
    auto txn = std::make_unique<LmdbWriteTxn>(env, raw);
    MNESTIC_TRY_ASSIGN(const auto moved, env->moved(raw));
    if (!moved) return txn;
    txn.reset();
    MNESTIC_TRY(follow(env));
  }
  return Error{ErrorCode::unavailable, "The store is being rewritten all the time. Try again."};
}

Result<std::unique_ptr<ReadTxn>> LmdbStore::begin_read() const {
  MNESTIC_TRY_ASSIGN(auto txn, read());
  return std::unique_ptr<ReadTxn>(std::move(txn));
}

Result<std::unique_ptr<WriteTxn>> LmdbStore::begin_write() {
  MNESTIC_TRY_ASSIGN(auto txn, write());
  return std::unique_ptr<WriteTxn>(std::move(txn));
}

std::uint64_t LmdbStore::last_commit() const {
  constexpr unsigned kTxnBits = 48;
  auto env = current();
  if (env->last_txn() != env->last_unmoved_txn) {
    // Something was committed since we looked; it may have been the switch, after which this file
    // stands still. When reading fails, the old number is the best there is, and the next real
    // transaction says why.
    if (const auto txn = read()) env = current();
  }
  return (env->generation() << kTxnBits) + env->last_txn();
}

Result<StoreInfo> LmdbStore::info() const {
  MNESTIC_TRY_ASSIGN(const auto txn, read());
  StoreInfo info;
  info.folder = options_.folder;
  info.format_version = kFormatVersion;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    MDB_stat stat{};
    const int rc = mdb_stat(txn->raw(), txn->env().dbi(static_cast<Table>(i)), &stat);
    if (rc != 0) return lmdb_error(rc, "measuring the store", options_.folder);
    info.entries[i] = stat.ms_entries;
  }
  std::error_code error;
  for (const fs::path& file : {data_path(options_.folder, txn->env().generation()),
                               lock_path(options_.folder, txn->env().generation())}) {
    const auto size = fs::file_size(file, error);
    if (!error) info.size_bytes += size;
  }
  return info;
}

Result<void> LmdbStore::copy_to(const fs::path& file) const {
  MNESTIC_TRY_ASSIGN(const auto txn, read());
  return rewrite(txn->raw(), file, options_.map_size_bytes, {}, hook_);
}

Result<void> LmdbStore::scrub_watched(const RewriteWatch& watch) {
  MNESTIC_TRY_ASSIGN(auto txn, write());
  const auto env = txn->env();
  const Generation next = env->generation() + 1;
  at_point("begun");
  MNESTIC_TRY(remove_above(options_.folder, env->generation()));
  const auto rewritten =
      rewrite(txn->raw(), data_path(options_.folder, next), options_.map_size_bytes, watch, hook_);
  if (!rewritten) {
    (void)remove_above(options_.folder, env->generation());  // the next scrub would do it as well
    return rewritten.error();
  }
  MNESTIC_TRY(sync_folder(options_.folder));
  at_point("copied");
  MNESTIC_TRY(txn->put(Table::meta, kMetaMoved, Key().u64(next).view()));
  at_point("before switch");
  // If this fails, the new file stays: whether the switch reached the disk is not known for
  // certain.
  MNESTIC_TRY(txn->commit());
  txn.reset();
  at_point("switched");
  {
    MNESTIC_TRY_ASSIGN(const auto lock, FolderLock::take(options_.folder));
    at_point("locked");
    MNESTIC_TRY(remove_below(options_.folder, next));
    MNESTIC_TRY(sync_folder(options_.folder));
  }
  at_point("removed");
  return follow(env);
}

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options, RandomSource& random) {
  MNESTIC_TRY_ASSIGN(auto store, LmdbStore::open(options, random));
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace mnestic::store
