// Dates as people say them in English ("tomorrow at 3pm", "last month", "since March"), found in a
// text and resolved against the moment and the zone they were said in.
//
// Thread safety: pure functions over the system's time-zone database. Weeks begin on Monday, unless
// the options say otherwise. Words that are no date on their own ("the next week", "every Friday",
// "a few days") are left alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mnestic/base/clock.h"

namespace mnestic::text {

// How fine a date was said: a moment, or a day, week, month, season or year as a whole.
enum class Grain : std::uint8_t { minute, day, week, month, season, year };

// What the word before the date makes of it. "from" is `since`, "before" and "due" are `by`.
enum class DateLink : std::uint8_t { at, since, until, by, after };

struct DateMention {
  std::size_t begin = 0;  // bytes of the text; a preposition before the date ("on", "by") included
  std::size_t end = 0;
  Timestamp from{};   // [from, until) in the zone's calendar; a moment has until == from
  Timestamp until{};  // days of 23 and 25 hours are as long as they are
  Grain grain = Grain::day;
  DateLink link = DateLink::at;
  bool bare_weekday = false;  // "Friday" with no "next" or "last": may be meant of every week
  bool relative = false;      // the words lose their meaning when another day has come
  std::string absolute;       // words that keep it: "on 2026-11-22 at 3pm", "since March 2026"
};

struct DateOptions {
  Timestamp observed_at{};
  std::string_view zone = "UTC";  // an unknown zone is taken as UTC
  bool past = false;              // the text tells of the past: "on Friday" is the last one
  std::chrono::weekday week_start = std::chrono::Monday;  // of "this week" and "next Friday"
};

// The dates in `text` from left to right, not overlapping. A time of day without a day is none.
// "next Friday" is the one of next week, "this Friday" the coming one, "last Friday" the one before
// today; a month or day of the year without a year is the next one, or the last one when the text
// tells of the past. A local time that the zone skips moves on by the gap; of one that comes twice,
// the first is taken.
[[nodiscard]] std::vector<DateMention> find_dates(std::string_view text,
                                                  const DateOptions& options);

// The calendar day of a moment in a zone, "2026-11-22"; UTC when the zone is not known.
[[nodiscard]] std::string local_date(Timestamp time, std::string_view zone);

}  // namespace mnestic::text
