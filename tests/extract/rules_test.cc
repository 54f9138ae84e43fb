#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "mnestic/extract/extractor.h"

namespace mnestic::extract {
namespace {

// "+ content" for each assertion, "- content" for each retraction, joined by "; ".
std::string read(const std::string& text) {
  ExtractRequest request;
  request.messages.push_back({"user", text, {}});
  const auto extraction = make_rules_extractor()->extract(request);
  REQUIRE(extraction.has_value());
  std::string out;
  for (const Candidate& candidate : extraction->candidates) {
    if (!out.empty()) out += "; ";
    out += candidate.action == Action::retract ? "- " : "+ ";
    out += candidate.content;
  }
  return out;
}

TEST_CASE("rules: messages and what they give") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::array cases = {
      Case{"I use Shram and Magnet as productivity tools",
           "+ User uses Shram as a productivity tool; + User uses Magnet as a productivity tool"},
      Case{"I don't use Magnet anymore", "- User uses Magnet"},
      Case{"My sister doesn't use Magnet anymore", "- User's sister uses Magnet"},
      Case{"did I mention I gave up on Magnet ages ago?", "- User uses Magnet"},
      Case{"I don't eat meat", "+ User does not eat meat"},
      Case{"What are the productivity tools that I use", ""},
      Case{"thanks, that was really helpful :)", ""},
      Case{"write me an email to my landlord", ""}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.expected);
  }
}

}  // namespace
}  // namespace mnestic::extract
