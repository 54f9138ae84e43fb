// Each kernel is written once, with vectors of kLanes floats, and compiled for three processors:
// the compiler splits a vector where registers are narrower.
#include "kernels.h"

#include <array>
#include <cmath>
#include <cstring>

// The bodies must become part of the function that names the processor.
#define MNESTIC_INLINE inline __attribute__((always_inline))

namespace mnestic::embed {
namespace {

// Unaligned: the matrices are the caller's.
using Lanes = float __attribute__((vector_size(64), aligned(4), may_alias));
using WholeLanes = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));
using SignedByteLanes = std::int8_t __attribute__((vector_size(16), aligned(1), may_alias));
using ByteLanes = std::uint8_t __attribute__((vector_size(16), aligned(1), may_alias));
static_assert(sizeof(Lanes) == kLanes * sizeof(float));

MNESTIC_INLINE const Lanes& lanes(const float* at) { return *reinterpret_cast<const Lanes*>(at); }
MNESTIC_INLINE Lanes& lanes(float* at) { return *reinterpret_cast<Lanes*>(at); }

// Each lane meets the one at `Distance` from it.
template <int Distance>
MNESTIC_INLINE void turn(const Lanes& x, Lanes& turned) {
  constexpr int d = Distance;
  turned = __builtin_shufflevector(x, x, 0 ^ d, 1 ^ d, 2 ^ d, 3 ^ d, 4 ^ d, 5 ^ d, 6 ^ d, 7 ^ d,
                                   8 ^ d, 9 ^ d, 10 ^ d, 11 ^ d, 12 ^ d, 13 ^ d, 14 ^ d, 15 ^ d);
}

template <int Distance>
MNESTIC_INLINE void add_turned(Lanes& x) {
  Lanes turned;
  turn<Distance>(x, turned);
  x += turned;
}

template <int Distance>
MNESTIC_INLINE void keep_larger(Lanes& x) {
  Lanes turned;
  turn<Distance>(x, turned);
  x = turned > x ? turned : x;
}

MNESTIC_INLINE float sum_of(const Lanes& each) {
  Lanes x = each;
  add_turned<8>(x);
  add_turned<4>(x);
  add_turned<2>(x);
  add_turned<1>(x);
  return x[0];
}

MNESTIC_INLINE float largest_of(const Lanes& each) {
  Lanes x = each;
  keep_larger<8>(x);
  keep_larger<4>(x);
  keep_larger<2>(x);
  keep_larger<1>(x);
  return x[0];
}

// e^x for x <= 0, relative error below 3e-7; what is smaller than a float counts as the smallest.
MNESTIC_INLINE void exponentiate(Lanes& x) {
  constexpr float kSmallest = -87.0F;
  const Lanes clamped = x < kSmallest ? Lanes{} + kSmallest : x;
  // x = (whole + part)·ln 2 with |part| <= 1/2; conversion cuts towards zero, and whole <= 0.
  const Lanes exponent = clamped * 1.44269504088896341F;
  const WholeLanes whole = __builtin_convertvector(exponent - 0.5F, WholeLanes);
  const Lanes rounded = __builtin_convertvector(whole, Lanes);
  const Lanes part = (clamped - rounded * 0.693359375F) - rounded * -2.12194440e-4F;
  Lanes power = Lanes{} + 1.9875691500e-4F;
  power = power * part + 1.3981999507e-3F;
  power = power * part + 8.3334519073e-3F;
  power = power * part + 4.1665795894e-2F;
  power = power * part + 1.6666665459e-1F;
  power = power * part + 5.0000001201e-1F;
  power = power * part * part + part + 1.0F;
  const WholeLanes scale = (whole + 127) << 23;
  x = power * reinterpret_cast<const Lanes&>(scale);
}

