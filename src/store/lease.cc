// In `meta`: "lease/" + name → owner(16), until (8, as times in keys).
#include "mnestic/store/lease.h"

#include <algorithm>
#include <string>

#include "mnestic/store/keys.h"

namespace mnestic::store {
namespace {

std::string key_of(std::string_view name) { return "lease/" + std::string(name); }

std::string_view bytes_of(const LeaseOwner& owner) {
  return {reinterpret_cast<const char*>(owner.data()), owner.size()};
}

}  // namespace

LeaseOwner make_lease_owner(RandomSource& random) {
  LeaseOwner owner{};
  random.fill(owner);
  return owner;
}

Result<bool> may_hold_lease(const ReadTxn& txn, std::string_view name, const LeaseOwner& owner,
                            Timestamp now, std::chrono::milliseconds length) {
  MNESTIC_TRY_ASSIGN(const auto mark, txn.get(Table::meta, key_of(name)));
  if (!mark || mark->starts_with(bytes_of(owner))) return true;
  if (mark->size() != owner.size() + 8) return true;  // damaged: nobody's
  const Timestamp until = KeyReader(mark->substr(owner.size())).time();
  return until <= now || until > now + length;
}

Result<bool> hold_lease(WriteTxn& txn, std::string_view name, const LeaseOwner& owner,
                        Timestamp now, std::chrono::milliseconds length) {
  MNESTIC_TRY_ASSIGN(const bool free, may_hold_lease(txn, name, owner, now, length));
  if (!free) return false;
  const Key mark = Key().bytes(bytes_of(owner)).time(now + length);
  MNESTIC_TRY(txn.put(Table::meta, key_of(name), mark.view()));
  return true;
}

Result<void> end_lease(WriteTxn& txn, std::string_view name, const LeaseOwner& owner) {
  MNESTIC_TRY_ASSIGN(const auto mark, txn.get(Table::meta, key_of(name)));
  if (!mark || !mark->starts_with(bytes_of(owner))) return {};
  MNESTIC_TRY_ASSIGN([[maybe_unused]] const bool was_there, txn.erase(Table::meta, key_of(name)));
  return {};
}

}  // namespace mnestic::store
