#include "lmdb_txn.h"

#include <algorithm>

#include "lmdb_error.h"
#include "store_checks.h"

namespace mnestic::store {

class LmdbCursor final : public Cursor {
 public:
  LmdbCursor(std::shared_ptr<TxnState> state, MDB_cursor* cursor)
      : state_(std::move(state)), cursor_(cursor) {
    state_->cursors.push_back(this);
  }
  ~LmdbCursor() override {
    std::erase(state_->cursors, this);
    close();
  }

  void close() {
    if (cursor_ != nullptr) mdb_cursor_close(cursor_);
    cursor_ = nullptr;
  }

  Result<bool> seek(std::string_view key) override {
    MNESTIC_TRY(check_seek_key(key));
    MNESTIC_ASSERT(cursor_ != nullptr);
    writes_ = state_->writes;
    if (key.empty()) return move(MDB_FIRST);
    key_ = to_val(key);
    return move(MDB_SET_RANGE);
  }

  Result<bool> seek_before(std::string_view key) override {
    if (key.empty()) {
      somewhere_ = false;
      return false;
    }
    MNESTIC_TRY_ASSIGN(const bool found, seek(key));
    return move(found ? MDB_PREV : MDB_LAST);
  }

  Result<bool> next() override {
    check_somewhere();
    return move(MDB_NEXT);
  }

  Result<bool> prev() override {
    check_somewhere();
    return move(MDB_PREV);
  }

  std::string_view key() const override {
    check_somewhere();
    return to_view(key_);
  }

  std::string_view value() const override {
    check_somewhere();
    return to_view(value_);
  }

 private:
  void check_somewhere() const {
    MNESTIC_ASSERT(somewhere_ && cursor_ != nullptr && writes_ == state_->writes);
  }

  Result<bool> move(MDB_cursor_op operation) {
    const int rc = mdb_cursor_get(cursor_, &key_, &value_, operation);
    somewhere_ = rc == 0;
    if (rc == 0 || rc == MDB_NOTFOUND) return somewhere_;
    return lmdb_error(rc, "reading the store", state_->env->folder());
  }

  std::shared_ptr<TxnState> state_;
  MDB_cursor* cursor_;
  MDB_val key_{};
  MDB_val value_{};
  std::uint64_t writes_ = 0;
  bool somewhere_ = false;
};

namespace {

Result<std::optional<std::string_view>> get_from(const TxnState& state, Table table,
                                                 std::string_view key) {
  MNESTIC_ASSERT(state.txn != nullptr);
  MNESTIC_TRY(check_key(key));
  MDB_val wanted = to_val(key);
  MDB_val value{};
  const int rc = mdb_get(state.txn, state.env->dbi(table), &wanted, &value);
  if (rc == MDB_NOTFOUND) return std::optional<std::string_view>();
  if (rc != 0) return lmdb_error(rc, "reading the store", state.env->folder());
  return std::optional(to_view(value));
}

Result<std::unique_ptr<Cursor>> open_cursor(const std::shared_ptr<TxnState>& state, Table table) {
  MNESTIC_ASSERT(state->txn != nullptr);
  MDB_cursor* cursor = nullptr;
  const int rc = mdb_cursor_open(state->txn, state->env->dbi(table), &cursor);
  if (rc != 0) return lmdb_error(rc, "reading the store", state->env->folder());
  return std::unique_ptr<Cursor>(std::make_unique<LmdbCursor>(state, cursor));
}

}  // namespace

TxnState::~TxnState() {
  if (MDB_txn* raw = detach()) mdb_txn_abort(raw);
}

MDB_txn* TxnState::detach() {
  for (LmdbCursor* cursor : cursors) cursor->close();
  return std::exchange(txn, nullptr);
}

LmdbReadTxn::LmdbReadTxn(std::shared_ptr<Env> env, MDB_txn* txn)
    : state_(std::make_shared<TxnState>(std::move(env), txn)) {}

LmdbReadTxn::~LmdbReadTxn() {
  // Not left to the state's end: a cursor that is kept would keep the snapshot.
  if (MDB_txn* raw = state_->detach()) mdb_txn_abort(raw);
}

Result<std::optional<std::string_view>> LmdbReadTxn::get(Table table, std::string_view key) const {
  return get_from(*state_, table, key);
}

Result<std::unique_ptr<Cursor>> LmdbReadTxn::cursor(Table table) const {
  return open_cursor(state_, table);
}

LmdbWriteTxn::LmdbWriteTxn(std::shared_ptr<Env> env, MDB_txn* txn)
    : state_(std::make_shared<TxnState>(std::move(env), txn)) {
  state_->env->writer = std::this_thread::get_id();
}

LmdbWriteTxn::~LmdbWriteTxn() {
  MDB_txn* raw = state_->detach();
  if (raw == nullptr) return;
  // Before the turn ends: afterwards the next writer may have put its own name there.
  state_->env->writer = std::thread::id();
  mdb_txn_abort(raw);
}

Result<std::optional<std::string_view>> LmdbWriteTxn::get(Table table, std::string_view key) const {
  return get_from(*state_, table, key);
}

Result<std::unique_ptr<Cursor>> LmdbWriteTxn::cursor(Table table) const {
  return open_cursor(state_, table);
}

Result<void> LmdbWriteTxn::put(Table table, std::string_view key, std::string_view value) {
  MNESTIC_ASSERT(state_->txn != nullptr);
  MNESTIC_TRY(check_key(key));
  MNESTIC_TRY(check_value(value));
  ++state_->writes;
  MDB_val where = to_val(key);
  MDB_val what = to_val(value);
  const int rc = mdb_put(state_->txn, state_->env->dbi(table), &where, &what, 0);
  if (rc != 0) return lmdb_error(rc, "writing", state_->env->folder());
  return {};
}

Result<bool> LmdbWriteTxn::erase(Table table, std::string_view key) {
  MNESTIC_ASSERT(state_->txn != nullptr);
  MNESTIC_TRY(check_key(key));
  ++state_->writes;
  MDB_val where = to_val(key);
  const int rc = mdb_del(state_->txn, state_->env->dbi(table), &where, nullptr);
  if (rc == MDB_NOTFOUND) return false;
  if (rc != 0) return lmdb_error(rc, "erasing", state_->env->folder());
  return true;
}

Result<void> LmdbWriteTxn::commit() {
  MNESTIC_ASSERT(state_->txn != nullptr);
  MDB_txn* raw = state_->detach();
  state_->env->writer = std::thread::id();
  const int rc = mdb_txn_commit(raw);
  if (rc != 0) return lmdb_error(rc, "committing", state_->env->folder());
  return {};
}

}  // namespace mnestic::store