// x·Φ(x), Φ by Abramowitz and Stegun 7.1.26: absolute error below 2e-7·|x|.
MNESTIC_INLINE void apply_gelu(Lanes& x) {
  const Lanes z = (x < 0 ? -x : x) * 0.70710678118654752F;
  const Lanes t = 1.0F / (1.0F + 0.3275911F * z);
  Lanes tail = -(z * z);
  exponentiate(tail);
  Lanes poly = Lanes{} + 1.061405429F;
  poly = poly * t - 1.453152027F;
  poly = poly * t + 1.421413741F;
  poly = poly * t - 0.284496736F;
  poly = poly * t + 0.254829592F;
  const Lanes error = 1.0F - poly * t * tail;
  x = 0.5F * x * (1.0F + (x < 0 ? -error : error));
}

MNESTIC_INLINE void quantise_weight_rows(const float* in, std::size_t rows, std::size_t columns,
                                         std::int8_t* out, float* scales, std::int32_t* sums) {
  constexpr float kLargest = 127.0F;
  for (std::size_t row = 0; row < rows; ++row, in += columns, out += columns) {
    Lanes most{};
    for (std::size_t i = 0; i < columns; i += kLanes) {
      const Lanes x = lanes(in + i);
      const Lanes size = x < 0 ? -x : x;
      most = size > most ? size : most;
    }
    const float largest = largest_of(most);
    const float factor = largest > 0 ? kLargest / largest : 0.0F;
    WholeLanes total{};
    for (std::size_t i = 0; i < columns; i += kLanes) {
      const Lanes x = lanes(in + i) * factor;
      const Lanes half = x < 0 ? Lanes{} - 0.5F : Lanes{} + 0.5F;
      const WholeLanes whole = __builtin_convertvector(x + half, WholeLanes);
      total += whole;
      *reinterpret_cast<SignedByteLanes*>(out + i) =
          __builtin_convertvector(whole, SignedByteLanes);
    }
    scales[row] = largest / kLargest;
    sums[row] = 0;
    for (std::size_t i = 0; i < kLanes; ++i) sums[row] += total[i];
  }
}

MNESTIC_INLINE void quantise_rows(const float* in, std::size_t rows, std::size_t columns,
                                  float levels, std::uint8_t* out, RowScale* scales) {
  for (std::size_t row = 0; row < rows; ++row, in += columns, out += columns) {
    // Zero is always among the numbers, so that it stays what it is.
    Lanes least{};
    Lanes most{};
    for (std::size_t i = 0; i < columns; i += kLanes) {
      const Lanes x = lanes(in + i);
      least = x < least ? x : least;
      most = x > most ? x : most;
    }
    const float low = -largest_of(-least);
    const float range = largest_of(most) - low;
    const float factor = range > 0 ? levels / range : 0.0F;
    const auto zero = static_cast<std::int32_t>(0.5F - low * factor);
    scales[row] = {range / levels, zero};
    const float offset = static_cast<float>(zero) + 0.5F;
    for (std::size_t i = 0; i < columns; i += kLanes) {
      Lanes x = lanes(in + i) * factor + offset;
      x = x > levels ? Lanes{} + levels : x;
      const WholeLanes whole = __builtin_convertvector(x, WholeLanes);
      *reinterpret_cast<ByteLanes*>(out + i) = __builtin_convertvector(whole, ByteLanes);
    }
  }
}

MNESTIC_INLINE void dequantise_rows(const std::int32_t* in, std::size_t rows,
                                    const RowScale* scales, const ColumnScales& columns, bool gelu,
                                    float* out) {
  for (std::size_t row = 0; row < rows; ++row) {
    const auto [scale, zero] = scales[row];
    for (std::size_t i = 0; i < columns.count; i += kLanes, in += kLanes, out += kLanes) {
      const WholeLanes sums = *reinterpret_cast<const WholeLanes*>(columns.sums + i);
      const WholeLanes whole = *reinterpret_cast<const WholeLanes*>(in) - sums * zero;
      Lanes x = __builtin_convertvector(whole, Lanes) * (lanes(columns.scales + i) * scale);
      x += lanes(columns.bias + i);
      if (gelu) apply_gelu(x);
      lanes(out) = x;
    }
  }
}

