// A store that calls a hook before and after each commit; the rewrite's own points come from the
// store inside.
#pragma once

#include <memory>
#include <utility>

#include "src/store/lmdb_store.h"

namespace mnestic::fault {

class PointedTxn final : public store::WriteTxn {
 public:
  PointedTxn(std::unique_ptr<store::WriteTxn> inner, const store::PointHook& hook)
      : inner_(std::move(inner)), hook_(hook) {}

  Result<std::optional<std::string_view>> get(store::Table table,
                                              std::string_view key) const override {
    return inner_->get(table, key);
  }
  Result<std::unique_ptr<store::Cursor>> cursor(store::Table table) const override {
    return inner_->cursor(table);
  }
  Result<void> put(store::Table table, std::string_view key, std::string_view value) override {
    return inner_->put(table, key, value);
  }
  Result<bool> erase(store::Table table, std::string_view key) override {
    return inner_->erase(table, key);
  }
  Result<void> commit() override {
    hook_("before commit");
    auto committed = inner_->commit();
    hook_("after commit");
    return committed;
  }

 private:
  std::unique_ptr<store::WriteTxn> inner_;
  const store::PointHook& hook_;
};

class PointedStore final : public store::Store {
 public:
  PointedStore(std::unique_ptr<store::Store> inner, store::PointHook hook)
      : inner_(std::move(inner)), hook_(std::move(hook)) {}

  Result<std::unique_ptr<store::ReadTxn>> begin_read() const override {
    return inner_->begin_read();
  }
  Result<std::unique_ptr<store::WriteTxn>> begin_write() override {
    MNESTIC_TRY_ASSIGN(auto txn, inner_->begin_write());
    return std::unique_ptr<store::WriteTxn>(std::make_unique<PointedTxn>(std::move(txn), hook_));
  }
  std::uint64_t last_commit() const override { return inner_->last_commit(); }
  const store::KeyHasher& hasher() const override { return inner_->hasher(); }
  Result<store::StoreInfo> info() const override { return inner_->info(); }
  Result<void> scrub_watched(const store::RewriteWatch& watch) override {
    return inner_->scrub_watched(watch);
  }

 private:
  std::unique_ptr<store::Store> inner_;
  store::PointHook hook_;
};

}  // namespace mnestic::fault
