#include "codec.h"

#include "support.h"

namespace {

using namespace mnestic::index;
using namespace std::string_literals;
using testing::Dice;

std::string varint(std::uint64_t value) {
  std::string out;
  append_varint(out, value);
  return out;
}

}  // namespace

TEST_CASE("codec: varints to the byte") {
  CHECK(varint(0) == "\0"s);
  CHECK(varint(127) == "\x7F");
  CHECK(varint(128) == "\x80\x01");
  CHECK(varint(300) == "\xAC\x02");
  CHECK(varint(UINT64_MAX) == "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
}

TEST_CASE("codec: varints come back, also in a row") {
  Dice dice(5);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint64_t> values;
    std::string bytes;
    for (int i = 0; i < 5; ++i) {
      values.push_back(dice.below(UINT64_MAX) >> dice.below(64));
      append_varint(bytes, values.back());
    }
    VarintReader reader(bytes);
    for (const std::uint64_t value : values) REQUIRE(reader.next() == value);
    REQUIRE(reader.ok());
    REQUIRE(reader.rest().empty());
  }
}

TEST_CASE("codec: a bad varint is noticed and stays noticed") {
  const std::vector<std::string> bad = {"",
                                        "\x80",
                                        "\xFF\xFF",
                                        "\x80\x00"s,
                                        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02",
                                        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"};
  for (const std::string& bytes : bad) {
    CAPTURE(bytes.size());
    VarintReader reader(bytes);
    CHECK(reader.next() == 0);
    CHECK_FALSE(reader.ok());
    CHECK(reader.next() == 0);
    CHECK_FALSE(reader.ok());
  }
  VarintReader wide("\x80\x80\x80\x80\x10");
  (void)wide.next_u32();  // 2^32: the value does not matter, the verdict does
  CHECK_FALSE(wide.ok());
}

TEST_CASE("codec: little-endian numbers at any alignment") {
  std::string bytes = "x";
  append_le(bytes, std::uint32_t{0x01020304});
  CHECK(bytes == "x\x04\x03\x02\x01");
  CHECK(load_le<std::uint32_t>(bytes.data() + 1) == 0x01020304);
}

TEST_CASE("codec: the checksum is pinned, and sees every flipped bit and cut") {
  // On disk: may never change.
  CHECK(checksum("") == 490405654U);
  CHECK(checksum("mnestic") == 3456250393U);
  CHECK(checksum("a long-term memory") == 591355701U);
  Dice dice(9);
  for (std::size_t size : {1U, 7U, 8U, 9U, 63U, 200U}) {
    const std::string bytes = dice.bytes(size);
    const std::uint32_t whole = checksum(bytes);
    for (std::size_t bit = 0; bit < size * 8; ++bit) {
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
      REQUIRE(checksum(flipped) != whole);
    }
    CHECK(checksum(bytes.substr(1)) != whole);
    CHECK(checksum(bytes + '\0') != whole);
  }
}
