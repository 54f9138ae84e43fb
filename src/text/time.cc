#include "mnestic/text/time.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>

namespace mnestic::text {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Longer than any name in the zone database.
constexpr std::size_t kZoneBytesMax = 64;

// What a text said, before a zone makes a moment of it.
struct Spoken {
  date::local_time<milliseconds> local{};
  std::optional<minutes> offset;
  bool leap_second = false;
};

// Reads a text from the left; once something is amiss, ok() stays false.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count, int low, int high) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= rest_.size() || rest_[i] < '0' || rest_[i] > '9') return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value < low || value > high ? fail() : value;
  }
  // One of `wanted`, or 0.
  char one_of(std::string_view wanted) {
    if (rest_.empty() || wanted.find(rest_.front()) == std::string_view::npos) return 0;
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }
  void expect(std::string_view wanted) {
    if (one_of(wanted) == 0) fail();
  }
  // The first three digits after a decimal point, as milliseconds; the others are cut off.
  milliseconds fraction() {
    int value = 0;
    std::size_t count = 0;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (count < 3) value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++count;
    }
    if (count == 0) fail();
    for (; count < 3; ++count) value *= 10;
    return milliseconds(value);
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  int fail() {
    ok_ = false;
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<minutes> read_offset(Reader& reader) {
  if (reader.one_of("Zz") != 0) return minutes(0);
  const char sign = reader.one_of("+-");
  if (sign == 0) return std::nullopt;
  const int hour = reader.digits(2, 0, 23);
  reader.expect(":");
  const int minute = reader.digits(2, 0, 59);
  const minutes offset(hour * 60 + minute);
  return sign == '-' ? -offset : offset;
}

std::optional<Spoken> read(std::string_view text) {
  Reader reader(text);
  const int year = reader.digits(4, 1, 9999);
  reader.expect("-");
  const int month = reader.digits(2, 1, 12);
  reader.expect("-");
  const int day = reader.digits(2, 1, 31);
  const date::year_month_day ymd{date::year(year), date::month(static_cast<unsigned>(month)),
                                 date::day(static_cast<unsigned>(day))};
  if (!reader.ok() || !ymd.ok()) return std::nullopt;
  Spoken spoken{date::local_days(ymd), std::nullopt, false};
  if (reader.at_end()) return spoken;
  reader.expect("Tt ");
  const int hour = reader.digits(2, 0, 23);
  reader.expect(":");
  const int minute = reader.digits(2, 0, 59);
  reader.expect(":");
  const int second = reader.digits(2, 0, 60);
  milliseconds fraction{0};
  if (reader.one_of(".") != 0) fraction = reader.fraction();
  spoken.offset = read_offset(reader);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  spoken.leap_second = second == 60;
  spoken.local += std::chrono::hours(hour) + minutes(minute) +
                  (spoken.leap_second ? milliseconds(59'999) : seconds(second) + fraction);
  return spoken;
}

// The zone, or nullptr. The library throws for an unknown name and for a machine without a zone
// database.
const date::time_zone* find_zone(std::string_view name) {
  const bool plausible = !name.empty() && name.size() <= kZoneBytesMax && name.front() != '/' &&
                         std::all_of(name.begin(), name.end(), [](char c) {
                           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                  (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
                                  c == '+';
                         });
  if (!plausible) return nullptr;
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

bool is_utc(std::string_view name) { return name == "UTC" || name == "Etc/UTC"; }

// A time that a zone skips (spring) is moved on by the gap; of one that comes twice (autumn) the
// first is taken.
Result<Timestamp> in_zone(date::local_time<milliseconds> local, std::string_view zone_name) {
  if (is_utc(zone_name)) return Timestamp(local.time_since_epoch());
  const date::time_zone* zone = find_zone(zone_name);
  if (zone == nullptr) {
    return invalid_argument(
        "the time zone is not known; give a name of the IANA database such as Europe/Berlin, or "
        "UTC");
  }
  try {
    const date::local_info info = zone->get_info(local);
    return Timestamp(local.time_since_epoch() - info.first.offset);
  } catch (const std::exception&) {
    return invalid_argument(
        "the time zone's data cannot be read on this machine; give the time with an offset");
  }
}

Timestamp year_start(int year) {
  return Timestamp(date::local_days(date::year(year) / 1 / 1).time_since_epoch());
}

}  // namespace

Result<Timestamp> parse_time(std::string_view text, std::string_view zone) {
  const std::optional<Spoken> spoken = read(text);
  if (!spoken) {
    return invalid_argument(
        "not a time; wanted is RFC 3339 such as 2026-11-20T10:00:00Z or 2026-11-20T10:00:00+01:00, "
        "or a date such as "
        "2026-11-20");
  }
  Timestamp time{};
  if (spoken->offset) {
    time = Timestamp(spoken->local.time_since_epoch() - *spoken->offset);
  } else {
    MNESTIC_TRY_ASSIGN(time, in_zone(spoken->local, zone));
  }
  const auto last_second_of_day = std::chrono::days(1) - milliseconds(1);
  if (spoken->leap_second &&
      time - std::chrono::floor<std::chrono::days>(time) != last_second_of_day) {
    return invalid_argument("second 60 exists only at 23:59:60 UTC; give a second from 00 to 59");
  }
  if (time < year_start(1) || time >= year_start(10'000)) {
    return invalid_argument("the time lies outside of the years 0001 to 9999 in UTC");
  }
  return time;
}

std::string format_time(Timestamp time) {
  MNESTIC_ASSERT(time >= year_start(1) && time < year_start(10'000));
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day ymd(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 40> out{};
  int size = std::snprintf(
      out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(ymd.year()),
      static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  std::string text(out.data(), static_cast<std::size_t>(size));
  if (const auto ms = clock.subseconds().count(); ms != 0) {
    size = std::snprintf(out.data(), out.size(), ".%03d", static_cast<int>(ms));
    text.append(out.data(), static_cast<std::size_t>(size));
  }
  return text + 'Z';
}

bool is_time_zone(std::string_view name) { return is_utc(name) || find_zone(name) != nullptr; }

Timestamp to_local(Timestamp time, std::string_view zone_name) {
  if (is_utc(zone_name)) return time;
  const date::time_zone* zone = find_zone(zone_name);
  if (zone == nullptr) return time;
  try {
    return time + zone->get_info(std::chrono::floor<seconds>(time)).offset;
  } catch (const std::exception&) {
    return time;
  }
}

std::string system_time_zone() {
  try {
    if (const date::time_zone* zone = date::current_zone(); zone != nullptr) return zone->name();
  } catch (const std::exception&) {
    // No link to a zone file, as in many containers: such a machine runs on UTC.
  }
  return "UTC";
}

}  // namespace mnestic::text
