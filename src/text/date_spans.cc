// Spans: weeks, weekends, months, quarters, seasons, years and decades, whole or in part.
#include <algorithm>
#include <array>

#include "date_reading.h"

namespace mnestic::text {
namespace {

using std::chrono::days;

constexpr unsigned kSaturday = 5;

Spoken span(Day from, Day until, Grain grain, std::size_t end, std::string said) {
  Spoken spoken;
  spoken.from = from;
  spoken.until = until;
  spoken.grain = grain;
  spoken.end = end;
  spoken.said = std::move(said);
  spoken.before = "in";
  return spoken;
}

Spoken week_span(Day from, std::size_t end) {
  return span(from, from + days(7), Grain::week, end, "the week of " + iso(from));
}

Spoken weekend_span(Day saturday, std::size_t end) {
  Spoken weekend =
      span(saturday, saturday + days(2), Grain::day, end, "the weekend of " + iso(saturday));
  weekend.before = "on";
  return weekend;
}

Spoken decade_span(int year, std::size_t end) {
  Spoken decade = span(first_of(year, 1), first_of(year + 10, 1), Grain::year, end,
                       "the " + std::to_string(year) + 's');
  decade.relative = false;
  return decade;
}

Spoken quarter_span(int year, int quarter, std::size_t end) {
  return span(first_of(year, 3 * quarter - 2), first_of(year, 3 * quarter + 1), Grain::season, end,
              'Q' + std::to_string(quarter) + ' ' + std::to_string(year));
}

// Seasons as in the north, where most who write English live; the words say no more than they.
Spoken season_of(int year, unsigned season, std::size_t end) {
  static constexpr std::array<std::string_view, 4> kNames = {"spring", "summer", "autumn",
                                                             "winter"};
  const int month = 3 + 3 * static_cast<int>(season);
  return span(first_of(year, month), first_of(year, month + 3), Grain::season, end,
              std::string(kNames.at(season)) + ' ' + std::to_string(year));
}

Spoken turned_season(const DateText& text, unsigned season, const Turn& turn, std::size_t end) {
  int year = year_of(text.today);
  if (turn.by > 0 && season_of(year, season, 0).from <= text.today) ++year;
  while (turn.by < 0 && season_of(year, season, 0).until > text.today) --year;
  return season_of(year, season, end);
}

// Saturday and Sunday, wherever weeks begin.
Spoken turned_weekend(const DateText& text, const Turn& turn, std::size_t end) {
  const Day saturday = week_of(text.today, 0) + days(5);
  const bool now = text.today >= saturday;
  int by = turn.by;
  if (turn.nearest && by > 0 && !now) by = 0;
  return weekend_span(saturday + days(7 * by), end);
}

// A unit said of a turn: "week", "month", "quarter".
std::optional<Spoken> turned_unit(const DateText& text, std::string_view unit, const Turn& turn,
                                  std::size_t end) {
  const int year = year_of(text.today);
  const int month = static_cast<int>(month_of(text.today));
  if (unit == "week") {
    return week_span(week_of(text.today, text.week_start) + days(7 * turn.by), end);
  }
  if (unit == "weekend") return turned_weekend(text, turn, end);
  if (unit == "month") return month_span(first_of(year, month + turn.by), end);
  if (unit == "year") return year_span(year + turn.by, end);
  if (unit == "quarter") {
    const Day first = first_of(year, (month - 1) / 3 * 3 + 1 + 3 * turn.by);
    return quarter_span(year_of(first), static_cast<int>(month_of(first) - 1) / 3 + 1, end);
  }
  return std::nullopt;
}

Spoken turned_month(const DateText& text, unsigned named, const Turn& turn, std::size_t end) {
  const auto month = static_cast<int>(named);
  const auto now = static_cast<int>(month_of(text.today));
  int year = year_of(text.today);
  if (turn.by > 0 && month <= now) ++year;
  if (turn.by < 0 && month >= now) --year;
  return month_span(first_of(year, month), end);
}

// "2027", "of 2027", "next year", "of last year" at `at`, which moves past it.
std::optional<int> read_year_of(const DateText& text, std::size_t& at, bool& relative) {
  std::size_t i = text.has(at, "of") || text.has(at, "in") ? at + 1 : at;
  if (!text.follows(i)) return std::nullopt;
  if (const auto year = year_named(text.low(i))) {
    at = i + 1;
    relative = false;
    return year;
  }
  const auto turn = read_turn(text, i);
  if (!turn || turn->nearest || !text.has(turn->end, "year")) return std::nullopt;
  at = turn->end + 1;
  relative = true;
  return year_of(text.today) + turn->by;
}

// "next week", "last summer", "this May", "this coming weekend".
std::optional<Spoken> read_turned(const DateText& text, std::size_t i) {
  const auto turn = read_turn(text, i);
  if (!turn || !text.follows(turn->end)) return std::nullopt;
  const std::size_t at = turn->end;
  std::size_t end = at + 1;
  const std::string_view unit = text.low(at);
  // "this past year" is no year of the calendar.
  const bool loose = turn->nearest && turn->by < 0 && unit != "weekend";
  if (unit == "year" && text.has(end, "in") && text.follows(end + 1)) {
    // "last year in June"
    if (const auto month = text.month(end + 1)) {
      return month_span(first_of(year_of(text.today) + turn->by, static_cast<int>(*month)),
                        end + 2);
    }
  }
  if (!loose) {
    if (auto found = turned_unit(text, unit, *turn, end)) return found;
  }
  if (const auto season = season_named(unit)) return turned_season(text, *season, *turn, end);
  const auto month = weekday_named(unit) ? std::nullopt : month_named(unit);
  if (!month || (unit.size() < 4 && !text.words[at].capital)) return std::nullopt;
  return turned_month(text, *month, *turn, end);
}

// "the week after next", "the weekend before last".
std::optional<Spoken> read_after_next(const DateText& text, std::size_t i) {
  const std::size_t at = text.past_the(i);
  const bool after = text.has(at + 1, "after") && text.has(at + 2, "next");
  const bool before = text.has(at + 1, "before") && text.has(at + 2, "last");
  if (!after && !before) return std::nullopt;
  return turned_unit(text, text.low(at), {.by = after ? 2 : -2}, at + 3);
}

// "over the weekend", "by the weekend".
std::optional<Spoken> read_weekend(const DateText& text, std::size_t i, std::string_view before) {
  if (before.empty() || before == "in" || !text.has(i, "the") || !text.has(i + 1, "weekend")) {
    return std::nullopt;
  }
  if (text.has(i + 2, "before") || text.has(i + 2, "after") || text.has(i + 2, "of")) {
    return std::nullopt;
  }
  const Day saturday =
      text.past ? weekday_from(text.today - days(6), kSaturday) : week_of(text.today, 0) + days(5);
  return weekend_span(saturday, i + 2);
}

// "Q3", "Q3 2026", "the third quarter of 2027", "H1 2027", "the second half of next year".
std::optional<Spoken> read_quarter(const DateText& text, std::size_t i, std::string_view before) {
  std::size_t at = text.past_the(i);
  const std::string_view word = text.low(at);
  int number = 0;
  int months = 3;
  if (word.size() == 2 && (word[0] == 'q' || word[0] == 'h') && word[1] >= '1' && word[1] <= '4') {
    number = word[1] - '0';
    if (word[0] == 'h') months = 6;
    ++at;
  } else if (const auto ordinal = ordinal_named(word); ordinal && *ordinal <= 4) {
    number = *ordinal;
    if (text.has(at + 1, "half")) months = 6;
    if (months == 3 && !text.has(at + 1, "quarter")) return std::nullopt;
    at += 2;
  }
  if (number == 0 || (months == 6 && number > 2)) return std::nullopt;
  bool relative = true;
  const auto said = read_year_of(text, at, relative);
  // "in the fourth quarter" may be told of a game.
  if (!said && (before.empty() || months == 6 || ordinal_named(word))) return std::nullopt;
  int year = said.value_or(year_of(text.today));
  if (!said) {
    const Spoken now = quarter_span(year, number, 0);
    if (!text.past && now.until <= text.today) ++year;
    if (text.past && now.from > text.today) --year;
  }
  Spoken found = quarter_span(year, number, at);
  if (months == 6) {
    found =
        span(first_of(year, 6 * number - 5), first_of(year, 6 * number + 1), Grain::season, at,
             (number == 1 ? "the first half of " : "the second half of ") + std::to_string(year));
  }
  found.relative = relative;
  return found;
}

// "the 90s", "the 1990s", "the nineties". Of two digits, "10s" and "20s" are of this century.
std::optional<Spoken> read_decade(const DateText& text, std::size_t i, bool article) {
  const std::size_t at = text.past_the(i);
  if (article && at == i) return std::nullopt;
  const std::string_view word = text.low(at);
  static constexpr std::array<std::string_view, 8> kNames = {
      "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"};
  int year = 0;
  if (const auto* const named = std::find(kNames.begin(), kNames.end(), word);
      named != kNames.end()) {
    year = 20 + 10 * static_cast<int>(named - kNames.begin());
  } else if ((word.size() == 3 || word.size() == 5) && word.ends_with("0s")) {
    const auto number = number_named(word.substr(0, word.size() - 1));
    if (!number || (word.size() == 5 && !year_named(word.substr(0, 4)))) return std::nullopt;
    year = *number;
  } else {
    return std::nullopt;
  }
  if (year < 100) year += year < 30 ? 2000 : 1900;
  Spoken found = decade_span(year, at + 1);
  if (year == 1900) found.until = first_of(2000, 1);
  return found;
}

// "in March", "since May 2020", "until 2027", "the summer of 2019", "March of last year".
std::optional<Spoken> read_month_or_year(const DateText& text, std::size_t i,
                                         std::string_view before) {
  const bool free = before.empty() || before == "at" || before == "for" || before == "on";
  std::size_t at = i;
  if (text.has(i, "the") && text.has(i + 1, "year")) at = i + 2;
  if (const auto year = year_named(text.low(at)); year && (!free || at != i)) {
    Spoken found = year_span(*year, at + 1);
    found.relative = false;
    return found;
  }
  at = text.past_the(i);
  bool relative = true;
  if (const auto season = season_named(text.low(at))) {
    ++at;
    const auto year = read_year_of(text, at, relative);
    if (!year) return std::nullopt;
    Spoken found = season_of(*year, *season, at);
    found.relative = relative;
    return found;
  }
  // With a preposition, "in may" is the month.
  auto month = text.month(i);
  if (!month && !free && text.low(i).size() > 2 && text.low(i) != "mar") {
    month =
        before == "in" || before == "since" || before == "until" || before == "of" || before == "by"
            ? month_named(text.low(i))
            : std::nullopt;
  }
  if (!month) return std::nullopt;
  at = i + 1;
  const auto year = read_year_of(text, at, relative);
  if (!year && free) return std::nullopt;
  int in_year = year.value_or(year_of(text.today));
  if (!year && text.past && *month > month_of(text.today)) --in_year;
  if (!year && !text.past && *month < month_of(text.today)) ++in_year;
  Spoken found = month_span(first_of(in_year, static_cast<int>(*month)), at);
  found.relative = !year || relative;
  return found;
}

enum class Third : std::uint8_t { first, middle, last };

// The beginning, middle or end of a span, as far as those words are exact.
void take_third(Spoken& whole, Third third) {
  const bool decade = whole.until - whole.from > days(366);
  const auto cut = [&](int part) -> Day {  // where the second and the third part begin
    const int year = year_of(whole.from);
    const auto month = static_cast<int>(month_of(whole.from));
    if (decade) return first_of(year + (part == 1 ? 3 : 7), 1);
    if (whole.grain == Grain::year) return first_of(year, 1 + 4 * part);
    if (whole.grain == Grain::season) return first_of(year, month + part);
    if (whole.grain == Grain::month) return whole.from + days(10 * part);
    return whole.from + days(part == 1 ? 2 : 4);
  };
  const Day one = cut(1);
  const Day two = cut(2);
  if (third == Third::first) whole.until = one;
  if (third == Third::middle) {
    whole.from = one;
    whole.until = two;
  }
  if (third == Third::last) whole.from = two;
}

// A span that a part can be taken of: a dated or turned one, or "the month", "year".
std::optional<Spoken> read_whole(const DateText& text, std::size_t i) {
  if (!text.follows(i)) return std::nullopt;
  if (auto found = read_decade(text, i, false)) return found;
  if (auto found = read_turned(text, i)) return found;
  const std::size_t at = text.past_the(i);
  if (auto found = turned_unit(text, text.low(at), {}, at + 1)) return found;
  if (const auto season = season_named(text.low(at));
      season && !year_named(text.low(at + 1)) && text.low(at + 1) != "of") {
    return turned_season(text, *season, {.by = text.past ? -1 : 1}, at + 1);
  }
  if (auto found = read_quarter(text, i, "of")) return found;
  return read_month_or_year(text, i, "of");
}

// "early May", "late next year", "mid-1990s".
std::optional<Spoken> read_early(const DateText& text, std::size_t i) {
  const std::size_t at = text.past_the(i);
  const std::string_view word = text.low(at);
  if (word != "early" && word != "mid" && word != "late") return std::nullopt;
  auto found = read_whole(text, at + 1);
  // "early the week" is nothing; "early morning" neither.
  if (!found || found->grain == Grain::day || text.low(at + 1) == "week") return std::nullopt;
  const bool week = found->grain == Grain::week;
  take_third(*found, word == "early" ? Third::first : word == "mid" ? Third::middle : Third::last);
  if (week) {
    found->said =
        std::string(word == "mid" ? "in the middle of " : std::string(word) + " in ") + found->said;
    found->before = "";
  } else if (found->said.starts_with("the ")) {
    found->said.insert(4, std::string(word) + ' ');
  } else {
    found->said.insert(0, std::string(word) + (word == "mid" ? "-" : " "));
  }
  return found;
}

// "the end of the month", "the beginning of next year", "by end of week", "the end of the day".
std::optional<Spoken> read_end_of(const DateText& text, std::size_t i, std::string_view before) {
  const std::size_t at = text.past_the(i);
  if (at == i && before.empty()) return std::nullopt;
  const std::string_view word = text.low(at);
  const bool begins = word == "beginning" || word == "start";
  const bool ends = word == "end";
  if ((!begins && !ends && word != "middle") || !text.has(at + 1, "of")) return std::nullopt;
  const std::size_t inner = text.past_the(at + 2);
  if (ends && text.has(inner, "day")) return one_day(text.today, inner + 1);
  if (auto day = ends ? read_one_day(text, at + 2, "") : std::nullopt) return day;
  auto found = read_whole(text, at + 2);
  if (!found) return std::nullopt;
  if (found->grain != Grain::day) {
    take_third(*found, begins ? Third::first : ends ? Third::last : Third::middle);
  }
  found->said = "the " + std::string(word) + " of " + found->said;
  found->before = word == "middle" ? "in" : "at";
  return found;
}

// "the first week of May", "the last week of the year".
std::optional<Spoken> read_week_of(const DateText& text, std::size_t i) {
  const std::size_t at = text.past_the(i);
  const bool last = text.low(at) == "last";
  const auto nth = last ? std::optional<int>(0) : ordinal_named(text.low(at));
  if (!nth || *nth > 5 || !text.has(at + 1, "week")) return std::nullopt;
  if (!text.has(at + 2, "of") && !text.has(at + 2, "in")) return std::nullopt;
  auto found = read_whole(text, at + 3);
  if (!found || found->grain == Grain::day || found->grain == Grain::week) return std::nullopt;
  const Day from = last ? found->until - days(7) : found->from + days(7 * (*nth - 1));
  found->said = "the " + std::string(text.low(at)) + " week of " + found->said;
  found->until = std::min(found->until, from + days(7));
  found->from = from;
  found->grain = Grain::week;
  return found;
}

}  // namespace

Spoken month_span(Day first, std::size_t end) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const auto month = static_cast<int>(month_of(first));
  return span(first, first_of(year_of(first), month + 1), Grain::month, end,
              std::string(kNames.at(static_cast<std::size_t>(month - 1))) + ' ' +
                  std::to_string(year_of(first)));
}

Spoken year_span(int year, std::size_t end) {
  return span(first_of(year, 1), first_of(year + 1, 1), Grain::year, end, std::to_string(year));
}

std::optional<Spoken> read_span(const DateText& text, std::size_t i, std::string_view before) {
  if (i >= text.words.size()) return std::nullopt;
  if (before == "of") return read_whole(text, i);
  if (auto found = read_early(text, i)) return found;
  if (auto found = read_end_of(text, i, before)) return found;
  if (auto found = read_week_of(text, i)) return found;
  if (auto found = read_after_next(text, i)) return found;
  if (auto found = read_turned(text, i)) return found;
  if (auto found = read_weekend(text, i, before)) return found;
  if (auto found = read_quarter(text, i, before)) return found;
  if (auto found = read_decade(text, i, true)) return found;
  return read_month_or_year(text, i, before);
}

}  // namespace mnestic::text
