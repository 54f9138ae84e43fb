// Lease: work that one process at a time should do, by a mark in the store that expires by itself,
// so that a killed holder is followed by another after a while.
//
// It saves work, it protects nothing: a holder that is slower than its lease shares the work with
// the next one. What is done under a lease must be right when done twice.
//
// Thread safety: as the transaction given.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "mnestic/base/clock.h"
#include "mnestic/base/random.h"
#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

// Who holds: random, one for each holder (an engine, a worker).
using LeaseOwner = std::array<std::uint8_t, 16>;
[[nodiscard]] LeaseOwner make_lease_owner(RandomSource& random);

// Takes the lease, or makes it longer, until now + length. False: another owner has it; nothing was
// written. A mark that reaches further than `length` into the future is of a clock that was set
// back, and void.
[[nodiscard]] Result<bool> hold_lease(WriteTxn& txn, std::string_view name, const LeaseOwner& owner,
                                      Timestamp now, std::chrono::milliseconds length);
// The same question without taking it.
[[nodiscard]] Result<bool> may_hold_lease(const ReadTxn& txn, std::string_view name,
                                          const LeaseOwner& owner, Timestamp now,
                                          std::chrono::milliseconds length);
// Gives it back. Fine when it is another's by now.
[[nodiscard]] Result<void> end_lease(WriteTxn& txn, std::string_view name, const LeaseOwner& owner);

}  // namespace mnestic::store
