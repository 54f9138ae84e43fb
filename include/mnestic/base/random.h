// The one source of random bytes. Everything that needs chance gets a RandomSource; tests give a
// seeded one.
//
// Thread safety: all methods may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace mnestic {

class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  // Fills all of `out`.
  virtual void fill(std::span<std::uint8_t> out) = 0;

  // Sixty-four random bits.
  [[nodiscard]] std::uint64_t next_u64();
};

// The operating system's generator, fit for secrets. Lives as long as the program.
[[nodiscard]] RandomSource& system_random();

// A repeatable stream (SplitMix64): the same seed gives the same bytes on every machine. Not for
// secrets.
[[nodiscard]] std::unique_ptr<RandomSource> seeded_random(std::uint64_t seed);

// One number of that stream: neighbouring numbers become unlike in all bits, no two the same.
[[nodiscard]] std::uint64_t spread_bits(std::uint64_t number);

}  // namespace mnestic
