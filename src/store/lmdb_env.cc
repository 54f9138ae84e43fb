#include "lmdb_env.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <map>
#include <mutex>

#include "lmdb_error.h"
#include "meta_keys.h"
#include "mnestic/store/keys.h"
#include "wire.h"

namespace mnestic::store {
namespace {

constexpr MDB_dbi kMaxTables = 32;  // room for tables of newer versions
constexpr unsigned kMaxReaders = 1024;
constexpr std::uint64_t kSmallestMapBytes = 64ULL << 20;
constexpr int kOpenAttempts = 3;
constexpr int kHeadReadsMax = 20;
// Beyond, the lock file is broken (see lock_file_is_whole) and not just behind.
constexpr int kReadRetriesMax = 100;
constexpr MDB_dbi kNoTable = ~MDB_dbi{0};

Error damaged_file(const std::string& what, const std::filesystem::path& folder) {
  return data_loss(what + " in " + folder.string() +
                   " is damaged, and nothing was changed. Put the folder of a `mnestic backup` in "
                   "its place.");
}

}  // namespace

Result<MDB_env*> open_lmdb(const std::filesystem::path& file, unsigned flags,
                           std::uint64_t map_size_bytes) {
  for (std::uint64_t size = map_size_bytes;; size /= 2) {
    MDB_env* env = nullptr;
    int rc = mdb_env_create(&env);
    if (rc == 0) rc = mdb_env_set_mapsize(env, size);
    if (rc == 0) rc = mdb_env_set_maxdbs(env, kMaxTables);
    if (rc == 0) rc = mdb_env_set_maxreaders(env, kMaxReaders);
    if (rc == 0) rc = mdb_env_open(env, file.c_str(), flags | MDB_NOSUBDIR | MDB_NOTLS, 0600);
    if (rc == 0) {
      // LMDB does this for its other descriptors. Some hosts start other programs from ours.
      int descriptor = -1;
      rc = mdb_env_get_fd(env, &descriptor);
      if (rc == 0 && ::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) rc = errno;
      if (rc == 0) return env;
    }
    if (env != nullptr) mdb_env_close(env);
    if (rc != ENOMEM || size / 2 < kSmallestMapBytes) {
      return lmdb_error(rc, "opening the store", file);
    }
  }
}

// What this process has open, by file. The one piece of state that is not handed around: it mirrors
// the kernel's record locks, which are the process's own and cannot be had twice.
class Env::Registry {
 public:
  static Registry& instance() {
    static Registry registry;
    return registry;
  }

  // REQUIRES: `mutex` is locked by `lock`. Waits for an environment of the file that is being
  // closed.
  std::shared_ptr<Env> find(const FileId& file, std::unique_lock<std::mutex>& lock) {
    for (;;) {
      const auto found = open_.find(file);
      if (found == open_.end()) return nullptr;
      if (auto env = found->second.lock()) return env;
      closed_.wait(lock);
    }
  }
  void add(const FileId& file, const std::shared_ptr<Env>& env) { open_[file] = env; }
  void remove(const FileId& file) {
    open_.erase(file);
    closed_.notify_all();
  }

  std::mutex mutex;

