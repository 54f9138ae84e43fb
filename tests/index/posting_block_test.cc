#include "posting_block.h"

#include "support.h"

namespace {

using namespace mnestic::index;
using namespace std::string_literals;
using testing::code_of;
using testing::Dice;
using testing::ok;

std::vector<Posting> random_postings(Dice& dice) {
  std::vector<Posting> postings;
  std::uint64_t number = dice.below(1ULL << dice.below(60));
  const std::size_t count = 1 + dice.below(kPostingsPerBlockMax);
  for (std::size_t i = 0; i < count; ++i) {
    postings.push_back({number, static_cast<std::uint32_t>(1 + dice.below(1ULL << dice.below(31))),
                        static_cast<std::uint32_t>(dice.below(1ULL << dice.below(32)))});
    number += 1 + dice.below(1ULL << dice.below(40));
  }
  return postings;
}

std::string sealed(std::string body) {
  append_le(body, checksum(body));
  return body;
}

}  // namespace

TEST_CASE("posting block: to the byte") {
  const std::vector<Posting> postings = {{1000, 2, 7}, {1001, 1, 5}, {1301, 3, 300}};
  const std::string expected =
      "\x03\xAD\x02\x03\x05"s + "\x00\x02\x07"s + "\x01\x01\x05"s + "\xAC\x02\x03\xAC\x02"s;
  CHECK(encode_postings(postings) == sealed(expected));
}

TEST_CASE("posting block: what is encoded comes back, and appending is encoding") {
  Dice dice(11);
  for (int round = 0; round < 500; ++round) {
    CAPTURE(round);
    const std::vector<Posting> postings = random_postings(dice);
    const std::string value = encode_postings(postings);
    const auto first = postings.front().number;
    REQUIRE(ok(decode_postings(first, value)) == postings);
    std::vector<Posting> walked;
    REQUIRE(for_each_posting(first, value, [&](const Posting& p) { walked.push_back(p); }));
    REQUIRE(walked == postings);
    const PostingSummary summary = ok(read_summary(first, value));
    REQUIRE(summary.count == postings.size());
    REQUIRE(summary.last == postings.back().number);
    if (postings.size() == kPostingsPerBlockMax) continue;
    std::vector<Posting> grown = postings;
    grown.push_back({postings.back().number + 1 + dice.below(1000),
                     1 + static_cast<std::uint32_t>(dice.below(9)), 3});
    REQUIRE(ok(append_posting(first, value, summary, grown.back())) == encode_postings(grown));
  }
}

TEST_CASE("posting block: damage is data_loss, never a crash") {
  Dice dice(12);
  const std::vector<Posting> postings = random_postings(dice);
  const std::string value = encode_postings(postings);
  const auto first = postings.front().number;
  for (std::size_t size = 0; size < value.size(); ++size) {
    REQUIRE(code_of(decode_postings(first, value.substr(0, size))) == "data_loss");
  }
  for (std::size_t bit = 0; bit < value.size() * 8; ++bit) {
    std::string flipped = value;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    REQUIRE(code_of(decode_postings(first, flipped)) == "data_loss");
    std::size_t count = 0;
    (void)for_each_posting(first, flipped, [&](const Posting&) { ++count; });  // any answer will do
    REQUIRE(count <= kPostingsPerBlockMax);
  }
}

TEST_CASE("posting block: true checksums over impossible contents are refused") {
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"nothing", ""},
      {"no posting", "\x00\x00\x01\x00"s},
      {"count without postings", "\x02\x01\x01\x05"s},
      {"too many", "\x81\x02\x01\x01\x05"s},
      {"frequency of zero", "\x01\x00\x01\x05\x00\x00\x05"s},
      {"something left over", "\x01\x00\x01\x05\x00\x01\x05\x07"s},
      {"wrong last", "\x02\x03\x01\x05\x00\x01\x05\x02\x01\x05"s},
      {"wrong greatest frequency", "\x01\x00\x02\x05\x00\x01\x05"s},
      {"wrong least length", "\x01\x00\x01\x04\x00\x01\x05"s},
      {"first one is another", "\x02\x02\x01\x05\x01\x01\x05\x01\x01\x05"s},
      {"same number twice", "\x02\x01\x01\x05\x00\x01\x05\x00\x01\x05"s},
      {"number overflows", "\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x01\x05\x00\x01\x05"s +
                               "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x01\x05"s},
  };
  for (const auto& one : bad) {
    CAPTURE(one.first);
    CHECK(code_of(decode_postings(40, sealed(one.second))) == "data_loss");
  }
  CHECK(code_of(decode_postings(40, sealed("\x01\x00\x01\x05\x00\x01\x05"s))) == "ok");
}

TEST_CASE("posting block: 100,000 random values never crash a reader") {
  Dice dice(13);
  for (int round = 0; round < 100'000; ++round) {
    std::string bytes = dice.bytes(dice.below(40));
    // Small counts, so that some get past the header.
    if (!bytes.empty() && !dice.one_in(4)) bytes[0] = static_cast<char>(dice.below(6));
    const std::uint64_t first = dice.below(UINT64_MAX) >> dice.below(64);
    REQUIRE(code_of(decode_postings(first, bytes)) == "data_loss");
    (void)read_summary(first, bytes);  // any answer will do
    std::optional<std::uint64_t> before;
    (void)for_each_posting(first, bytes, [&](const Posting& posting) {
      REQUIRE(posting.tf >= 1);
      REQUIRE((!before || posting.number > *before));
      before = posting.number;
    });
  }
}
