#include "dot.h"

#include "support.h"

namespace {

using namespace mnestic::index;
using testing::Dice;

std::int32_t dot_naively(const std::vector<std::int8_t>& a, const std::int8_t* b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

TEST_CASE("dot: every variant gives the same integers for every dimension, byte and alignment") {
  Dice dice(31);
  const auto variants = dot_variants();
  REQUIRE(variants.back().name == "plain");
  for (std::size_t dimension = 1; dimension <= 400; dimension += dimension < 200 ? 1 : 23) {
    const std::size_t offset = dice.below(64);
    const int extreme = static_cast<int>(dice.below(3));
    const auto component = [&] {
      if (extreme == 0) return static_cast<std::int8_t>(-128);
      if (extreme == 1) return static_cast<std::int8_t>(dice.one_in(2) ? 127 : -128);
      return static_cast<std::int8_t>(dice.below(256));
    };
    std::vector<std::int8_t> query(dimension);
    for (auto& x : query) x = component();
    // No byte past the last vector: a read beyond it is caught by the sanitizer.
    std::vector<std::int8_t> memory(offset + 64 * dimension);
    for (auto& x : memory) x = component();
    const std::int8_t* vectors = memory.data() + offset;
    const std::uint64_t wanted =
        dice.one_in(4) ? ~0ULL : dice.below(UINT64_MAX) & dice.below(UINT64_MAX);
    for (const DotVariant& variant : variants) {
      CAPTURE(variant.name);
      CAPTURE(dimension);
      std::array<std::int32_t, 64> dots;
      dots.fill(-77);
      variant.function(DotQuery(query), vectors, wanted, dots);
      for (std::size_t i = 0; i < 64; ++i) {
        const bool asked = (wanted >> i & 1) != 0;
        REQUIRE(dots[i] == (asked ? dot_naively(query, vectors + i * dimension) : -77));
      }
    }
    for (const DotPairVariant& variant : dot_pair_variants()) {
      CAPTURE(variant.name);
      REQUIRE(variant.function(query.data(), vectors, dimension) == dot_naively(query, vectors));
    }
  }
}

TEST_CASE("dot: the largest dimension does not overflow") {
  const std::vector<std::int8_t> query(kDimensionMax, -128);
  const std::vector<std::int8_t> vector(kDimensionMax, -128);
  for (const DotVariant& variant : dot_variants()) {
    CAPTURE(variant.name);
    std::array<std::int32_t, 64> dots{};
    variant.function(DotQuery(query), vector.data(), 1, dots);
    CHECK(dots[0] == 128 * 128 * static_cast<std::int32_t>(kDimensionMax));
  }
}
