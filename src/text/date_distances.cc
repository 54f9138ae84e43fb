// Distances: so much before or after now, or before or after another date.
#include <algorithm>
#include <array>

#include "date_reading.h"

namespace mnestic::text {
namespace {

using std::chrono::days;

constexpr int kCountMax = 1000;

enum class Unit : std::uint8_t { minute, day, weekend, month, year };

// "two and a half years" is 30 months.
struct Amount {
  Unit unit = Unit::day;
  int count = 0;
  bool rough = false;  // weeks, "or so": around that day
  bool idiom = false;  // "a minute", "a day": said of no time in particular
  std::optional<unsigned> weekday;
  std::size_t end = 0;
};

// What a unit's name counts: so many of a smaller one; half of it in that one, 0: not said.
struct UnitRow {
  std::string_view name;
  Unit unit;
  int count;
  int half;
};
constexpr std::array<UnitRow, 13> kUnits = {{
    {"minute", Unit::minute, 1, 0},
    {"min", Unit::minute, 1, 0},
    {"hour", Unit::minute, 60, 30},
    {"day", Unit::day, 1, 0},
    {"week", Unit::day, 7, 0},
    {"fortnight", Unit::day, 14, 0},
    {"month", Unit::month, 1, 0},
    {"year", Unit::year, 1, 0},
    {"decade", Unit::year, 10, 5},
    {"weekend", Unit::weekend, 1, 0},
    {"century", Unit::year, 100, 50},
    {"centurie", Unit::year, 100, 50},
    {"hr", Unit::minute, 60, 30},
}};

const UnitRow* unit_named(std::string_view low) {
  if (low.ends_with("'s")) low.remove_suffix(2);
  if (low.ends_with('s')) low.remove_suffix(1);
  const auto* const found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& row) { return row.name == low; });
  return found == kUnits.end() ? nullptr : found;
}

bool is_about(std::string_view low) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "about", "around", "roughly", "almost", "nearly", "approximately", "exactly", "just", "some"};
  return std::find(kWords.begin(), kWords.end(), low) != kWords.end();
}

// "two weeks", "a couple of days", "a year and a half", "half an hour", "10 days or so".
std::optional<Amount> read_amount(const DateText& text, std::size_t i) {
  std::size_t at = i;
  int count = 0;
  bool half = false;
  if (text.low(at) == "half" && (text.has(at + 1, "a") || text.has(at + 1, "an"))) {
    half = true;
    at += 2;
  } else if (text.low(at) == "a" && text.has(at + 1, "couple")) {
    count = 2;
    at += text.has(at + 2, "of") ? 3 : 2;
  } else if (const auto number = number_named(text.low(at))) {
    count = *number;
    ++at;
    if (text.has(at, "and") && text.has(at + 1, "a") && text.has(at + 2, "half")) {
      half = true;
      at += 3;
    }
  } else {
    return std::nullopt;
  }
  if (!text.follows(at) || count > kCountMax) return std::nullopt;
  Amount amount{.count = count, .end = at + 1};
  if (const auto weekday = weekdays_named(text.low(at)); weekday && !half) {
    amount.weekday = weekday;
    return amount;
  }
  const UnitRow* const unit = unit_named(text.low(at));
  if (unit == nullptr) return std::nullopt;
  if (text.has(amount.end, "and") && text.has(amount.end + 1, "a") &&
      text.has(amount.end + 2, "half")) {
    half = true;
    amount.end += 3;
  }
  const bool minute = unit->unit == Unit::minute && unit->count == 1;
  const bool day = unit->unit == Unit::day && unit->count == 1;
  amount.idiom = text.low(i) == "a" && at == i + 1 && !half &&
                 (minute || (day && !text.has(amount.end, "ago")));
  amount.unit = unit->unit;
  amount.count = count * unit->count;
  amount.rough = unit->unit == Unit::day && unit->count > 1;
  if (half && unit->unit == Unit::year && unit->count == 1) {
    amount.unit = Unit::month;
    amount.count = 12 * count + 6;
  } else if (half && unit->half != 0) {
    amount.count += unit->half;
  } else if (half) {
    return std::nullopt;
  }
  // "a day or two", "two or three weeks" are no amounts.
  if (text.has(amount.end, "or")) {
    if (!text.has(amount.end + 1, "so")) return std::nullopt;
    amount.rough = true;
    amount.end += 2;
  }
  return amount;
}

