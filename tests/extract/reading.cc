#include "tests/extract/reading.h"

#include <doctest/doctest.h>

#include "mnestic/extract/extractor.h"

namespace mnestic::extract {

std::string read_text(const std::string& text) {
  ExtractRequest request;
  request.messages.push_back({"user", text, {}});
  const auto extraction = make_rules_extractor()->extract(request);
  REQUIRE(extraction.has_value());
  std::string out;
  for (const Candidate& candidate : extraction->candidates) {
    if (candidate.unless_ended) continue;
    if (!out.empty()) out += "; ";
    out += candidate.action == Action::retract ? "- " : "+ ";
    out += candidate.content;
  }
  return out;
}

void check_readings(std::span<const Reading> readings) {
  for (const Reading& each : readings) {
    CAPTURE(each.text);
    CHECK(read_text(each.text) == each.expected);
  }
}

}  // namespace mnestic::extract