MNESTIC_INLINE void add_and_normalise_rows(float* x, const float* added, std::size_t rows,
                                           std::size_t columns, const float* gain,
                                           const float* bias, float epsilon) {
  for (std::size_t row = 0; row < rows; ++row, x += columns) {
    Lanes sums{};
    for (std::size_t i = 0; i < columns; i += kLanes) {
      Lanes value = lanes(x + i);
      if (added != nullptr) value += lanes(added + row * columns + i);
      lanes(x + i) = value;
      sums += value;
    }
    const float mean = sum_of(sums) / static_cast<float>(columns);
    Lanes squares{};
    for (std::size_t i = 0; i < columns; i += kLanes) {
      const Lanes off = lanes(x + i) - mean;
      squares += off * off;
    }
    const float variance = sum_of(squares) / static_cast<float>(columns);
    const float factor = 1.0F / __builtin_sqrtf(variance + epsilon);
    for (std::size_t i = 0; i < columns; i += kLanes) {
      lanes(x + i) = (lanes(x + i) - mean) * factor * lanes(gain + i) + lanes(bias + i);
    }
  }
}

struct Matrix {
  const float* data;
  std::size_t stride;
};

// Rows × Vectors·kLanes of a·b, `inner` being a's columns, kept in registers all along.
template <std::size_t Rows, std::size_t Vectors>
MNESTIC_INLINE void multiply_tile(Matrix a, Matrix b, std::size_t inner, float* out,
                                  std::size_t out_stride) {
  Lanes sums[Rows][Vectors] = {};
  for (std::size_t k = 0; k < inner; ++k) {
    for (std::size_t r = 0; r < Rows; ++r) {
      const float factor = a.data[r * a.stride + k];
      for (std::size_t v = 0; v < Vectors; ++v) {
        sums[r][v] += factor * lanes(b.data + k * b.stride + v * kLanes);
      }
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    for (std::size_t v = 0; v < Vectors; ++v) lanes(out + r * out_stride + v * kLanes) = sums[r][v];
  }
}

// `rows` rows of a·b; `columns`, of b and out, is a multiple of kLanes.
MNESTIC_INLINE void multiply(Matrix a, Matrix b, std::size_t rows, std::size_t inner,
                             std::size_t columns, float* out, std::size_t out_stride) {
  constexpr std::size_t kRows = 4;
  for (std::size_t row = 0; row < rows;) {
    const Matrix from{a.data + row * a.stride, a.stride};
    float* const to = out + row * out_stride;
    const bool several = row + kRows <= rows;
    for (std::size_t column = 0; column < columns;) {
      const Matrix part{b.data + column, b.stride};
      const bool wide = column + 2 * kLanes <= columns;
      if (several && wide) multiply_tile<kRows, 2>(from, part, inner, to + column, out_stride);
      if (several && !wide) multiply_tile<kRows, 1>(from, part, inner, to + column, out_stride);
      if (!several && wide) multiply_tile<1, 2>(from, part, inner, to + column, out_stride);
      if (!several && !wide) multiply_tile<1, 1>(from, part, inner, to + column, out_stride);
      column += wide ? 2 * kLanes : kLanes;
    }
    row += several ? kRows : 1;
  }
}

// In place; columns from `length` on are padding and become zero.
MNESTIC_INLINE void softmax(float* row, std::size_t length, float scale) {
  constexpr float kNever = -1e30F;
  const std::size_t width = padded(length);
  for (std::size_t i = length; i < width; ++i) row[i] = kNever;
  Lanes most = Lanes{} + kNever;
  for (std::size_t i = 0; i < width; i += kLanes) {
    const Lanes x = lanes(row + i);
    most = x > most ? x : most;
  }
  const float largest = largest_of(most);
  Lanes sums{};
  for (std::size_t i = 0; i < width; i += kLanes) {
    Lanes x = (lanes(row + i) - largest) * scale;
    exponentiate(x);
    lanes(row + i) = x;
    if (i + kLanes <= length) sums += x;
  }
  float sum = sum_of(sums);
  for (std::size_t i = length / kLanes * kLanes; i < length; ++i) sum += row[i];
  const float factor = 1.0F / sum;
  for (std::size_t i = 0; i < width; i += kLanes) lanes(row + i) *= factor;
  for (std::size_t i = length; i < width; ++i) row[i] = 0;
}

MNESTIC_INLINE void attend_all(const float* qkv, const AttentionShape& shape, float* out,
                               float* scratch) {
  const auto [length, heads, size] = shape;
  const std::size_t hidden = heads * size;
  const std::size_t width = padded(length);
  const std::size_t depth = padded(size);
  float* const keys = scratch;                    // size × width: transposed
  float* const values = keys + size * width;      // length × depth
  float* const mixed = values + length * depth;   // length × depth
  float* const weights = mixed + length * depth;  // length × width
  std::memset(scratch, 0, (size * width + length * depth) * sizeof(float));
  const float scale = 1.0F / __builtin_sqrtf(static_cast<float>(size));
  for (std::size_t head = 0; head < heads; ++head) {
    const float* const queries = qkv + head * size;
    for (std::size_t j = 0; j < length; ++j) {
      const float* const key = queries + j * 3 * hidden + hidden;
      for (std::size_t d = 0; d < size; ++d) keys[d * width + j] = key[d];
      std::memcpy(values + j * depth, key + hidden, size * sizeof(float));
    }
    multiply({queries, 3 * hidden}, {keys, width}, length, size, width, weights, width);
    for (std::size_t j = 0; j < length; ++j) softmax(weights + j * width, length, scale);
    multiply({weights, width}, {values, depth}, length, length, depth, mixed, depth);
    for (std::size_t j = 0; j < length; ++j) {
      std::memcpy(out + j * hidden + head * size, mixed + j * depth, size * sizeof(float));
    }
  }
}

// One set of kernels, all of it compiled as `attribute` says.
#define MNESTIC_KERNELS(variant, attribute)                                                        \
  struct variant {                                                                                 \
    attribute static void quantise_weights(const float* in, std::size_t rows, std::size_t columns, \
                                           std::int8_t* out, float* scales, std::int32_t* sums) {  \
      quantise_weight_rows(in, rows, columns, out, scales, sums);                                  \
    }                                                                                              \
    attribute static void quantise(const float* in, std::size_t rows, std::size_t columns,         \
                                   float levels, std::uint8_t* out, RowScale* scales) {            \
      quantise_rows(in, rows, columns, levels, out, scales);                                       \
    }                                                                                              \
    attribute static void dequantise(const std::int32_t* in, std::size_t rows,                     \
                                     const RowScale* scales, const ColumnScales& columns,          \
                                     bool gelu, float* out) {                                      \
      dequantise_rows(in, rows, scales, columns, gelu, out);                                       \
    }                                                                                              \
    attribute static void add_and_normalise(float* x, const float* added, std::size_t rows,        \
                                            std::size_t columns, const float* gain,                \
                                            const float* bias, float epsilon) {                    \
      add_and_normalise_rows(x, added, rows, columns, gain, bias, epsilon);                        \
    }                                                                                              \
    attribute static void attend(const float* qkv, const AttentionShape& shape, float* out,        \
                                 float* scratch) {                                                 \
      attend_all(qkv, shape, out, scratch);                                                        \
    }                                                                                              \
    static constexpr Kernels table(std::string_view name) {                                        \
      return {name, quantise_weights, quantise, dequantise, add_and_normalise, attend};            \
    }                                                                                              \
  }

MNESTIC_KERNELS(Anywhere, );
#if defined(__x86_64__)
MNESTIC_KERNELS(Avx2, __attribute__((target("avx2,fma"))));
MNESTIC_KERNELS(Avx512, __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))));

constexpr std::array<Kernels, 3> kTables = {Avx512::table("avx512"), Avx2::table("avx2"),
                                            Anywhere::table("any")};

std::size_t slower_tables() {
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl");
  return avx512 ? 0 : avx2 ? 1 : 2;
}
#else
constexpr std::array<Kernels, 1> kTables = {Anywhere::table("any")};

std::size_t slower_tables() { return 0; }
#endif

}  // namespace

bool multiplies_bytes_exactly() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512vnni");
#else
  return false;
#endif
}

std::span<const Kernels> all_kernels() {
  static const std::size_t first = slower_tables();
  return std::span(kTables).subspan(first);
}

}  // namespace mnestic::embed
