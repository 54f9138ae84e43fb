#include "mnestic/base/random.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <mutex>

namespace mnestic {
namespace {

constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;

class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> out) override { randombytes_buf(out.data(), out.size()); }
};

class SplitMix64 final : public RandomSource {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  void fill(std::span<std::uint8_t> out) override {
    const std::lock_guard lock(mutex_);
    for (std::size_t at = 0; at < out.size(); at += 8) {
      const std::uint64_t bits = spread_bits(state_);
      state_ += kStep;
      std::memcpy(out.data() + at, &bits, std::min<std::size_t>(8, out.size() - at));
    }
  }

 private:
  std::mutex mutex_;
  std::uint64_t state_;
};

}  // namespace

std::uint64_t RandomSource::next_u64() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data(), bytes.size());
  return value;
}

RandomSource& system_random() {
  static SystemRandom source;
  return source;
}

std::unique_ptr<RandomSource> seeded_random(std::uint64_t seed) {
  return std::make_unique<SplitMix64>(seed);
}

std::uint64_t spread_bits(std::uint64_t number) {
  std::uint64_t z = number + kStep;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace mnestic
