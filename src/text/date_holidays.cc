// Holidays that are days of the calendar wherever English is written, and Thanksgiving.
#include <array>

#include "date_reading.h"

namespace mnestic::text {
namespace {

using std::chrono::days;

struct Holiday {
  std::string_view name;  // longer names before their beginnings
  int month = 0;          // 0: counted from Easter
  int day = 0;
};
constexpr std::array<Holiday, 18> kHolidays = {{
    {"christmas eve", 12, 24},
    {"christmas day", 12, 25},
    {"christmas", 12, 25},
    {"xmas", 12, 25},
    {"boxing day", 12, 26},
    {"new year's eve", 12, 31},
    {"new year's day", 1, 1},
    {"new year's", 1, 1},
    {"new year", 1, 1},
    {"valentine's day", 2, 14},
    {"valentine's", 2, 14},
    {"st patrick's day", 3, 17},
    {"halloween", 10, 31},
    {"good friday", 0, -2},
    {"easter monday", 0, 1},
    {"easter sunday", 0, 0},
    {"easter", 0, 0},
    {"thanksgiving", 11, 0},
}};

Day holiday_in(const Holiday& holiday, int year) {
  if (holiday.month == 0) return easter_of(year) + days(holiday.day);
  constexpr unsigned kThursday = 3;
  const Day first = first_of(year, holiday.month);
  if (holiday.day == 0) return weekday_from(first, kThursday) + days(21);
  return first + days(holiday.day - 1);
}

// The index behind the name at `i`; 0: it is not there.
std::size_t end_of_name(const DateText& text, std::size_t i, std::string_view name) {
  for (std::size_t begin = 0; begin < name.size(); ++i) {
    const std::size_t space = std::min(name.find(' ', begin), name.size());
    const bool here = begin == 0 ? i < text.words.size() : text.follows(i);
    if (!here || text.low(i) != name.substr(begin, space - begin)) return 0;
    begin = space + 1;
  }
  return i;
}

Day next_or_last(const DateText& text, const Holiday& holiday, int by) {
  const int year = year_of(text.today);
  const Day now = holiday_in(holiday, year);
  if (by > 0) return now > text.today ? now : holiday_in(holiday, year + 1);
  return now < text.today ? now : holiday_in(holiday, year - 1);
}

}  // namespace

std::optional<Spoken> read_holiday(const DateText& text, std::size_t i, std::string_view before) {
  const auto turn = read_turn(text, i);
  const std::size_t at = turn ? turn->end : i;
  // A name alone may be all that is told of: "User loves Christmas".
  if ((!turn && before.empty()) || (turn && !text.follows(at))) return std::nullopt;
  for (const Holiday& holiday : kHolidays) {
    std::size_t end = end_of_name(text, at, holiday.name);
    if (end == 0) continue;
    const auto year = text.follows(end) ? year_named(text.low(end)) : std::nullopt;
    Day day = year                    ? holiday_in(holiday, *year)
              : turn && turn->by == 0 ? holiday_in(holiday, year_of(text.today))
                                      : next_or_last(text, holiday,
                                                     turn        ? turn->by
                                                     : text.past ? -1
                                                                 : 1);
    // Said on the day itself, it is this one.
    if (!turn && !year && holiday_in(holiday, year_of(text.today)) == text.today) day = text.today;
    if (year) ++end;
    Spoken spoken = one_day(day, end);
    spoken.relative = !year;
    spoken.bare_weekday = !turn && !year;
    if (holiday.name.find(' ') == std::string_view::npos) spoken.before = "at";
    spoken.said = text.written(at, year ? end - 1 : end) + ' ' + std::to_string(year_of(day));
    return spoken;
  }
  return std::nullopt;
}

}  // namespace mnestic::text
