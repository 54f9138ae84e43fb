#include "ridge.h"

#include <cmath>
#include <cstddef>

#include "mnestic/base/assert.h"

namespace mnestic::embed {
namespace {

// Row by row.
class Matrix {
 public:
  Matrix(std::size_t rows, std::size_t columns)
      : columns_(columns), numbers_(rows * columns, 0.0) {}

  [[nodiscard]] std::span<double> row(std::size_t i) {
    return std::span(numbers_).subspan(i * columns_, columns_);
  }
  double& at(std::size_t i, std::size_t k) { return numbers_[i * columns_ + k]; }
  [[nodiscard]] std::vector<float> rounded() const { return {numbers_.begin(), numbers_.end()}; }

 private:
  std::size_t columns_;
  std::vector<double> numbers_;
};

template <typename Number>
void add(std::span<double> sum, double factor, std::span<const Number> more) {
  for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += factor * double{more[k]};
}

void divide(std::span<double> row, double by) {
  for (double& x : row) x /= by;
}

// The lower triangle L of L L' = the symmetric, positive definite `matrix`, in its place
// (Cholesky).
void factorise(Matrix& matrix, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k <= i; ++k) {
      double sum = matrix.at(i, k);
      for (std::size_t j = 0; j < k; ++j) sum -= matrix.at(i, j) * matrix.at(k, j);
      matrix.at(i, k) = i == k ? std::sqrt(sum) : sum / matrix.at(k, k);
    }
  }
}

// Puts the X of  L L' X = right  in the place of `right`.
void solve(Matrix& lower, std::size_t size, Matrix& right) {
  const auto less = [&](std::size_t i, double factor, std::size_t j) {
    add(right.row(i), -factor, std::span<const double>(right.row(j)));
  };
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) less(i, lower.at(i, j), j);
    divide(right.row(i), lower.at(i, i));
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t j = i + 1; j < size; ++j) less(i, lower.at(j, i), j);
    divide(right.row(i), lower.at(i, i));
  }
}

}  // namespace

std::vector<float> ridge(std::span<const Embedding> from, std::span<const Embedding> to,
                         double penalty) {
  MNESTIC_ASSERT(!from.empty() && from.size() == to.size() && penalty > 0);
  const std::size_t size = from.front().size();
  Matrix squares(size, size);
  Matrix products(size, to.front().size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    for (std::size_t k = 0; k < size; ++k) {
      add(squares.row(k), double{from[i][k]}, std::span(from[i]));
      add(products.row(k), double{from[i][k]}, std::span(to[i]));
    }
  }
  for (std::size_t k = 0; k < size; ++k) squares.at(k, k) += penalty;
  factorise(squares, size);
  solve(squares, size, products);
  return products.rounded();
}

}  // namespace mnestic::embed