 private:
  std::map<FileId, std::weak_ptr<Env>> open_;
  std::condition_variable closed_;
};

Result<std::shared_ptr<Env>> Env::open(const Options& options) {
  const auto path = data_path(options.folder, options.generation);
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return system_error(errno, "opening the store", path);
  // The process is part of it: a child of fork() must not use what its parent opened.
  const FileId file{static_cast<std::uint64_t>(::getpid()), info.st_dev, info.st_ino};
  Registry& registry = Registry::instance();
  std::unique_lock lock(registry.mutex);
  if (auto env = registry.find(file, lock)) return env;
  auto env = std::make_unique<Env>(options, file);
  auto opened = env->open_file();
  if (opened) opened = env->open_tables();
  if (!opened) {
    lock.unlock();
    return std::move(opened).error();
  }
  std::shared_ptr<Env> shared = std::move(env);
  registry.add(file, shared);
  return shared;
}

Env::~Env() {
  // Under the registry's mutex: nobody may open the file anew before it is closed.
  Registry& registry = Registry::instance();
  const std::lock_guard lock(registry.mutex);
  if (env_ != nullptr) mdb_env_close(env_);
  registry.remove(file_);
}

Result<void> Env::open_file() {
  const auto path = data_path(folder(), generation());
  for (int attempt = 1;; ++attempt) {
    auto opened = open_lmdb(path, MDB_NORDAHEAD, options_.map_size_bytes);
    Result<bool> whole = false;
    if (opened) {
      env_ = *opened;
      whole = lock_file_is_whole();
    }
    if (whole && *whole) break;
    if (opened) mdb_env_close(std::exchange(env_, nullptr));
    // Once it is closed by all, the next to open it sets the lock file up anew.
    if (attempt < kOpenAttempts) continue;
    if (!opened) return opened.error();
    if (!whole) return whole.error();
    return Error{ErrorCode::unavailable, "The lock file of the store in " + folder().string() +
                                             " is half made. Close the programs that use the "
                                             "store, then start again."};
  }
  MNESTIC_TRY(check_heads());
  int dead = 0;
  const int rc = mdb_reader_check(env_, &dead);
  if (rc != 0) return lmdb_error(rc, "clearing dead readers of the store", folder());
  return {};
}

Result<void> Env::check_heads() const {
  // As in LMDB's mdb.c: a page header, then in MDB_meta the size of pages and the transaction.
  constexpr std::size_t kTransactionOffset = 144;
  int descriptor = -1;
  MDB_stat stat{};
  if (mdb_env_get_fd(env_, &descriptor) != 0 || mdb_env_stat(env_, &stat) != 0) {
    return internal_error("LMDB does not tell its file.");
  }
  for (int attempt = 0; attempt < kHeadReadsMax; ++attempt) {
    std::array<std::uint64_t, 2> heads{};
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const auto offset = static_cast<off_t>(i * stat.ms_psize + kTransactionOffset);
      const ssize_t got = ::pread(descriptor, &heads[i], sizeof(heads[i]), offset);
      if (got != static_cast<ssize_t>(sizeof(heads[i])))
        return damaged_file("The head of the store", folder());
    }
    const bool unused = heads[0] == 0 && heads[1] == 0;
    const bool apart = heads[0] + 1 == heads[1] || heads[1] + 1 == heads[0];
    if (unused || (apart && heads[0] % 2 == 0)) return {};
    // Else somebody may have committed several times between the two reads.
  }
  return damaged_file("The head of the store", folder());
}

Result<bool> Env::lock_file_is_whole() const {
  // Whoever opens first writes 0 as the last transaction, then the number in the data file, and
  // holds back the others by a record lock meanwhile. If it is killed there, or fails, one that
  // waited gets the 0, and would read and write from before the beginning. No file of ours has ever
  // had so few commits when it is opened.
  const std::uint64_t last = last_txn();
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, begin(false));
  const std::uint64_t seen = mdb_txn_id(txn);
  mdb_txn_abort(txn);
  // A commit writes the data file first: one behind is right.
  return last == 0 || (seen != 0 && seen + 1 >= last);
}

Result<void> Env::open_tables() {
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, begin(false));
  int rc = 0;
  for (std::size_t i = 0; rc == 0 && i < kTableCount; ++i) {
    const std::string name(to_string(static_cast<Table>(i)));
    rc = mdb_dbi_open(txn, name.c_str(), 0, &dbis_[i]);
    if (rc != MDB_NOTFOUND) continue;
    dbis_[i] = kNoTable;
    tables_missing_ = true;
    rc = 0;
  }
  // Only a commit hands the new handles over to later transactions.
  if (rc == 0) {
    rc = mdb_txn_commit(txn);
  } else {
    mdb_txn_abort(txn);
  }
  if (rc != 0) return lmdb_error(rc, "opening the tables of the store", folder());
  MNESTIC_TRY(read_meta());
  if (tables_missing_) return make_missing_tables();
  return {};
}

Result<void> Env::read_meta() {
  const Error not_ours = failed_precondition(
      "The file " + data_path(folder(), generation()).string() +
      " is a database of another program. Choose another folder, or move that file away.");
  if (dbi(Table::meta) == kNoTable) return not_ours;
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, begin(false));
  const auto get = [&](std::string_view name) {
    MDB_val key = to_val(name);
    MDB_val value{};
    const int rc = mdb_get(txn, dbi(Table::meta), &key, &value);
    return std::string(rc == 0 ? to_view(value) : std::string_view());
  };
  const std::string format = get(kMetaFormat);
  const std::string secret = get(kMetaSecret);
  const std::string check = get(kMetaSecretCheck);
  mdb_txn_abort(txn);

  KeyReader reader(format);
  const std::uint32_t version = reader.u32();
  if (!reader.ok()) return not_ours;
  if (version > kFormatVersion) {
    return failed_precondition("The store in " + folder().string() + " has format " +
                               std::to_string(version) + ", and this program knows " +
                               std::to_string(kFormatVersion) +
                               ". Install a newer mnestic; nothing was changed.");
  }
  // With another secret everybody would seem to be unknown. Older files have no check.
  const bool differs = !check.empty() && check != Key().u32(checksum32(secret)).view();
  if (secret.size() != secret_.size() || differs) {
    return damaged_file("The secret of the store", folder());
  }
  std::copy(secret.begin(), secret.end(), secret_.begin());
  return {};
}

