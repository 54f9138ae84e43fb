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
    if (!out.empty()) out += "; ";
    out += candidate.action == Action::retract ? "- " : "+ ";
    out += candidate.content;
  }
  return out;
}

}  // namespace mnestic::extract
