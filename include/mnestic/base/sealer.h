// Sealer: text that somebody else carries and brings back, which they can neither read nor change.
// XChaCha20-Poly1305 with a random nonce, in the letters of base64url.
//
// Thread safety: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mnestic/base/random.h"

namespace mnestic {

using SealKey = std::array<std::uint8_t, 32>;

// A fresh key, good until the program ends.
[[nodiscard]] SealKey make_seal_key(RandomSource& random);
// The key for one use, out of a secret of any length: other names give unrelated keys.
[[nodiscard]] SealKey derive_seal_key(std::span<const std::uint8_t> secret, std::string_view use);

// `bound_to` is not carried, but must be the same when the text comes back.
[[nodiscard]] std::string seal_text(const SealKey& key, std::string_view text,
                                    std::string_view bound_to, RandomSource& random);
// Nothing when it was not sealed with this key and this `bound_to`, or was changed since.
[[nodiscard]] std::optional<std::string> unseal_text(const SealKey& key, std::string_view sealed,
                                                     std::string_view bound_to);

}  // namespace mnestic
