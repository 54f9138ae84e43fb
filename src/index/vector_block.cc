#include "vector_block.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "codec.h"
#include "mnestic/index/search.h"

namespace mnestic::index {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kChecksumAt = 4;
constexpr std::size_t kPresentAt = 8;
constexpr float kComponentMax = 127.0F;

std::size_t size_of(std::size_t slots, std::size_t dimension) {
  return kVectorHeaderBytes + slots * (kVectorScaleBytes + dimension);
}

std::uint64_t low_bits(std::size_t count) { return count >= 64 ? ~0ULL : (1ULL << count) - 1; }

std::uint32_t checksum_of(std::string_view bytes) {
  const std::uint32_t head = checksum(bytes.substr(0, kChecksumAt));
  return head ^ checksum(bytes.substr(kPresentAt));
}

// Bytes of a block with room for `slots`; what `old` held is copied.
std::string resized(const VectorBlock* old, std::string_view old_bytes, std::size_t slots,
                    std::size_t dimension) {
  std::string out(size_of(slots, dimension), '\0');
  if (old != nullptr) {
    const std::size_t kept = std::min(slots, old->slots());
    std::copy_n(old_bytes.data() + kVectorHeaderBytes, kept * kVectorScaleBytes,
                out.data() + kVectorHeaderBytes);
    std::copy_n(reinterpret_cast<const char*>(old->vectors()), kept * dimension,
                out.data() + kVectorHeaderBytes + slots * kVectorScaleBytes);
  }
  out[0] = static_cast<char>(kFormat);
  out[1] = static_cast<char>(slots);
  store_le(out.data() + 2, static_cast<std::uint16_t>(dimension));
  return out;
}

void set_slot(std::string& block, std::size_t slots, std::size_t slot, const Quantised& vector) {
  char* scales = block.data() + kVectorHeaderBytes;
  store_le(scales + slot * kVectorScaleBytes, std::bit_cast<std::uint32_t>(vector.scale));
  std::copy(vector.components.begin(), vector.components.end(),
            reinterpret_cast<std::int8_t*>(scales + slots * kVectorScaleBytes) +
                slot * vector.components.size());
}

void seal(std::string& block, std::uint64_t present) {
  store_le(block.data() + kPresentAt, present);
  store_le(block.data() + kChecksumAt, checksum_of(block));
}

}  // namespace

Error damaged_vectors() {
  return data_loss("the vector index is damaged; run `mnestic doctor`, which can build it again");
}

Result<Quantised> quantise(std::span<const float> vector) {
  if (vector.empty() || vector.size() > kDimensionMax) {
    return invalid_argument("a vector has from 1 to " + std::to_string(kDimensionMax) +
                            " components");
  }
  float largest = 0;
  for (const float x : vector) {
    if (!std::isfinite(x)) return invalid_argument("a vector's components must be finite numbers");
    largest = std::max(largest, std::abs(x));
  }
  Quantised out{std::vector<std::int8_t>(vector.size(), 0), 0};
  if (largest == 0) return out;
  std::int64_t square = 0;
  for (std::size_t i = 0; i < vector.size(); ++i) {
    // Divided first: the product of 127 and a large component might not be finite.
    const long rounded = std::lround(vector[i] / largest * kComponentMax);
    out.components[i] = static_cast<std::int8_t>(rounded);
    square += rounded * rounded;
  }
  out.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(square)));
  return out;
}

Result<VectorBlock> VectorBlock::open_any(std::string_view value) {
  if (value.size() < kVectorHeaderBytes || static_cast<std::uint8_t>(value[0]) != kFormat)
    return damaged_vectors();
  VectorBlock block;
  block.bytes_ = value;
  block.slots_ = static_cast<std::uint8_t>(value[1]);
  block.dimension_ = load_le<std::uint16_t>(value.data() + 2);
  block.present_ = load_le<std::uint64_t>(value.data() + kPresentAt);
  const bool possible = block.slots_ >= 1 && block.slots_ <= kVectorSlots &&
                        block.dimension_ >= 1 && block.dimension_ <= kDimensionMax &&
                        value.size() == size_of(block.slots_, block.dimension_) &&
                        (block.present_ & ~low_bits(block.slots_)) == 0;
  if (!possible) return damaged_vectors();
  return block;
}

Result<VectorBlock> VectorBlock::open(std::string_view value, std::size_t dimension) {
  MNESTIC_TRY_ASSIGN(VectorBlock block, open_any(value));
  if (block.dimension_ != dimension) return damaged_vectors();
  return block;
}

bool VectorBlock::checksum_holds() const {
  return load_le<std::uint32_t>(bytes_.data() + kChecksumAt) == checksum_of(bytes_);
}

Result<std::string> with_vectors(std::string_view value, std::span<const Placed> placed) {
  MNESTIC_ASSERT(!placed.empty());
  const std::size_t dimension = placed.front().vector.components.size();
  std::size_t slots = 0;
  for (const Placed& each : placed) slots = std::max(slots, each.slot + 1);
  MNESTIC_ASSERT(slots <= kVectorSlots);
  std::uint64_t present = 0;
  std::string out;
  if (value.empty()) {
    out = resized(nullptr, {}, slots, dimension);
  } else {
    MNESTIC_TRY_ASSIGN(const VectorBlock old, VectorBlock::open(value, dimension));
    // A damaged block must not get a new, true checksum.
    if (!old.checksum_holds()) return damaged_vectors();
    slots = std::max(old.slots(), slots);
    present = old.present();
    out = resized(&old, value, slots, dimension);
  }
  for (const Placed& each : placed) {
    set_slot(out, slots, each.slot, each.vector);
    present |= 1ULL << each.slot;
  }
  seal(out, present);
  return out;
}

Result<std::string> without_vector(std::string_view value, std::size_t slot) {
  MNESTIC_ASSERT(slot < kVectorSlots);
  MNESTIC_TRY_ASSIGN(const VectorBlock old, VectorBlock::open_any(value));
  if (!old.checksum_holds()) return damaged_vectors();
  const std::uint64_t present = old.present() & ~(1ULL << slot);
  if (present == 0) return std::string();
  const auto slots = static_cast<std::size_t>(64 - std::countl_zero(present));
  std::string out = resized(&old, value, slots, old.dimension());
  if (slot < slots) set_slot(out, slots, slot, {std::vector<std::int8_t>(old.dimension(), 0), 0});
  seal(out, present);
  return out;
}

}  // namespace mnestic::index
