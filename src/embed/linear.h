// Linear: y = activation(x·Wᵀ + b), the large multiplications of an encoder, with weights packed
// for this processor. The code that does it (oneDNN) is a module, mnestic_onednn.so, loaded with
// the first model.
//
// Thread safety: const methods from any thread, each call with a scratch of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "kernels.h"
#include "mnestic/base/result.h"
#include "mnestic/embed/local.h"

namespace mnestic::embed {

// Of one call of Linear::apply().
inline constexpr std::size_t kRowsMax = 512;

// Code is made for each number of rows that occurs; larger numbers share it.
constexpr std::size_t rows_computed(std::size_t rows) {
  constexpr std::size_t kStep = 16;
  return rows <= 2 * kStep ? rows : (rows + kStep - 1) / kStep * kStep;
}

enum class Activation : std::uint8_t { none, gelu };

struct LinearSpec {
  std::size_t in = 0;              // columns of x; a multiple of kLanes, as is `out`
  std::size_t out = 0;             // columns of y
  std::span<const float> weights;  // out × in; copied
  std::span<const float> bias;     // out; copied
  Activation activation = Activation::none;
  Precision precision = Precision::f32;
};

// What a call works with; grows to what it needs and may be used again for any Linear.
struct LinearScratch {
  std::vector<std::byte> library;
  std::vector<std::uint8_t> numbers;
  std::vector<RowScale> scales;
  std::vector<std::int32_t> products;
};

class Linear {
 public:
  Linear() = default;
  Linear(const Linear&) = delete;
  Linear& operator=(const Linear&) = delete;
  virtual ~Linear() = default;

  // Both matrices have room for rows_computed(rows) rows; what stands behind the rows is neither
  // used nor kept, and x is not changed. REQUIRES: 1 <= rows <= kRowsMax. Errors: internal when the
  // library fails.
  [[nodiscard]] virtual Result<void> apply(float* x, std::size_t rows, float* y,
                                           LinearScratch& scratch) const = 0;
};

class LinearLibrary {
 public:
  LinearLibrary() = default;
  LinearLibrary(const LinearLibrary&) = delete;
  LinearLibrary& operator=(const LinearLibrary&) = delete;
  virtual ~LinearLibrary() = default;

  // Errors: internal when the library fails.
  [[nodiscard]] virtual Result<std::unique_ptr<Linear>> pack(const LinearSpec& spec) const = 0;
};

// Lives as long as the program. Errors: failed_precondition when the module is missing.
[[nodiscard]] Result<const LinearLibrary*> linear_library();

}  // namespace mnestic::embed

// The module's only symbol.
extern "C" const mnestic::embed::LinearLibrary* mnestic_linear_library();
