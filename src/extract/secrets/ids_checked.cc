// Ids that a check or their classes of letters prove, without a date.
#include <algorithm>
#include <array>
#include <string>

#include "secrets/id_checks.h"
#include "secrets/id_sums.h"

namespace mnestic::extract {

bool is_swiss(std::string_view id) {
  return weighed(id, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

bool is_french(std::string_view id) {
  std::string plain(id.substr(0, 13));
  const int month = number_of(id.substr(3, 2));
  if (id[5] == '2' && (id[6] == 'A' || id[6] == 'B'))
    plain.replace(5, 2, id[6] == 'A' ? "19" : "18");
  const bool digits = std::all_of(plain.begin(), plain.end(), [](char c) { return c <= '9'; });
  const bool born = month >= 1 && (month <= 12 || month == 20);
  if (!digits || !born || (id[0] != '1' && id[0] != '2')) return false;
  // Thirteen digits in their usual groups tell by themselves.
  return id.size() == 13 || 97 - remainder_of(plain, 97) == number_of(id.substr(13));
}

bool is_turkish(std::string_view id) {
  const int odd = weighed(id, {1, 0, 1, 0, 1, 0, 1, 0, 1});
  const int even = weighed(id, {0, 1, 0, 1, 0, 1, 0, 1});
  return id[0] != '0' && (odd * 7 - even + 100) % 10 == value_of(id[9]) &&
         (odd + even + value_of(id[9])) % 10 == value_of(id[10]);
}

bool is_german_tax(std::string_view id) {
  std::array<int, 10> times = {};
  int product = 10;
  for (const char c : id.substr(0, 10)) {
    ++times[static_cast<std::size_t>(value_of(c))];
    const int sum = (value_of(c) + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  const auto repeated = std::count_if(times.begin(), times.end(), [](int n) { return n > 1; });
  return id[0] != '0' && repeated == 1 && *std::max_element(times.begin(), times.end()) <= 3 &&
         (11 - product) % 10 == value_of(id[10]);
}

bool is_german_health(std::string_view id) {
  const int letter = id[0] - 'A' + 1;
  std::string digits{static_cast<char>('0' + letter / 10), static_cast<char>('0' + letter % 10)};
  digits += id.substr(1, 8);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int product = value_of(digits[i]) * (i % 2 == 0 ? 1 : 2);
    sum += product / 10 + product % 10;
  }
  return sum % 10 == value_of(id[9]);
}

bool is_chilean(std::string_view id) {
  int sum = 0;
  int weight = 2;
  for (std::size_t i = id.size() - 1; i-- > 0;) {
    sum += weight * value_of(id[i]);
    weight = weight == 7 ? 2 : weight + 1;
  }
  const int check = 11 - sum % 11;
  return id.back() == (check == 10 ? 'K' : static_cast<char>('0' + check % 11));
}

bool is_brazilian(std::string_view id) {
  const auto check = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
  return id.find_first_not_of(id[0]) != std::string_view::npos &&
         check(weighed(id, {10, 9, 8, 7, 6, 5, 4, 3, 2})) == value_of(id[9]) &&
         check(weighed(id, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2})) == value_of(id[10]);
}

bool is_brazilian_run(std::string_view id) {
  // Of as many digits are mobile telephones that begin with 06 and 07.
  return !id.starts_with("06") && !id.starts_with("07") && is_brazilian(id);
}

bool is_argentine(std::string_view id) {
  const int rest = weighed(id, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  const int check = rest == 1 ? 9 : (11 - rest) % 11;
  return (id[0] == '2' || id[0] == '3') && check == value_of(id[10]);
}

bool is_aadhaar(std::string_view id) { return id[0] >= '2' && is_verhoeff(id); }

bool is_singaporean(std::string_view id) {
  const std::size_t kind = std::string_view("STFGM").find(id[0]);
  if (kind == std::string_view::npos) return false;
  static constexpr std::array<int, 5> kAdded = {0, 4, 0, 4, 3};
  static constexpr std::array<std::string_view, 5> kLetters = {
      "JZIHGFEDCBA", "JZIHGFEDCBA", "XWUTRQPNMLK", "XWUTRQPNMLK", "XWUTRQPNJLK"};
  const int rest = (weighed(id.substr(1), {2, 7, 6, 5, 4, 3, 2}) + kAdded[kind]) % 11;
  return kLetters[kind][static_cast<std::size_t>(rest)] == id[8];
}

bool is_taiwanese(std::string_view id) {
  static constexpr std::string_view kFromTen = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
  const int letter = static_cast<int>(kFromTen.find(id[0])) + 10;
  const int sum =
      letter / 10 + letter % 10 * 9 + weighed(id.substr(1), {8, 7, 6, 5, 4, 3, 2, 1, 1});
  return std::string_view("1289").find(id[1]) != std::string_view::npos && sum % 10 == 0;
}

bool is_thai(std::string_view id) {
  const int sum = weighed(id, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
  return (11 - sum % 11) % 10 == value_of(id[12]);
}

bool is_spanish(std::string_view id) {
  static constexpr std::string_view kLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
  std::string digits(id.substr(0, 8));
  if (digits[0] >= 'X') digits[0] = static_cast<char>('0' + digits[0] - 'X');  // a foreigner's
  return kLetters[static_cast<std::size_t>(remainder_of(digits, 23))] == id[8];
}

bool is_irish(std::string_view id) {
  const int second = id.size() == 9 && id[8] != 'W' ? id[8] - 'A' + 1 : 0;
  const int rest = (weighed(id, {8, 7, 6, 5, 4, 3, 2}) + second * 9) % 23;
  return id[7] == (rest == 0 ? 'W' : static_cast<char>('A' + rest - 1)) &&
         (id.size() == 8 || std::string_view("ABHW").find(id[8]) != std::string_view::npos);
}

bool is_portuguese(std::string_view id) {
  const int rest = weighed(id, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
  return (rest < 2 ? 0 : 11 - rest) == value_of(id[8]);
}

bool is_hungarian(std::string_view id) {
  return weighed(id, {3, 7, 3, 7, 3, 7, 3, 7}) % 10 == value_of(id[8]);
}

bool is_medicare(std::string_view id) {
  const auto letter = [&](std::size_t at) { return id[at] > '9'; };
  return id[0] != '0' && id.find_first_of("SLOIBZ") == std::string_view::npos && letter(1) &&
         letter(4) && letter(7) && letter(8);
}

bool is_pan(std::string_view id) {
  return std::string_view("PCHABGJLFTK").find(id[3]) != std::string_view::npos;
}

bool is_social_security(std::string_view id) {
  // Those from 900 on are given to taxpayers who have no other.
  const int area = number_of(id.substr(0, 3));
  const int group = number_of(id.substr(3, 2));
  return area != 0 && area != 666 && group != 0 && (area < 900 || group >= 50) &&
         id.substr(5) != "0000";
}

bool is_british_insurance(std::string_view id) { return id.back() >= 'A' && id.back() <= 'D'; }

}  // namespace mnestic::extract
