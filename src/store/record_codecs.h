// The record that no other room sees: the number and the id of a user or chat.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/store/records.h"

namespace mnestic::store {

struct NameRecord {
  std::uint64_t number = 0;
  std::string id;  // empty in the entry that leads from a chat's hash to its number

  friend bool operator==(const NameRecord&, const NameRecord&) = default;
};
[[nodiscard]] std::string encode(const NameRecord& record);
[[nodiscard]] Result<NameRecord> decode_name(std::string_view bytes);

}  // namespace mnestic::store
