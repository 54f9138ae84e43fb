// Guard: what must not be stored. Runs before text touches the disk, the queue or a provider.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mnestic::extract {

// Why `text` must be refused ("looks like a payment card number"), or nothing. Finds payment cards
// (Luhn), IBANs, government ids in context, passwords, API keys and tokens, private keys, seed
// phrases.
[[nodiscard]] std::optional<std::string> refusal_reason(std::string_view text);

// `text` with every secret in it replaced by "[hidden]": fit for `rejected` and for logs that may
// show content.
[[nodiscard]] std::string mask_secrets(std::string_view text);

}  // namespace mnestic::extract
