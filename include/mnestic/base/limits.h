// The limits that callers meet. Past one, the call is refused with invalid_argument and a message
// that states it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mnestic {

inline constexpr std::size_t kContentBytesMax = 32 * 1024;       // one memory's content
inline constexpr std::size_t kTextBytesMax = 1024 * 1024;        // one text or message
inline constexpr std::size_t kItemsPerCallMax = 10'000;          // facts or messages a call
inline constexpr std::size_t kIdBytesMax = 256;                  // user and chat ids, 1 to this
inline constexpr std::size_t kTitleBytesMax = 512;               // a chat's title
inline constexpr std::size_t kTagsMax = 64;                      // tags of one memory
inline constexpr std::size_t kTagBytesMax = 128;                 // one tag
inline constexpr std::size_t kMetadataBytesMax = 16 * 1024;      // metadata (or data), as JSON text
inline constexpr std::uint32_t kLimitMax = 1'000;                // `limit` of any list
inline constexpr std::uint64_t kTotalExactMax = 10'000;          // totals are exact up to here
inline constexpr std::uint32_t kReplyTokensDefault = 20'000;     // budget of one reply
inline constexpr std::uint32_t kReplyTokensMax = 200'000;        // what `max_tokens` may ask for
inline constexpr std::size_t kFrameBytesMax = 16 * 1024 * 1024;  // one line on the wire
inline constexpr std::size_t kNestingMax = 128;  // arrays and objects inside each other

}  // namespace mnestic
