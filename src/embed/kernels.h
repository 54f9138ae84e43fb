// Kernels: the arithmetic of the encoder beside its large multiplications, for each kind of
// processor.
//
// Thread safety: pure functions. Matrices are dense, row after row; columns are a multiple of
// kLanes unless said otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mnestic::embed {

// What widths are rounded up to: the floats of the widest register.
inline constexpr std::size_t kLanes = 16;

constexpr std::size_t padded(std::size_t width) { return (width + kLanes - 1) / kLanes * kLanes; }

struct AttentionShape {
  std::size_t length = 0;  // tokens of the one text
  std::size_t heads = 0;
  std::size_t head_size = 0;  // any
};

// Floats that attend() needs to work with.
constexpr std::size_t attention_scratch(const AttentionShape& shape) {
  return shape.head_size * padded(shape.length) + shape.length * padded(shape.head_size) * 2 +
         shape.length * padded(shape.length);
}

struct RowScale {
  float scale = 0;
  std::int32_t zero = 0;
};

// Of each column of a matrix of whole numbers.
struct ColumnScales {
  std::size_t count = 0;
  const float* scales = nullptr;
  const std::int32_t* sums = nullptr;
  const float* bias = nullptr;
};

struct Kernels {
  std::string_view name;

  // Each row, of weights, to whole numbers -127..127, with its scale and the sum of its numbers.
  void (*quantise_weights)(const float* in, std::size_t rows, std::size_t columns, std::int8_t* out,
                           float* scales, std::int32_t* sums);
  // Each row to whole numbers 0..levels (at most 255): value = (number - zero) × scale, with a
  // scale and a zero of its own.
  void (*quantise)(const float* in, std::size_t rows, std::size_t columns, float levels,
                   std::uint8_t* out, RowScale* scales);
  // Back, from products of such rows with the columns of a matrix:
  // (in - zero × sum of the column) × scale of the row × scale of the column + bias; with gelu,
  // x·Φ(x) of that.
  void (*dequantise)(const std::int32_t* in, std::size_t rows, const RowScale* scales,
                     const ColumnScales& columns, bool gelu, float* out);
  // x = layer norm of (x + added); a null `added` adds nothing.
  void (*add_and_normalise)(float* x, const float* added, std::size_t rows, std::size_t columns,
                            const float* gain, const float* bias, float epsilon);
  // Each token's values mixed by softmax(q·k/√head_size), head by head. A row of `qkv` is the
  // token's queries, keys and values, each heads × head_size; a row of `out` is heads × head_size.
  void (*attend)(const float* qkv, const AttentionShape& shape, float* out, float* scratch);
};

// Whether this processor adds up products of bytes without a detour through 16 bits.
[[nodiscard]] bool multiplies_bytes_exactly();

// Those that this processor runs, the quickest first; the last one runs everywhere.
[[nodiscard]] std::span<const Kernels> all_kernels();
[[nodiscard]] inline const Kernels& kernels() { return all_kernels().front(); }

}  // namespace mnestic::embed
