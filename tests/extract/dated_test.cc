// What date words make of a statement: its words, its kind's fields, its times.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "mnestic/extract/extractor.h"
#include "mnestic/text/time.h"

namespace mnestic::extract {
namespace {

Timestamp at(std::string_view text) { return text::parse_time(text, "UTC").value(); }

std::string read_dated(const std::string& text, std::string_view zone) {
  ExtractRequest request;
  request.messages.push_back({"user", text, {}});
  request.observed_at = at("2026-11-18T10:00:00Z");
  request.zone = std::string(zone);
  const auto extraction = make_rules_extractor()->extract(request);
  REQUIRE(extraction.has_value());
  std::string out;
  const auto add = [&](std::string_view name, const std::optional<Timestamp>& time) {
    if (time) out += ' ' + std::string(name) + '=' + text::format_time(*time);
  };
  for (const Candidate& candidate : extraction->candidates) {
    if (!out.empty()) out += "; ";
    out += candidate.action == Action::retract ? "- " : "+ ";
    out += candidate.content;
    for (const auto& [name, value] : candidate.data) {
      if (value.as_string() != nullptr) out += ' ' + name + '=' + *value.as_string();
    }
    add("from", candidate.valid_from);
    add("to", candidate.valid_to);
    add("expires", candidate.expires_at);
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

// Said on Wednesday, 18 November 2026.
constexpr std::array kCases = {
    Case{"Tomorrow I have a dentist appointment at 3pm",
         "+ User has a dentist appointment on 2026-11-19 at 3pm start=2026-11-19T15:00:00Z"},
    Case{"I have a meeting with HR on Friday at 4pm",
         "+ User has a meeting with HR on Friday 2026-11-20 at 4pm start=2026-11-20T16:00:00Z"},
    Case{"I'm flying to Tokyo tomorrow",
         "+ User is flying to Tokyo on 2026-11-19 start=2026-11-19"},
    Case{"I'm on holiday next week",
         "+ User is on holiday in the week of 2026-11-23 end=2026-11-29 start=2026-11-23"},
    Case{"I have an interview with Stripe next Thursday",
         "+ User has an interview with Stripe on Thursday 2026-11-26 start=2026-11-26"},
    Case{"I need to renew my passport by August",
         "+ User needs to renew their passport by August 2027 due=2027-08-31"},
    Case{"I'll send Priya the draft by Monday",
         "+ User will send Priya the draft by Monday 2026-11-23 due=2026-11-23"},
    Case{"I want to read 30 books this year",
         "+ User wants to read 30 books in 2026 target_date=2026-12-31"},
    Case{"I'm training for the Berlin marathon in September",
         "+ User is training for the Berlin marathon in September 2027 target_date=2027-09-30"},
    Case{"I moved to Porto last month",
         "+ User moved to Porto in October 2026 from=2026-10-01T00:00:00Z"},
    Case{"I've been living in Lisbon since March",
         "+ User has been living in Lisbon since March 2026 from=2026-03-01T00:00:00Z"},
    Case{"I'm in Berlin until June", "+ User is in Berlin until June 2027 to=2027-06-01T00:00:00Z"},
    Case{"I'm on antibiotics until next Friday",
         "+ User is on antibiotics until Friday 2026-11-27 to=2026-11-28T00:00:00Z"},
    Case{"We got married yesterday", "+ User got married on 2026-11-17 from=2026-11-17T00:00:00Z"},
    Case{"We adopted a greyhound on Sunday",
         "+ User adopted a greyhound on Sunday 2026-11-15 from=2026-11-15T00:00:00Z"},
    Case{"I was diagnosed with asthma two years ago",
         "+ User was diagnosed with asthma in 2024 from=2024-01-01T00:00:00Z"},
    Case{"I worked at Nokia until 2019", "+ User worked at Nokia until 2019"},
    Case{"I work from home on Friday", "+ User works from home on Friday"},
    Case{"I'm no longer coming on Friday", "- User is coming on Friday"},
    Case{"My birthday is on 3 May", "+ User's birthday is on 3 May"},
    Case{"I go swimming every Tuesday", "+ User goes swimming every Tuesday"},
    Case{"Always answer in Spanish on Friday",
         "+ User wants the assistant always to answer in Spanish on Friday"},
    Case{"I love tomorrow's menu", "+ User loves tomorrow's menu"},
    Case{"I have a dentist appointment on Friday and a haircut on Saturday",
         "+ User has a dentist appointment on Friday 2026-11-20 start=2026-11-20; "
         "+ User has a haircut on Saturday 2026-11-21 start=2026-11-21"},
    Case{"I got a new job at Stripe, starting in January",
         "+ User got a new job at Stripe, starting in January 2027"},
    Case{"I have been off work since Monday",
         "+ User has been off work since Monday 2026-11-16 from=2026-11-16T00:00:00Z"},
    Case{"I start my new job on Monday", "+ User starts their new job on Monday 2026-11-23"},
    Case{"I have two cats", "+ User has two cats"}};

TEST_CASE("dated: statements keep their meaning when another day has come") {
  for (const Case& c : kCases) {
    CAPTURE(std::string(c.text));
    CHECK(read_dated(c.text, "UTC") == c.expected);
  }
}

TEST_CASE("dated: the zone of the person says which day it is and when a moment is") {
  CHECK(read_dated("I have a dentist appointment tomorrow at 3pm", "America/New_York") ==
        "+ User has a dentist appointment on 2026-11-19 at 3pm start=2026-11-19T20:00:00Z");
  CHECK(read_dated("I have a dentist appointment tomorrow at 3pm", "Pacific/Kiritimati") ==
        "+ User has a dentist appointment on 2026-11-20 at 3pm start=2026-11-20T01:00:00Z");
}

TEST_CASE("dated: where weeks begin on a Sunday, Sunday is the first day of this week") {
  ExtractRequest request;
  request.observed_at = at("2026-11-22T10:00:00Z");
  request.messages.push_back({"user", "I'm flying to Tokyo on Friday next week", {}});
  const auto first = [&] {
    return make_rules_extractor()->extract(request).value().candidates.at(0).content;
  };
  CHECK(first() == "User is flying to Tokyo on Friday 2026-11-27");
  request.week_start = std::chrono::Sunday;
  CHECK(first() == "User is flying to Tokyo on Friday 2026-12-04");
}

TEST_CASE("dated: each message is read by the moment it was said") {
  ExtractRequest request;
  request.observed_at = at("2026-11-18T10:00:00Z");
  request.messages.push_back({"user", "I'm flying to Tokyo tomorrow", at("2026-01-01T10:00:00Z")});
  request.messages.push_back({"user", "I'm flying to Oslo tomorrow", {}});
  const auto extraction = make_rules_extractor()->extract(request);
  REQUIRE(extraction.has_value());
  REQUIRE(extraction->candidates.size() == 2);
  CHECK(extraction->candidates[0].content == "User is flying to Tokyo on 2026-01-02");
  CHECK(extraction->candidates[1].content == "User is flying to Oslo on 2026-11-19");
  CHECK(extraction->candidates[1].quote == "I'm flying to Oslo tomorrow");
}

}  // namespace
}  // namespace mnestic::extract
