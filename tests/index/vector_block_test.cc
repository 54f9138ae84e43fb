#include "vector_block.h"

#include <bit>
#include <cmath>
#include <limits>

#include "codec.h"
#include "support.h"

namespace {

using namespace mnestic::index;
using namespace std::string_literals;
using testing::code_of;
using testing::Dice;
using testing::ok;

mnestic::Result<std::string> with_one(std::string_view block, std::size_t slot,
                                      const Quantised& vector) {
  const Placed placed{.slot = slot, .vector = vector};
  return with_vectors(block, std::span(&placed, 1));
}

std::vector<float> random_vector(Dice& dice, std::size_t dimension) {
  std::vector<float> vector(dimension);
  for (float& x : vector) x = dice.real();
  return vector;
}

}  // namespace

TEST_CASE("vector block: to the byte") {
  const std::string block = ok(with_one("", 1, ok(quantise(std::vector<float>{3.0F, -4.0F}))));
  // 127 * 3/4 = 95.25; 1 / sqrt(95^2 + 127^2) = 0.00630517...
  const float scale = static_cast<float>(1.0 / std::sqrt(95.0 * 95.0 + 127.0 * 127.0));
  std::string expected =
      "\x01\x02\x02\x00"s + block.substr(4, 4) + "\x02\0\0\0\0\0\0\0"s + "\0\0\0\0"s;
  append_le(expected, std::bit_cast<std::uint32_t>(scale));
  expected += "\0\0\x5F\x81"s;
  CHECK(block == expected);
  CHECK(ok(VectorBlock::open(block, 2)).checksum_holds());
}

TEST_CASE("vector block: quantised direction is near, length does not matter") {
  Dice dice(41);
  for (int round = 0; round < 200; ++round) {
    const std::vector<float> vector = random_vector(dice, 384);
    const Quantised quantised = ok(quantise(vector));
    double dot = 0;
    double square = 0;
    double scale_square = 0;
    for (std::size_t i = 0; i < vector.size(); ++i) {
      dot += double{vector[i]} * quantised.components[i];
      square += double{vector[i]} * double{vector[i]};
      scale_square += double(quantised.components[i]) * double(quantised.components[i]);
    }
    REQUIRE(dot * double{quantised.scale} / std::sqrt(square) > 0.9999);
    REQUIRE(double{quantised.scale} * std::sqrt(scale_square) == doctest::Approx(1.0));
    std::vector<float> longer = vector;
    for (float& x : longer) x *= 1024.0F;
    REQUIRE(ok(quantise(longer)).components == quantised.components);
  }
}

TEST_CASE("vector block: vectors that cannot be are refused, tiny and huge ones are not") {
  const float inf = std::numeric_limits<float>::infinity();
  CHECK(code_of(quantise(std::vector<float>{})) == "invalid_argument");
  CHECK(code_of(quantise(std::vector<float>{1, inf})) == "invalid_argument");
  CHECK(code_of(quantise(std::vector<float>{std::nanf(""), 0})) == "invalid_argument");
  CHECK(code_of(quantise(std::vector<float>(kDimensionMax + 1, 1))) == "invalid_argument");
  CHECK(ok(quantise(std::vector<float>{0, 0})).scale == 0);
  const float tiny = std::numeric_limits<float>::denorm_min();
  CHECK(ok(quantise(std::vector<float>{tiny, -tiny})).components ==
        std::vector<std::int8_t>{127, -127});
  const float huge = std::numeric_limits<float>::max();
  CHECK(ok(quantise(std::vector<float>{huge, -huge})).components ==
        std::vector<std::int8_t>{127, -127});
}

TEST_CASE(
    "vector block: random writing and erasing equals a map, and the block is never larger than it "
    "must be") {
  Dice dice(42);
  std::string block;
  std::map<std::size_t, Quantised> model;
  for (int step = 0; step < 3000; ++step) {
    const std::size_t slot = dice.below(64);
    if (dice.below(10) < (step / 300 % 2 == 0 ? 8U : 2U)) {
      model[slot] = ok(quantise(random_vector(dice, 7)));
      block = ok(with_one(block, slot, model[slot]));
    } else if (!block.empty()) {
      model.erase(slot);
      block = ok(without_vector(block, slot));
    }
    if (model.empty()) {
      REQUIRE(block.empty());
      continue;
    }
    const VectorBlock open = ok(VectorBlock::open(block, 7));
    REQUIRE(open.checksum_holds());
    REQUIRE(open.slots() == model.rbegin()->first + 1);
    for (std::size_t i = 0; i < open.slots(); ++i) {
      const bool present = (open.present() >> i & 1) != 0;
      REQUIRE(present == model.contains(i));
      const Quantised expected = present ? model[i] : Quantised{std::vector<std::int8_t>(7, 0), 0};
      REQUIRE(open.scale(i) == expected.scale);
      REQUIRE(std::vector<std::int8_t>(open.vectors() + i * 7, open.vectors() + i * 7 + 7) ==
              expected.components);
    }
  }
}

TEST_CASE(
    "vector block: a flipped bit fails the checksum or the shape, and nothing writes over it") {
  Dice dice(43);
  std::string block;
  for (const std::size_t slot : {0U, 3U, 4U})
    block = ok(with_one(block, slot, ok(quantise(random_vector(dice, 9)))));
  for (std::size_t bit = 0; bit < block.size() * 8; ++bit) {
    std::string flipped = block;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const auto open = VectorBlock::open_any(flipped);
    REQUIRE((!open || !open->checksum_holds()));
    REQUIRE(code_of(with_one(flipped, 1, ok(quantise(random_vector(dice, 9))))) == "data_loss");
    REQUIRE(code_of(without_vector(flipped, 3)) == "data_loss");
  }
  for (std::size_t size = 1; size < block.size(); ++size) {
    REQUIRE(code_of(VectorBlock::open_any(block.substr(0, size))) == "data_loss");
  }
  CHECK(code_of(VectorBlock::open_any(block + '\0')) == "data_loss");
  CHECK(code_of(VectorBlock::open(block, 8)) == "data_loss");
}
