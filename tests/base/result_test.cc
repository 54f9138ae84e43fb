#include "mnestic/base/result.h"

#include <doctest/doctest.h>

#include <memory>

namespace mnestic {
namespace {

Result<int> half(int value) {
  if (value % 2 != 0) return invalid_argument("odd");
  return value / 2;
}

Result<int> quarter(int value) {
  MNESTIC_TRY_ASSIGN(const int halved, half(value));
  MNESTIC_TRY_ASSIGN(const int quartered, half(halved));
  return quartered;
}

Result<void> check(int value) {
  MNESTIC_TRY(quarter(value));
  return {};
}

TEST_CASE("result: macros leave with the first error and hand values through") {
  CHECK(*quarter(8) == 2);
  CHECK(quarter(7).error() == invalid_argument("odd"));
  CHECK(quarter(6).error().code == ErrorCode::invalid_argument);
  CHECK(check(8).has_value());
  CHECK(!check(6).has_value());
}

TEST_CASE("result: values move out, also ones that cannot be copied") {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
  const std::unique_ptr<int> value = *std::move(result);
  CHECK(*value == 7);
}

TEST_CASE("result: every code has a name of its own") {
  CHECK(to_string(ErrorCode::invalid_argument) == "invalid_argument");
  CHECK(to_string(ErrorCode::data_loss) == "data_loss");
  CHECK(to_string(ErrorCode::resource_exhausted) == "resource_exhausted");
}

}  // namespace
}  // namespace mnestic