Result<void> Env::make_missing_tables() {
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, begin(true));
  const auto gone = moved(txn);
  if (!gone || *gone) {
    // Nobody writes to a generation that was left, and nobody reads on in it.
    mdb_txn_abort(txn);
    if (!gone) return gone.error();
    return {};
  }
  int rc = 0;
  for (std::size_t i = 0; rc == 0 && i < kTableCount; ++i) {
    if (dbis_[i] != kNoTable) continue;
    const std::string name(to_string(static_cast<Table>(i)));
    rc = mdb_dbi_open(txn, name.c_str(), MDB_CREATE, &dbis_[i]);
  }
  if (rc == 0) {
    rc = mdb_txn_commit(txn);
  } else {
    mdb_txn_abort(txn);
  }
  if (rc != 0) return lmdb_error(rc, "adding tables to the store", folder());
  return {};
}

Result<MDB_txn*> Env::begin(bool write) const {
  MNESTIC_TRY_ASSIGN(MDB_txn * txn, begin_once(write));
  // A head is in the map before its number is LMDB's last. A reader that takes the number, loses
  // the processor for two commits and then reads the head sees the newer of them early, and its
  // next snapshot would be an older one. Where two commits came since, it begins anew.
  for (int retry = 0; !write && retry < kReadRetriesMax; ++retry) {
    if (last_txn() <= mdb_txn_id(txn) + 1) break;
    mdb_txn_abort(txn);
    MNESTIC_TRY_ASSIGN(txn, begin_once(write));
  }
  return txn;
}

Result<MDB_txn*> Env::begin_once(bool write) const {
  MDB_txn* txn = nullptr;
  const unsigned flags = write ? 0 : MDB_RDONLY;
  int rc = mdb_txn_begin(env_, nullptr, flags, &txn);
  if (rc == MDB_READERS_FULL) {
    int dead = 0;
    if (mdb_reader_check(env_, &dead) == 0 && dead > 0) {
      rc = mdb_txn_begin(env_, nullptr, flags, &txn);
    }
  }
  if (rc != 0) return lmdb_error(rc, write ? "beginning to write" : "beginning to read", folder());
  return txn;
}

Result<std::optional<Generation>> Env::moved(MDB_txn* txn) const {
  MDB_val key = to_val(kMetaMoved);
  MDB_val value{};
  const int rc = mdb_get(txn, dbi(Table::meta), &key, &value);
  if (rc == MDB_NOTFOUND) return std::optional<Generation>();
  if (rc != 0) return lmdb_error(rc, "reading the store", folder());
  KeyReader reader(to_view(value));
  const Generation generation = reader.u64();
  if (!reader.ok() || generation <= options_.generation) {
    return damaged("The note of the rewrite");
  }
  return std::optional(generation);
}

std::uint64_t Env::last_txn() const {
  MDB_envinfo info{};
  // Fails only for a null environment.
  return mdb_env_info(env_, &info) == 0 ? info.me_last_txnid : 0;
}

Result<PrivateEnv> PrivateEnv::make(const std::filesystem::path& file,
                                    std::uint64_t map_size_bytes) {
  if (::unlink(file.c_str()) != 0 && errno != ENOENT) {
    return system_error(errno, "removing the rest of an interrupted attempt", file);
  }
  // Nobody else may know the file, so LMDB needs no lock file; finish() syncs it as a whole.
  MNESTIC_TRY_ASSIGN(MDB_env * env, open_lmdb(file, MDB_NOLOCK | MDB_NOSYNC, map_size_bytes));
  return PrivateEnv(env, file);
}

PrivateEnv::PrivateEnv(PrivateEnv&& other) noexcept
    : env_(other.env_), file_(std::move(other.file_)) {
  other.env_ = nullptr;
}

PrivateEnv::~PrivateEnv() {
  if (env_ != nullptr) mdb_env_close(env_);
}

Result<void> PrivateEnv::finish() {
  const int rc = mdb_env_sync(env_, 1);
  mdb_env_close(env_);
  env_ = nullptr;
  if (rc != 0) return lmdb_error(rc, "syncing the store", file_);
  return {};
}

}  // namespace mnestic::store
