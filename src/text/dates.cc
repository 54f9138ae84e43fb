#include "mnestic/text/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

#include "date_words.h"
#include "mnestic/text/time.h"

namespace mnestic::text {
namespace {

using std::chrono::days;
using Day = std::chrono::sys_days;  // of the zone's calendar

std::chrono::year_month_day calendar(Day day) { return std::chrono::year_month_day(day); }

int year_of(Day day) { return static_cast<int>(calendar(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(calendar(day).month()); }

Day first_of(int year, int month) {
  // Months outside of 1 to 12 run over into other years.
  const int zero = year * 12 + month - 1;
  const int whole = zero >= 0 ? zero / 12 : (zero - 11) / 12;
  return Day(std::chrono::year(whole) / static_cast<int>(zero - whole * 12 + 1) / 1);
}

unsigned weekday_of(Day day) { return std::chrono::weekday(day).iso_encoding() - 1; }
Day monday_of(Day day) { return day - days(weekday_of(day)); }

std::string iso(Day day) {
  const auto ymd = calendar(day);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return text.data();
}

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

// A date before it is bound to the words around it: days [from, until), and how to say it.
struct Spoken {
  Day from;
  Day until;
  Grain grain = Grain::day;
  std::size_t end = 0;  // index behind its last word
  bool relative = true;
  bool bare_weekday = false;
  std::string said;         // "2026-11-22", "Friday 2026-11-27", "the week of 2026-11-23"
  std::string_view before;  // the preposition it wants when none was said: "on", "in"
};

Spoken one_day(Day day, std::size_t end) {
  return {day, day + days(1), Grain::day, end, true, false, iso(day), "on"};
}

struct Clock {
  int minute = 0;
  std::size_t end = 0;
};

class DateReader {
 public:
  DateReader(std::string_view text, const DateOptions& options)
      : text_(text), options_(options), words_(date_words(text)) {
    zone_ = is_time_zone(options.zone) ? options.zone : std::string_view("UTC");
    today_ = std::chrono::floor<days>(to_local(options.observed_at, zone_));
  }

  std::vector<DateMention> run() {
    std::vector<DateMention> found;
    for (std::size_t i = 0; i < words_.size();) {
      const std::size_t next = read_mention(i, found);
      i = next > i ? next : i + 1;
    }
    return found;
  }

 private:
  [[nodiscard]] std::string_view low(std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i].low) : std::string_view();
  }
  // Whether the word at `i` goes on what was said before it.
  [[nodiscard]] bool follows(std::size_t i) const {
    return i < words_.size() && !words_[i].apart && !words_[i].comma;
  }

  std::size_t read_mention(std::size_t i, std::vector<DateMention>& found) {
    const std::optional<DateLink> link = link_of(low(i));
    const bool linked = link.has_value() && follows(i + 1);
    const std::size_t at = linked ? i + 1 : i;
    past_ = options_.past;
    const std::string_view ahead = i > 0 ? low(i - 1) : std::string_view();
    if (ahead == "starting" || ahead == "beginning") past_ = false;
    if (linked && low(i) == "since") past_ = true;
    if (linked && (*link == DateLink::until || *link == DateLink::by)) past_ = false;
    std::optional<Clock> clock;
    std::size_t day_at = at;
    if (auto early = read_clock(at)) {
      // "at 3pm tomorrow", "at 3pm on Friday"
      day_at = low(early->end) == "on" ? early->end + 1 : early->end;
      if (!follows(early->end)) return i;
      clock = early;
    }
    auto day = read_day(day_at, clock ? low(day_at - 1) : linked ? low(i) : std::string_view());
    if (!day) return i;
    if (bound_to_noun(i)) return day->end;
    std::size_t end = day->end;
    if (!clock && day->grain == Grain::day) {
      std::size_t after = end;
      if (low(after) == "at" && follows(after)) ++after;
      const bool near = after < words_.size() && !words_[after].apart;
      if (auto late = near ? read_clock(after) : std::nullopt) {
        clock = late;
        end = late->end;
      }
    }
    found.push_back(mention(i, linked ? *link : DateLink::at, linked, *day, clock, end));
    return end;
  }

  static std::optional<DateLink> link_of(std::string_view low) {
    if (low == "on" || low == "in" || low == "at" || low == "during" || low == "for") {
      return DateLink::at;
    }
    if (low == "since" || low == "from") return DateLink::since;
    if (low == "until" || low == "till" || low == "til" || low == "through") return DateLink::until;
    if (low == "by" || low == "before" || low == "due") return DateLink::by;
    if (low == "after") return DateLink::after;
    return std::nullopt;
  }

  // "the next week", "every Friday", "my Thursday class": no date of its own.
  [[nodiscard]] bool bound_to_noun(std::size_t i) const {
    if (i == 0 || words_[i].apart || words_[i].comma) return false;
    const std::string_view before = low(i - 1);
    for (const std::string_view word :
         {"the",  "a",   "an",   "my",  "our",   "their", "his",    "her",   "every", "each",
          "most", "any", "some", "all", "other", "first", "second", "third", "past",  "whole"}) {
      if (before == word) return true;
    }
    return before.ends_with("'s");
  }

  [[nodiscard]] Timestamp moment(Day day, int minute) const {
    std::array<char, 40> clock{};
    std::snprintf(clock.data(), clock.size(), "T%02d:%02d:00", minute / 60, minute % 60);
    const auto time = parse_time(iso(day) + clock.data(), zone_);
    return time ? *time : options_.observed_at;
  }

  [[nodiscard]] DateMention mention(std::size_t i, DateLink link, bool linked, const Spoken& day,
                                    const std::optional<Clock>& clock, std::size_t end) const {
    DateMention found;
    found.begin = words_[i].begin;
    found.end = words_[end - 1].end;
    found.link = link;
    found.grain = clock ? Grain::minute : day.grain;
    found.from = moment(day.from, clock ? clock->minute : 0);
    found.until = clock ? found.from : moment(day.until, 0);
    found.relative = day.relative;
    found.bare_weekday = day.bare_weekday;
    std::string before(day.before);
    if (linked && link != DateLink::at) before = low(i);
    if (linked && low(i) == "for" && day.grain == Grain::day) before = "for";
    // "from Monday to Wednesday"
    const bool goes_on = !linked && i > 0 && (low(i - 1) == "to" || low(i - 1) == "and");
    found.absolute = goes_on ? day.said : before + ' ' + day.said;
    if (clock) {
      // The time of day keeps the words it was said in.
      const std::size_t last = clock->end - 1;
      std::size_t first = last;
      while (first > 0 && read_clock(first - 1) && read_clock(first - 1)->end == clock->end) {
        --first;
      }
      std::string_view said =
          text_.substr(words_[first].begin, words_[last].end - words_[first].begin);
      if (said.starts_with("at ")) said.remove_prefix(3);
      found.absolute += " at " + std::string(said);
    }
    return found;
  }

  // "3pm", "3 pm", "at 15:00", "noon", "3 o'clock".
  [[nodiscard]] std::optional<Clock> read_clock(std::size_t i) const {
    if (low(i) == "at" && follows(i + 1)) {
      const auto clock = read_clock_proper(i + 1);
      return clock;
    }
    return read_clock_proper(i);
  }

  [[nodiscard]] std::optional<Clock> read_clock_proper(std::size_t i) const {
    const std::string_view word = low(i);
    if (word == "noon" || word == "midday") return Clock{12 * 60, i + 1};
    if (word == "midnight") return Clock{0, i + 1};
    std::size_t at = 0;
    int hour = 0;
    while (at < word.size() && at < 2 && word[at] >= '0' && word[at] <= '9') {
      hour = hour * 10 + (word[at++] - '0');
    }
    if (at == 0) return std::nullopt;
    std::string_view rest = word.substr(at);
    int minute = 0;
    const bool minutes = rest.size() >= 3 && (rest[0] == ':' || rest[0] == '.') && rest[1] >= '0' &&
                         rest[1] <= '5' && rest[2] >= '0' && rest[2] <= '9';
    if (minutes) {
      minute = (rest[1] - '0') * 10 + (rest[2] - '0');
      rest.remove_prefix(3);
    }
    std::size_t end = i + 1;
    const std::string_view next = follows(i + 1) ? low(i + 1) : std::string_view();
    if (rest.empty() && (next == "am" || next == "pm" || next == "o'clock")) {
      rest = next;
      ++end;
    }
    const bool colon = minutes && word.find(':') != std::string_view::npos;
    if (rest.empty() && !colon) return std::nullopt;
    if (!rest.empty() && rest != "am" && rest != "pm" && rest != "o'clock") return std::nullopt;
    if (rest == "am" || rest == "pm") {
      if (hour < 1 || hour > 12) return std::nullopt;
      hour = hour % 12 + (rest == "pm" ? 12 : 0);
    }
    if (hour > 23) return std::nullopt;
    return Clock{hour * 60 + minute, end};
  }

  // The date proper at `i`; `before` is the preposition in front of it.
  std::optional<Spoken> read_day(std::size_t i, std::string_view before) const {
    if (i >= words_.size()) return std::nullopt;
    if (auto day = read_named_day(i)) return day;
    if (auto day = read_weekday(i)) return day;
    if (auto day = read_calendar_day(i)) return day;
    if (auto day = read_month_day(i, before)) return day;
    if (auto span = read_turned_span(i)) return span;
    if (auto span = read_distance(i, before)) return span;
    return read_month_or_year(i, before);
  }

  [[nodiscard]] Spoken with_part(Spoken day) const {
    if (!follows(day.end) || !is_part_of_day(low(day.end))) return day;
    day.said = "the " + std::string(low(day.end)) + " of " + day.said;
    day.before = low(day.end) == "night" ? "in" : "on";
    ++day.end;
    return day;
  }

  [[nodiscard]] std::optional<Spoken> read_named_day(std::size_t i) const {
    const std::string_view word = low(i);
    if (word == "today") return with_part(one_day(today_, i + 1));
    if (word == "tomorrow") return with_part(one_day(today_ + days(1), i + 1));
    if (word == "yesterday") return with_part(one_day(today_ - days(1), i + 1));
    if (word == "tonight") {
      Spoken day = one_day(today_, i + 1);
      day.said.insert(0, "the evening of ");
      return day;
    }
    if (word == "the" && low(i + 1) == "day") {
      if (low(i + 2) == "after" && low(i + 3) == "tomorrow")
        return one_day(today_ + days(2), i + 4);
      if (low(i + 2) == "before" && low(i + 3) == "yesterday") {
        return one_day(today_ - days(2), i + 4);
      }
    }
    if ((word == "this" || word == "last") && is_part_of_day(low(i + 1)) && follows(i + 1)) {
      if (word == "last" && low(i + 1) != "night") return std::nullopt;
      return with_part(one_day(word == "this" ? today_ : today_ - days(1), i + 1));
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Spoken> read_weekday(std::size_t i) const {
    const std::string_view word = low(i);
    const bool turned = word == "next" || word == "last" || word == "this" || word == "coming";
    const std::size_t at = turned ? i + 1 : i;
    if (turned && !follows(at)) return std::nullopt;
    const auto weekday = weekday_named(low(at));
    if (!weekday || !words_[at].capital) return std::nullopt;
    if (auto day = turned ? std::nullopt : read_iso_day(at + 1)) {
      // "Friday 2026-11-27" says the day already.
      day->said.insert(0, upper_first(words_[at].low) + ' ');
      return day;
    }
    const auto ahead = static_cast<int>((*weekday + 7 - weekday_of(today_)) % 7);
    Day day = today_ + days(ahead == 0 ? 7 : ahead);
    if (word == "next") day = monday_of(today_) + days(7 + *weekday);
    if (word == "this" || word == "coming") day = today_ + days(ahead);
    if (word == "last" || (!turned && past_)) day = today_ - days(ahead == 0 ? 7 : 7 - ahead);
    Spoken spoken = one_day(day, at + 1);
    spoken.said = upper_first(words_[at].low) + ' ' + spoken.said;
    spoken.bare_weekday = !turned;
    return with_part(spoken);
  }

  [[nodiscard]] static std::optional<Day> valid_day(int year, unsigned month, int day) {
    const std::chrono::year_month_day ymd(std::chrono::year(year), std::chrono::month(month),
                                          std::chrono::day(static_cast<unsigned>(day)));
    if (day < 1 || !ymd.ok()) return std::nullopt;
    return Day(ymd);
  }

  [[nodiscard]] static std::optional<int> year_named(std::string_view word) {
    if (word.size() != 4 || (!word.starts_with("19") && !word.starts_with("20"))) {
      return std::nullopt;
    }
    return number_named(word);
  }

  [[nodiscard]] std::optional<Spoken> read_iso_day(std::size_t i) const {
    const std::string_view word = low(i);
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

  // The year of a day or month said without one.
  [[nodiscard]] std::optional<Day> nearest(unsigned month, int day) const {
    for (int shift = 0; shift <= 8; ++shift) {
      const auto found = valid_day(year_of(today_) + (past_ ? -shift : shift), month, day);
      if (found && (past_ ? *found <= today_ : *found >= today_)) return found;
    }
    return std::nullopt;
  }

  // "3 May", "the 3rd of May 2027", "May 3rd", "2026-11-22".
  [[nodiscard]] std::optional<Spoken> read_calendar_day(std::size_t i) const {
    if (auto day = read_iso_day(i)) return day;
    std::size_t at = i;
    if (low(at) == "the" && follows(at + 1)) ++at;
    std::optional<int> day;
    std::optional<unsigned> month;
    if (auto number = day_number(low(at))) {
      day = number;
      ++at;
      if (low(at) == "of") ++at;
      month = at < words_.size() && words_[at].capital && follows(at) ? month_named(low(at))
                                                                      : std::nullopt;
      ++at;
    } else if (at == i && words_[at].capital && month_named(low(at)) && follows(at + 1)) {
      month = month_named(low(at));
      ++at;
      if (low(at) == "the") ++at;
      day = day_number(low(at));
      ++at;
    }
    if (!day || !month) return std::nullopt;
    const auto year = at < words_.size() && !words_[at].apart ? year_named(low(at)) : std::nullopt;
    const auto found = year ? valid_day(*year, *month, *day) : nearest(*month, *day);
    if (!found) return std::nullopt;
    Spoken spoken = one_day(*found, year ? at + 1 : at);
    spoken.relative = !year;
    spoken.said = std::string(text_.substr(words_[i].begin, words_[at - 1].end - words_[i].begin)) +
                  ' ' + std::to_string(year_of(*found));
    return spoken;
  }

  // "by the 1st", "on the 23rd": of this month, or of the next that has it. "The 3rd floor" is
  // none.
  [[nodiscard]] std::optional<Spoken> read_month_day(std::size_t i, std::string_view before) const {
    constexpr int kMonthsAhead = 3;
    if (low(i) != "the" || before.empty() || before == "in" || !follows(i + 1)) return std::nullopt;
    const std::string_view word = low(i + 1);
    if (word.empty() || word[0] < '0' || word[0] > '9') return std::nullopt;
    const auto number = ordinal_named(word);
    if (!number || (follows(i + 2) && !goes_on(low(i + 2)))) return std::nullopt;
    for (int shift = 0; shift < kMonthsAhead; ++shift) {
      const Day month =
          first_of(year_of(today_), static_cast<int>(month_of(today_)) + (past_ ? -shift : shift));
      const auto day = valid_day(year_of(month), month_of(month), *number);
      if (!day || (past_ ? *day > today_ : *day < today_)) continue;
      Spoken spoken = one_day(*day, i + 2);
      spoken.said = "the " + std::string(word) + " of " + month_span(month, 0).said;
      return spoken;
    }
    return std::nullopt;
  }

  // Words that may follow a day of the month without making it the number of something else.
  [[nodiscard]] static bool goes_on(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kWords = {
        "at", "and", "or", "to", "until", "for", "in", "with", "because", "so", "but", "from"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  }

  [[nodiscard]] static std::optional<int> day_number(std::string_view word) {
    auto number = ordinal_named(word);
    if (!number && !word.empty() && word[0] >= '0' && word[0] <= '9') number = number_named(word);
    if (!number || *number < 1 || *number > 31) return std::nullopt;
    return number;
  }

  // "next week", "last summer", "this May".
  [[nodiscard]] std::optional<Spoken> read_turned_span(std::size_t i) const {
    const std::string_view word = low(i);
    if ((word != "next" && word != "last" && word != "this") || !follows(i + 1)) {
      return std::nullopt;
    }
    const int turn = word == "next" ? 1 : word == "last" ? -1 : 0;
    const std::string_view unit = low(i + 1);
    const Day week = monday_of(today_) + days(7 * turn);
    if (unit == "week") {
      return Spoken{
          week, week + days(7), Grain::week, i + 2, true, false, "the week of " + iso(week), "in"};
    }
    if (unit == "weekend") {
      const Day saturday = week + days(5);
      return Spoken{saturday,
                    week + days(7),
                    Grain::day,
                    i + 2,
                    true,
                    false,
                    "the weekend of " + iso(saturday),
                    "on"};
    }
    const int year = year_of(today_);
    const auto month_now = static_cast<int>(month_of(today_));
    if (unit == "month") return month_span(first_of(year, month_now + turn), i + 2);
    if (unit == "year") return year_span(year + turn, i + 2);
    if (const auto season = season_named(unit)) return season_span(*season, turn, i + 2);
    const auto month = words_[i + 1].capital ? month_named(unit) : std::nullopt;
    if (!month) return std::nullopt;
    const auto named = static_cast<int>(*month);
    int in_year = year;
    if (turn > 0 && named <= month_now) ++in_year;
    if (turn < 0 && named >= month_now) --in_year;
    return month_span(first_of(in_year, named), i + 2);
  }

  [[nodiscard]] static Spoken month_span(Day first, std::size_t end) {
    static constexpr std::array<std::string_view, 12> kNames = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const auto month = static_cast<int>(month_of(first));
    return {first,
            first_of(year_of(first), month + 1),
            Grain::month,
            end,
            true,
            false,
            std::string(kNames.at(static_cast<std::size_t>(month - 1))) + ' ' +
                std::to_string(year_of(first)),
            "in"};
  }

  [[nodiscard]] static Spoken year_span(int year, std::size_t end) {
    return {first_of(year, 1),
            first_of(year + 1, 1),
            Grain::year,
            end,
            true,
            false,
            std::to_string(year),
            "in"};
  }

  // Seasons as in the north, where most who write English live; the words say no more than they.
  [[nodiscard]] Spoken season_span(unsigned season, int turn, std::size_t end) const {
    static constexpr std::array<std::string_view, 4> kNames = {"spring", "summer", "autumn",
                                                               "winter"};
    const auto begins = [&](int year) { return first_of(year, 3 + 3 * static_cast<int>(season)); };
    int year = year_of(today_);
    if (turn > 0 && begins(year) <= today_) ++year;
    if (turn < 0) {
      while (first_of(year, 6 + 3 * static_cast<int>(season)) > today_) --year;
    }
    return {begins(year),
            first_of(year, 6 + 3 * static_cast<int>(season)),
            Grain::season,
            end,
            true,
            false,
            std::string(kNames.at(season)) + ' ' + std::to_string(year),
            "in"};
  }

  // "in two weeks", "3 days ago", "a month from now".
  [[nodiscard]] std::optional<Spoken> read_distance(std::size_t i, std::string_view before) const {
    std::size_t at = i;
    int count = 0;
    if (low(at) == "a" && low(at + 1) == "couple" && low(at + 2) == "of") {
      count = 2;
      at += 3;
    } else if (const auto number = number_named(low(at))) {
      count = *number;
      ++at;
    } else {
      return std::nullopt;
    }
    if (!follows(at) || count > 1000) return std::nullopt;
    const std::string_view unit = low(at);
    std::size_t end = at + 1;
    int sign = 0;
    if (low(end) == "ago" && follows(end)) {
      sign = -1;
      ++end;
    } else if (low(end) == "from" && (low(end + 1) == "now" || low(end + 1) == "today")) {
      sign = 1;
      end += 2;
    } else if (before == "in" && !options_.past && (end >= words_.size() || low(end) != "of")) {
      sign = 1;
    } else {
      return std::nullopt;
    }
    return at_distance(unit, sign * count, end);
  }

  [[nodiscard]] std::optional<Spoken> at_distance(std::string_view unit, int count,
                                                  std::size_t end) const {
    if (unit == "day" || unit == "days") return one_day(today_ + days(count), end);
    const bool fortnight = unit == "fortnight" || unit == "fortnights";
    if (unit == "week" || unit == "weeks" || fortnight) {
      Spoken day = one_day(today_ + days((fortnight ? 14 : 7) * count), end);
      day.before = "around";
      return day;
    }
    if (unit == "month" || unit == "months") {
      return month_span(first_of(year_of(today_), static_cast<int>(month_of(today_)) + count), end);
    }
    if (unit == "year" || unit == "years") return year_span(year_of(today_) + count, end);
    return std::nullopt;
  }

  // "in March", "since May 2020", "until 2027".
  [[nodiscard]] std::optional<Spoken> read_month_or_year(std::size_t i,
                                                         std::string_view before) const {
    if (before.empty() || before == "at" || before == "for" || before == "on") return std::nullopt;
    if (const auto year = year_named(low(i))) {
      Spoken span = year_span(*year, i + 1);
      span.relative = false;
      return span;
    }
    const auto month = words_[i].capital ? month_named(low(i)) : std::nullopt;
    if (!month) return std::nullopt;
    const auto year = follows(i + 1) ? year_named(low(i + 1)) : std::nullopt;
    if (year) {
      Spoken span = month_span(first_of(*year, static_cast<int>(*month)), i + 2);
      span.relative = false;
      return span;
    }
    int in_year = year_of(today_);
    if (past_ && *month > month_of(today_)) --in_year;
    if (!past_ && *month < month_of(today_)) ++in_year;
    return month_span(first_of(in_year, static_cast<int>(*month)), i + 1);
  }

  std::string_view text_;
  const DateOptions& options_;
  std::vector<DateWord> words_;
  std::string_view zone_;
  Day today_{};
  bool past_ = false;  // for the mention at hand
};

}  // namespace

std::vector<DateMention> find_dates(std::string_view text, const DateOptions& options) {
  return DateReader(text.substr(0, 4096), options).run();
}

std::string local_date(Timestamp time, std::string_view zone) {
  return iso(std::chrono::floor<days>(to_local(time, zone)));
}

}  // namespace mnestic::text
