// Reading: what the rules make of one message, as a line that tests compare.
#pragma once

#include <span>
#include <string>

namespace mnestic::extract {

// "+ content" for each assertion and "- content" for each retraction, joined by "; "; without what
// is only for the case that a retraction ends nothing.
[[nodiscard]] std::string read_text(const std::string& text);

// A message and what must become of it.
struct Reading {
  const char* text;
  const char* expected;
};
// Fails the test, with the message, for each that is read otherwise.
void check_readings(std::span<const Reading> readings);

}  // namespace mnestic::extract
