// BatchStore: another store of which many transactions become durable together. To fill a store
// with what many calls would write, without a sync for each.
//
// Thread safety: one thread. Lifetime: the other store outlives it. What reads sees what was
// flushed.
#pragma once

#include <memory>

#include "mnestic/store/store.h"

namespace mnestic::bench {

class BatchStore final : public store::Store {
 public:
  BatchStore(store::Store& store, std::uint64_t commits_at_once)
      : store_(store), commits_at_once_(commits_at_once) {}

  [[nodiscard]] Result<std::unique_ptr<store::ReadTxn>> begin_read() const override {
    return store_.begin_read();
  }
  // REQUIRES: each one is committed, or dropped before it wrote.
  [[nodiscard]] Result<std::unique_ptr<store::WriteTxn>> begin_write() override;
  [[nodiscard]] std::uint64_t last_commit() const override { return store_.last_commit(); }
  [[nodiscard]] const store::KeyHasher& hasher() const override { return store_.hasher(); }
  [[nodiscard]] Result<store::StoreInfo> info() const override { return store_.info(); }
  [[nodiscard]] Result<void> scrub_watched(const store::RewriteWatch& watch) override {
    return store_.scrub_watched(watch);
  }

  // Makes everything durable that was committed.
  [[nodiscard]] Result<void> flush();

 private:
  class Part;
  store::Store& store_;
  std::uint64_t commits_at_once_;
  std::uint64_t commits_ = 0;
  std::unique_ptr<store::WriteTxn> txn_;
};

}  // namespace mnestic::bench
