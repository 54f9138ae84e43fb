#include "posting_block.h"

#include <algorithm>

namespace mnestic::index {
namespace {

constexpr std::size_t kChecksumBytes = 4;

std::string_view without_checksum(std::string_view value) {
  return value.substr(0, value.size() - std::min(value.size(), kChecksumBytes));
}

bool checksum_holds(std::string_view value) {
  if (value.size() < kChecksumBytes) return false;
  const std::string_view body = without_checksum(value);
  return load_le<std::uint32_t>(value.data() + body.size()) == checksum(body);
}

struct Opened {
  PostingSummary summary;
  std::string_view postings;
};

Result<Opened> open(store::VersionNumber first, std::string_view value) {
  VarintReader varints(without_checksum(value));
  Opened opened;
  opened.summary.count = varints.next();
  opened.summary.last = first + varints.next();
  opened.summary.max_tf = varints.next_u32();
  opened.summary.min_length = varints.next_u32();
  opened.postings = varints.rest();
  const PostingSummary& summary = opened.summary;
  const bool possible = varints.ok() && summary.count >= 1 &&
                        summary.count <= kPostingsPerBlockMax && summary.last >= first &&
                        (summary.count == 1) == (summary.last == first) && summary.max_tf >= 1;
  if (!possible) return damaged_posting();
  return opened;
}

void append_header(std::string& out, store::VersionNumber first, const PostingSummary& summary) {
  append_varint(out, summary.count);
  append_varint(out, summary.last - first);
  append_varint(out, summary.max_tf);
  append_varint(out, summary.min_length);
}

void append_one(std::string& out, store::VersionNumber before, const Posting& posting) {
  append_varint(out, posting.number - before);
  append_varint(out, posting.tf);
  append_varint(out, posting.length);
}

PostingSummary summary_of(std::span<const Posting> postings) {
  PostingSummary summary{postings.size(), postings.back().number, 0, UINT32_MAX};
  for (const Posting& posting : postings) {
    summary.max_tf = std::max(summary.max_tf, posting.tf);
    summary.min_length = std::min(summary.min_length, posting.length);
  }
  return summary;
}

}  // namespace

Error damaged_posting() {
  return data_loss("the word index is damaged; run `mnestic doctor`, which can build it again");
}

std::string encode_postings(std::span<const Posting> postings) {
  MNESTIC_ASSERT(!postings.empty() && postings.size() <= kPostingsPerBlockMax);
  std::string out;
  append_header(out, postings.front().number, summary_of(postings));
  store::VersionNumber before = postings.front().number;
  for (const Posting& posting : postings) {
    MNESTIC_ASSERT(posting.tf >= 1 && (posting.number > before || &posting == &postings.front()));
    append_one(out, before, posting);
    before = posting.number;
  }
  append_le(out, checksum(out));
  return out;
}

Result<std::vector<Posting>> decode_postings(store::VersionNumber first, std::string_view value) {
  if (!checksum_holds(value)) return damaged_posting();
  MNESTIC_TRY_ASSIGN(const Opened opened, open(first, value));
  std::vector<Posting> postings;
  postings.reserve(opened.summary.count);
  const bool whole =
      for_each_posting(first, value, [&](const Posting& posting) { postings.push_back(posting); });
  if (!whole || postings.size() != opened.summary.count || postings.front().number != first) {
    return damaged_posting();
  }
  // Nothing may be left over, and the summary must be true: encoding again is the plainest proof.
  if (encode_postings(postings) != value) return damaged_posting();
  return postings;
}

Result<PostingSummary> read_summary(store::VersionNumber first, std::string_view value) {
  MNESTIC_TRY_ASSIGN(const Opened opened, open(first, value));
  return opened.summary;
}

Result<std::string> append_posting(store::VersionNumber first, std::string_view value,
                                   const PostingSummary& summary, const Posting& posting) {
  MNESTIC_ASSERT(posting.number > summary.last && summary.count < kPostingsPerBlockMax);
  if (!checksum_holds(value)) return damaged_posting();
  MNESTIC_TRY_ASSIGN(const Opened opened, open(first, value));
  const PostingSummary grown{summary.count + 1, posting.number,
                             std::max(summary.max_tf, posting.tf),
                             std::min(summary.min_length, posting.length)};
  std::string out;
  out.reserve(value.size() + 32);
  append_header(out, first, grown);
  out += opened.postings;
  append_one(out, summary.last, posting);
  append_le(out, checksum(out));
  return out;
}

std::optional<PostingBytes> posting_bytes(store::VersionNumber first, std::string_view value) {
  const auto opened = open(first, value);
  if (!opened) return std::nullopt;
  return PostingBytes{opened->summary.count, opened->postings};
}

}  // namespace mnestic::index
