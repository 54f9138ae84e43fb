// Validation: the limits of base/limits.h, checked before anything else happens. Each message names
// the field.
//
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "mnestic/base/result.h"
#include "mnestic/memory/chats.h"
#include "mnestic/memory/requests.h"

namespace mnestic::memory {

[[nodiscard]] Result<void> validate_user_id(std::string_view user_id);
// `where` begins the message: "facts[3]", or empty for the request itself.
[[nodiscard]] Result<void> validate(const Fields& fields, std::string_view where);
[[nodiscard]] Result<void> validate(const Filter& filter);
[[nodiscard]] Result<void> validate(const RememberRequest& request);
[[nodiscard]] Result<void> validate(const ForgetRequest& request);
[[nodiscard]] Result<void> validate(const AddMessagesRequest& request);
[[nodiscard]] Result<void> validate_chat_id(std::string_view chat_id);
[[nodiscard]] Result<void> validate_limit(std::uint32_t limit_count);

}  // namespace mnestic::memory
