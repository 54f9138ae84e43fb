// Result<T> and Error: expected failures as values. A subset of std::expected<T, Error>, so that it
// can become an alias of it once the toolchain has C++23.
//
// Thread safety: as the held value. Lifetime: owns the value or the error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "mnestic/base/assert.h"

namespace mnestic {

// What the caller should do, not where it broke.
enum class ErrorCode {
  invalid_argument,     // mend the arguments; the same call never works
  not_found,            // the thing named does not exist (or is another user's)
  already_exists,       // it is there; nothing was written
  failed_precondition,  // mend the state of the system first, then call again
  resource_exhausted,   // a limit, the disk or the map is full
  unavailable,          // try the same call again, a little later
  deadline_exceeded,    // it took too long; the outcome may be unknown
  cancelled,            // the caller asked to stop; nothing was kept
  data_loss,            // stored bytes are damaged: stop writing, run `mnestic doctor`
  internal,             // a bug of ours
};

// The code's name as written above. Never empty.
[[nodiscard]] std::string_view to_string(ErrorCode code);

// Message: one or two sentences for the person or model that called: what is wrong and how to mend
// it.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;

  friend bool operator==(const Error&, const Error&) = default;
};

[[nodiscard]] inline Error invalid_argument(std::string message) {
  return {ErrorCode::invalid_argument, std::move(message)};
}
[[nodiscard]] inline Error not_found(std::string message) {
  return {ErrorCode::not_found, std::move(message)};
}
[[nodiscard]] inline Error failed_precondition(std::string message) {
  return {ErrorCode::failed_precondition, std::move(message)};
}
[[nodiscard]] inline Error data_loss(std::string message) {
  return {ErrorCode::data_loss, std::move(message)};
}
[[nodiscard]] inline Error internal_error(std::string message) {
  return {ErrorCode::internal, std::move(message)};
}

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // Implicit on purpose: `return value;` and `return error;` both read as they should.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  [[nodiscard]] explicit operator bool() const { return has_value(); }

  // REQUIRES: has_value().
  T& value() & {
    MNESTIC_ASSERT(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    MNESTIC_ASSERT(has_value());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    MNESTIC_ASSERT(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // REQUIRES: !has_value().
  Error& error() & {
    MNESTIC_ASSERT(!has_value());
    return *std::get_if<1>(&state_);
  }
  const Error& error() const& {
    MNESTIC_ASSERT(!has_value());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    MNESTIC_ASSERT(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  [[nodiscard]] explicit operator bool() const { return has_value(); }

  // REQUIRES: !has_value().
  Error& error() & {
    MNESTIC_ASSERT(error_.has_value());
    return *error_;
  }
  const Error& error() const& {
    MNESTIC_ASSERT(error_.has_value());
    return *error_;
  }
  Error&& error() && {
    MNESTIC_ASSERT(error_.has_value());
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace mnestic

// The two macros of the error model: leave early with the error of a Result.
//   MNESTIC_TRY(expr);              for Result<void>
//   MNESTIC_TRY_ASSIGN(auto x, expr);   x is the moved-out value
#define MNESTIC_CONCAT_INNER(a, b) a##b
#define MNESTIC_CONCAT(a, b) MNESTIC_CONCAT_INNER(a, b)
#define MNESTIC_TRY(expr)                            \
  do {                                               \
    if (auto mnestic_try_ = (expr); !mnestic_try_) { \
      return std::move(mnestic_try_).error();        \
    }                                                \
  } while (false)
#define MNESTIC_TRY_ASSIGN(target, expr)                              \
  auto MNESTIC_CONCAT(mnestic_try_, __LINE__) = (expr);               \
  if (!MNESTIC_CONCAT(mnestic_try_, __LINE__)) {                      \
    return std::move(MNESTIC_CONCAT(mnestic_try_, __LINE__)).error(); \
  }                                                                   \
  target = std::move(MNESTIC_CONCAT(mnestic_try_, __LINE__)).value()
