#include "date_calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace mnestic::text {

using std::chrono::days;
using std::chrono::year_month_day;

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day(day).month()); }
unsigned weekday_of(Day day) { return std::chrono::weekday(day).iso_encoding() - 1; }

Day first_of(int year, int month) {
  const int zero = year * 12 + month - 1;
  const int whole = zero >= 0 ? zero / 12 : (zero - 11) / 12;
  return Day(std::chrono::year(whole) / static_cast<int>(zero - whole * 12 + 1) / 1);
}

std::optional<Day> valid_day(int year, unsigned month, int day) {
  const year_month_day ymd(std::chrono::year(year), std::chrono::month(month),
                           std::chrono::day(static_cast<unsigned>(day)));
  if (day < 1 || !ymd.ok()) return std::nullopt;
  return Day(ymd);
}

Day months_after(Day day, int months) {
  const Day first = first_of(year_of(day), static_cast<int>(month_of(day)) + months);
  const Day next = first_of(year_of(first), static_cast<int>(month_of(first)) + 1);
  const auto of_month = static_cast<unsigned>(year_month_day(day).day());
  return std::min(first + days(of_month - 1), next - days(1));
}

Day week_of(Day day, unsigned start) { return day - days((weekday_of(day) + 7 - start) % 7); }

Day weekday_from(Day from, unsigned weekday) {
  return from + days((weekday + 7 - weekday_of(from)) % 7);
}

// The Gregorian computus of Meeus, Jones and Butcher.
Day easter_of(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return first_of(year, n / 31) + days(n % 31);
}

std::string iso(Day day) {
  const year_month_day ymd(day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return text.data();
}

}  // namespace mnestic::text
