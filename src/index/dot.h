// Dot products of one int8 query with many int8 vectors. Every variant gives the same integers for
// all inputs; which one runs is chosen once, by what the processor can do.
//
// Thread safety: pure functions and a value type.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mnestic::index {

// A query, laid out for every variant. Padded with zeros to whole registers.
class DotQuery {
 public:
  // REQUIRES: 1 to kDimensionMax components.
  explicit DotQuery(std::span<const std::int8_t> components);

  [[nodiscard]] std::size_t dimension() const { return dimension_; }
  [[nodiscard]] const std::int8_t* bytes() const { return bytes_.data(); }
  [[nodiscard]] const std::int16_t* wide() const { return wide_.data(); }
  [[nodiscard]] std::int32_t sum() const { return sum_; }

 private:
  std::size_t dimension_;
  std::vector<std::int8_t> bytes_;
  std::vector<std::int16_t> wide_;
  std::int32_t sum_ = 0;
};

// For each bit i of `wanted`: out[i] = query · vectors[i * dimension ...]. Other places of `out`
// are left alone. REQUIRES: `vectors` holds at least as many vectors as the highest bit says; any
// alignment.
using DotFunction = void (*)(const DotQuery& query, const std::int8_t* vectors,
                             std::uint64_t wanted, std::array<std::int32_t, 64>& out);

struct DotVariant {
  std::string_view name;
  DotFunction function;
};
// Those that this processor can run, the fastest first; the last is the plain loop.
[[nodiscard]] std::span<const DotVariant> dot_variants();

// The same for two vectors out of many, as building a graph asks it. Any alignment.
using DotPairFunction = std::int32_t (*)(const std::int8_t* a, const std::int8_t* b,
                                         std::size_t dimension);
struct DotPairVariant {
  std::string_view name;
  DotPairFunction function;
};
[[nodiscard]] std::span<const DotPairVariant> dot_pair_variants();

}  // namespace mnestic::index
