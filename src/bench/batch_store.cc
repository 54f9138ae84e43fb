#include "batch_store.h"

#include <utility>

namespace mnestic::bench {

// One of the transactions that are one.
class BatchStore::Part final : public store::WriteTxn {
 public:
  explicit Part(BatchStore& batch) : batch_(batch) {}

  Result<std::optional<std::string_view>> get(store::Table table,
                                              std::string_view key) const override {
    return batch_.txn_->get(table, key);
  }
  Result<std::unique_ptr<store::Cursor>> cursor(store::Table table) const override {
    return batch_.txn_->cursor(table);
  }
  Result<void> put(store::Table table, std::string_view key, std::string_view value) override {
    return batch_.txn_->put(table, key, value);
  }
  Result<bool> erase(store::Table table, std::string_view key) override {
    return batch_.txn_->erase(table, key);
  }
  Result<void> commit() override {
    return ++batch_.commits_ < batch_.commits_at_once_ ? Result<void>() : batch_.flush();
  }

 private:
  BatchStore& batch_;
};

Result<std::unique_ptr<store::WriteTxn>> BatchStore::begin_write() {
  if (!txn_) {
    MNESTIC_TRY_ASSIGN(txn_, store_.begin_write());
  }
  return std::unique_ptr<store::WriteTxn>(std::make_unique<Part>(*this));
}

Result<void> BatchStore::flush() {
  commits_ = 0;
  const auto txn = std::exchange(txn_, nullptr);
  return txn ? txn->commit() : Result<void>();
}

}  // namespace mnestic::bench
