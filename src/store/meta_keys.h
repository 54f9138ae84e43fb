// Names in the table `meta` that the store itself uses. Other rooms put a prefix of their own
// before theirs.
#pragma once

#include <cstdint>
#include <string_view>

namespace mnestic::store {

// What this program writes, and the newest that it reads. When to raise it: FORMAT.md, "The version
// rule".
inline constexpr std::uint32_t kFormatVersion = 1;

inline constexpr std::string_view kMetaFormat = "format";             // u32
inline constexpr std::string_view kMetaSecret = "secret";             // 16 bytes
inline constexpr std::string_view kMetaSecretCheck = "secret check";  // u32: its checksum
inline constexpr std::string_view kMetaMoved = "moved";  // u64: the generation that took over
inline constexpr std::string_view kMetaScrubNeeded = "scrub needed";  // empty
inline constexpr std::string_view kMetaNextUser = "next user";        // u64
inline constexpr std::string_view kMetaNextChange = "next change";    // u64
inline constexpr std::string_view kMetaHeaderEpoch = "header epoch";  // u64

}  // namespace mnestic::store