std::optional<Spoken> at_distance(Day from, const Amount& amount, int sign) {
  const int count = sign * amount.count;
  if (amount.weekday) {
    const Day near = sign < 0 ? weekday_from(from - days(7), *amount.weekday)
                              : weekday_from(from + days(1), *amount.weekday);
    return one_day(near + days(7 * (count - sign)), amount.end);
  }
  switch (amount.unit) {
    case Unit::minute: {
      Spoken moment = one_day(from, amount.end);
      moment.ahead = count;
      return moment;
    }
    case Unit::day: {
      Spoken day = one_day(from + days(count), amount.end);
      if (amount.rough) day.before = "around";
      return day;
    }
    case Unit::weekend: {
      Spoken day = one_day(week_of(from, 0) + days(5 + 7 * count), amount.end);
      day.until = day.from + days(2);
      day.said.insert(0, "the weekend of ");
      return day;
    }
    case Unit::month:
      return month_span(first_of(year_of(from), static_cast<int>(month_of(from)) + count),
                        amount.end);
    case Unit::year:
      return year_span(year_of(from) + count, amount.end);
  }
  return std::nullopt;
}

// So many days, weeks, months or years from a day that is named: to the day.
Spoken from_day(const Spoken& day, const Amount& amount, int sign) {
  const int count = sign * amount.count;
  Day found = day.from;
  if (amount.unit == Unit::day) found += days(count);
  if (amount.unit == Unit::month) found = months_after(day.from, count);
  if (amount.unit == Unit::year) found = months_after(day.from, 12 * count);
  Spoken spoken = one_day(found, day.end);
  spoken.relative = day.relative;
  return spoken;
}

bool counts_from_days(const Amount& amount) {
  return !amount.weekday && amount.unit != Unit::minute && amount.unit != Unit::weekend;
}

// "a week from Friday", "two days before Christmas", "a week tomorrow", "a year ago today".
std::optional<Spoken> read_anchored(const DateText& text, const Amount& amount) {
  if (!counts_from_days(amount)) return std::nullopt;
  const std::size_t at = amount.end;
  if (!text.follows(at) || !text.follows(at + 1)) {
    const bool named = text.has(at, "today") || text.has(at, "tomorrow");
    if (!named) return std::nullopt;
  }
  const std::string_view word = text.low(at);
  if (word == "from" || word == "after" || word == "before") {
    if (text.has(at + 1, "now")) return std::nullopt;
    const auto day = read_one_day(text, at + 1, word);
    if (!day) return std::nullopt;
    return from_day(*day, amount, word == "before" ? -1 : 1);
  }
  if (word == "ago" && (text.low(at + 1) == "today" || text.low(at + 1) == "yesterday" ||
                        text.low(at + 1) == "tomorrow")) {
    const auto day = read_one_day(text, at + 1, "");
    return day ? std::optional(from_day(*day, amount, -1)) : std::nullopt;
  }
  const bool weeks = amount.unit == Unit::day && amount.count % 7 == 0;
  if (!weeks) return std::nullopt;
  if (word == "today" || word == "tomorrow") {
    const auto day = read_one_day(text, at, "");
    return day ? std::optional(from_day(*day, amount, 1)) : std::nullopt;
  }
  if (word == "on" && text.weekday(at + 1)) {
    const auto day = read_one_day(text, at + 1, word);
    return day ? std::optional(from_day(*day, amount, 1)) : std::nullopt;
  }
  return std::nullopt;
}

// Words for the beginning of a span that is counted from now.
std::string edge_said(Day day, Unit unit) {
  if (unit == Unit::year) return std::to_string(year_of(day));
  if (unit == Unit::month)
    return month_span(first_of(year_of(day), static_cast<int>(month_of(day))), 0).said;
  return iso(day);
}

// The day so far from today, to the day.
Day counted(const DateText& text, const Amount& amount, int sign) {
  return from_day(one_day(text.today, 0), amount, sign).from;
}

