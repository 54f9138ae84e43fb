// One generation's LMDB environment, shared by everybody in this process who uses it.
//
// Thread safety: all methods may be called from any thread. Lifetime: closes with the last
// reference; transactions hold one each.
#pragma once

#include <lmdb.h>

#include <array>
#include <atomic>
#include <bit>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "folder.h"
#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

class Env {
 public:
  struct Options {
    std::filesystem::path folder;
    Generation generation = 0;
    std::uint64_t map_size_bytes = 0;
  };
  struct FileId {
    std::uint64_t process = 0;
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    friend auto operator<=>(const FileId&, const FileId&) = default;
  };
  // Opens an existing generation, or gives the one that this process has open already: LMDB's locks
  // belong to the process, and closing one of two environments of a file would drop the locks of
  // the other. Errors: as open_store(). REQUIRES: the folder lock is held, and the file exists.
  [[nodiscard]] static Result<std::shared_ptr<Env>> open(const Options& options);

  // For open(): gives an environment that is not open yet.
  Env(const Options& options, FileId file) : options_(options), file_(file) {}
  Env(const Env&) = delete;
  Env& operator=(const Env&) = delete;
  ~Env();

  [[nodiscard]] Generation generation() const { return options_.generation; }
  [[nodiscard]] const std::filesystem::path& folder() const { return options_.folder; }
  [[nodiscard]] MDB_dbi dbi(Table table) const { return dbis_[static_cast<std::size_t>(table)]; }
  [[nodiscard]] const KeyHasher::Secret& secret() const { return secret_; }

  // A raw transaction; the caller ends it. A full table of readers is cleared of dead ones and
  // tried again. A thread's snapshots never go back, also while others commit.
  [[nodiscard]] Result<MDB_txn*> begin(bool write) const;
  // The generation that took over, in this snapshot.
  [[nodiscard]] Result<std::optional<Generation>> moved(MDB_txn* txn) const;
  // The number of the last commit, from the map.
  [[nodiscard]] std::uint64_t last_txn() const;
  // The newest commit at which somebody looked for `moved` and found nothing.
  std::atomic<std::uint64_t> last_unmoved_txn = 0;
  // The thread that writes now: asking for a second turn would wait for itself.
  mutable std::atomic<std::thread::id> writer;

 private:
  class Registry;

  Result<void> open_file();
  // The two heads of the file take turns. A damaged one would lead LMDB to an earlier state of the
  // store, which is sound in itself: what was committed last would be missing, and nobody told.
  Result<void> check_heads() const;
  [[nodiscard]] Result<MDB_txn*> begin_once(bool write) const;
  // Whether LMDB's lock file was set up by somebody who finished doing so.
  Result<bool> lock_file_is_whole() const;
  Result<void> open_tables();
  Result<void> read_meta();
  Result<void> make_missing_tables();

  Options options_;
  FileId file_;
  MDB_env* env_ = nullptr;
  std::array<MDB_dbi, kTableCount> dbis_{};
  bool tables_missing_ = false;
  KeyHasher::Secret secret_{};
};

// A fresh environment file that nobody else knows yet: for the first generation and for a rewrite.
// Nothing of it is durable before finish().
class PrivateEnv {
 public:
  [[nodiscard]] static Result<PrivateEnv> make(const std::filesystem::path& file,
                                               std::uint64_t map_size_bytes);
  PrivateEnv(PrivateEnv&& other) noexcept;
  PrivateEnv& operator=(PrivateEnv&&) = delete;
  PrivateEnv(const PrivateEnv&) = delete;
  PrivateEnv& operator=(const PrivateEnv&) = delete;
  ~PrivateEnv();

  [[nodiscard]] MDB_env* raw() const { return env_; }
  // Closes it, with every byte on disk.
  [[nodiscard]] Result<void> finish();

 private:
  PrivateEnv(MDB_env* env, std::filesystem::path file) : env_(env), file_(std::move(file)) {}
  MDB_env* env_ = nullptr;
  std::filesystem::path file_;
};

// Opens LMDB with a map of the size asked for, or, where the address space is short (limits,
// sanitizers), the largest power-of-two fraction of it that there is.
[[nodiscard]] Result<MDB_env*> open_lmdb(const std::filesystem::path& file, unsigned flags,
                                         std::uint64_t map_size_bytes);

[[nodiscard]] inline MDB_val to_val(std::string_view bytes) {
  // LMDB wants a pointer even for nothing, and its one type for input and output is not const.
  const void* data = bytes.data() == nullptr ? "" : bytes.data();
  return MDB_val{bytes.size(), std::bit_cast<void*>(data)};
}
[[nodiscard]] inline std::string_view to_view(const MDB_val& value) {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

}  // namespace mnestic::store
