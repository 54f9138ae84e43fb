#include "secrets/id_sums.h"

#include <array>
#include <cstddef>

namespace mnestic::extract {

int value_of(char c) { return c >= '0' && c <= '9' ? c - '0' : c - 'A' + 10; }

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + value_of(c);
  return value;
}

int weighed(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t at = 0;
  for (const int weight : weights) sum += weight * value_of(digits[at++]);
  return sum;
}

int remainder_of(std::string_view digits, int modulus) {
  int rest = 0;
  for (const char c : digits) rest = (rest * 10 + value_of(c)) % modulus;
  return rest;
}

bool is_luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
    const int value = value_of(*it) * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    twice = !twice;
  }
  return sum % 10 == 0;
}

bool is_verhoeff(std::string_view digits) {
  static constexpr std::array<int, 10> kTurned = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  const auto times = [](int a, int b) {
    if (a < 5) return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
    return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
  };
  int check = 0;
  for (std::size_t place = 0; place < digits.size(); ++place) {
    int digit = value_of(digits[digits.size() - 1 - place]);
    for (std::size_t turn = place % 8; turn > 0; --turn)
      digit = kTurned[static_cast<std::size_t>(digit)];
    check = times(check, digit);
  }
  return check == 0;
}

bool is_date(int month, int day) {
  static constexpr std::array kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 && day <= kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace mnestic::extract
