// Times of day: "3pm", "at 15:00", "noon", "half past six", "quarter to nine in the evening".
#include <array>
#include <utility>

#include "date_reading.h"

namespace mnestic::text {
namespace {

constexpr int kHour = 60;
constexpr int kNoon = 12 * kHour;
constexpr int kDay = 24 * kHour;
constexpr int kNightEnds = 5 * kHour;  // until then it is still the night of the day before

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int leading_number(std::string_view word, std::size_t& at) {
  int value = 0;
  while (at < word.size() && at < 2 && is_digit(word[at])) value = value * 10 + (word[at++] - '0');
  return value;
}

// The hour of twelve that a word names: "six", "6".
std::optional<int> hour_named(std::string_view low) {
  if (low == "a" || low == "an") return std::nullopt;
  const auto hour = number_named(low);
  return hour && *hour >= 1 && *hour <= 12 ? hour : std::nullopt;
}

// "am", "o'clock", "in the evening", "at night" behind the hour; what they make of the clock.
void read_half(const DateText& text, ClockTime& clock) {
  const std::size_t i = clock.end;
  if (!text.follows(i)) return;
  PartOfDay part = PartOfDay::none;
  if (text.low(i) == "o'clock" || text.low(i) == "oclock") {
    ++clock.end;
    clock.marked = clock.worded = true;
    return read_half(text, clock);
  }
  if (text.low(i) == "am" || text.low(i) == "pm") {
    part = text.low(i) == "am" ? PartOfDay::morning : PartOfDay::afternoon;
    ++clock.end;
  } else if (text.low(i) == "in" && text.has(i + 1, "the") && text.follows(i + 2)) {
    part = part_named(text.low(i + 2));
    if (part == PartOfDay::none || part == PartOfDay::night) return;
    clock.end += 3;
  } else if (text.low(i) == "at" && text.has(i + 1, "night")) {
    part = PartOfDay::evening;
    clock.end += 2;
  } else {
    return;
  }
  clock.marked = true;
  if (!clock.open) return;
  clock.minute = settle_clock(clock, part).value_or(clock.minute) % kDay;
  clock.open = false;
}

// "half past six", "a quarter to nine", "ten past 5", and the British "half six".
std::optional<ClockTime> read_past_or_to(const DateText& text, std::size_t i) {
  std::size_t at = text.low(i) == "a" && text.has(i + 1, "quarter") ? i + 1 : i;
  int minutes = 0;
  if (text.low(at) == "half") {
    minutes = 30;
  } else if (text.low(at) == "quarter") {
    minutes = 15;
  } else {
    const auto number = number_named(text.low(at));
    if (!number || *number < 5 || *number > 25 || *number % 5 != 0) return std::nullopt;
    minutes = *number;
  }
  ++at;
  bool to = false;
  if (text.has(at, "past") || text.has(at, "after")) {
    ++at;
  } else if (text.has(at, "to")) {
    to = true;
    ++at;
  } else if (minutes != 30) {
    return std::nullopt;
  }
  const auto hour = text.follows(at) ? hour_named(text.low(at)) : std::nullopt;
  if (!hour) return std::nullopt;
  const int minute = *hour * kHour + (to ? -minutes : minutes);
  ClockTime clock{.minute = minute, .begin = i, .end = at + 1, .open = true, .worded = true};
  read_half(text, clock);
  return clock;
}

// "3pm", "3:30", "15:00", "9.45am", "3 pm", "3 o'clock", "six in the evening".
std::optional<ClockTime> read_hour(const DateText& text, std::size_t i) {
  const std::string_view word = text.low(i);
  std::size_t at = 0;
  int hour = leading_number(word, at);
  if (at == 0) {
    const auto named = hour_named(word);
    if (!named) return std::nullopt;
    hour = *named;
    at = word.size();
  }
  std::string_view rest = word.substr(at);
  int minute = 0;
  const bool minutes = rest.size() >= 3 && (rest[0] == ':' || rest[0] == '.') &&
                       is_digit(rest[1]) && rest[1] <= '5' && is_digit(rest[2]);
  const bool colon = minutes && rest[0] == ':';
  if (minutes) {
    minute = (rest[1] - '0') * 10 + (rest[2] - '0');
    rest.remove_prefix(3);
  }
  if (hour > 23) return std::nullopt;
  ClockTime clock{.minute = hour * kHour + minute, .begin = i, .end = i + 1};
  clock.open = hour >= 1 && hour <= 12 && word[0] != '0';
  clock.marked = colon;
  if (rest == "am" || rest == "pm") {
    if (!clock.open) return std::nullopt;
    clock.minute = hour % 12 * kHour + minute + (rest == "pm" ? kNoon : 0);
    clock.open = false;
    clock.marked = true;
    return clock;
  }
  if (!rest.empty()) return std::nullopt;
  const std::string_view next = text.follows(clock.end) ? text.low(clock.end) : "";
  if (!clock.open && (next == "am" || next == "pm")) return std::nullopt;
  read_half(text, clock);
  if (!clock.marked && minutes) return std::nullopt;  // "9.45" is a number
  return clock;
}

}  // namespace

std::optional<ClockTime> read_clock(const DateText& text, std::size_t i) {
  const bool at = text.low(i) == "at" && text.follows(i + 1);
  if (at) ++i;
  const std::string_view word = text.low(i);
  if (word == "noon" || word == "midday")
    return ClockTime{.minute = kNoon, .begin = i, .end = i + 1};
  if (word == "midnight") return ClockTime{.minute = 0, .begin = i, .end = i + 1};
  if (auto clock = read_past_or_to(text, i)) return clock;
  auto clock = read_hour(text, i);
  if (clock && !clock->marked && !at) return std::nullopt;
  return clock;
}

std::optional<int> settle_clock(const ClockTime& clock, PartOfDay part) {
  const bool late = part == PartOfDay::evening || part == PartOfDay::night;
  if (!clock.open) return clock.minute + (late && clock.minute < kNightEnds ? kDay : 0);
  const int minute = clock.minute % kNoon;  // of the half day
  switch (part) {
    case PartOfDay::none:
      if (clock.worded || !clock.marked) return std::nullopt;
      return clock.minute;
    case PartOfDay::morning:
      return minute;
    case PartOfDay::afternoon:
      return minute + kNoon;
    case PartOfDay::evening:
      return minute + (clock.minute >= kNoon ? kDay : kNoon);
    case PartOfDay::night:
      return minute + (minute < kNightEnds ? kDay : kNoon);
  }
  return std::nullopt;
}

}  // namespace mnestic::text
