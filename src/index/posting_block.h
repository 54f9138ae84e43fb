// One block of postings: up to 256 versions that hold a term, ascending. The first number stands in
// the key.
//
//   value    = count last-delta max-tf min-length posting{count} checksum
//   posting  = number-delta tf length          (varints; the first delta, from the key's number, is
//   0) checksum = 4 bytes, little-endian, over all before it
//
// count, last-delta, max-tf and min-length are varints: what a search needs to know whether to look
// inside.
//
// Thread safety: value types and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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

// Walks a block without copying it and without its checksum: searches look at many.
class PostingReader {
 public:
  PostingReader(store::VersionNumber first, std::string_view value);

  // False at the end, or when the block is damaged: see ok().
  bool next(Posting& posting) {
    if (left_ == 0) return false;
    --left_;
    const std::uint64_t number = number_ + varints_.next();
    posting.tf = varints_.next_u32();
    posting.length = varints_.next_u32();
    // Strictly ascending, without overflow; the first one only may stand still.
    if (number <= number_ && !at_first_) damaged_ = true;
    at_first_ = false;
    number_ = number;
    posting.number = number;
    if (!varints_.ok() || damaged_ || posting.tf == 0) {
      damaged_ = true;
      left_ = 0;
      return false;
    }
    return true;
  }
  [[nodiscard]] bool ok() const { return !damaged_; }

 private:
  VarintReader varints_;
  store::VersionNumber number_;
  std::size_t left_ = 0;
  bool at_first_ = true;
  bool damaged_ = false;
};

[[nodiscard]] Error damaged_posting();

}  // namespace mnestic::index
