// Single days: named by today, by their weekday, by the calendar, or by their place in a span.
#include <algorithm>
#include <array>

#include "date_reading.h"

namespace mnestic::text {
namespace {

using std::chrono::days;

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string weekday_written(const DateText& text, std::size_t i) {
  return upper_first(std::string(text.low(i)));
}

Spoken with_part(const DateText& text, Spoken day) {
  const PartOfDay part = text.follows(day.end) ? part_named(text.low(day.end)) : PartOfDay::none;
  if (part == PartOfDay::none) return day;
  day.said = "the " + std::string(text.low(day.end)) + " of " + day.said;
  day.before = part == PartOfDay::night ? "in" : "on";
  day.part = part;
  ++day.end;
  return day;
}

std::optional<Spoken> read_named_day(const DateText& text, std::size_t i) {
  const std::string_view word = text.low(i);
  const Day today = text.today;
  if (word == "today" || word == "tomorrow" || word == "yesterday") {
    const int ahead = word == "today" ? 0 : word == "tomorrow" ? 1 : -1;
    // "tomorrow week"
    if (ahead >= 0 && text.has(i + 1, "week")) return one_day(today + days(ahead + 7), i + 2);
    return with_part(text, one_day(today + days(ahead), i + 1));
  }
  if (word == "tonight") {
    Spoken day = one_day(today, i + 1);
    day.said.insert(0, "the evening of ");
    day.part = PartOfDay::night;
    return day;
  }
  if (word == "the" || word == "day") {
    const std::size_t at = text.past_the(i);
    if (text.low(at) == "day" && text.has(at + 1, "after") && text.has(at + 2, "tomorrow")) {
      return with_part(text, one_day(today + days(2), at + 3));
    }
    if (text.low(at) == "day" && text.has(at + 1, "before") && text.has(at + 2, "yesterday")) {
      return with_part(text, one_day(today - days(2), at + 3));
    }
    if (text.low(at) == "night" && text.has(at + 1, "before") && text.has(at + 2, "last")) {
      Spoken day = one_day(today - days(2), at + 3);
      day.said.insert(0, "the night of ");
      day.before = "in";
      day.part = PartOfDay::night;
      return day;
    }
  }
  if ((word == "this" || word == "last") && text.follows(i + 1) &&
      part_named(text.low(i + 1)) != PartOfDay::none) {
    if (word == "last" && text.low(i + 1) != "night" && text.low(i + 1) != "evening") {
      return std::nullopt;
    }
    return with_part(text, one_day(word == "this" ? today : today - days(1), i + 1));
  }
  return std::nullopt;
}

std::optional<Spoken> read_iso_day(const DateText& text, std::size_t i) {
  const std::string_view word = text.low(i);
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return std::nullopt;
  const auto year = number_named(word.substr(0, 4));
  const auto month = number_named(word.substr(5, 2));
  const auto day = number_named(word.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const auto found = valid_day(*year, static_cast<unsigned>(*month), *day);
  if (!found) return std::nullopt;
  Spoken spoken = one_day(*found, i + 1);
  spoken.relative = false;
  return spoken;
}

// The three numbers of "13/4/2026" as a day; none when 3/4 may be either of two days.
std::optional<Day> numeric_day(std::array<int, 3> parts, std::size_t first_digits, char mark) {
  if (first_digits == 4) return valid_day(parts[0], static_cast<unsigned>(parts[1]), parts[2]);
  if (parts[2] < 100) parts[2] += parts[2] < 70 ? 2000 : 1900;
  // With dots or hyphens the day comes first; with slashes it depends on who writes.
  const bool either = mark == '/' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1];
  if (either) return std::nullopt;
  const bool month_first = mark == '/' && parts[1] > 12;
  return valid_day(parts[2], static_cast<unsigned>(month_first ? parts[0] : parts[1]),
                   month_first ? parts[1] : parts[0]);
}

std::optional<Spoken> read_numeric_day(const DateText& text, std::size_t i) {
  const std::string_view word = text.low(i);
  const std::size_t one = word.find_first_of("/.-");
  if (one == std::string_view::npos) return std::nullopt;
  const char mark = word[one];
  const std::size_t two = word.find(mark, one + 1);
  if (two == std::string_view::npos) return std::nullopt;
  const std::array<std::string_view, 3> written = {
      word.substr(0, one), word.substr(one + 1, two - one - 1), word.substr(two + 1)};
  std::array<int, 3> parts{};
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string_view part = written.at(k);
    const bool year = part.size() == 4 && k != 1;
    const bool digits = !part.empty() && part.find_first_not_of("0123456789") == part.npos;
    if (!digits || (part.size() > 2 && !year)) return std::nullopt;
    parts.at(k) = *number_named(part);
  }
  // One of them is a year; of two digits only behind slashes, since "1.2.10" is a version.
  const bool year_first = written[0].size() == 4;
  const bool year_last = written[2].size() == 4 || (mark == '/' && written[2].size() == 2);
  if (year_first == year_last && !(year_first && written[2].size() == 2)) return std::nullopt;
  const auto day = numeric_day(parts, written[0].size(), mark);
  if (!day) return std::nullopt;
  Spoken spoken = one_day(*day, i + 1);
  spoken.relative = false;
  return spoken;
}

std::optional<int> day_number(std::string_view word) {
  auto number = ordinal_named(word);
  if (!number && !word.empty() && word[0] >= '0' && word[0] <= '9') number = number_named(word);
  if (!number || *number < 1 || *number > 31) return std::nullopt;
  return number;
}

// The year of a day said without one.
std::optional<Day> nearest(const DateText& text, unsigned month, int day) {
  for (int shift = 0; shift <= 8; ++shift) {
    const auto found = valid_day(year_of(text.today) + (text.past ? -shift : shift), month, day);
    if (found && (text.past ? *found <= text.today : *found >= text.today)) return found;
  }
  return std::nullopt;
}

// "2027", "of next year" at `at`, which moves past it.
std::optional<int> read_year(const DateText& text, std::size_t& at) {
  if (at >= text.words.size() || text.words[at].apart) return std::nullopt;
  if (const auto year = year_named(text.low(at))) {
    ++at;
    return year;
  }
  const std::size_t turn = text.has(at, "of") ? at + 1 : at;
  const std::string_view word = text.low(turn);
  if (!text.follows(turn) || !text.has(turn + 1, "year")) return std::nullopt;
  if (word != "next" && word != "last" && word != "this") return std::nullopt;
  at = turn + 2;
  return year_of(text.today) + (word == "next" ? 1 : word == "last" ? -1 : 0);
}

// "3 May", "the 3rd of May 2027", "May 3rd", "2026-11-22", "13/4/2026".
std::optional<Spoken> read_calendar_day(const DateText& text, std::size_t i) {
  if (auto day = read_iso_day(text, i)) return day;
  if (auto day = read_numeric_day(text, i)) return day;
  std::size_t at = text.past_the(i);
  std::optional<int> day;
  std::optional<unsigned> month;
  if (auto number = day_number(text.low(at))) {
    day = number;
    ++at;
    if (text.low(at) == "of") ++at;
    month = text.follows(at) ? text.month(at) : std::nullopt;
    ++at;
  } else if (at == i && text.follows(at + 1) && (month = text.month(at))) {
    ++at;
    if (text.low(at) == "the") ++at;
    day = day_number(text.low(at));
    ++at;
  }
  if (!day || !month) return std::nullopt;
  const std::size_t written = at;
  const auto year = read_year(text, at);
  const auto found = year ? valid_day(*year, *month, *day) : nearest(text, *month, *day);
  if (!found) return std::nullopt;
  Spoken spoken = one_day(*found, at);
  spoken.relative = !year || year_named(text.low(at - 1)) != year;
  spoken.said = text.written(i, written) + ' ' + std::to_string(year_of(*found));
  return spoken;
}

// "Friday the 13th": the next such day, or the last one.
std::optional<Spoken> read_weekday_number(const DateText& text, unsigned weekday, std::size_t i) {
  constexpr int kMonths = 24;
  if (text.low(i) != "the") return std::nullopt;
  const auto number = ordinal_named(text.low(i + 1));
  if (!number) return std::nullopt;
  for (int shift = 0; shift < kMonths; ++shift) {
    const Day month = first_of(
        year_of(text.today), static_cast<int>(month_of(text.today)) + (text.past ? -shift : shift));
    const auto day = valid_day(year_of(month), month_of(month), *number);
    if (!day || weekday_of(*day) != weekday) continue;
    if (text.past ? *day <= text.today : *day >= text.today) return one_day(*day, i + 2);
  }
  return std::nullopt;
}

// A weekday with its date: "Friday 2026-11-27", "Fri, 4 Dec", "Friday the 27th". The date counts.
std::optional<Spoken> read_dated_weekday(const DateText& text, unsigned weekday, std::size_t i) {
  const std::size_t at = i + 1;
  if (at >= text.words.size() || text.words[at].apart) return std::nullopt;
  auto day = read_calendar_day(text, at);
  if (!day) day = read_weekday_number(text, weekday, at);
  if (!day) return std::nullopt;
  day->said.insert(0, weekday_written(text, i) + (text.words[at].comma ? ", " : " "));
  return day;
}

// "week" behind "next", "last" or "this" at `i`, as weeks from the one of today.
std::optional<int> read_turned_week(const DateText& text, std::size_t i) {
  if (!text.follows(i) || !text.has(i + 1, "week")) return std::nullopt;
  const std::string_view word = text.low(i);
  if (word == "next") return 1;
  if (word == "last") return -1;
  return word == "this" ? std::optional<int>(0) : std::nullopt;
}

Spoken weekday_said(const DateText& text, std::size_t name, Day day, std::size_t end) {
  Spoken spoken = one_day(day, end);
  spoken.said = weekday_written(text, name) + ' ' + spoken.said;
  return spoken;
}

// What stands behind a weekday at `i` and says of which week it is: "Friday week", "Monday of next
// week", "Tuesday after next".
std::optional<Spoken> read_weekday_of_week(const DateText& text, unsigned weekday, std::size_t i) {
  const Day week = week_of(text.today, text.week_start);
  const auto in_week = [&](int weeks, std::size_t end) {
    return weekday_said(text, i, weekday_from(week + days(7 * weeks), weekday), end);
  };
  if (text.has(i + 1, "week")) {
    return weekday_said(text, i, weekday_from(text.today + days(1), weekday) + days(7), i + 2);
  }
  if (text.has(i + 1, "after") && text.has(i + 2, "next")) return in_week(2, i + 3);
  if (text.has(i + 1, "before") && text.has(i + 2, "last")) {
    return weekday_said(text, i, weekday_from(text.today - days(7), weekday) - days(7), i + 3);
  }
  const std::size_t at = text.has(i + 1, "of") ? i + 2 : i + 1;
  if (const auto turned = read_turned_week(text, at)) return in_week(*turned, at + 2);
  return std::nullopt;
}

std::optional<Spoken> read_weekday(const DateText& text, std::size_t i) {
  const Day today = text.today;
  // "next week on Tuesday"
  if (const auto week = read_turned_week(text, i)) {
    const std::size_t at = text.has(i + 2, "on") ? i + 3 : i + 2;
    const auto weekday = text.follows(at) ? text.weekday(at) : std::nullopt;
    if (!weekday) return std::nullopt;
    const Day start = week_of(today, text.week_start) + days(7 * *week);
    return with_part(text, weekday_said(text, at, weekday_from(start, *weekday), at + 1));
  }
  const auto turn = read_turn(text, i);
  const std::size_t at = turn ? turn->end : text.past_the(i);
  if (turn && !text.follows(at)) return std::nullopt;
  const auto weekday = text.weekday(at);
  if (!weekday) return std::nullopt;
  if (!turn) {
    if (auto day = read_weekday_of_week(text, *weekday, at)) return with_part(text, *day);
    if (at != i) return std::nullopt;
    if (auto day = read_dated_weekday(text, *weekday, at)) return day;
  }
  const Day ahead = weekday_from(today + days(1), *weekday);
  const Day behind = weekday_from(today - days(7), *weekday);
  Day day = text.past ? behind : ahead;
  if (turn && turn->by > 0) {
    day = turn->nearest ? ahead : weekday_from(week_of(today, text.week_start) + days(7), *weekday);
  } else if (turn && turn->by < 0) {
    day = behind;
  } else if (turn) {
    day = weekday_of(today) == *weekday ? today : day;
  }
  Spoken spoken = weekday_said(text, at, day, at + 1);
  spoken.bare_weekday = !turn;
  return with_part(text, spoken);
}

// Words that may follow a day of the month without making it the number of something else.
bool goes_on(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "at", "and", "or", "to", "until", "for", "in", "with", "because", "so", "but", "from"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// "by the 1st", "on the 23rd": of this month, or of the next that has it. "The 3rd floor" is
// none. "On the 15th of next month".
std::optional<Spoken> read_month_day(const DateText& text, std::size_t i, std::string_view before) {
  constexpr int kMonthsAhead = 3;
  if (text.low(i) != "the" || before == "in" || !text.follows(i + 1)) return std::nullopt;
  // "starting the first of next month", but "the 3rd" only behind "on" and its like.
  const bool named = text.has(i + 2, "of") && text.has(i + 4, "month");
  if (before.empty() && !named) return std::nullopt;
  const std::string_view word = text.low(i + 1);
  const auto number = ordinal_named(word);
  if (!number) return std::nullopt;
  const auto day_of = [&](Day month, std::size_t end) -> std::optional<Spoken> {
    const auto day = valid_day(year_of(month), month_of(month), *number);
    if (!day) return std::nullopt;
    Spoken spoken = one_day(*day, end);
    spoken.said = "the " + std::string(word) + " of " + month_span(month, 0).said;
    return spoken;
  };
  if (text.has(i + 2, "of") && text.follows(i + 3)) {
    const std::string_view turn = text.low(i + 3);
    if (!text.has(i + 4, "month")) return std::nullopt;
    const int by = turn == "next" ? 1 : turn == "last" ? -1 : 0;
    if (by == 0 && turn != "this") return std::nullopt;
    return day_of(
        months_after(first_of(year_of(text.today), static_cast<int>(month_of(text.today))), by),
        i + 5);
  }
  if (word[0] < '0' || word[0] > '9') return std::nullopt;
  if (text.follows(i + 2) && !goes_on(text.low(i + 2))) return std::nullopt;
  // "on the 17th and 18th of April": the month comes later.
  if (ordinal_named(text.low(i + 3)) && text.has(i + 4, "of")) return std::nullopt;
  for (int shift = 0; shift < kMonthsAhead; ++shift) {
    const Day month = first_of(
        year_of(text.today), static_cast<int>(month_of(text.today)) + (text.past ? -shift : shift));
    auto day = day_of(month, i + 2);
    if (day && (text.past ? day->from <= text.today : day->from >= text.today)) return day;
  }
  return std::nullopt;
}

// "the first Monday of December", "the last day of the month".
std::optional<Spoken> read_nth_day(const DateText& text, std::size_t i) {
  const std::size_t at = text.past_the(i);
  const bool last = text.low(at) == "last";
  const auto nth = last ? std::optional<int>(0) : ordinal_named(text.low(at));
  if (!nth || *nth > 5 || !text.follows(at + 1)) return std::nullopt;
  const auto weekday = text.weekday(at + 1);
  const bool any = text.low(at + 1) == "day";
  if ((!weekday && !any) || (!text.has(at + 2, "of") && !text.has(at + 2, "in"))) {
    return std::nullopt;
  }
  const auto span = text.follows(at + 3) ? read_span(text, at + 3, "of") : std::nullopt;
  if (!span || (span->grain != Grain::month && !any)) return std::nullopt;
  Day day = span->from + days(any ? *nth - 1 : 0);
  if (weekday) day = weekday_from(span->from, *weekday) + days(7 * (*nth - 1));
  if (last) day = weekday ? weekday_from(span->until - days(7), *weekday) : span->until - days(1);
  if (day < span->from || day >= span->until) return std::nullopt;
  Spoken spoken = weekday ? weekday_said(text, at + 1, day, span->end) : one_day(day, span->end);
  spoken.relative = true;
  // "the first Tuesday of the month" may be meant of every month.
  spoken.bare_weekday = weekday && text.has(at + 3, "the") && text.has(at + 4, "month");
  return spoken;
}

}  // namespace

std::optional<Turn> read_turn(const DateText& text, std::size_t i) {
  const std::string_view word = text.low(i);
  if (!text.follows(i + 1)) return std::nullopt;
  const std::string_view next = text.low(i + 1);
  if ((word == "this" || word == "the") && (next == "coming" || next == "upcoming")) {
    return Turn{.by = 1, .nearest = true, .end = i + 2};
  }
  if (word == "this" && next == "past") return Turn{.by = -1, .nearest = true, .end = i + 2};
  if (word == "coming" || word == "upcoming") return Turn{.by = 1, .nearest = true, .end = i + 1};
  if (word == "next") return Turn{.by = 1, .end = i + 1};
  if (word == "last") return Turn{.by = -1, .end = i + 1};
  return word == "this" ? std::optional<Turn>({.by = 0, .end = i + 1}) : std::nullopt;
}

Spoken one_day(Day day, std::size_t end) {
  Spoken spoken;
  spoken.from = day;
  spoken.until = day + days(1);
  spoken.end = end;
  spoken.said = iso(day);
  return spoken;
}

std::optional<Spoken> read_one_day(const DateText& text, std::size_t i, std::string_view before) {
  if (auto day = read_named_day(text, i)) return day;
  if (auto day = read_weekday(text, i)) return day;
  if (auto day = read_calendar_day(text, i)) return day;
  if (auto day = read_nth_day(text, i)) return day;
  if (auto day = read_month_day(text, i, before)) return day;
  return read_holiday(text, i, before);
}

}  // namespace mnestic::text
