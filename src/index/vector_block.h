// One block of vectors: those of 64 consecutive versions, int8, as they are scanned where they lie.
//
//   value   = format(1) = 1, slots(1), dimension(2), checksum(4), present(8), scale(4){slots},
//   vector{slots} vector  = one signed byte a component, -127 .. 127 scale   = f32: 1 / length of
//   that vector, 0 for an all-zero vector and an empty slot
//
// Little-endian. `slots` is the highest slot in use + 1; bit i of `present` stands for slot i. The
// checksum is over all but itself; scans do not read it. The cosine of two vectors is the integer
// dot product times both scales.
//
// Thread safety: value types and pure functions.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codec.h"
#include "mnestic/base/result.h"

namespace mnestic::index {

inline constexpr std::size_t kVectorSlots = 64;
inline constexpr std::size_t kVectorHeaderBytes = 16;
inline constexpr std::size_t kVectorScaleBytes = 4;
inline constexpr std::size_t kCacheLineBytes = 64;
inline constexpr std::size_t kVectorKeyBytes = 18;  // user, model, block

struct Quantised {
  std::vector<std::int8_t> components;
  float scale = 0;
};
// Errors: invalid_argument when a component is not finite or the dimension is 0 or above
// kDimensionMax.
[[nodiscard]] Result<Quantised> quantise(std::span<const float> vector);

// A read-only look at a block; lives as the bytes given do.
class VectorBlock {
 public:
  // Errors: data_loss for a block of impossible shape or of another dimension. Does not read the
  // checksum.
  [[nodiscard]] static Result<VectorBlock> open(std::string_view value, std::size_t dimension);
  // The same for whatever dimension the block names.
  [[nodiscard]] static Result<VectorBlock> open_any(std::string_view value);

  [[nodiscard]] std::size_t slots() const { return slots_; }
  [[nodiscard]] std::size_t dimension() const { return dimension_; }
  [[nodiscard]] std::uint64_t present() const { return present_; }
  [[nodiscard]] float scale(std::size_t slot) const {
    return std::bit_cast<float>(
        load_le<std::uint32_t>(bytes_.data() + kVectorHeaderBytes + slot * kVectorScaleBytes));
  }
  // All vectors, slots() * dimension() bytes, at any alignment.
  [[nodiscard]] const std::int8_t* vectors() const {
    return reinterpret_cast<const std::int8_t*>(bytes_.data() + kVectorHeaderBytes +
                                                slots_ * kVectorScaleBytes);
  }
  [[nodiscard]] bool checksum_holds() const;
  // Asks the memory for the vectors that `wanted` names and their scales, to be looked at soon:
  // they lie far apart, and each would be waited for.
  void prefetch(std::uint64_t wanted) const {
    for (; wanted != 0; wanted &= wanted - 1) {
      const auto slot = static_cast<std::size_t>(std::countr_zero(wanted));
      __builtin_prefetch(bytes_.data() + kVectorHeaderBytes + slot * kVectorScaleBytes);
      const std::int8_t* const vector = vectors() + slot * dimension_;
      for (std::size_t at = 0; at < dimension_; at += kCacheLineBytes)
        __builtin_prefetch(vector + at);
      __builtin_prefetch(vector + dimension_ - 1);
    }
  }

 private:
  std::string_view bytes_;
  std::size_t slots_ = 0;
  std::size_t dimension_ = 0;
  std::uint64_t present_ = 0;
};

struct Placed {
  std::size_t slot = 0;
  Quantised vector;
};
// The block `value` (empty: a new one) with each vector in its slot. Errors: data_loss when `value`
// is damaged. REQUIRES: at least one, all of one dimension.
[[nodiscard]] Result<std::string> with_vectors(std::string_view value,
                                               std::span<const Placed> placed);
// The block without what is in `slot`, its bytes zero; empty when nothing is left.
[[nodiscard]] Result<std::string> without_vector(std::string_view value, std::size_t slot);

[[nodiscard]] Error damaged_vectors();

}  // namespace mnestic::index
