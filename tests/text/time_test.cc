#include "mnestic/text/time.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "mnestic/base/random.h"

namespace {

using namespace mnestic;
using text::format_time;
using text::parse_time;

std::string parsed(const std::string& text, const std::string& zone = "UTC") {
  const auto time = parse_time(text, zone);
  return time ? format_time(*time) : std::string(to_string(time.error().code));
}

struct Case {
  const char* text;
  const char* expected;
};

}  // namespace

TEST_CASE("time: RFC 3339 forms that are taken") {
  for (const Case& c : std::vector<Case>{
           {"2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z"},
           {"2026-11-20t10:00:00z", "2026-11-20T10:00:00Z"},
           {"2026-11-20 10:00:00Z", "2026-11-20T10:00:00Z"},
           {"2026-11-20T10:00:00", "2026-11-20T10:00:00Z"},
           {"2026-11-20T10:00:00.5+05:30", "2026-11-20T04:30:00.500Z"},
           {"2026-11-20T10:00:00.123456789Z", "2026-11-20T10:00:00.123Z"},
           {"2026-11-20T10:00:00.9999Z", "2026-11-20T10:00:00.999Z"},
           {"2026-11-20T00:30:00+01:00", "2026-11-19T23:30:00Z"},
           {"2026-11-20T10:00:00-00:00", "2026-11-20T10:00:00Z"},
           {"2026-11-20T10:00:00+23:59", "2026-11-19T10:01:00Z"},
           {"2026-11-20", "2026-11-20T00:00:00Z"},
           {"2024-02-29", "2024-02-29T00:00:00Z"},
           {"2000-02-29", "2000-02-29T00:00:00Z"},
           {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
           {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
           {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
           {"1990-12-31T23:59:60Z", "1990-12-31T23:59:59.999Z"},
           {"1990-12-31T15:59:60.25-08:00", "1990-12-31T23:59:59.999Z"},
       }) {
    CAPTURE(c.text);
    CHECK(parsed(c.text) == c.expected);
  }
}

TEST_CASE("time: everything else is refused with invalid_argument") {
  for (const char* text : {"",
                           "yesterday",
                           "2026",
                           "2026-11",
                           "2026-1-2",
                           "20261120",
                           "2026-13-01",
                           "2026-00-01",
                           "2026-11-00",
                           "2026-11-31",
                           "2026-04-31",
                           "2026-02-29",
                           "1900-02-29",
                           "0000-01-01",
                           "10000-01-01",
                           "-2026-01-01",
                           "+2026-01-01",
                           " 2026-01-01",
                           "2026-01-01 ",
                           "2026-01-01T",
                           "2026-01-01T10",
                           "2026-01-01T10:00",
                           "2026-01-01T10:00Z",
                           "2026-01-01T24:00:00Z",
                           "2026-01-01T10:60:00Z",
                           "2026-01-01T10:00:61Z",
                           "2026-01-01T10:00:60Z",
                           "2026-01-01T23:59:60+01:00",
                           "2026-01-01T10:00:00.Z",
                           "2026-01-01T10:00:00,5Z",
                           "2026-01-01T10:00:00+1:00",
                           "2026-01-01T10:00:00+0100",
                           "2026-01-01T10:00:00+24:00",
                           "2026-01-01T10:00:00+01:60",
                           "2026-01-01T10:00:00ZZ",
                           "2026-01-01T10:00:00 Z",
                           "2026-01-01X10:00:00Z",
                           "2026/01/01",
                           "２０２６-01-01",
                           "0001-01-01T00:00:00+01:00",
                           "9999-12-31T23:59:59-01:00"}) {
    CAPTURE(text);
    CHECK(parsed(text) == "invalid_argument");
  }
}

TEST_CASE("time: a bare date and a time without offset are in the zone") {
  CHECK(parsed("2026-11-20", "Europe/Berlin") == "2026-11-19T23:00:00Z");
  CHECK(parsed("2026-07-20", "Europe/Berlin") == "2026-07-19T22:00:00Z");
  CHECK(parsed("2026-11-20T10:00:00", "Asia/Kolkata") == "2026-11-20T04:30:00Z");
  CHECK(parsed("2026-11-20T10:00:00Z", "Asia/Kolkata") == "2026-11-20T10:00:00Z");
}

TEST_CASE("time: a skipped time moves on by the gap, a doubled one is its first") {
  CHECK(parsed("2026-03-29T02:30:00", "Europe/Berlin") == "2026-03-29T01:30:00Z");
  CHECK(parsed("2026-03-29T01:59:59", "Europe/Berlin") == "2026-03-29T00:59:59Z");
  CHECK(parsed("2026-03-29T03:00:00", "Europe/Berlin") == "2026-03-29T01:00:00Z");
  CHECK(parsed("2026-10-25T02:30:00", "Europe/Berlin") == "2026-10-25T00:30:00Z");
  // Midnight itself is skipped: the day begins an hour later.
  CHECK(parsed("2018-11-04", "America/Sao_Paulo") == "2018-11-04T03:00:00Z");
}

TEST_CASE("time: an unknown zone is refused, but only when it is needed") {
  for (const char* zone :
       {"", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe/Berlin\n", "utc"}) {
    CAPTURE(zone);
    CHECK_FALSE(text::is_time_zone(zone));
    CHECK(parsed("2026-11-20", zone) == "invalid_argument");
    CHECK(parsed("2026-11-20T10:00:00Z", zone) == "2026-11-20T10:00:00Z");
  }
  CHECK(text::is_time_zone("UTC"));
  CHECK(text::is_time_zone("Europe/Berlin"));
  CHECK(text::is_time_zone("America/Argentina/Buenos_Aires"));
  CHECK(text::is_time_zone(text::system_time_zone()));
}

TEST_CASE("time: format and parse are inverse over all years") {
  const auto random = seeded_random(7);
  constexpr std::int64_t kFirstMs = -62'135'596'800'000;
  constexpr std::int64_t kLastMs = 253'402'300'799'999;
  for (int i = 0; i < 20'000; ++i) {
    const auto span = static_cast<std::uint64_t>(kLastMs - kFirstMs + 1);
    const Timestamp time(
        std::chrono::milliseconds(kFirstMs + static_cast<std::int64_t>(random->next_u64() % span)));
    const auto back = parse_time(format_time(time), "UTC");
    REQUIRE(back);
    REQUIRE(*back == time);
  }
}
