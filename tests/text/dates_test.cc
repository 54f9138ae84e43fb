// Dates in words: a table of phrases, zones and edges with what each must mean, written by hand.
#include "mnestic/text/dates.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "mnestic/text/time.h"

namespace mnestic::text {
namespace {

Timestamp at(std::string_view text) { return parse_time(text, "UTC").value(); }

// "from..until what it says", or empty when there is no date.
std::string read_dates(std::string_view text, const DateOptions& options) {
  std::string out;
  for (const DateMention& found : find_dates(text, options)) {
    if (!out.empty()) out += "; ";
    out += format_time(found.from) + ".." + format_time(found.until) + ' ' + found.absolute;
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;  // days are shortened: "2026-11-22" stands for its midnight
};

// A timestamp at midnight UTC without its time.
std::string shortened(std::string text) {
  std::size_t found = 0;
  while ((found = text.find("T00:00:00Z")) != std::string::npos) text.erase(found, 10);
  return text;
}

// Said on Wednesday, 18 November 2026.
constexpr std::array kFuture = {
    Case{"today", "2026-11-18..2026-11-19 on 2026-11-18"},
    Case{"tonight", "2026-11-18..2026-11-19 on the evening of 2026-11-18"},
    Case{"tomorrow", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"yesterday", "2026-11-17..2026-11-18 on 2026-11-17"},
    Case{"Tomorrow", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"the day after tomorrow", "2026-11-20..2026-11-21 on 2026-11-20"},
    Case{"the day before yesterday", "2026-11-16..2026-11-17 on 2026-11-16"},
    Case{"tomorrow morning", "2026-11-19..2026-11-20 on the morning of 2026-11-19"},
    Case{"yesterday evening", "2026-11-17..2026-11-18 on the evening of 2026-11-17"},
    Case{"this afternoon", "2026-11-18..2026-11-19 on the afternoon of 2026-11-18"},
    Case{"last night", "2026-11-17..2026-11-18 in the night of 2026-11-17"},
    Case{"tomorrow at 3pm", "2026-11-19T15:00:00Z..2026-11-19T15:00:00Z on 2026-11-19 at 3pm"},
    Case{"at 3pm tomorrow", "2026-11-19T15:00:00Z..2026-11-19T15:00:00Z on 2026-11-19 at 3pm"},
    Case{"tomorrow 3 pm", "2026-11-19T15:00:00Z..2026-11-19T15:00:00Z on 2026-11-19 at 3 pm"},
    Case{"tomorrow at 15:30", "2026-11-19T15:30:00Z..2026-11-19T15:30:00Z on 2026-11-19 at 15:30"},
    Case{"tomorrow at 9.45am",
         "2026-11-19T09:45:00Z..2026-11-19T09:45:00Z on 2026-11-19 at 9.45am"},
    Case{"tomorrow at noon", "2026-11-19T12:00:00Z..2026-11-19T12:00:00Z on 2026-11-19 at noon"},
    Case{"tomorrow at 12am", "2026-11-19..2026-11-19 on 2026-11-19 at 12am"},
    Case{"tomorrow at 12pm", "2026-11-19T12:00:00Z..2026-11-19T12:00:00Z on 2026-11-19 at 12pm"},
    Case{"tomorrow, 11am", "2026-11-19T11:00:00Z..2026-11-19T11:00:00Z on 2026-11-19 at 11am"},
    Case{"tomorrow at 5 o'clock", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"tomorrow at 25:00", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"tomorrow at 13pm", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"tomorrow at 5", "2026-11-19..2026-11-20 on 2026-11-19"},
    Case{"on Friday", "2026-11-20..2026-11-21 on Friday 2026-11-20"},
    Case{"on Friday at 8:15",
         "2026-11-20T08:15:00Z..2026-11-20T08:15:00Z on Friday 2026-11-20 at 8:15"},
    Case{"at 8:15 on Friday",
         "2026-11-20T08:15:00Z..2026-11-20T08:15:00Z on Friday 2026-11-20 at 8:15"},
    Case{"Friday", "2026-11-20..2026-11-21 on Friday 2026-11-20"},
    Case{"on Friday night", "2026-11-20..2026-11-21 in the night of Friday 2026-11-20"},
    Case{"on Wednesday", "2026-11-25..2026-11-26 on Wednesday 2026-11-25"},
    Case{"on Tuesday", "2026-11-24..2026-11-25 on Tuesday 2026-11-24"},
    Case{"this Friday", "2026-11-20..2026-11-21 on Friday 2026-11-20"},
    Case{"this Wednesday", "2026-11-18..2026-11-19 on Wednesday 2026-11-18"},
    Case{"next Friday", "2026-11-27..2026-11-28 on Friday 2026-11-27"},
    Case{"next Monday", "2026-11-23..2026-11-24 on Monday 2026-11-23"},
    Case{"last Friday", "2026-11-13..2026-11-14 on Friday 2026-11-13"},
    Case{"last Wednesday", "2026-11-11..2026-11-12 on Wednesday 2026-11-11"},
    Case{"by Friday", "2026-11-20..2026-11-21 by Friday 2026-11-20"},
    Case{"before Friday", "2026-11-20..2026-11-21 before Friday 2026-11-20"},
    Case{"until Sunday", "2026-11-22..2026-11-23 until Sunday 2026-11-22"},
    Case{"since Monday", "2026-11-16..2026-11-17 since Monday 2026-11-16"},
    Case{"after Friday", "2026-11-20..2026-11-21 after Friday 2026-11-20"},
    Case{"for tomorrow", "2026-11-19..2026-11-20 for 2026-11-19"},
    Case{"on Friday 2026-11-20", "2026-11-20..2026-11-21 on Friday 2026-11-20"},
    Case{"on 2026-12-24 at 18:00",
         "2026-12-24T18:00:00Z..2026-12-24T18:00:00Z on 2026-12-24 at 18:00"},
    Case{"by 2027-02-30", ""},
    Case{"in two weeks", "2026-12-02..2026-12-03 around 2026-12-02"},
    Case{"in 3 days", "2026-11-21..2026-11-22 on 2026-11-21"},
    Case{"in a week", "2026-11-25..2026-11-26 around 2026-11-25"},
    Case{"in a fortnight", "2026-12-02..2026-12-03 around 2026-12-02"},
    Case{"in a couple of weeks", "2026-12-02..2026-12-03 around 2026-12-02"},
    Case{"in a month", "2026-12-01..2027-01-01 in December 2026"},
    Case{"in 14 months", "2028-01-01..2028-02-01 in January 2028"},
    Case{"in two years", "2028-01-01..2029-01-01 in 2028"},
    Case{"3 days ago", "2026-11-15..2026-11-16 on 2026-11-15"},
    Case{"two weeks ago", "2026-11-04..2026-11-05 around 2026-11-04"},
    Case{"a month ago", "2026-10-01..2026-11-01 in October 2026"},
    Case{"eleven months ago", "2025-12-01..2026-01-01 in December 2025"},
    Case{"5 years ago", "2021-01-01..2022-01-01 in 2021"},
    Case{"a week from today", "2026-11-25..2026-11-26 on 2026-11-25"},
    Case{"three days from now", "2026-11-21..2026-11-22 on 2026-11-21"},
    Case{"next week", "2026-11-23..2026-11-30 in the week of 2026-11-23"},
    Case{"this week", "2026-11-16..2026-11-23 in the week of 2026-11-16"},
    Case{"last week", "2026-11-09..2026-11-16 in the week of 2026-11-09"},
    Case{"this weekend", "2026-11-21..2026-11-23 on the weekend of 2026-11-21"},
    Case{"next weekend", "2026-11-28..2026-11-30 on the weekend of 2026-11-28"},
    Case{"last weekend", "2026-11-14..2026-11-16 on the weekend of 2026-11-14"},
    Case{"next month", "2026-12-01..2027-01-01 in December 2026"},
    Case{"last month", "2026-10-01..2026-11-01 in October 2026"},
    Case{"this month", "2026-11-01..2026-12-01 in November 2026"},
    Case{"next year", "2027-01-01..2028-01-01 in 2027"},
    Case{"last year", "2025-01-01..2026-01-01 in 2025"},
    Case{"this year", "2026-01-01..2027-01-01 in 2026"},
    Case{"by next year", "2027-01-01..2028-01-01 by 2027"},
    Case{"last summer", "2026-06-01..2026-09-01 in summer 2026"},
    Case{"next summer", "2027-06-01..2027-09-01 in summer 2027"},
    Case{"last winter", "2025-12-01..2026-03-01 in winter 2025"},
    Case{"next spring", "2027-03-01..2027-06-01 in spring 2027"},
    Case{"this autumn", "2026-09-01..2026-12-01 in autumn 2026"},
    Case{"next May", "2027-05-01..2027-06-01 in May 2027"},
    Case{"last May", "2026-05-01..2026-06-01 in May 2026"},
    Case{"last December", "2025-12-01..2026-01-01 in December 2025"},
    Case{"in March", "2027-03-01..2027-04-01 in March 2027"},
    Case{"in November", "2026-11-01..2026-12-01 in November 2026"},
    Case{"since March", "2026-03-01..2026-04-01 since March 2026"},
    Case{"since December", "2025-12-01..2026-01-01 since December 2025"},
    Case{"until June", "2027-06-01..2027-07-01 until June 2027"},
    Case{"by August", "2027-08-01..2027-09-01 by August 2027"},
    Case{"from January", "2027-01-01..2027-02-01 from January 2027"},
    Case{"since May 2020", "2020-05-01..2020-06-01 since May 2020"},
    Case{"since 2019", "2019-01-01..2020-01-01 since 2019"},
    Case{"until 2030", "2030-01-01..2031-01-01 until 2030"},
    Case{"on 3 May", "2027-05-03..2027-05-04 on 3 May 2027"},
    Case{"on the 3rd of May", "2027-05-03..2027-05-04 on the 3rd of May 2027"},
    Case{"on May 3", "2027-05-03..2027-05-04 on May 3 2027"},
    Case{"on May 3rd, 2028", "2028-05-03..2028-05-04 on May 3rd 2028"},
    Case{"on 3 May 2028 at 9am", "2028-05-03T09:00:00Z..2028-05-03T09:00:00Z on 3 May 2028 at 9am"},
    Case{"on 30 November", "2026-11-30..2026-12-01 on 30 November 2026"},
    Case{"on 18 November", "2026-11-18..2026-11-19 on 18 November 2026"},
    Case{"by 1 Dec", "2026-12-01..2026-12-02 by 1 Dec 2026"},
    Case{"on 29 February", "2028-02-29..2028-03-01 on 29 February 2028"},
    Case{"by the 1st", "2026-12-01..2026-12-02 by the 1st of December 2026"},
    Case{"on the 23rd", "2026-11-23..2026-11-24 on the 23rd of November 2026"},
    Case{"until the 20th", "2026-11-20..2026-11-21 until the 20th of November 2026"},
    Case{"before the 31st", "2026-12-31..2027-01-01 before the 31st of December 2026"},
    Case{"from the 4th to Friday",
         "2026-12-04..2026-12-05 from the 4th of December 2026; "
         "2026-11-20..2026-11-21 Friday 2026-11-20"},
    Case{"on the 18th at 9am",
         "2026-11-18T09:00:00Z..2026-11-18T09:00:00Z on the 18th of November 2026 at 9am"},
    Case{"on the 3rd floor", ""},
    Case{"for the 2nd time", ""},
    Case{"in the 19th century", ""},
    Case{"the 23rd", ""},
    Case{"on 31 June", ""},
    Case{"on 0 May", ""},
    Case{"on 32 May", ""},
    Case{"", ""},
    Case{"from Monday to Wednesday",
         "2026-11-23..2026-11-24 from Monday 2026-11-23; "
         "2026-11-25..2026-11-26 Wednesday 2026-11-25"},
    Case{"soon", ""},
    Case{"someday", ""},
    Case{"every Friday", ""},
    Case{"on Fridays", ""},
    Case{"the next week", ""},
    Case{"in the last two weeks", "2026-11-04..2026-11-19 between 2026-11-04 and 2026-11-18"},
    Case{"my Thursday class", ""},
    Case{"tomorrow's meeting", ""},
    Case{"for two weeks", ""},
    Case{"two weeks", ""},
    Case{"a few days ago", ""},
    Case{"I may go", ""},
    Case{"I march on", ""},
    Case{"the sun sat on me", ""},
    Case{"at 3pm", ""},
    Case{"3 times a week", ""},
    Case{"next door", ""},
    Case{"last but not least", ""},
    Case{"this morning person", "2026-11-18..2026-11-19 on the morning of 2026-11-18"},
    Case{"dentist tomorrow at 3pm, physio on Friday",
         "2026-11-19T15:00:00Z..2026-11-19T15:00:00Z on 2026-11-19 at 3pm; "
         "2026-11-20..2026-11-21 on Friday 2026-11-20"}};

TEST_CASE("dates: phrases said on a Wednesday") {
  const DateOptions options{.observed_at = at("2026-11-18T10:00:00Z")};
  for (const Case& c : kFuture) {
    CAPTURE(c.text);
    CHECK(shortened(read_dates(c.text, options)) == c.expected);
  }
}

constexpr std::array kPast = {
    Case{"on Friday", "2026-11-13..2026-11-14 on Friday 2026-11-13"},
    Case{"on Wednesday", "2026-11-11..2026-11-12 on Wednesday 2026-11-11"},
    Case{"on the 3rd", "2026-11-03..2026-11-04 on the 3rd of November 2026"},
    Case{"on the 30th", "2026-10-30..2026-10-31 on the 30th of October 2026"},
    Case{"on Tuesday at 6pm",
         "2026-11-17T18:00:00Z..2026-11-17T18:00:00Z on Tuesday 2026-11-17 at 6pm"},
    Case{"in March", "2026-03-01..2026-04-01 in March 2026"},
    Case{"in December", "2025-12-01..2026-01-01 in December 2025"},
    Case{"on 3 May", "2026-05-03..2026-05-04 on 3 May 2026"},
    Case{"on 30 November", "2025-11-30..2025-12-01 on 30 November 2025"},
    Case{"on 29 February", "2024-02-29..2024-03-01 on 29 February 2024"},
    Case{"in two weeks", ""},
    Case{"until June", "2027-06-01..2027-07-01 until June 2027"},
    Case{"yesterday", "2026-11-17..2026-11-18 on 2026-11-17"}};

TEST_CASE("dates: phrases of the past") {
  const DateOptions options{.observed_at = at("2026-11-18T10:00:00Z"), .past = true};
  for (const Case& c : kPast) {
    CAPTURE(c.text);
    CHECK(shortened(read_dates(c.text, options)) == c.expected);
  }
}

// Words that keep their meaning when another day has come.
constexpr std::array kSaid = {
    Case{"I came in last Friday", "I came in on Friday 2026-11-13"},
    Case{"come over tomorrow", "come over on 2026-11-19"},
    Case{"check in tomorrow", "check in on 2026-11-19"},
    Case{"Next Friday works for me", "Friday 2026-11-27 works for me"},
    Case{"Last week was wild", "the week of 2026-11-09 was wild"},
    Case{"an offer over a year ago", "an offer before 2025"},
    Case{"more than ten years ago", "before 2016"},
    Case{"read a lot over the past year", "read a lot between November 2025 and November 2026"},
    Case{"for the last three years", "since 2023"},
    Case{"for the next two weeks", "until 2026-12-02"},
    Case{"within two weeks", "by 2026-12-02"},
    Case{"over the next 3 days", "between 2026-11-18 and 2026-11-21"},
    Case{"moves early next week", "moves early in the week of 2026-11-23"},
    Case{"in mid-March", "in mid-March 2027"},
    Case{"by the end of the year", "by the end of 2026"},
    Case{"in the early 90s", "in the early 1990s"},
    Case{"since last Christmas", "since Christmas 2025"},
    Case{"at Christmas", "at Christmas 2026"},
    Case{"on Friday, 4 December", "on Friday, 4 December 2026"},
    Case{"the week before last", "in the week of 2026-11-02"},
    Case{"between Monday and Friday", "between Monday 2026-11-23 and Friday 2026-11-20"},
    Case{"about two weeks ago", "around 2026-11-04"},
    Case{"in 20 minutes", "on 2026-11-18 at 10:20"},
    Case{"half past six tonight", "on the evening of 2026-11-18 at half past six"},
    Case{"half past six tomorrow", "half past six on 2026-11-19"}};

TEST_CASE("dates: the words that take their place") {
  for (const Case& c : kSaid) {
    const std::string_view text = c.text;
    std::string said;
    std::size_t from = 0;
    for (const DateMention& each : find_dates(text, {.observed_at = at("2026-11-18T10:00:00Z")})) {
      said += text.substr(from, each.begin - from);
      said += each.absolute;
      from = each.end;
    }
    said += text.substr(from);
    CHECK(said == c.expected);
  }
}

struct Zoned {
  const char* text;
  const char* observed_at;
  const char* zone;
  const char* expected;
};

constexpr std::array kZoned = {
    // The same moment is another day elsewhere.
    Zoned{"today", "2026-11-18T23:30:00Z", "UTC",
          "2026-11-18T00:00:00Z..2026-11-19T00:00:00Z on 2026-11-18"},
    Zoned{"today", "2026-11-18T23:30:00Z", "Europe/Berlin",
          "2026-11-18T23:00:00Z..2026-11-19T23:00:00Z on 2026-11-19"},
    Zoned{"today", "2026-11-18T23:30:00Z", "America/Los_Angeles",
          "2026-11-18T08:00:00Z..2026-11-19T08:00:00Z on 2026-11-18"},
    Zoned{"today", "2026-11-18T11:00:00Z", "Pacific/Kiritimati",
          "2026-11-18T10:00:00Z..2026-11-19T10:00:00Z on 2026-11-19"},
    Zoned{"tomorrow", "2026-11-18T03:00:00Z", "America/New_York",
          "2026-11-18T05:00:00Z..2026-11-19T05:00:00Z on 2026-11-18"},
    Zoned{"on Friday", "2026-11-19T23:30:00Z", "Asia/Tokyo",
          "2026-11-26T15:00:00Z..2026-11-27T15:00:00Z on Friday 2026-11-27"},
    Zoned{"tomorrow at 9am", "2026-11-18T12:00:00Z", "Asia/Kolkata",
          "2026-11-19T03:30:00Z..2026-11-19T03:30:00Z on 2026-11-19 at 9am"},
    Zoned{"tomorrow at 9am", "2026-11-18T12:00:00Z", "Asia/Kathmandu",
          "2026-11-19T03:15:00Z..2026-11-19T03:15:00Z on 2026-11-19 at 9am"},
    // A day of 23 hours, one of 25, a time that is skipped, one that comes twice.
    Zoned{"tomorrow", "2026-03-28T12:00:00Z", "Europe/Berlin",
          "2026-03-28T23:00:00Z..2026-03-29T22:00:00Z on 2026-03-29"},
    Zoned{"tomorrow", "2026-10-24T12:00:00Z", "Europe/Berlin",
          "2026-10-24T22:00:00Z..2026-10-25T23:00:00Z on 2026-10-25"},
    Zoned{"tomorrow at 2:30", "2026-03-28T12:00:00Z", "Europe/Berlin",
          "2026-03-29T01:30:00Z..2026-03-29T01:30:00Z on 2026-03-29 at 2:30"},
    Zoned{"tomorrow at 2:30", "2026-10-24T12:00:00Z", "Europe/Berlin",
          "2026-10-25T00:30:00Z..2026-10-25T00:30:00Z on 2026-10-25 at 2:30"},
    Zoned{"tomorrow at 2:30am", "2026-03-07T12:00:00Z", "America/New_York",
          "2026-03-08T07:30:00Z..2026-03-08T07:30:00Z on 2026-03-08 at 2:30am"},
    Zoned{"tomorrow at 1:30am", "2026-10-31T12:00:00Z", "America/New_York",
          "2026-11-01T05:30:00Z..2026-11-01T05:30:00Z on 2026-11-01 at 1:30am"},
    Zoned{"in a month", "2026-03-15T12:00:00Z", "Europe/Berlin",
          "2026-03-31T22:00:00Z..2026-04-30T22:00:00Z in April 2026"},
    Zoned{"next week", "2026-03-25T12:00:00Z", "Europe/Berlin",
          "2026-03-29T22:00:00Z..2026-04-05T22:00:00Z in the week of 2026-03-30"},
    Zoned{"this week", "2026-03-25T12:00:00Z", "Europe/Berlin",
          "2026-03-22T23:00:00Z..2026-03-29T22:00:00Z in the week of 2026-03-23"},
    // A midnight that does not exist: the day begins at one.
    Zoned{"tomorrow", "2026-04-23T12:00:00Z", "Africa/Cairo",
          "2026-04-23T22:00:00Z..2026-04-24T21:00:00Z on 2026-04-24"},
    // Ends of weeks, months and years.
    Zoned{"next Friday", "2026-11-22T12:00:00Z", "UTC",
          "2026-11-27T00:00:00Z..2026-11-28T00:00:00Z on Friday 2026-11-27"},
    Zoned{"this weekend", "2026-11-22T12:00:00Z", "UTC",
          "2026-11-21T00:00:00Z..2026-11-23T00:00:00Z on the weekend of 2026-11-21"},
    Zoned{"tomorrow", "2026-12-31T12:00:00Z", "UTC",
          "2027-01-01T00:00:00Z..2027-01-02T00:00:00Z on 2027-01-01"},
    Zoned{"next month", "2026-12-31T12:00:00Z", "UTC",
          "2027-01-01T00:00:00Z..2027-02-01T00:00:00Z in January 2027"},
    Zoned{"last month", "2026-01-31T12:00:00Z", "UTC",
          "2025-12-01T00:00:00Z..2026-01-01T00:00:00Z in December 2025"},
    Zoned{"yesterday", "2028-03-01T12:00:00Z", "UTC",
          "2028-02-29T00:00:00Z..2028-03-01T00:00:00Z on 2028-02-29"},
    Zoned{"last winter", "2026-02-10T12:00:00Z", "UTC",
          "2024-12-01T00:00:00Z..2025-03-01T00:00:00Z in winter 2024"},
    Zoned{"today", "2026-11-18T10:00:00Z", "Nowhere/Land",
          "2026-11-18T00:00:00Z..2026-11-19T00:00:00Z on 2026-11-18"}};

TEST_CASE("dates: zones and the edges of clocks and calendars") {
  for (const Zoned& c : kZoned) {
    CAPTURE(c.text);
    CAPTURE(c.observed_at);
    CAPTURE(c.zone);
    CHECK(read_dates(c.text, {.observed_at = at(c.observed_at), .zone = c.zone}) == c.expected);
  }
}

TEST_CASE("dates: what is said in absolute words is found again as the same date, any day later") {
  for (const Case& c : kFuture) {
    for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"}) {
      const auto found =
          find_dates(c.text, {.observed_at = at("2026-11-18T10:00:00Z"), .zone = zone});
      for (const DateMention& mention : found) {
        if (mention.grain != Grain::minute && mention.grain != Grain::day) continue;
        if (mention.absolute.find(" of ") != std::string::npos) continue;
        // Words said again some days later mean the same.
        const auto again =
            find_dates(mention.absolute, {.observed_at = at("2026-11-19T10:00:00Z"), .zone = zone});
        for (const DateMention& other : again) {
          CAPTURE(mention.absolute);
          if (!other.relative) CHECK(other.from == mention.from);
        }
      }
    }
  }
}

TEST_CASE("dates: any words give ranges inside the text") {
  std::mt19937 random(7);
  const std::array pieces = {"on",  "next",  "Friday",   "at",    "3pm",   "the",          "3rd",
                             "of",  "May",   "in",       "two",   "weeks", "ago",          "a",
                             ",",   "2027",  "last",     "month", "since", "15:00",        "until",
                             "day", "after", "tomorrow", "-",     "99",    "\xE2\x80\x93", "\xFF",
                             "'",   "1000",  "years",    "by"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      text += pieces[random() % pieces.size()];
      text += ' ';
    }
    CAPTURE(text);
    std::size_t last = 0;
    for (const DateMention& found :
         find_dates(text, {.observed_at = at("2026-11-18T10:00:00Z"), .past = round % 2 == 0})) {
      CHECK(found.begin >= last);
      CHECK(found.end > found.begin);
      CHECK(found.end <= text.size());
      CHECK(found.from <= found.until);
      CHECK_FALSE(found.absolute.empty());
      last = found.end;
    }
  }
}

}  // namespace
}  // namespace mnestic::text
