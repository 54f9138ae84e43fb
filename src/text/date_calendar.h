// Date calendar: the days of the calendar and what is reckoned with them.
//
// Thread safety: pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace mnestic::text {

using Day = std::chrono::sys_days;  // of some zone's calendar

[[nodiscard]] int year_of(Day day);
[[nodiscard]] unsigned month_of(Day day);    // January is 1
[[nodiscard]] unsigned weekday_of(Day day);  // Monday is 0

// Months outside of 1 to 12 run over into other years.
[[nodiscard]] Day first_of(int year, int month);
[[nodiscard]] std::optional<Day> valid_day(int year, unsigned month, int day);
// The same day some months on, or the last of that month when it has no such day.
[[nodiscard]] Day months_after(Day day, int months);

// The first day of the week of `day`, when weeks begin on `start` (Monday is 0).
[[nodiscard]] Day week_of(Day day, unsigned start);
// The first of that weekday from `from` on.
[[nodiscard]] Day weekday_from(Day from, unsigned weekday);

[[nodiscard]] Day easter_of(int year);

[[nodiscard]] std::string iso(Day day);  // "2026-11-22"

}  // namespace mnestic::text
