// The arithmetic that check digits are made of.
//
// Thread safety: pure functions.
#pragma once

#include <initializer_list>
#include <string_view>

namespace mnestic::extract {

// Of a digit; of an upper-case letter, as ISO/IEC 7064 counts them, 10 and more.
[[nodiscard]] int value_of(char c);
[[nodiscard]] int number_of(std::string_view digits);
// The digits times their weights; there are at least as many digits.
[[nodiscard]] int weighed(std::string_view digits, std::initializer_list<int> weights);
[[nodiscard]] int remainder_of(std::string_view digits, int modulus);
// Every second digit from the right doubled (ISO/IEC 7812-1, H. P. Luhn).
[[nodiscard]] bool is_luhn(std::string_view digits);
// The dihedral group of order ten (J. Verhoeff, "Error Detecting Decimal Codes", 1969).
[[nodiscard]] bool is_verhoeff(std::string_view digits);
[[nodiscard]] bool is_date(int month, int day);

}  // namespace mnestic::extract
