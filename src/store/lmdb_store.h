// The store over LMDB: which generation is current, and following it. Layout and argument:
// FORMAT.md.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "lmdb_env.h"
#include "lmdb_txn.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

// Called at named points of a rewrite, so that tests can stop or kill there. Empty in the program.
using PointHook = std::function<void(std::string_view point)>;

class LmdbStore final : public Store {
 public:
  [[nodiscard]] static Result<std::unique_ptr<LmdbStore>> open(const OpenOptions& options,
                                                               RandomSource& random,
                                                               PointHook hook = {});

  // For open(), which has found the current generation.
  LmdbStore(const OpenOptions& options, PointHook hook, std::shared_ptr<Env> env)
      : options_(options),
        hook_(std::move(hook)),
        hasher_(env->secret()),
        current_(std::move(env)) {}

  [[nodiscard]] Result<std::unique_ptr<ReadTxn>> begin_read() const override;
  [[nodiscard]] Result<std::unique_ptr<WriteTxn>> begin_write() override;
  [[nodiscard]] std::uint64_t last_commit() const override;
  [[nodiscard]] const KeyHasher& hasher() const override { return hasher_; }
  [[nodiscard]] Result<StoreInfo> info() const override;
  [[nodiscard]] Result<void> scrub_watched(const RewriteWatch& watch) override;
  // One snapshot as a fresh file, durable on return.
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& file) const;

 private:
  [[nodiscard]] std::shared_ptr<Env> current() const;
  // Opens the generation that `left` moved to, and what that one moved to, unless another thread
  // has done so.
  [[nodiscard]] Result<void> follow(const std::shared_ptr<Env>& left) const;
  [[nodiscard]] Result<std::unique_ptr<LmdbReadTxn>> read() const;
  [[nodiscard]] Result<std::unique_ptr<LmdbWriteTxn>> write();
  void at_point(std::string_view point) const {
    if (hook_) hook_(point);
  }

  OpenOptions options_;
  PointHook hook_;
  KeyHasher hasher_;
  mutable std::mutex following_;  // one thread at a time opens the next generation
  mutable std::mutex mutex_;      // guards current_
  mutable std::shared_ptr<Env> current_;
};

// Copies every table of the snapshot `from`, entry by entry, into a fresh file, which is durable on
// return. The mark "scrub needed" and the note "moved" stay behind. Errors: cancelled by `watch`.
[[nodiscard]] Result<void> rewrite(MDB_txn* from, const std::filesystem::path& to,
                                   std::uint64_t map_size_bytes, const RewriteWatch& watch,
                                   const PointHook& hook);

}  // namespace mnestic::store
