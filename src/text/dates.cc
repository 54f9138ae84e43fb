// The mention of a date in its sentence: the word before it, the time of day beside it, and what
// it is bound to. How each kind of date is read stands in the other date files.
#include "mnestic/text/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

#include "date_reading.h"
#include "mnestic/text/time.h"

namespace mnestic::text {
namespace {

using std::chrono::days;

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::size_t kTextBytesMax = 4096;

// What stands before a date.
struct Before {
  DateLink link = DateLink::at;
  std::size_t words = 0;   // 0: nothing that belongs to it
  std::string_view shown;  // in the absolute words; empty: what the date wants
  std::string_view asked;  // what the parts of the grammar are told
};

Before before_of(const DateText& text, std::size_t i) {
  const std::string_view low = text.low(i);
  if (low == "as" && text.has(i + 1, "of")) return {DateLink::since, 2, "as of", "since"};
  if (low == "up" && (text.has(i + 1, "to") || text.has(i + 1, "until"))) {
    return {DateLink::until, 2, "until", "until"};
  }
  if (low == "no" && text.has(i + 1, "later") && text.has(i + 2, "than")) {
    return {DateLink::by, 3, "by", "by"};
  }
  // "over a year ago" is a distance.
  if (low == "over" && number_named(text.low(i + 1))) return {};
  static constexpr std::array<std::string_view, 8> kPlain = {"on",  "in",     "at",   "during",
                                                             "for", "within", "over", "throughout"};
  if (std::find(kPlain.begin(), kPlain.end(), low) != kPlain.end()) {
    return {DateLink::at, 1, low == "over" || low == "throughout" ? low : "", low};
  }
  // "a message about Sunday" tells of no time; "about 2016" does.
  if (low == "around" || (low == "about" && year_named(text.low(i + 1))))
    return {DateLink::at, 1, "around", "around"};
  if (low == "since" || low == "from") return {DateLink::since, 1, low, low};
  if (low == "until" || low == "till" || low == "til" || low == "through") {
    return {DateLink::until, 1, low, low};
  }
  if (low == "by" || low == "before" || low == "due") return {DateLink::by, 1, low, low};
  if (low == "after") return {DateLink::after, 1, low, low};
  return {};
}

std::optional<Spoken> read_day(const DateText& text, std::size_t i, std::string_view before) {
  if (i >= text.words.size()) return std::nullopt;
  if (auto distance = read_distance(text, i, before)) return distance;
  if (auto day = read_one_day(text, i, before)) return day;
  return read_span(text, i, before);
}

class DateReader {
 public:
  DateReader(std::string_view text, const DateOptions& options) : options_(options) {
    text_.text = text;
    text_.words = date_words(text);
    zone_ = is_time_zone(options.zone) ? options.zone : std::string_view("UTC");
    const auto now = to_local(options.observed_at, zone_);
    text_.today = std::chrono::floor<days>(now);
    text_.week_start = options.week_start.iso_encoding() - 1;
  }

  std::vector<DateMention> run() {
    std::vector<DateMention> found;
    for (std::size_t i = 0; i < text_.words.size();) {
      const std::size_t next = read_mention(i, found);
      i = next > i ? next : i + 1;
    }
    return found;
  }

 private:
  // The index behind what was read at `i`; `i` itself when nothing was.
  std::size_t read_mention(std::size_t i, std::vector<DateMention>& found) {
    Before before = before_of(text_, i);
    if (!text_.follows(i + before.words)) before = {};
    set_tense(i, before);
    if (before.words > 0) {
      const std::size_t end = read_from(i, i + before.words, before, found);
      if (end > i) return end;
    }
    return read_from(i, i, {}, found);
  }

  void set_tense(std::size_t i, const Before& before) {
    text_.past = options_.past;
    const std::string_view ahead = i > 0 ? text_.low(i - 1) : std::string_view();
    if (ahead == "starting" || ahead == "beginning") text_.past = false;
    if (before.asked == "since") text_.past = true;
    if (before.words > 0 && (before.link == DateLink::until || before.link == DateLink::by)) {
      text_.past = false;
    }
  }