// "in the last two weeks", "over the past year", "for the next 3 months", "within the next week".
std::optional<Spoken> read_lasting(const DateText& text, std::size_t i, std::string_view before) {
  static constexpr std::array<std::string_view, 6> kBefore = {"in",  "over",   "during",
                                                              "for", "within", "throughout"};
  const bool held = std::find(kBefore.begin(), kBefore.end(), before) != kBefore.end();
  if (!held || text.low(i) != "the" || !text.follows(i + 1)) return std::nullopt;
  const std::string_view turn = text.low(i + 1);
  const bool back = turn == "last" || turn == "past";
  if (!back && turn != "next" && turn != "coming") return std::nullopt;
  auto amount = text.follows(i + 2) ? read_amount(text, i + 2) : std::nullopt;
  const UnitRow* const one = text.follows(i + 2) ? unit_named(text.low(i + 2)) : nullptr;
  if (!amount && one != nullptr && !text.low(i + 2).ends_with('s')) {
    amount = Amount{.unit = one->unit, .count = one->count, .end = i + 3};
  }
  if (!amount || !counts_from_days(*amount)) return std::nullopt;
  Spoken found = one_day(text.today, amount->end);
  found.before = "";
  found.link = DateLink::at;
  found.from = back ? counted(text, *amount, -1) : text.today;
  found.until = back ? text.today + days(1) : counted(text, *amount, 1);
  found.grain = amount->unit == Unit::year    ? Grain::year
                : amount->unit == Unit::month ? Grain::month
                                              : Grain::week;
  // One year is told by its months.
  const bool year = amount->unit == Unit::year && amount->count == 1;
  const Unit told = year ? Unit::month : amount->unit;
  const std::string from = edge_said(found.from, told);
  const std::string until = edge_said(back ? text.today : found.until, told);
  if (before == "for" && back) {
    found.said = "since " + from;
    found.link = DateLink::since;
  } else if (before == "for" || before == "within") {
    found.said = (before == "for" ? "until " : "by ") + until;
    found.link = before == "for" ? DateLink::until : DateLink::by;
  } else if (from == until) {
    found.said = "in " + from;
  } else {
    found.said = "between " + from + " and " + until;
  }
  return found;
}

// "within two weeks": by then. "since three years", as many say it: since then.
std::optional<Spoken> read_span_of_now(const DateText& text, std::size_t i,
                                       std::string_view before) {
  const auto amount = read_amount(text, i);
  if (!amount || !counts_from_days(*amount)) return std::nullopt;
  if (before == "since") {
    auto found = at_distance(text.today, *amount, -1);
    if (found) found->before = "since";
    return found;
  }
  if (text.past) return std::nullopt;
  Spoken found = one_day(text.today, amount->end);
  found.until = counted(text, *amount, 1) + days(1);
  found.grain = Grain::week;
  found.said = "by " + iso(found.until - days(1));
  found.before = "";
  found.link = DateLink::by;
  return found;
}

}  // namespace

std::optional<Spoken> read_distance(const DateText& text, std::size_t i, std::string_view before) {
  if (auto found = read_lasting(text, i, before)) return found;
  // "more than ten years ago": before then.
  std::size_t at = i;
  bool beyond = false;
  if (text.low(at) == "more" && text.has(at + 1, "than")) {
    beyond = true;
    at += 2;
  } else if (text.low(at) == "over") {
    beyond = true;
    ++at;
  } else if (is_about(text.low(at)) && text.follows(at + 1)) {
    ++at;
  }
  // "two or three weeks ago" is no date.
  const bool choice = i >= 2 && (text.low(i - 1) == "or" || text.low(i - 1) == "to") &&
                      text.follows(i) && number_named(text.low(i - 2));
  const auto amount = choice ? std::nullopt : read_amount(text, at);
  if (!amount) return std::nullopt;
  if (auto found = read_anchored(text, *amount)) return found;
  const std::size_t end = amount->end;
  Amount counted = *amount;
  int sign = 0;
  if ((text.has(end, "ago") || text.has(end, "back")) && !amount->idiom) {
    sign = -1;
    counted.end = end + 1;
    // "a week ago Friday" means one thing here and another there.
    if (text.follows(end + 1) && text.weekday(end + 1)) return std::nullopt;
  } else if (text.has(end, "from") && text.has(end + 1, "now")) {
    sign = 1;
    counted.end = end + 2;
  } else if (before == "in" && !text.past && !amount->idiom && !amount->weekday &&
             !text.has(end, "of")) {
    sign = 1;
    if (text.has(end, "time")) ++counted.end;
  } else if ((before == "within" || before == "since") && !beyond) {
    return read_span_of_now(text, at, before);
  }
  if (sign == 0) return std::nullopt;
  auto found = at_distance(text.today, counted, sign);
  if (found && beyond && sign < 0) {
    found->link = DateLink::by;
    found->before = "before";
  }
  return found;
}

}  // namespace mnestic::text
