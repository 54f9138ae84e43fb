// One block of postings: up to 256 versions that hold a term, ascending. The first number stands in
// the key.
//
//   value    = count last-delta max-tf min-length posting{count} checksum
//   posting  = number-delta tf length
//   checksum = 4 bytes, little-endian, over all before it
//
// All of a posting are varints; the first delta, from the key's number, is 0.
// So are count, last-delta, max-tf and min-length: what a search needs to know whether to look
// inside.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "codec.h"
#include "mnestic/base/result.h"
#include "mnestic/store/records.h"

namespace mnestic::index {

inline constexpr std::size_t kPostingsPerBlockMax = 256;

struct Posting {
  store::VersionNumber number = 0;
  std::uint32_t tf = 1;      // how often the version holds the term; 1 or more
  std::uint32_t length = 0;  // of the version, in terms

  friend bool operator==(const Posting&, const Posting&) = default;
};

struct PostingSummary {
  std::size_t count = 0;
  store::VersionNumber last = 0;
  std::uint32_t max_tf = 0;
  std::uint32_t min_length = 0;

  friend bool operator==(const PostingSummary&, const PostingSummary&) = default;
};

// REQUIRES: 1 to kPostingsPerBlockMax postings, numbers strictly ascending, every tf at least 1.
[[nodiscard]] std::string encode_postings(std::span<const Posting> postings);
// Errors: data_loss for anything that encode_postings cannot have written.
[[nodiscard]] Result<std::vector<Posting>> decode_postings(store::VersionNumber first,
                                                           std::string_view value);

[[nodiscard]] Result<PostingSummary> read_summary(store::VersionNumber first,
                                                  std::string_view value);

// The same block with one more posting at its end, without reading those before. The checksum of
// `value` is checked. REQUIRES: summary is that of value; posting.number > summary.last; fewer than
// kPostingsPerBlockMax.
[[nodiscard]] Result<std::string> append_posting(store::VersionNumber first, std::string_view value,
                                                 const PostingSummary& summary,
                                                 const Posting& posting);

// Where the postings of a block lie. Nothing: the block is damaged.
struct PostingBytes {
  std::size_t count = 0;
  std::string_view bytes;
};
[[nodiscard]] std::optional<PostingBytes> posting_bytes(store::VersionNumber first,
                                                        std::string_view value);

// Visits the postings of a block in order, without copying it and without its checksum: searches
// look at many. Numbers come strictly ascending, every tf at least 1.
// A visitor that returns false ends it. False when the block is damaged; those before the damage
// were visited.
template <typename Visitor>
[[nodiscard]] bool for_each_posting(store::VersionNumber first, std::string_view value,
                                    Visitor&& visit) {
  const auto found = posting_bytes(first, value);
  if (!found) return false;
  constexpr std::uint32_t kLongMask = 0x808080;
  std::string_view rest = found->bytes;
  std::uint64_t number = first;
  for (std::size_t i = 0; i < found->count; ++i) {
    std::uint64_t delta = 0;
    Posting posting;
    const bool plenty = rest.size() >= sizeof(std::uint32_t);
    const auto word = plenty ? load_le<std::uint32_t>(rest.data()) : kLongMask;
    if ((word & kLongMask) == 0) {
      // Nearly all: three varints of one byte each.
      delta = word & 0x7FU;
      posting.tf = (word >> 8) & 0x7FU;
      posting.length = (word >> 16) & 0x7FU;
      rest.remove_prefix(3);
    } else {
      VarintReader varints(rest);
      delta = varints.next();
      posting.tf = varints.next_u32();
      posting.length = varints.next_u32();
      if (!varints.ok()) return false;
      rest = varints.rest();
    }
    // Only the first one may stand still, and none may run over.
    if (posting.tf == 0 || (delta == 0 && i > 0) || number + delta < number) return false;
    number += delta;
    posting.number = number;
    if constexpr (std::is_same_v<decltype(visit(posting)), bool>) {
      if (!visit(posting)) return true;
    } else {
      visit(posting);
    }
  }
  return true;
}

[[nodiscard]] Error damaged_posting();

}  // namespace mnestic::index