  std::size_t read_from(std::size_t i, std::size_t at, const Before& before,
                        std::vector<DateMention>& found) {
    std::size_t day_at = at;
    // "at 3pm tomorrow", "at 3pm on Friday"
    const auto early = read_clock(text_, text_.low(i) == "at" ? i : at);
    if (early) {
      if (!text_.follows(early->end)) return i;
      day_at = text_.low(early->end) == "on" ? early->end + 1 : early->end;
    }
    auto day = read_day(text_, day_at, early ? text_.low(day_at - 1) : before.asked);
    if (!day || (before.words == 1 && is_particle(i, at, *day))) return i;
    if (bound_to_noun(i)) return day->end;
    std::optional<ClockTime> clock;
    if (day->ahead) {
      found.push_back(moment_mention(i, before, *day));
      return day->end;
    }
    std::optional<int> minute;
    std::size_t end = day->end;
    if (early) {
      minute = settle_clock(*early, day->part);
      // A time that may be either half of the day stays in the words.
      if (!minute || day->grain != Grain::day) return i;
      clock = early;
    } else if (day->grain == Grain::day) {
      clock = late_clock(end, *day, minute);
      if (clock) end = clock->end;
    }
    found.push_back(mention(i, before, *day, clock, minute, end));
    return end;
  }

  // The time behind a day: "tomorrow at 3pm", "tonight, 8:30".
  [[nodiscard]] std::optional<ClockTime> late_clock(std::size_t at, const Spoken& day,
                                                    std::optional<int>& minute) const {
    if (at >= text_.words.size() || text_.words[at].apart) return std::nullopt;
    const auto clock = read_clock(text_, at);
    if (!clock) return std::nullopt;
    minute = settle_clock(*clock, day.part);
    return minute ? clock : std::nullopt;
  }

  // "came in last Friday", "come over tomorrow": the word belongs to the verb.
  [[nodiscard]] bool is_particle(std::size_t i, std::size_t at, const Spoken& day) const {
    static constexpr std::array<std::string_view, 4> kParticles = {"in", "on", "at", "over"};
    static constexpr std::array<std::string_view, 7> kAlone = {
        "today", "tomorrow", "yesterday", "tonight", "last", "next", "this"};
    const std::string_view word = text_.low(i);
    return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end() &&
           std::find(kAlone.begin(), kAlone.end(), text_.low(at)) != kAlone.end() &&
           day.before != word;
  }

  // "Next Friday works": the date is what is told of, and takes no preposition.
  [[nodiscard]] bool is_subject(std::size_t i, std::size_t end) const {
    static constexpr std::array<std::string_view, 7> kVerbs = {"is",  "was", "works", "will",
                                                               "has", "had", "would"};
    return (i == 0 || text_.words[i].apart) && text_.follows(end) &&
           std::find(kVerbs.begin(), kVerbs.end(), text_.low(end)) != kVerbs.end();
  }

  // "the next week", "every Friday", "my Thursday class", "Black Friday": no date of its own.
  [[nodiscard]] bool bound_to_noun(std::size_t i) const {
    if (i == 0 || !text_.follows(i)) return false;
    static constexpr std::array<std::string_view, 22> kBinding = {
        "the",  "a",   "an",   "my",  "our",   "their", "his",  "her",   "your",  "every", "each",
        "most", "any", "some", "all", "other", "both",  "past", "whole", "black", "cyber", "ash"};
    const std::string_view before = text_.low(i - 1);
    return std::find(kBinding.begin(), kBinding.end(), before) != kBinding.end() ||
           ordinal_named(before) || before.ends_with("'s");
  }

  [[nodiscard]] Timestamp moment(Day day, int minute) const {
    day += days(minute / kMinutesOfDay);
    minute %= kMinutesOfDay;
    std::array<char, 40> clock{};
    std::snprintf(clock.data(), clock.size(), "T%02d:%02d:00", minute / 60, minute % 60);
    const auto time = parse_time(iso(day) + clock.data(), zone_);
    return time ? *time : options_.observed_at;
  }

