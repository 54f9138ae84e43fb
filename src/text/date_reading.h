// Date reading: the parts of the date grammar, each of which reads one way to say a date from a
// given word on.
//
// Thread safety: pure functions over the text given.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "date_calendar.h"
#include "date_words.h"
#include "mnestic/text/dates.h"

namespace mnestic::text {

// A text as words, and the day it was said on.
struct DateText {
  std::string_view text;
  std::vector<DateWord> words;
  Day today;
  unsigned week_start = 0;  // Monday is 0
  bool past = false;        // the mention at hand tells of the past

  [[nodiscard]] std::string_view low(std::size_t i) const {
    return i < words.size() ? std::string_view(words[i].low) : std::string_view();
  }
  // Whether the word at `i` goes on what was said before it.
  [[nodiscard]] bool follows(std::size_t i) const {
    return i < words.size() && !words[i].apart && !words[i].comma;
  }
  [[nodiscard]] bool has(std::size_t i, std::string_view word) const {
    return follows(i) && words[i].low == word;
  }
  // Past an article at `i`.
  [[nodiscard]] std::size_t past_the(std::size_t i) const {
    return low(i) == "the" && follows(i + 1) ? i + 1 : i;
  }
  // The name at `i`, when it surely is one: "May" and "mon" are other words too.
  [[nodiscard]] std::optional<unsigned> weekday(std::size_t i) const;
  [[nodiscard]] std::optional<unsigned> month(std::size_t i) const;
  [[nodiscard]] std::string written(std::size_t begin, std::size_t end) const;
};

// A date before it is bound to the words around it: days [from, until), and how to say it.
struct Spoken {
  Day from;
  Day until;
  Grain grain = Grain::day;
  std::size_t end = 0;  // index behind its last word
  bool relative = true;
  bool bare_weekday = false;
  std::string said;                // "2026-11-22", "Friday 2026-11-27", "the week of 2026-11-23"
  std::string_view before = "on";  // the preposition it wants when none was said; may be none
  PartOfDay part = PartOfDay::none;
  std::optional<int> ahead;      // minutes from now: a moment, not a day, and `said` is not filled
  std::optional<DateLink> link;  // when the words hold the link themselves: "within two weeks"
};

// "next", "last", "this", "this coming": how many weeks, months or years on. With `nearest`, the
// first after today, or the last before it.
struct Turn {
  int by = 0;
  bool nearest = false;
  std::size_t end = 0;
};
[[nodiscard]] std::optional<Turn> read_turn(const DateText& text, std::size_t i);

[[nodiscard]] Spoken one_day(Day day, std::size_t end);
[[nodiscard]] Spoken month_span(Day first, std::size_t end);
[[nodiscard]] Spoken year_span(int year, std::size_t end);

struct ClockTime {
  int minute = 0;         // of the day
  std::size_t begin = 0;  // indexes of its words, "at" not among them
  std::size_t end = 0;
  bool open = false;    // of twelve hours, which half is not said: "half past six"
  bool marked = true;   // false: a bare number, a time only beside a part of a day
  bool worded = false;  // "five o'clock", "quarter to nine": open ones are no time by themselves
};
// "3pm", "at 15:00", "noon", "half past six", "8 in the evening".
[[nodiscard]] std::optional<ClockTime> read_clock(const DateText& text, std::size_t i);
// The time on a day with that part of the day said; its minutes may exceed the day ("tonight at
// 1am"). None: it may be either half.
[[nodiscard]] std::optional<int> settle_clock(const ClockTime& clock, PartOfDay part);

// `before` is the preposition in front of the date, "" when there is none.
// Days: "tomorrow", "next Friday", "3 May", "13/4/2026", "the first Monday of June", "Christmas".
[[nodiscard]] std::optional<Spoken> read_one_day(const DateText& text, std::size_t i,
                                                 std::string_view before);
[[nodiscard]] std::optional<Spoken> read_holiday(const DateText& text, std::size_t i,
                                                 std::string_view before);
// Spans: "next week", "the end of May", "Q3", "the 90s", "in March", "since 2019".
[[nodiscard]] std::optional<Spoken> read_span(const DateText& text, std::size_t i,
                                              std::string_view before);
// Distances: "two weeks ago", "in a year and a half", "a week from Friday", "in the last 3 days".
[[nodiscard]] std::optional<Spoken> read_distance(const DateText& text, std::size_t i,
                                                  std::string_view before);

}  // namespace mnestic::text
