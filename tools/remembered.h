// What `remember` and `add_messages` have in common: messages as arguments, and what was learnt as
// a reply.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "arguments.h"
#include "reply.h"

namespace mnestic::tools {

inline constexpr std::size_t kClientBytesMax = 128;

[[nodiscard]] Result<std::vector<extract::Message>> read_messages(const Arguments& arguments);

// Without a head when something was learnt. Lifetime: the result outlives the reply.
[[nodiscard]] Reply remembered(const memory::RememberResult& result, bool dry_run);

}  // namespace mnestic::tools
