// Ids that hold a date of birth.
#include <algorithm>
#include <string>

#include "secrets/id_checks.h"
#include "secrets/id_sums.h"

namespace mnestic::extract {
namespace {

// Two digits of a year: of this century so far, or of the last one with somebody still alive.
bool is_recent(std::string_view year) { return number_of(year) <= 30; }
bool is_old(std::string_view year) { return number_of(year) >= 20; }

// "260828-1426" and "202608281426" are when something happened, as files and logs are named.
bool is_time(std::string_view digits) {
  return number_of(digits.substr(0, 2)) < 24 && number_of(digits.substr(2, 2)) < 60;
}

// A check digit modulo 11 with a second row of weights for when the first gives ten.
bool is_checked_twice(std::string_view digits, std::initializer_list<int> first,
                      std::initializer_list<int> second) {
  int rest = weighed(digits, first) % 11;
  if (rest == 10) rest = weighed(digits, second) % 11;
  return rest % 10 == value_of(digits[first.size()]);
}

}  // namespace

bool begins_with_day(std::string_view id) {
  return is_date(number_of(id.substr(2, 2)), number_of(id.substr(0, 2)));
}

bool begins_with_year(std::string_view id) {
  return is_date(number_of(id.substr(2, 2)), number_of(id.substr(4, 2)));
}

bool is_belgian(std::string_view id) {
  // Months of those without a national number are 20 or 40 higher.
  const int check = number_of(id.substr(9));
  const bool old = 97 - remainder_of(id.substr(0, 9), 97) == check;
  const bool recent = (2'000'000'000LL + number_of(id.substr(0, 9))) % 97 == 97 - check;
  return is_date(number_of(id.substr(2, 2)) % 20, number_of(id.substr(4, 2))) &&
         ((old && is_old(id.substr(0, 2))) || (recent && is_recent(id.substr(0, 2))));
}

bool is_finnish(std::string_view id) {
  static constexpr std::string_view kLetters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  if (!begins_with_day(id) || std::string_view("+-YXWVUABCDEF").find(id[6]) == id.npos)
    return false;
  const int rest = (number_of(id.substr(0, 6)) * 1000 + number_of(id.substr(7, 3))) % 31;
  return kLetters[static_cast<std::size_t>(rest)] == id[10];
}

bool is_polish(std::string_view id) {
  const int month = number_of(id.substr(2, 2));
  const bool born = month < 20 ? is_old(id.substr(0, 2)) : month < 40 && is_recent(id.substr(0, 2));
  return born && is_date(month % 20, number_of(id.substr(4, 2))) &&
         weighed(id, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0;
}

bool is_greek(std::string_view id) { return begins_with_day(id) && is_luhn(id); }

bool is_romanian(std::string_view id) {
  const int check = weighed(id, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
  const int county = number_of(id.substr(7, 2));
  return id[0] >= '1' && id[0] <= '8' && begins_with_year(id.substr(1)) && county >= 1 &&
         (county <= 52 || county == 70 || county == 99) &&
         (check == 10 ? 1 : check) == value_of(id[12]);
}

bool is_norwegian(std::string_view id) {
  // Days of those without a number of their own are 40 higher.
  return is_date(number_of(id.substr(2, 2)), number_of(id.substr(0, 2)) % 40) &&
         weighed(id, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1}) % 11 == 0 &&
         weighed(id, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool is_swedish(std::string_view id) {
  if (id.size() == 12) {
    const int year = number_of(id.substr(0, 4));
    if (year < 1900 || year > 2030 || (year > 2012 && is_time(id.substr(8)))) return false;
    id.remove_prefix(2);
  }
  return is_date(number_of(id.substr(2, 2)), number_of(id.substr(4, 2)) % 60) && is_luhn(id);
}

bool is_swedish_run(std::string_view id) {
  const int year = number_of(id.substr(0, 2));  // 15 to 18: seconds since 1970
  return (year < 15 || year > 18) && is_swedish(id);
}

bool is_danish(std::string_view id) {
  const int year = number_of(id.substr(0, 2));
  return begins_with_day(id) &&
         !(year >= 10 && year <= 30 && begins_with_year(id) && is_time(id.substr(6)));
}

bool is_czech(std::string_view id) {
  // Women's months are 50 higher, and 20 more when a day's numbers were used up.
  const int month = number_of(id.substr(2, 2)) % 50;
  const bool born = is_date(month > 20 ? month - 20 : month, number_of(id.substr(4, 2)));
  if (id.size() == 9) return born && number_of(id.substr(0, 2)) < 54;
  const int rest = remainder_of(id.substr(0, 9), 11);
  return born && (rest == 10 ? 0 : rest) == value_of(id[9]);
}

bool is_bulgarian(std::string_view id) {
  const int month = number_of(id.substr(2, 2));
  const bool born = month < 20 ? is_old(id.substr(0, 2)) : month > 40 && is_recent(id.substr(0, 2));
  return born && is_date(month % 20, number_of(id.substr(4, 2))) &&
         weighed(id, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == value_of(id[9]);
}

bool is_baltic(std::string_view id) {
  const bool born = (id[0] == '3' || id[0] == '4') ||
                    ((id[0] == '5' || id[0] == '6') && is_recent(id.substr(1, 2)));
  return born && begins_with_year(id.substr(1)) &&
         is_checked_twice(id, {1, 2, 3, 4, 5, 6, 7, 8, 9, 1}, {3, 4, 5, 6, 7, 8, 9, 1, 2, 3});
}

bool is_icelandic(std::string_view id) {
  return begins_with_day(id) && (id[9] == '9' || id[9] == '0') &&
         weighed(id, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool is_yugoslav(std::string_view id) {
  const int rest = weighed(id, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  return begins_with_day(id) && (id[4] == '9' || id[4] == '0') &&
         (rest < 2 ? 0 : 11 - rest) == value_of(id[12]);
}

bool is_luxembourgish(std::string_view id) {
  const std::string_view born = id.substr(0, 12);
  return (id.starts_with("19") || id.starts_with("20")) && begins_with_year(id.substr(2)) &&
         is_luhn(born) && is_verhoeff(std::string(id.substr(0, 11)) + id[12]);
}

bool is_south_african(std::string_view id) {
  return begins_with_year(id) && id[10] <= '2' && id[11] >= '8' && is_luhn(id);
}

bool is_kazakh(std::string_view id) {
  return begins_with_year(id) && id[6] >= '1' && id[6] <= '6' &&
         is_checked_twice(id, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                          {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2});
}

bool is_chinese(std::string_view id) {
  int sum = 0;
  int weight = 1;  // 2 to the power of the place, modulo 11
  for (std::size_t i = id.size(); i-- > 0;) {
    sum += (id[i] == 'X' ? 10 : value_of(id[i])) * weight;
    weight = weight * 2 % 11;
  }
  const int year = number_of(id.substr(6, 4));
  return year >= 1900 && year <= 2030 && begins_with_year(id.substr(8)) && sum % 11 == 1;
}

bool is_korean(std::string_view id) { return begins_with_year(id) && id[6] >= '1' && id[6] <= '8'; }

bool is_egyptian(std::string_view id) {
  const int province = number_of(id.substr(7, 2));
  return (id[0] == '2' || (id[0] == '3' && is_recent(id.substr(1, 2)))) &&
         begins_with_year(id.substr(1)) && province >= 1 && (province <= 35 || province == 88);
}

bool is_lankan(std::string_view id) {
  const int day = number_of(id.substr(2, 3)) % 500;
  return day >= 1 && day <= 366 && id[9] == 'V';
}

bool is_mexican(std::string_view id) {
  const bool sex = id.size() < 18 || std::string_view("HMX").find(id[10]) != id.npos;
  return begins_with_year(id.substr(4)) && sex;
}

bool is_british_driver(std::string_view id) {
  // A name of fewer than five letters is filled up with nines; women's months are 50 higher.
  const std::size_t letters = std::min(id.find_first_of("0123456789"), std::size_t{5});
  const int month = number_of(id.substr(6, 2));
  return letters > 0 && id.substr(letters, 5 - letters).find_first_not_of('9') == id.npos &&
         is_date(month > 50 ? month - 50 : month, number_of(id.substr(8, 2)));
}

}  // namespace mnestic::extract
