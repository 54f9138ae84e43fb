#include <algorithm>
#include <set>

#include "mnestic/index/search.h"
#include "posting_list.h"
#include "terms.h"

namespace mnestic::index {
namespace {

constexpr std::string_view kTagDomain = "tag";

Result<std::vector<VersionNumber>> carriers_of(const store::ReadTxn& txn, const TermKey& tag) {
  std::vector<VersionNumber> numbers;
  MNESTIC_TRY(
      visit_blocks(txn, tag, [&](VersionNumber first, std::string_view value) -> Result<void> {
        bool ascending = true;
        const bool whole = for_each_posting(first, value, [&](const Posting& posting) {
          ascending = ascending && (numbers.empty() || posting.number > numbers.back());
          numbers.push_back(posting.number);
        });
        return whole && ascending ? Result<void>() : Result<void>(damaged_posting());
      }));
  return numbers;
}

}  // namespace

std::set<std::uint64_t> tag_hashes(const store::KeyHasher& hasher,
                                   std::span<const std::string> tags) {
  std::set<std::uint64_t> hashes;
  for (const std::string& tag : tags) hashes.insert(hasher.hash64(kTagDomain, tag));
  return hashes;
}

Result<void> add_tags(store::WriteTxn& txn, const store::KeyHasher& hasher, UserNumber user,
                      VersionNumber number, std::span<const std::string> tags) {
  for (const std::uint64_t hash : tag_hashes(hasher, tags)) {
    MNESTIC_TRY(add_posting(txn, {user, hash}, {number, 1, 0}));
  }
  return {};
}

Result<void> remove_tags(store::WriteTxn& txn, const store::KeyHasher& hasher, UserNumber user,
                         VersionNumber number, std::span<const std::string> tags) {
  for (const std::uint64_t hash : tag_hashes(hasher, tags)) {
    MNESTIC_TRY(remove_posting(txn, {user, hash}, number));
  }
  return {};
}

Result<std::vector<VersionNumber>> find_tagged(const store::ReadTxn& txn,
                                               const store::KeyHasher& hasher, UserNumber user,
                                               std::span<const std::string> tags) {
  MNESTIC_ASSERT(!tags.empty());
  std::vector<VersionNumber> common;
  bool first = true;
  for (const std::uint64_t hash : tag_hashes(hasher, tags)) {
    MNESTIC_TRY_ASSIGN(std::vector<VersionNumber> numbers, carriers_of(txn, {user, hash}));
    if (first) {
      common = std::move(numbers);
    } else {
      std::vector<VersionNumber> both;
      std::set_intersection(common.begin(), common.end(), numbers.begin(), numbers.end(),
                            std::back_inserter(both));
      common = std::move(both);
    }
    first = false;
    if (common.empty()) break;
  }
  return common;
}

}  // namespace mnestic::index