  // So many minutes from now; clocks that are changed meanwhile change nothing about them.
  [[nodiscard]] DateMention moment_mention(std::size_t i, const Before& before,
                                           const Spoken& day) const {
    DateMention found;
    found.begin = text_.words[i].begin;
    found.end = text_.words[day.end - 1].end;
    found.link = day.link.value_or(before.link);
    found.grain = Grain::minute;
    found.from = std::chrono::floor<std::chrono::minutes>(options_.observed_at) +
                 std::chrono::minutes(*day.ahead);
    found.until = found.from;
    found.relative = true;
    const auto local = to_local(found.from, zone_);
    const Day on = std::chrono::floor<days>(local);
    const auto minute = std::chrono::floor<std::chrono::minutes>(local - on).count();
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), " at %02d:%02d", static_cast<int>(minute / 60),
                  static_cast<int>(minute % 60));
    const bool plain = found.link == DateLink::at || before.shown.empty();
    found.absolute = (plain ? std::string(day.before) : std::string(before.shown)) + ' ' + iso(on) +
                     clock.data();
    return found;
  }

  [[nodiscard]] DateMention mention(std::size_t i, const Before& before, const Spoken& day,
                                    const std::optional<ClockTime>& clock,
                                    const std::optional<int>& minute, std::size_t end) const {
    DateMention found;
    found.begin = text_.words[i].begin;
    found.end = text_.words[end - 1].end;
    found.link = day.link.value_or(before.link);
    found.grain = minute ? Grain::minute : day.grain;
    found.from = moment(day.from, minute.value_or(0));
    found.until = minute ? found.from : moment(day.until, 0);
    found.relative = day.relative;
    found.bare_weekday = day.bare_weekday;
    std::string_view shown = before.shown.empty() ? day.before : before.shown;
    if (day.link || day.before == "around") shown = day.before;
    if (before.asked == "for" && day.grain == Grain::day && !day.link) shown = "for";
    // "from Monday to Wednesday", "between Monday and Wednesday", "the week of 8 August"
    const std::string_view ahead = i > 0 ? text_.low(i - 1) : std::string_view();
    const bool goes_on = before.words == 0 &&
                         (ahead == "to" || ahead == "and" || ahead == "between" || ahead == "of");
    const bool bare = goes_on || (before.words == 0 && !day.link && is_subject(i, end));
    found.absolute = bare || shown.empty() ? day.said : std::string(shown) + ' ' + day.said;
    if (clock) {
      // The time of day keeps the words it was said in.
      found.absolute += " at " + text_.written(clock->begin, clock->end);
    }
    return found;
  }

  DateText text_;
  const DateOptions& options_;
  std::string_view zone_;
};

}  // namespace

std::optional<unsigned> DateText::weekday(std::size_t i) const {
  const auto named = i < words.size() ? weekday_named(words[i].low) : std::nullopt;
  // "mon", "wed" and "fri" begin many a word and end many a slip.
  return named && (words[i].low.size() > 5 || words[i].capital) ? named : std::nullopt;
}

std::optional<unsigned> DateText::month(std::size_t i) const {
  const auto named = i < words.size() ? month_named(words[i].low) : std::nullopt;
  if (!named) return std::nullopt;
  const std::string& low = words[i].low;
  const bool sure = low.size() > 3 && low != "march" && low != "august" && low != "sept";
  return sure || words[i].capital ? named : std::nullopt;
}

std::string DateText::written(std::size_t begin, std::size_t end) const {
  return std::string(text.substr(words[begin].begin, words[end - 1].end - words[begin].begin));
}

std::vector<DateMention> find_dates(std::string_view text, const DateOptions& options) {
  return DateReader(text.substr(0, kTextBytesMax), options).run();
}

std::string local_date(Timestamp time, std::string_view zone) {
  return iso(std::chrono::floor<days>(to_local(time, zone)));
}

}  // namespace mnestic::text
