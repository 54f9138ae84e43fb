// Transactions over one environment.
#pragma once

#include <memory>

#include "lmdb_env.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

class LmdbCursor;

// What a transaction shares with its cursors: LMDB wants cursors closed before a write transaction
// ends, and callers may keep them longer.
struct TxnState {
  TxnState(std::shared_ptr<Env> of, MDB_txn* raw) : env(std::move(of)), txn(raw) {}
  TxnState(const TxnState&) = delete;
  TxnState& operator=(const TxnState&) = delete;
  ~TxnState();

  // Closes the cursors and takes the raw transaction out, to be ended by the caller.
  [[nodiscard]] MDB_txn* detach();

  std::shared_ptr<Env> env;
  MDB_txn* txn;
  std::uint64_t writes = 0;
  std::vector<LmdbCursor*> cursors;
};

class LmdbReadTxn final : public ReadTxn {
 public:
  // Takes over `txn`.
  LmdbReadTxn(std::shared_ptr<Env> env, MDB_txn* txn);
  ~LmdbReadTxn() override;

  [[nodiscard]] Result<std::optional<std::string_view>> get(Table table,
                                                            std::string_view key) const override;
  [[nodiscard]] Result<std::unique_ptr<Cursor>> cursor(Table table) const override;

  [[nodiscard]] const Env& env() const { return *state_->env; }
  [[nodiscard]] MDB_txn* raw() const { return state_->txn; }

 private:
  std::shared_ptr<TxnState> state_;
};

class LmdbWriteTxn final : public WriteTxn {
 public:
  // Takes over `txn`.
  LmdbWriteTxn(std::shared_ptr<Env> env, MDB_txn* txn);
  ~LmdbWriteTxn() override;

  [[nodiscard]] Result<std::optional<std::string_view>> get(Table table,
                                                            std::string_view key) const override;
  [[nodiscard]] Result<std::unique_ptr<Cursor>> cursor(Table table) const override;
  [[nodiscard]] Result<void> put(Table table, std::string_view key,
                                 std::string_view value) override;
  [[nodiscard]] Result<bool> erase(Table table, std::string_view key) override;
  [[nodiscard]] Result<void> commit() override;

  [[nodiscard]] const std::shared_ptr<Env>& env() const { return state_->env; }
  [[nodiscard]] MDB_txn* raw() const { return state_->txn; }

 private:
  std::shared_ptr<TxnState> state_;
};

}  // namespace mnestic::store
