#include "mnestic/base/random.h"

#include <doctest/doctest.h>

#include <array>

namespace mnestic {
namespace {

TEST_CASE("random: a seed gives the published SplitMix64 stream") {
  // First outputs for seed 1234567 (Vigna's reference).
  const auto source = seeded_random(1234567);
  CHECK(source->next_u64() == 6457827717110365317ULL);
  CHECK(source->next_u64() == 3203168211198807973ULL);
  CHECK(source->next_u64() == 9817491932198370423ULL);
}

TEST_CASE("random: the system's source fills all of any length") {
  std::array<std::uint8_t, 64> bytes{};
  system_random().fill(bytes);
  int zeros = 0;
  for (const auto byte : bytes) zeros += byte == 0 ? 1 : 0;
  CHECK(zeros < 10);
  CHECK(system_random().next_u64() != system_random().next_u64());
}

}  // namespace
}  // namespace mnestic
