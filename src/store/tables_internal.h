// What the files of typed access share.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/store.h"

namespace mnestic::store {

// Counters that stand alone under a name in `meta`.
[[nodiscard]] Result<std::optional<std::uint64_t>> get_meta_number(const ReadTxn& txn,
                                                                   std::string_view name);
[[nodiscard]] Result<void> put_meta_number(WriteTxn& txn, std::string_view name,
                                           std::uint64_t number);

}  // namespace mnestic::store
