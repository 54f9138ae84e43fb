#include "ridge.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "mnestic/base/random.h"

namespace mnestic::embed {
namespace {

std::vector<Embedding> random_rows(RandomSource& random, std::size_t count, std::size_t size) {
  std::vector<Embedding> rows(count, Embedding(size));
  for (Embedding& row : rows) {
    for (float& x : row) x = static_cast<float>(random.next_u64() >> 40) / 8388608.0F - 1.0F;
  }
  return rows;
}

Embedding times(const Embedding& row, const std::vector<float>& map, std::size_t columns) {
  Embedding out(columns, 0.0F);
  for (std::size_t i = 0; i < row.size(); ++i) {
    for (std::size_t k = 0; k < columns; ++k) out[k] += row[i] * map[i * columns + k];
  }
  return out;
}

TEST_CASE("ridge: a linear map is found again from pairs, made smaller by the penalty") {
  const std::vector<float> map = {1, 0, -2, 0.5F, 3, 0};  // 2 x 3
  const std::vector<Embedding> from = {{1, 0}, {0, 1}, {1, 1}, {2, -1}};
  std::vector<Embedding> to;
  for (const Embedding& row : from) to.push_back(times(row, map, 3));
  const auto found = ridge(from, to, 1e-9);
  REQUIRE(found.size() == map.size());
  for (std::size_t i = 0; i < map.size(); ++i) {
    CHECK(double{found[i]} == doctest::Approx(double{map[i]}).epsilon(1e-5));
  }
  const auto small = ridge(from, to, 1e6);
  for (const float x : small) CHECK(std::abs(x) < 1e-4F);
}

// At the least sum the slope is zero: from' (from W - to) + penalty W.
TEST_CASE("ridge: nothing near it is better") {
  for (const std::size_t count : {3UL, 20UL, 80UL}) {  // fewer than components, and more
    CAPTURE(count);
    constexpr std::size_t kFrom = 12;
    constexpr std::size_t kTo = 7;
    const auto random = seeded_random(count);
    const auto from = random_rows(*random, count, kFrom);
    const auto to = random_rows(*random, count, kTo);
    constexpr double kPenalty = 0.5;
    const auto map = ridge(from, to, kPenalty);
    REQUIRE(map.size() == kFrom * kTo);
    for (std::size_t i = 0; i < kFrom; ++i) {
      for (std::size_t k = 0; k < kTo; ++k) {
        double slope = kPenalty * double{map[i * kTo + k]};
        for (std::size_t n = 0; n < count; ++n) {
          slope += double{from[n][i]} * double{times(from[n], map, kTo)[k] - to[n][k]};
        }
        CHECK(std::abs(slope) < 1e-3);
      }
    }
  }
}

}  // namespace
}  // namespace mnestic::embed
